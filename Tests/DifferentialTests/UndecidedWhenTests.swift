import ReferenceEvaluator
import Testing

/// `docs/semantics.md` §2.3: conditions that a failed need, or an answer still to come, keeps from deciding. Found by an evaluator that
/// was written from the page alone. Every scene is evaluated by the engine too.
@Suite struct UndecidedWhenTests {
    private func norm(_ parts: String, _ criterion: String) -> String {
        """
        \(SmallNorm.head)
        inputs:
          p: {type: boolean}
          q: {type: boolean}
          x: {range: "[0..100]"}
          d: {range: "[0..100]"}
          v: {range: "[0..6]", may_not_apply: true}
          b: {type: boolean, if_unknown: not assessable}
          n: {range: "[0..6]", if_unknown: zero points}
        \(parts)
        sections:
          S: {points: 6, criteria: {C: {points: 6, \(criterion)}}}
          T: {points: 4, criteria: {D: {points: 4, met: q}}}
        total: {of: 10}
        grades: {good: {from: 6}, plain: {from: 0}}
        """
    }

    private func points(_ points: String?, _ state: Standing = .known) -> ReferenceResult.CriterionCell {
        .init(state, points: points, of: "6")
    }

    private func check(
        _ yaml: String, _ answers: [String: ReferenceAnswer], _ cell: ReferenceResult.CriterionCell, _ status: String
    ) throws {
        let result = try SmallNorm.agreed(yaml, answers)
        #expect(result.criteria["C"] == cell, "\(answers)")
        #expect(result.status == status, "\(answers)")
    }

    /// With every answer given nothing stays open, whether `g` would have applied or not.
    @Test(arguments: ["applicable(g) and g", "if applicable(g) then g else p", "h", "at_least(1, h, p) and h"])
    func aFailedNeedAloneLeavesNothingOpen(_ when: String) throws {
        let facts = """
            facts:
              f: {needs: d > 0, otherwise: zero points, value: x / d}
              g: {needs: f > 1, otherwise: zero points, value: v > 3}
              h: {value: applicable(g) and g}
            """
        let yaml = norm(facts, "when: \"\(when)\", met: p")
        let failed: [String: ReferenceAnswer] = ["q": true, "p": false, "d": 0, "x": 3]
        for v: ReferenceAnswer in [5, 1, .notApplicable] {
            try check(yaml, failed.merging(["v": v]) { $1 }, points("0"), "graded")
        }
    }

    /// There only needs are read that make the scene not assessable: it is so by the gate's `when`, or by `also`.
    @Test(arguments: [true, false]) func alsoAndGatesDecideToo(isGate: Bool) throws {
        let facts = """
            facts:
              f: {needs: d > 0, otherwise: not assessable, value: x / d}
              g: {needs: f > 1, otherwise: not assessable, value: v > 3}
            \(isGate ? "gates: {G: {when: applicable(g) and g, require: q}}" : "")
            """
        let also = isGate ? "" : ", also: applicable(g) and g"
        let yaml = norm(facts, "met: p").replacing("from: 6", with: "from: 6\(also)")
        let all: [String: ReferenceAnswer] = ["q": true, "p": true, "d": 0, "x": 3]
        for v: ReferenceAnswer in [5, .notApplicable] {
            try check(yaml, all.merging(["v": v]) { $1 }, points("6"), "not assessable")
        }
        try check(yaml, all.merging(["d": 1, "v": .notApplicable]) { $1 }, points("6"), "graded")
    }

    /// What stands for an answer counts whatever keeps the condition from deciding.
    @Test(arguments: ["f > 3", "f > 3 and p"]) func zeroPointsStandForAnAnswerInWhen(_ when: String) throws {
        let yaml = norm("facts: {f: {needs: n > 2, otherwise: zero points, value: x}}", "when: \(when), met: p")
        try check(yaml, ["q": true], points("0"), "graded")
        try check(yaml, ["q": true, "x": 5, "p": true], points("0"), "graded")
        try check(yaml, ["q": true, "n": 5], points(nil, .open), "incomplete")
        try check(yaml, ["q": true, "n": 5, "x": 5, "p": true], points("6"), "graded")
    }

    /// The need of `f` may still fail, and `n` is read by the method.
    @Test func zeroPointsStandForAnAnswerBesideAnUnsureNeed() throws {
        let yaml = norm("facts: {f: {needs: d > 0, otherwise: zero points, value: x}}", "when: f > 3, value: n")
        try check(yaml, ["q": true], points("0"), "graded")
        try check(yaml, ["q": true, "d": 0], points("0"), "graded")
        try check(yaml, ["q": true, "d": 1, "x": 2], points(nil, .notApplicable), "graded")
        try check(yaml, ["q": true, "d": 1, "x": 4, "n": 3], points("3"), "graded")
    }

    /// A criterion that counts as applicable makes the scene not assessable, by what its `when` reads as by its method.
    @Test(arguments: ["when: p and b, met: x > 3", "when: p, met: b"])
    func whatCountsAsApplicableBlocks(_ criterion: String) throws {
        let yaml = norm("", "\(criterion), if_unknown: zero points")
        try check(yaml, ["q": true], points("0"), "not assessable")
        try check(yaml, ["q": true, "x": 2], points("0"), "not assessable")
        try check(yaml, ["q": true, "x": 2, "p": false], points(nil, .notApplicable), "graded")
        try check(yaml, ["q": true, "x": 5, "p": true, "b": true], points("6"), "graded")
    }

    /// Beside a failed need `at_least` waits for what an answer can still decide.
    @Test func atLeastWaitsForAnswersBesideAFailedNeed() throws {
        let yaml = norm(
            "facts: {f: {needs: d > 0, otherwise: zero points, value: x / d}}",
            "when: \"at_least(2, p, f > 1, v >= 3)\", met: q")
        let failed: [String: ReferenceAnswer] = ["q": true, "d": 0, "x": 3]
        for (p, v, cell): (ReferenceAnswer?, ReferenceAnswer?, ReferenceResult.CriterionCell) in [
            (nil, 1, points(nil, .open)), (nil, .notApplicable, points(nil, .open)), (nil, 4, points(nil, .open)),
            (false, nil, points(nil, .open)), (nil, nil, points(nil, .open)), (true, nil, points(nil, .open)),
            (true, 1, points("0")),
            (false, 1, points(nil, .notApplicable)), (false, 4, points("0")), (true, 4, points("0")),
            (true, .notApplicable, points("0")), (false, .notApplicable, points(nil, .notApplicable)),
        ] {
            var answers = failed
            answers["p"] = p
            answers["v"] = v
            try check(yaml, answers, cell, cell.state == .open ? "incomplete" : "graded")
        }
    }

    /// An unanswered question that is `not assessable` too.
    @Test func atLeastWaitsForAnswersBesideOneThatIsNotAssessable() throws {
        let yaml = norm("", "when: \"at_least(2, p, b, false)\", met: q")
        try check(yaml, ["q": true], points(nil, .open), "incomplete")
        try check(yaml, ["q": true, "p": false], points(nil, .notApplicable), "graded")
        try check(yaml, ["q": true, "p": true], points("6"), "not assessable")
        try check(yaml, ["q": true, "p": true, "b": true], points("6"), "graded")
    }

    /// The method does not apply, the `when` holds, and whether its need fails depends on the answer that 0 points stand for.
    @Test func zeroPointsStandWhereTheNeedDecidesWhetherItApplies() throws {
        let yaml = norm("facts: {f: {needs: n > 2, otherwise: zero points, value: x}}", "when: f > 3 or q, met: v > 3")
        let all: [String: ReferenceAnswer] = ["q": true, "x": 6, "v": .notApplicable]
        try check(yaml, all, points("0"), "graded")
        try check(yaml, all.merging(["n": 1]) { $1 }, points("0"), "graded")
        try check(yaml, all.merging(["n": 5]) { $1 }, points(nil, .notApplicable), "graded")
        try check(yaml, all.merging(["v": 4]) { $1 }, points(nil, .unknown), "incomplete")
    }

    /// A failed need inside the `when` of a fact leaves the fact open.
    @Test func aFactWithAnUndecidedWhenIsOpen() throws {
        let yaml = norm("facts: {g: {when: b, value: p}}", "when: applicable(g), met: p")
        try check(yaml, ["q": true, "p": true], points(nil, .open), "incomplete")
        try check(yaml, ["q": true, "p": true, "b": true], points("6"), "graded")
        try check(yaml, ["q": true, "p": true, "b": false], points(nil, .notApplicable), "graded")
    }

    /// Also where its value is read.
    @Test(arguments: ["g > 3", "applicable(g) and g > 3"]) func aValueBehindAnUndecidedWhenIsOpen(_ when: String) throws
    {
        let yaml = norm("facts: {g: {when: b, value: x}}", "when: \(when), met: p")
        try check(yaml, ["q": true, "p": true, "x": 6], points(nil, .open), "incomplete")
        try check(yaml, ["q": true, "p": true], points(nil, .open), "incomplete")
        try check(yaml, ["q": true, "p": true, "x": 6, "b": true], points("6"), "graded")
        try check(yaml, ["q": true, "p": true, "x": 6, "b": false], points(nil, .notApplicable), "graded")
    }

    /// While a row may still match it is not known whether a series reaches; no key brings a row that the year rules out.
    @Test func aSeriesIsBeyondItsCarryWhateverTheKey() throws {
        let parts = """
            options: {k: {k1: one, k2: two}}
            data_year: y
            parameters:
              P:
                clock: data year
                carry: at most 1 years
                values: |
                  | data year | c  | value |
                  | 2019      | k1 | 1     |
                  | 2019      | k2 | 5     |
            """
        let yaml = norm(parts, "met: x > P").replacing(
            "  p: {type: boolean}",
            with: "  p: {type: boolean}\n  c: {options: k}\n  y: {type: whole, range: \"[2019..2031]\"}")
        try check(yaml, ["q": true, "x": 4, "y": 2025], points(nil, .unknown), "not assessable")
        try check(yaml, ["q": true, "x": 4, "y": 2020], points(nil, .unknown), "incomplete")
        try check(yaml, ["q": true, "x": 4, "y": 2020, "c": "k1"], points("6"), "graded")
        try check(yaml, ["q": true, "x": 4, "c": "k1"], points(nil, .unknown), "incomplete")
    }
}
