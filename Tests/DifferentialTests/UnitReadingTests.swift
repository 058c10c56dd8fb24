import ExactNumbers
import EngineHarness
import ReferenceEvaluator
import Testing

/// `docs/semantics.md` §5: what is accepted beside a `%` and beside mixed magnitudes has the physical value, in the engine and in
/// the reference. Results are worked out by hand.
@Suite struct UnitReadingTests {
    private static let inputs = """
        rounding: half up
        inputs:
          share: {unit: "%", scale: 1, range: "[1..100]"}
          goal: {unit: "%", range: "[1..100]"}
          leak: {unit: "%/a", scale: 1, range: "[1..100]"}
          area: {unit: m2, range: "[1..10000]"}
          bays: {unit: bed, range: "[0..1000]"}
          kwh: {unit: kWh, range: "[1..1000000]"}
          mwh: {unit: MWh, scale: 3, range: "[1..1000]"}
          ratio: {scale: 2, range: "[0..10]"}
          yes: {type: boolean}
        facts:
          part: {unit: m2, value: area * share}
          rounded: {unit: m2, round: 0, value: area * share}
          hundreds: {unit: "%", value: share * share}
          energy: {unit: MWh, round: 1, value: kwh + mwh}
          loose: {value: area * share}
          either: {value: "if yes then {e: mwh} else {e: kwh}"}
        """

    private static let answers: [String: ReferenceAnswer] = [
        "share": "60.5", "goal": 80, "leak": "2.5", "area": 100, "bays": 15, "kwh": 50, "mwh": "1.4", "ratio": "0.5",
        "yes": true,
    ]

    /// 60.5 % of 100 m2 is 60.5 m2; 50 kWh and 1.4 MWh are 1450 kWh; 0.605 × 0.605 is 0.366025; 1 ÷ 0.605 is 1.6528…
    private static let cases: [(String, Bool)] = [
        ("area * share >= 60.5 m2", true), ("area * share > 60.5 m2", false), ("area * share >= 61 m2", false),
        ("share * area = 605000 / 10000 * 1 m2", true), ("area * share / 100 % = 60.5", true),
        ("convert(area * share, m2) >= 61", false), ("area * share > 0", true), ("part >= 61", false),
        ("part >= 60.5", true), ("rounded = 61", true), ("loose = 60.5 m2", true), ("hundreds < 36.7 %", true),
        ("hundreds > 36.6 %", true), ("share * share < 36.7 %", true), ("share * share > 36.6 %", true),
        ("convert(share * share, %) = 36.6025 %", true), ("1 / share > 165.2 %", true),
        ("convert(1 / share, %) / 100 % < 1.66", true), ("100 % / share > 1.65", true),
        ("share / goal > 0.75", true), ("share / goal < 0.757", true), ("min(1, share / goal) = 0.75625", true),
        ("floor(bays * 10 % / 100 %) = 1 bed", true), ("floor(convert(bays * 10 %, bed)) = 1", true),
        ("floor(bays * 0.1) = 1", true), ("leak * 2 = 5", true), ("floor(leak) = 2", true), ("leak * 4 a = 10 %", true),
        ("area * share / area = 60.5 %", true), ("share * ratio = 30.25 %", true),
        ("kwh + mwh = 1450 kWh", true), ("mwh + kwh = 1.45 MWh", true), ("mwh - kwh = 1350 kWh", true),
        ("convert(kwh + mwh, MWh) <= 1.45", true), ("convert(mwh + kwh, kWh) <= 100", false),
        ("round(convert(kwh + mwh, MWh), 0) = 1", true), ("round(convert(mwh + kwh, kWh), 0) = 1450", true),
        ("energy = 1.5", true), ("min(kwh, mwh) = 50 kWh", true), ("max(kwh, mwh) = 1400 kWh", true),
        ("(if yes then mwh else kwh) = 1400 kWh", true), ("(if yes then kwh else mwh) = 0.05 MWh", true),
        ("(if yes then 5 else mwh) = 5000 kWh", true), ("(if not(yes) then mwh else 5) = 5000 kWh", true),
        ("sum([kwh, mwh]) = 1450 kWh", true), ("mean([mwh, kwh]) = 725 kWh", true), ("mwh / kwh = 28", true),
        ("floor(kwh / mwh) = 0", true), ("modulo(mwh, 300 kWh) = 200 kWh", true), ("clamp(kwh, 60, 70) = 60", true),
        ("kwh + 0 <= 50", true), ("kwh in [50..60)", true), ("kwh between 51 and 60", false),
        ("either.e = 1400 kWh", true),
        ("list contains([kwh, kwh], 50)", true), ("ratio ** 2 = 0.25", true), ("share ** 2 * area > 36.6 m2", true),
    ]

    private func norm(_ conditions: [String]) -> String {
        let criteria = conditions.enumerated().map { "      C\($0): {points: 1, met: '\($1)'}" }
        return """
            \(SmallNorm.head)
            \(UnitReadingTests.inputs)
            sections:
              S:
                points: \(conditions.count)
                criteria:
            \(criteria.joined(separator: "\n"))
            total: {of: \(conditions.count)}
            grades: {low: {from: 0}}
            """
    }

    @Test func acceptedExpressionsHaveTheirPhysicalValue() throws {
        let yaml = norm(UnitReadingTests.cases.map(\.0))
        let scene = try ReferenceScene(asOf: #require(.init("2026-03-01")), answers: UnitReadingTests.answers)
        let engine = try EngineUnderTest().evaluate(norm: yaml, factors: [:], scene: scene)
        let reference = try ReferenceNorm(yaml: yaml).evaluate(scene)
        for (index, (text, holds)) in UnitReadingTests.cases.enumerated() {
            #expect(engine.criteria["C\(index)"]?.points == (holds ? "1" : "0"), "\(text)")
            #expect(reference.criteria["C\(index)"]?.points == (holds ? "1" : "0"), "\(text), reference")
        }
        #expect(engine.criteria == reference.criteria)
    }

    /// Bands, anchors, tables: the number with its unit, or beside a column or fact that declares it.
    @Test(arguments: [
        ("bands: area * share\nsteps: |\n  | at least | points |\n  | 61 m2 | 3 |\n  | 1 m2 | 1 |", "1"),
        ("bands: part\nsteps: |\n  | at least | points |\n  | 61 | 3 |\n  | 60 | 2 |", "2"),
        ("bands: kwh + mwh\nsteps: |\n  | at most | points |\n  | 1 MWh | 3 |\n  | 1450 kWh | 2 |", "2"),
        (
            "interpolate: area * share\noutside: clamp\nanchors: |\n  | at | points |\n  | 60 m2 | 0 |\n  | 61 m2 | 10 |",
            "5"
        ),
        ("interpolate: part\noutside: clamp\nanchors: |\n  | at | points |\n  | 60 | 0 |\n  | 62 | 10 |", "5/2"),
        ("hit: F\ntable: |\n  | area * share (m2) | points |\n  | >= 61 | 10 |\n  | [60..61) | 4 |\n  | - | 0 |", "4"),
        ("hit: F\ntable: |\n  | area * share | points |\n  | >= 61 m2 | 10 |\n  | >= 60 m2 | 4 |\n  | - | 0 |", "4"),
        ("value: 10 * share * share", "14641/4000"),
        ("value: 10 * share / 100 %", "121/20"),
    ])
    func methodsCompareInUnits(_ method: String, _ points: String) throws {
        let yaml = SmallNorm.one(UnitReadingTests.inputs, criterion: method)
        let scene = try ReferenceScene(asOf: #require(.init("2026-03-01")), answers: UnitReadingTests.answers)
        let engine = try EngineUnderTest().evaluate(norm: yaml, factors: [:], scene: scene)
        let reference = try ReferenceNorm(yaml: yaml).evaluate(scene)
        #expect(engine.criteria["C"]?.points == points)
        #expect(engine.criteria == reference.criteria)
    }
}
