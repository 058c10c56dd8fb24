import EngineHarness
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleProgram
import SceneData
import Testing

/// A scene has one result, alone and among thousands, and it is the one that the norm's words give.
struct AloneAndAmongManyTests {
    /// One criterion of 10 points over one answer `x`: its points per answer, nil where the scene stays incomplete.
    struct Case: CustomTestStringConvertible {
        var value: String
        var input: String
        /// Answer as the schema holds it (nil: not answered), and points.
        var points: [(answer: Int128?, points: String?)]
        var testDescription: String { value }
    }

    private static let whole = "{type: whole, range: \"[-100..100]\"}"
    private static let date = "{type: date, range: \"[2018-01-01..2031-06-30]\"}"

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int128 {
        CalendarDay(year: year, month: month, day: day).map { Int128($0.number) } ?? 0
    }

    static let cases: [Case] = [
        // Shared case `columns/neg`, and its neighbours: a minus on either side of every operator.
        Case(
            value: "5 + -x", input: whole,
            points: [(-8, "10"), (-5, "10"), (-3, "8"), (0, "5"), (3, "2"), (5, "0"), (8, "0"), (nil, nil)]),
        Case(value: "-x", input: whole, points: [(-8, "8"), (-100, "10"), (0, "0"), (1, "0"), (nil, nil)]),
        Case(value: "-(x - 7)", input: whole, points: [(-1, "8"), (7, "0"), (5, "2"), (nil, nil)]),
        Case(value: "6 - -x", input: whole, points: [(-2, "4"), (4, "10"), (0, "6"), (nil, nil)]),
        Case(value: "-x * -1", input: whole, points: [(3, "3"), (-3, "0"), (nil, nil)]),
        Case(value: "9 + (-x) / 4", input: whole, points: [(3, "8.25"), (-2, "9.5"), (nil, nil)]),
        Case(value: "abs(-x) / 10", input: whole, points: [(-45, "4.5"), (45, "4.5"), (nil, nil)]),
        Case(value: "max(-x, x) / 10", input: whole, points: [(-45, "4.5"), (7, "0.7"), (nil, nil)]),
        Case(value: "min(-x, 3)", input: whole, points: [(-45, "3"), (-2, "2"), (7, "0"), (nil, nil)]),
        Case(value: "if -x > 4 then 7 else 2", input: whole, points: [(-5, "7"), (-4, "2"), (5, "2"), (nil, nil)]),
        // Shared case `columns/dayofyear`, and the other functions of dates.
        Case(
            value: "day of year(x) / 40", input: date,
            points: [
                (day(2026, 7, 28), "5.225"), (day(2026, 1, 10), "0.25"), (day(2024, 12, 31), "9.15"),
                (day(2026, 1, 1), "0.025"), (nil, nil),
            ]),
        Case(
            value: "week of year(x) / 10", input: date,
            points: [
                (day(2026, 7, 28), "3.1"), (day(2026, 1, 1), "0.1"), (day(2024, 12, 31), "0.1"),
                (day(2027, 1, 1), "5.3"), (nil, nil),
            ]),
        Case(
            value: "years_between(x, @\"2031-06-30\")", input: date,
            points: [(day(2026, 7, 28), "4"), (day(2026, 6, 30), "5"), (nil, nil)]),
        Case(
            value: "months_between(x, @\"2031-06-30\") / 10", input: date,
            points: [(day(2026, 7, 28), "5.9"), (day(2030, 6, 30), "1.2"), (nil, nil)]),
        Case(
            value: "days_between(x, @\"2031-06-30\") / 1000", input: date,
            points: [(day(2031, 6, 28), "0.002"), (day(2026, 6, 30), "1.826"), (nil, nil)]),
        // Dividends that fit 32 bits, and no longer do once what rounds them up is added: 128 × 16777215 is 2147483520.
        Case(
            value: "ceiling(x / 16777215) / 16", input: "{type: whole, range: \"[0..2147483647]\"}",
            points: [
                (2_147_483_520, "8"), (2_147_483_519, "8"), (2_147_483_521, "8.0625"), (2_147_483_647, "8.0625"),
                (1, "0.0625"), (0, "0"), (nil, nil),
            ]),
        Case(
            value: "ceiling(x / 2147483647)", input: "{type: whole, range: \"[0..2147483647]\"}",
            points: [(2_147_483_647, "1"), (1, "1"), (0, "0"), (nil, nil)]),
    ]

    @Test(arguments: cases)
    func pointsAreRight(_ example: Case) throws {
        let norm = try #require(
            Comparison(
                norm: """
                    \(NormParts.head)
                    inputs: {x: \(example.input)}
                    sections: {s: {points: 10, criteria: {C: {points: 10, value: '\(example.value)'}}}}
                    total: {of: 10}
                    grades: {good: {from: 5}, plain: {from: 0}}
                    """)
        ).compiled
        let asOf = try #require(CalendarDay(year: 2027, month: 8, day: 1))
        func scene(_ answer: Int128?) -> SceneInput {
            var scene = SceneInput(schema: norm.program.schema)
            scene.record = SceneRecord(schema: norm.program.schema, asOf: asOf.number)
            if let answer { (scene.record.values[0], scene.record.states[0]) = (answer, .known) }
            return scene
        }
        let alone = SceneScorer(norm)
        let many = BatchScorer(BatchPlan(norm))
        let count = 1000 / example.points.count
        for _ in 0..<count {
            for row in example.points { #expect(many.append(scene(row.answer))) }
        }
        many.run()
        for (number, row) in example.points.enumerated() {
            alone.run(scene(row.answer))
            #expect(alone.score?.description == row.points, "\(String(describing: row.answer)) alone")
            #expect(alone.status == (row.points == nil ? .incomplete : .graded))
            for place in [number, number + example.points.count * (count - 1)] {
                many.show(place)
                #expect(many.scorer.score?.description == row.points, "\(String(describing: row.answer)) at \(place)")
                #expect(many.scorer.status == alone.status)
                #expect(many.scorer.grade == alone.grade)
            }
        }
    }
}
