import EngineHarness
import RuleCompiler
import RuleEngine
import RuleProgram
import Testing

/// Bounds of slots hold wherever a step is read, and from answers on.
struct SharedStepTests {
    private func norm(_ inputs: String, _ facts: String, _ criteria: String, points: Int) -> String {
        """
        \(NormParts.head)
        inputs:
        \(inputs)
        \(facts)
        sections:
          s:
            points: \(points)
            criteria:
        \(criteria)
        total: {of: \(points)}
        grades:
          good: {from: 5}
          plain: {from: 0}
        """
    }

    private func record(_ comparison: Comparison, _ values: [Int128]) -> SceneRecord {
        var record = SceneRecord(schema: comparison.compiled.program.schema, asOf: 20_700)
        for (index, value) in values.enumerated() {
            record.values[index] = value
            record.states[index] = .known
        }
        return record
    }

    /// What is proved where a condition holds is not what is proved of the same step elsewhere.
    @Test func aStepSharedWithANarrowerPlace() throws {
        let yaml = norm(
            "  x: {range: \"[-3000000000..100]\"}", "",
            "      A: {points: 5, met: \"if x > 0 then x * 10 + 1 > 500 else false\"}\n"
                + "      B: {points: 5, met: \"x * 10 + 1 < -5\"}", points: 10)
        let comparison = try #require(Comparison(norm: yaml))
        let scenes = [-3_000_000_000, -2_147_483_648, -429_496_730, -1, 0, 50, 100].map { record(comparison, [$0]) }
        #expect(comparison.differences(scenes) == [])
        let engine = Interpreter(comparison.compiled.program)
        let total = comparison.compiled.program.outcome.total.numerator
        let points = scenes.map { scene -> Int128 in
            engine.run(scene)
            return engine.value(total)
        }
        #expect(points == [5, 5, 5, 5, 0, 5, 5])
    }

    /// Days that are the whole value of a fraction are added as that value.
    @Test func aFractionOfDaysIsAddedAsItsValue() throws {
        let yaml = norm(
            "  opened: {type: date, range: \"[2000-01-01..2030-12-31]\"}\n"
                + "  x: {unit: d, range: \"[0..9]\"}\n  y: {range: \"[1..9]\"}",
            "facts:\n  f: {unit: d, value: x / y}\n  moved: {value: \"if f = 3 d then opened + f else opened\"}",
            "      A: {points: 10, value: \"days_between(opened, moved)\"}", points: 10)
        let comparison = try #require(Comparison(norm: yaml))
        let scenes = [[9, 3], [6, 2], [3, 1], [8, 3]].map { record(comparison, [10_957] + $0) }
        #expect(comparison.differences(scenes) == [])
        let engine = Interpreter(comparison.compiled.program)
        let total = comparison.compiled.program.outcome.total.numerator
        let points = scenes.map { scene -> Int128 in
            engine.run(scene)
            return engine.value(total)
        }
        #expect(points == [3, 3, 3, 0])
    }

    /// Bounds of answers are those of their declarations.
    @Test func answersAreBoundAsDeclared() throws {
        let options = (1...5).map { "o\($0): o\($0)" }.joined(separator: ", ")
        let yaml = norm(
            "  flag: {type: boolean}\n  kind: {options: {\(options)}}\n  name: {type: text}\n"
                + "  opened: {type: date, range: \"[2000-01-01..2030-12-31]\"}\n  ever: {type: date}\n"
                + "  rows:\n    list: {max: 70000}\n    of:\n      on: {type: date, range: \"[1600-01-01..2999-12-31]\"}",
            "facts:\n  late: {value: \"if flag then opened else ever\"}",
            "      A: {points: 5, met: \"flag and kind = o3 and name = \\\"a\\\" or late > 2020-01-01\"}\n"
                + "      B: {points: 5, met: \"count(rows) > 66000 or count(rows[on > 2999-01-01]) > 1\"}", points: 10)
        let comparison = try #require(Comparison(norm: yaml))
        let program = comparison.compiled.program
        func bounds(_ opcode: Opcode, _ input: Int32) -> [SlotBounds] {
            program.instructions.filter { $0.opcode == opcode && $0.a == input }.map {
                program.slotBounds[Int($0.destination)]
            }
        }
        #expect(bounds(.input, 0) == [SlotBounds(low: 0, high: 1)])
        #expect(bounds(.input, 1) == [SlotBounds(low: 0, high: 4)])
        #expect(bounds(.input, 2) == [SlotBounds(low: 0, high: 1)])
        #expect(bounds(.input, 3) == [SlotBounds(low: 10_957, high: 22_279)])
        #expect(bounds(.input, 4) == [SlotBounds(low: -25_567, high: 84_005)])
        #expect(bounds(.listCount, 5) == [SlotBounds(low: 0, high: 70_000)])
        #expect(bounds(.element, 5) == [SlotBounds(low: -135_140, high: 376_199)])
        let late = program.instructions.filter { $0.opcode == .choose }.map { program.slotBounds[Int($0.destination)] }
        #expect(late.contains(SlotBounds(low: -25_567, high: 84_005)))
    }
}
