#if DEBUG
    import ColumnEngine
    import Diagnostics
    import EngineHarness
    import ExactNumbers
    import RuleCompiler
    import RuleEngine
    import RuleModel
    import RuleProgram
    import SceneData
    import Testing

    @testable import LowCarbonRules

    /// The checks of debug builds find what is broken on purpose, name the slot, and find nothing where nothing is.
    struct DebugCheckTests {
        private static let yaml = """
            \(NormParts.head)
            inputs:
              x: {type: whole, range: "[-100..100]"}
              y: {type: whole, range: "[0..50]"}
              p: {type: boolean}
            facts: {sum: {value: x * 3 + y}}
            gates: {G: {require: sum >= -200 or p}}
            sections:
              s:
                points: 10
                criteria:
                  C: {points: 6, value: 'min(sum, 6)'}
                  D: {points: 4, met: y > 20}
            total: {of: 10}
            grades: {good: {from: 5}, plain: {from: 0}}
            """

        private static func norm() throws -> CompiledNorm { try #require(Comparison(norm: yaml)).compiled }

        private static func record(_ norm: CompiledNorm, _ x: Int128, _ y: Int128) throws -> SceneRecord {
            let asOf = try #require(CalendarDay(year: 2027, month: 8, day: 1))
            var record = SceneRecord(schema: norm.program.schema, asOf: asOf.number)
            for (field, value) in [x, y, 1].enumerated() {
                (record.values[field], record.states[field]) = (value, .known)
            }
            return record
        }

        private static func records(_ norm: CompiledNorm) throws -> [SceneRecord] {
            try [(-100, 0), (-1, 50), (0, 0), (2, 21), (100, 50)].map { try record(norm, $0, $1) }
        }

        // MARK: - Bounds

        /// Every value that counts, moved out of its bounds at either end.
        @Test func everyNarrowedBoundIsReported() throws {
            let program = try DebugCheckTests.norm().program
            let outcome = Set(program.outcome.slots)
            var reported: Set<Int32> = []
            for record in try DebugCheckTests.records(DebugCheckTests.norm()) {
                let whole = Interpreter(program)
                whole.run(record)
                #expect(whole.valuesOutOfBounds(record).isEmpty)
                for slot in program.instructions.flatMap(\.writes) where whole.state(slot) == .known {
                    let value = whole.value(slot)
                    for bounds in [
                        SlotBounds(low: value + 1, high: value + 9), SlotBounds(low: value - 9, high: value - 1),
                    ] {
                        var broken = program
                        broken.slotBounds[Int(slot)] = bounds
                        let run = Interpreter(broken)
                        run.run(record)
                        let found = run.valuesOutOfBounds(record)
                        let isNamed = found.count == 1 && found[0].hasPrefix("slot \(slot) is \(value), proved ")
                        #expect(found.isEmpty || isNamed, "slot \(slot): \(found)")
                        if isNamed { reported.insert(slot) }
                        #expect(isNamed || !outcome.contains(slot), "slot \(slot) is a result and not reported")
                    }
                }
            }
            // Steps before the results are held against their bounds too.
            #expect(!reported.subtracting(outcome).isEmpty)
        }

        /// A step that does another thing than what its bounds were proved for.
        @Test func aBrokenStepIsReported() throws {
            let norm = try DebugCheckTests.norm()
            var broken = norm.program
            let place = try #require(broken.instructions.firstIndex { $0.opcode == .minimum })
            broken.instructions[place].opcode = .maximum
            let slot = broken.instructions[place].destination
            let run = Interpreter(broken)
            // Below six both are the sum or six, and within the bounds; above it the sum is not.
            for (x, isOut) in [(Int128(100), true), (1, false)] {
                let record = try DebugCheckTests.record(norm, x, 0)
                run.run(record)
                let found = run.valuesOutOfBounds(record)
                #expect(found.contains { $0.hasPrefix("slot \(slot) is \(x * 3), ") } == isOut, "\(x): \(found)")
            }
        }

        // MARK: - Blocks

        private static func scene(_ norm: CompiledNorm, _ record: SceneRecord, isRight: Bool = true) -> SceneInput {
            var scene = SceneInput(schema: norm.program.schema)
            scene.record = record
            if !isRight {
                scene.errors = [
                    DataError(.notEffective, message: Message(zh: "错", en: "wrong"), place: DataPlace(file: "x.csv"))
                ]
            }
            return scene
        }

        /// What the check says of a block of scenes, right ones or not.
        private static func found(_ plan: BatchPlan, isRight: Bool = true) throws -> [String] {
            let scorer = BatchScorer(plan)
            for record in try records(plan.norm) {
                #expect(scorer.append(scene(plan.norm, record, isRight: isRight)))
            }
            scorer.runColumns()
            return scorer.differences()
        }

        /// Columns planned from a program with one of its steps broken.
        @Test func brokenColumnsAreReported() throws {
            let norm = try DebugCheckTests.norm()
            let plan = BatchPlan(norm)
            #expect(try DebugCheckTests.found(plan).isEmpty)
            var noticed = 0
            let turned: [Opcode: Opcode] = [
                .minimum: .maximum, .add: .subtract, .less: .lessOrEqual, .lessOrEqual: .less, .or: .and,
            ]
            for (place, step) in plan.reduced.program.instructions.enumerated() {
                guard let other = turned[step.opcode] else { continue }
                var reduced = plan.reduced
                reduced.program.instructions[place].opcode = other
                var broken = plan
                broken.columns = ColumnPlan(reduced, keeping: plan.kept)
                let found = try DebugCheckTests.found(broken)
                // What a step gives may be the same for all of these scenes; the interpreter says whether it is.
                let (right, wrong) = (Interpreter(plan.reduced.program), Interpreter(reduced.program))
                var changed: Set<Int32> = []
                for record in try DebugCheckTests.records(norm) {
                    right.run(record)
                    wrong.run(record)
                    for slot in plan.slots {
                        let own = plan.reduced.map[Int(slot)]
                        if own >= 0, right.value(own) != wrong.value(own) || right.state(own) != wrong.state(own) {
                            changed.insert(slot)
                        }
                    }
                }
                #expect(found.isEmpty == changed.isEmpty, "\(step) as \(other): \(found), \(changed)")
                noticed += found.isEmpty ? 0 : 1
                for line in found { #expect(changed.contains { line.contains(", slot \($0): columns ") }, "\(line)") }
            }
            #expect(noticed >= 3)
        }

        /// Bounds are checked where blocks are; of scenes with errors nothing is proved.
        @Test func narrowedBoundsAreReportedInBlocks() throws {
            var norm = try DebugCheckTests.norm()
            let slot = norm.program.outcome.total.numerator
            norm.program.slotBounds[Int(slot)] = SlotBounds(low: 0, high: 1)
            let found = try DebugCheckTests.found(BatchPlan(norm))
            #expect(!found.isEmpty && found.allSatisfy { $0.contains("slot \(slot) is ") }, "\(found)")
            #expect(try DebugCheckTests.found(BatchPlan(norm), isRight: false).isEmpty)
        }

        // MARK: - What stops a debug build

        @Test func aBlockThatDiffersStopsADebugBuild() async throws {
            let result = try await #require(
                processExitsWith: .failure, observing: [\.standardErrorContent]
            ) {
                let plan = BatchPlan(try DebugCheckTests.norm())
                var reduced = plan.reduced
                let place = try #require(reduced.program.instructions.firstIndex { $0.opcode == .minimum })
                reduced.program.instructions[place].opcode = .maximum
                var broken = plan
                broken.columns = ColumnPlan(reduced, keeping: plan.kept)
                let scorer = BatchScorer(broken)
                for record in try DebugCheckTests.records(plan.norm) {
                    _ = scorer.append(DebugCheckTests.scene(plan.norm, record))
                }
                scorer.run()
            }
            let said = String(decoding: result.standardErrorContent, as: UTF8.self)
            #expect(said.contains("columns differ from the scalar interpreter: row"))
        }

        @Test func aValueOutOfItsBoundsStopsADebugBuild() async throws {
            let result = try await #require(
                processExitsWith: .failure, observing: [\.standardErrorContent]
            ) {
                var norm = try DebugCheckTests.norm()
                norm.program.slotBounds[Int(norm.program.outcome.total.numerator)] = SlotBounds(low: 0, high: 1)
                let scorer = SceneScorer(norm)
                for record in try DebugCheckTests.records(norm) { scorer.run(DebugCheckTests.scene(norm, record)) }
            }
            let said = String(decoding: result.standardErrorContent, as: UTF8.self)
            #expect(said.contains("values out of their bounds: slot"))
        }
    }
#endif
