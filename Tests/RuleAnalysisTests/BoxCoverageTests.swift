import EngineHarness
import RuleEngine
import RuleProgram
import SyntaxSamples
import Testing

@testable import RuleAnalysis
@testable import RuleCompiler

/// Every opcode over ranges of every lane, in every state and in one of several: the result holds what the engine gives at every
/// point, and nothing that the opcode table lets in is left out.
@Suite struct BoxCoverageTests {
    /// What an operand may be: a cell of a lane, one state or several.
    private struct Operand {
        var slot: Int32
        var low: Int128
        var high: Int128
        var takesState = true
    }

    /// One step with operands in slots of their own.
    private struct Bench {
        var program: RuleProgram
        var operands: [Operand] = []

        init(_ program: RuleProgram) {
            self.program = program
            self.program.schema.claims = [SchemaOption(id: "c", chinese: "")]
        }

        static func ends(_ lane: NumberLane) -> (low: Int128, high: Int128) {
            switch lane {
            case .int32: (-(1 << 31) + 1, 1 << 31 - 1)
            case .int64: (-(1 << 63) + 1, 1 << 63 - 1)
            case .wide: (-(1 << 63), 1 << 63)
            }
        }

        mutating func slot(_ low: Int128, _ high: Int128) -> Int32 {
            program.initialValues.append(0)
            program.slotBounds.append(SlotBounds(low: low, high: high))
            return Int32(program.initialValues.count - 1)
        }

        private mutating func operand(_ role: OpcodeTraits.Role, _ lane: NumberLane, isPositive: Bool = false) -> Int32
        {
            let (low, high): (Int128, Int128) =
                switch role {
                case .condition, .state: (0, 1)
                case .day: (-600, 600)
                case .value, .constant: Bench.ends(lane)
                }
            let made = slot(low, high)
            operands.append(
                Operand(slot: made, low: isPositive ? 1 : low, high: high, takesState: role != .constant))
            return made
        }

        mutating func field(_ field: OpcodeTraits.Field, _ lane: NumberLane) throws -> Int32 {
            switch field {
            case .unused, .entryField, .claim: return 0
            case .question: return Int32(try BoxCoverageTests.question(program.schema))
            case .slot(let role): return operand(role, lane)
            case .optionalValue: return operand(.value, lane)
            case .rows(let row):
                let list = (0..<2).flatMap { _ in row.roles.enumerated().map { ($0, $1) } }
                    .map { operand($1, lane, isPositive: $0 == 2) }
                program.operands += list
                return Int32(program.operands.count - list.count)
            case .pair:
                let list = [operand(.value, lane), operand(.value, lane, isPositive: true)]
                program.operands += list
                return Int32(program.operands.count - 2)
            case .count: return 2
            }
        }
    }

    /// The question that steps ask.
    private static func question(_ schema: InputSchema) throws -> Int {
        try #require(schema.fields.firstIndex { $0.takesEvidence })
    }

    /// A scene per answer to the question, its evidence included, and scenes that complete it: in a box an unanswered question
    /// stands for every answer.
    private static func records(_ schema: InputSchema) throws -> [(given: SceneRecord, completions: [SceneRecord])] {
        let field = try question(schema)
        func record(_ state: ValueState, _ kind: Int16) -> SceneRecord {
            var record = SceneRecord(schema: schema, asOf: 20_000)
            record.states[field] = state
            record.values[field] = state == .known ? 2 : 0
            record.evidence[field] = kind
            return record
        }
        let answered = [Int16(-1), 0, 1].map { record(.known, $0) }
        return answered.map { ($0, [$0]) } + [(record(.unknown, -1), answered)]
    }

    private static let kinds: [ValueState?] = [.known, .unknown, .open, .notApplicable, nil]

    /// A cell in one state, or in several where `state` is nil.
    private static func cell(_ operand: Operand, _ state: ValueState?, _ random: inout SplitMix64) -> Cell {
        let states =
            state.map { 1 << $0.rawValue } ?? random.pick((UInt8(1)...15).filter { $0.nonzeroBitCount > 1 }) ?? 15
        guard states & Cell.known != 0 else { return Cell(low: 0, high: 0, states: states) }
        let values = [operand.low, operand.low + 1, -2, -1, 0, 1, 3, operand.high - 1, operand.high]
            .filter { $0 >= operand.low && $0 <= operand.high }
        let (a, b) = (random.pick(values) ?? operand.low, random.pick(values) ?? operand.high)
        return Cell(low: min(a, b), high: max(a, b), states: states)
    }

    private static func point(_ cell: Cell, _ random: inout SplitMix64) -> (Int128, ValueState) {
        let states = [ValueState.known, .unknown, .open, .notApplicable].filter {
            cell.states & (1 << $0.rawValue) != 0
        }
        let state = random.pick(states) ?? .known
        let values = [cell.low, cell.high, min(cell.high, cell.low + 1), max(cell.low, cell.high - 1), 0]
            .filter { $0 >= cell.low && $0 <= cell.high }
        return (random.pick(values) ?? cell.low, state)
    }

    #if DEBUG
        /// The step over cells, against the engine at points of them.
        private static func check(
            _ opcode: Opcode, _ lanes: [NumberLane], _ met: inout StepCoverage, _ random: inout SplitMix64
        ) throws -> [String] {
            var norm = try #require(SmallNorms.norm(seed: 1)).norm
            var bench = Bench(norm.program)
            let traits = opcode.traits
            let fields = try [traits.a, traits.b, traits.c].enumerated().map { try bench.field($1, lanes[$0]) }
            let result = bench.slot(.min, .max)
            for _ in 1..<max(1, traits.writes) { _ = bench.slot(.min, .max) }
            let mode = opcode == .divide ? UInt8(random.whole(0...roundingModes.count - 1)) : 0
            let step = Instruction(opcode, result, fields[0], fields[1], fields[2], mode: mode)
            bench.program.instructions = [step]
            norm.program = bench.program
            norm.trace.quotients = []
            let analyzed = AnalyzedNorm(norm)
            let engine = Interpreter(bench.program)
            let records = try records(bench.program.schema)
            let free = bench.operands.filter(\.takesState).count
            let isList = traits.row != nil
            var faults: [String] = []
            // Every state of every operand beside every other; in lists all of them in turn.
            let rounds = isList ? 60 : (0..<free).reduce(2) { count, _ in count * kinds.count }
            let run = BoxRun(analyzed.plan, analyzed.plan.box(records[0].given))
            run.coverage = StepCoverage()
            for round in 0..<rounds {
                let scene = records[random.whole(0...records.count - 1)]
                run.load(analyzed.plan.box(scene.given))
                var rest = round
                var cells: [Cell] = []
                for operand in bench.operands {
                    let kind = isList ? random.whole(0...kinds.count - 1) : rest % kinds.count
                    if operand.takesState { rest /= kinds.count }
                    cells.append(cell(operand, operand.takesState ? kinds[kind] : .known, &random))
                    run.cells[Int(operand.slot)] = cells[cells.count - 1]
                }
                run.execute(step)
                for _ in 0..<6 {
                    for (operand, cell) in zip(bench.operands, cells) {
                        let (value, state) = point(cell, &random)
                        engine.set(operand.slot, value, state)
                    }
                    engine.run(random.pick(scene.completions) ?? scene.given)
                    for slot in step.writes {
                        let (cell, state) = (run.cells[Int(slot)], engine.state(slot))
                        let isIn = cell.low <= engine.value(slot) && engine.value(slot) <= cell.high
                        if cell.states & (1 << state.rawValue) != 0, state != .known || isIn { continue }
                        faults.append("\(step): \(cells) leave \(cell), not \(engine.value(slot)) \(state)")
                    }
                }
            }
            met.formUnion(run.coverage ?? StepCoverage())
            return faults
        }

        @Test func everyStepIsMetAndHoldsTheEnginesResult() throws {
            var met = StepCoverage()
            var random = SplitMix64(seed: 15)
            for opcode in Opcode.allCases where ![.forEach, .element, .listCount].contains(opcode) {
                let traits = opcode.traits
                func lanes(_ field: OpcodeTraits.Field) -> [NumberLane] {
                    switch field {
                    case .slot(.value), .slot(.constant), .rows, .optionalValue, .pair: NumberLane.allCases
                    case .slot, .unused, .question, .entryField, .claim, .count: [.int32]
                    }
                }
                for first in lanes(traits.a) {
                    for second in lanes(traits.b) {
                        for third in lanes(traits.c) {
                            let faults = try BoxCoverageTests.check(opcode, [first, second, third], &met, &random)
                            #expect(faults.isEmpty, "\(opcode) \(first) \(second) \(third): \(faults.first ?? "")")
                        }
                    }
                }
            }
            let missing = StepCoverage.allOverRanges.subtracting(met.met).map(\.description)
            // Loops are met below.
            let expected = [Opcode.forEach, .element, .listCount].map { "\($0): " }
            #expect(missing.sorted() == expected.sorted())
        }

        /// What few random norms have.
        private static let rare = """
            \(NormParts.head)
            inputs:
              x: {type: whole, range: "[-9..9]"}
              d: {type: date, range: "[2018-01-01..2031-06-30]"}
            facts:
              age: {value: 'years_between(d, @"2031-06-30") + months_between(d, @"2031-06-30")'}
              part: {value: 'days_between(d, @"2031-06-30") + year(d)'}
            sections: {s: {points: 10, criteria: {C: {points: 10, value: '-x + age / 100 + part / 10000'}}}}
            total: {of: 10}
            grades: {good: {from: 5}, plain: {from: 0}}
            """

        /// Loops among them, with lists of known and of open length.
        @Test func everyOpcodeThatTheCompilerEmitsIsMet() throws {
            var (emitted, met): (Set<Opcode>, Set<Opcode>) = ([], [])
            let rare = try #require(RandomNorms.norm(BoxCoverageTests.rare))
            // The reducer alone makes this one, and nothing runs reduced programs over ranges.
            let all = Set(Opcode.allCases).subtracting([.zeroIfUnknown])
            for seed in UInt64(0)...400 where emitted != all {
                guard let norm = seed == 0 ? rare : RandomNorms.norm(seed) else { continue }
                let own = Set(norm.norm.program.instructions.map(\.opcode))
                if own.isSubset(of: emitted) { continue }
                var sampler = RecordSampler(norm.norm.program.schema, yaml: "", seed: seed)
                let run = BoxRun(norm.plan, norm.plan.box(sampler.record()))
                run.coverage = StepCoverage()
                for unanswered in [0, 50] { run.load(norm.plan.box(sampler.record(unanswered: unanswered))) }
                for variable in norm.plan.variables(run.box).prefix(8) {
                    run.settle(variable, sampler.part(of: run.box[variable], run.kind(variable)))
                }
                emitted.formUnion(own)
                met.formUnion((run.coverage?.met ?? []).map(\.opcode))
            }
            let unmet = emitted.subtracting(met)
            #expect(unmet.isEmpty, "the compiler emits them, the evaluator over ranges has not met them: \(unmet)")
            #expect(emitted == all, "not in these norms: \(all.subtracting(emitted)); new: \(emitted.subtracting(all))")
        }
    #endif
}
