import EngineHarness
import ExactNumbers
import ReferenceEvaluator
import Testing

/// Kinds of faults that the random norms found: units in lists, what `met_share` counts, parts of the day of assessment.
struct FoundByRandomNormsTests {
    private func result(_ yaml: String, _ answers: [String: ReferenceAnswer], claims: Set<String> = []) throws
        -> ReferenceResult
    {
        let scene = ReferenceScene(asOf: .init(number: 20_500), answers: answers, claims: claims)
        let found = try EngineUnderTest().evaluate(norm: yaml, factors: [:], scene: scene)
        let expected = try ReferenceNorm(yaml: yaml).evaluate(scene)
        #expect(found.grade == expected.grade)
        #expect(found.criteria == expected.criteria)
        return found
    }

    /// Deductions and items of the bonus count as criteria of the sections do.
    @Test func everythingTaggedCounts() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs: {p: {type: boolean}, q: {type: boolean}, r: {type: boolean}}
            sections:
              s:
                points: 10
                criteria: {C: {points: 10, tags: [core], met: p}}
                deductions: {D: {points: 1, tags: [core], met: q}}
            bonus: {cap: 1, criteria: {B: {points: 1, tags: [core], may_not_apply: true, met: r}}}
            total: {of: 10}
            grades: {high: {from: 5, also: met_share(core) >= 60 %}, low: {from: 0}}
            """
        #expect(try result(yaml, ["p": true, "q": true, "r": false]).grade == "high")
        #expect(try result(yaml, ["p": true, "q": false, "r": true]).grade == "high")
        #expect(try result(yaml, ["p": true, "q": false, "r": false]).grade == "low")
        #expect(try result(yaml, ["p": true, "q": false, "r": false], claims: ["B"]).grade == "low")
    }

    /// A bare number in a list that is written out takes the unit of the others, wherever the list is read.
    @Test(arguments: [
        ("[3 kWh/a, 6.5][2] > 0.010 MWh/a", false), ("[6.5, 3 kWh/a][1] <= 0.0065 MWh/a", true),
        ("some s in [3 kWh/a, 6.5] satisfies s > 0.010 MWh/a", false),
        ("every s in [3 kWh/a, 6.5] satisfies s < 0.010 MWh/a", true),
        ("max([3 kWh/a, 6.5]) = 0.0065 MWh/a", true), ("sum(for s in [x, 6.5] return s) = 0.0095 MWh/a", true),
        ("list contains([3 kWh/a, 6.5], 0.0065 MWh/a)", true), ("reverse([x, 6.5])[1] = 6500 Wh/a", true),
        ("append([x], 6.5 kWh/a)[2] = 6500 Wh/a", true), ("[x, 0][2] < 1 Wh/a", true),
        ("product([x, 3]) = 9 kWh/a * 1000 Wh/a", true),
    ]) func elementsShareAUnit(_ condition: String, _ holds: Bool) throws {
        let yaml = """
            \(SmallNorm.head)
            inputs: {x: {unit: kWh/a, range: "[0..10]"}}
            facts: {t: {value: '\(condition)'}}
            sections: {s: {points: 10, criteria: {C: {points: 10, met: t and x > 1}}}}
            total: {of: 10}
            grades: {high: {from: 5}, low: {from: 0}}
            """
        #expect(try result(yaml, ["x": 3]).grade == (holds ? "high" : "low"))
    }

    /// 20500 is 2026-02-16, a Monday.
    @Test func theDayOfAssessmentHasParts() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs: {p: {type: boolean}}
            sections:
              s:
                points: 10
                criteria: {C: {points: 10, value: "if p then as_of.month + as_of.weekday + as_of.year - 2024 else 评价日.day / 4"}}
            total: {of: 10}
            grades: {high: {from: 5}, low: {from: 0}}
            """
        #expect(try result(yaml, ["p": true]).criteria["C"]?.points == "5")
        #expect(try result(yaml, ["p": false]).criteria["C"]?.points == "4")
    }
}
