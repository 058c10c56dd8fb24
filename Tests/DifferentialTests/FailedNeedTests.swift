import ReferenceEvaluator
import Testing

/// `docs/semantics.md` §2.3: needs that failed, read by `when`, `also` and beside what does not apply. Every scene is evaluated
/// by the engine too.
@Suite struct FailedNeedTests {
    /// `f` needs `d > 0`; `otherwise` says what happens where it fails.
    private func norm(_ otherwise: String, _ criterion: String, section: String = "", grade: String = "") -> String {
        """
        \(SmallNorm.head)
        inputs:
          n: {type: whole, unit: kg, range: "[0..10]"}
          d: {type: whole, unit: kg, range: "[0..10]"}
          a: {type: boolean}
          q: {type: boolean}
          g: {range: "[0..10]", may_not_apply: true}
          b: {type: boolean, if_unknown: not assessable}
          year_: {type: whole, range: "[2020..2030]"}
        data_year: year_
        parameters:
          limit:
            clock: data year
            carry: at most 2 years
            values: |
              | data year | limit_value |
              | 2020      | 5           |
        facts:
          f: {unit: "%", needs: d > 0 kg, otherwise: \(otherwise), value: n / d * 100 %}
          both: {value: f >= 50 % and q}
          t:
            table: |
              | f       | g   | value |
              | >= 50 % | > 3 | 1     |
              | -       | -   | 2     |
            hit: F
        sections:
          S: {points: 4, \(section)criteria: {C: {points: 4, \(criterion)}}}
          T: {points: 6, criteria: {D: {points: 6, met: a}}}
        total: {of: 10}
        grades: {high: {from: 5\(grade)}, low: {from: 0}}
        """
    }

    private let failed: [String: ReferenceAnswer] = ["n": 1, "d": 0, "a": true]

    private func with(_ more: [String: ReferenceAnswer]) -> [String: ReferenceAnswer] { failed.merging(more) { $1 } }

    private func cell(_ result: ReferenceResult) -> ReferenceResult.CriterionCell? { result.criteria["C"] }

    private func points(_ points: String?, _ state: Standing = .known) -> ReferenceResult.CriterionCell {
        .init(state, points: points, of: "4")
    }

    @Test func whenOverAFailedNeedGivesZeroPoints() throws {
        let yaml = norm("zero points", "when: f >= 50 %, met: a")
        let result = try SmallNorm.agreed(yaml, failed)
        #expect(cell(result) == points("0"))
        #expect(result.total == known("6"))
        #expect(result.status == "graded")
        #expect(cell(try SmallNorm.agreed(yaml, ["n": 1, "d": 2, "a": true])) == points("4"))
        #expect(cell(try SmallNorm.agreed(yaml, ["n": 1, "d": 10, "a": true])) == points(nil, .notApplicable))
        #expect(cell(try SmallNorm.agreed(yaml, ["n": 1, "a": true])) == points(nil, .open))
    }

    @Test func whatDecidesWithoutTheNeedStands() throws {
        for condition in ["f >= 50 % and q", "both"] {
            let yaml = norm("zero points", "when: \(condition), met: a")
            #expect(cell(try SmallNorm.agreed(yaml, with(["q": false]))) == points(nil, .notApplicable), "\(condition)")
            #expect(cell(try SmallNorm.agreed(yaml, failed)) == points(nil, .open), "\(condition)")
            #expect(cell(try SmallNorm.agreed(yaml, with(["q": true]))) == points("0"), "\(condition)")
        }
        let either = norm("zero points", "when: f >= 50 % or q, met: a")
        #expect(cell(try SmallNorm.agreed(either, with(["q": true]))) == points("0"))
        #expect(cell(try SmallNorm.agreed(either, with(["q": false]))) == points("0"))
        #expect(cell(try SmallNorm.agreed(either, failed)) == points(nil, .open))
        let negated = norm("zero points", "when: not (f >= 50 %), met: a")
        #expect(cell(try SmallNorm.agreed(negated, failed)) == points("0"))
    }

    @Test func countsAndGuardsInWhen() throws {
        func count(_ number: Int, _ more: [String: ReferenceAnswer]) throws -> ReferenceResult.CriterionCell? {
            cell(
                try SmallNorm.agreed(
                    norm("zero points", "when: 'at_least(\(number), f >= 50 %, q)', met: a"), with(more)))
        }
        #expect(try count(1, ["q": true]) == points("0"))
        #expect(try count(1, ["q": false]) == points("0"))
        #expect(try count(2, ["q": false]) == points(nil, .notApplicable))
        #expect(try count(2, ["q": true]) == points("0"))
        #expect(try count(1, [:]) == points(nil, .open))
        let guarded = norm("zero points", "when: applicable(f) and q, met: a")
        #expect(cell(try SmallNorm.agreed(guarded, with(["q": false]))) == points(nil, .notApplicable))
        #expect(cell(try SmallNorm.agreed(guarded, with(["q": true]))) == points("0"))
    }

    @Test func aSectionsWhenGoesForEachCriterion() throws {
        let yaml = norm("zero points", "met: a", section: "when: f >= 50 %, ")
        let result = try SmallNorm.agreed(yaml, failed)
        #expect(cell(result) == points("0"))
        #expect(result.sections["S"] == .init(.known, score: "0", of: "4", applicable: "4"))
        #expect(result.total == known("6"))
        #expect(cell(try SmallNorm.agreed(yaml, ["n": 0, "d": 2, "a": true])) == points(nil, .notApplicable))
        let dropped = norm("zero points", "when: q, met: a", section: "when: f >= 50 %, ")
        #expect(cell(try SmallNorm.agreed(dropped, with(["q": false]))) == points(nil, .notApplicable))
        #expect(cell(try SmallNorm.agreed(dropped, with(["q": true]))) == points("0"))
    }

    /// Whatever the method reads, also what does not apply.
    @Test func theMethodDoesNotMatterThen() throws {
        let yaml = norm("zero points", "when: f >= 50 %, value: g")
        for g in [ReferenceAnswer.notApplicable, 3] {
            #expect(cell(try SmallNorm.agreed(yaml, with(["g": g]))) == points("0"))
        }
        #expect(cell(try SmallNorm.agreed(yaml, failed)) == points("0"))
        #expect(
            cell(try SmallNorm.agreed(yaml, ["n": 1, "d": 1, "a": true, "g": .notApplicable]))
                == points(nil, .notApplicable))
    }

    @Test func besideAColumnThatDoesNotApplyItDecides() throws {
        for criterion in ["value: t", "when: t >= 1, met: a"] {
            let yaml = norm("zero points", criterion)
            let result = try SmallNorm.agreed(yaml, with(["g": .notApplicable]))
            #expect(cell(result) == points("0"), "\(criterion)")
            #expect(result.status == "graded", "\(criterion)")
            #expect(cell(try SmallNorm.agreed(yaml, with(["g": 5]))) == points("0"), "\(criterion)")
        }
        #expect(cell(try SmallNorm.agreed(norm("zero points", "value: t"), failed)) == points(nil, .open))
        let blocked = try SmallNorm.agreed(norm("not assessable", "value: t"), with(["g": .notApplicable]))
        #expect(blocked.status == "not assessable")
    }

    @Test func notAssessableInWhen() throws {
        func status(_ condition: String, _ more: [String: ReferenceAnswer]) throws -> String {
            try SmallNorm.agreed(norm("not assessable", "when: \(condition), met: a"), with(more)).status
        }
        #expect(try status("f >= 50 %", [:]) == "not assessable")
        #expect(try status("f >= 50 % and q", ["q": false]) == "graded")
        #expect(try status("f >= 50 % and q", ["q": true]) == "not assessable")
        #expect(try status("f >= 50 % and q", [:]) == "incomplete")
        #expect(try status("limit > 3", ["year_": 2023]) == "not assessable")
        #expect(try status("limit > 3", ["year_": 2022]) == "graded")
        #expect(try status("limit > 3 and q", ["year_": 2023, "q": false]) == "graded")
    }

    /// A criterion's `when` and a gate's treat an input that is not assessable alike.
    @Test func inputsThatAreNotAssessable() throws {
        func criterion(_ condition: String, _ more: [String: ReferenceAnswer]) throws -> String {
            try SmallNorm.agreed(norm("zero points", "when: \(condition), met: a"), with(more)).status
        }
        func gate(_ condition: String, _ more: [String: ReferenceAnswer]) throws -> String {
            let yaml = norm("zero points", "met: a").replacing(
                "sections:\n", with: "gates: {G: {when: \(condition), require: a}}\nsections:\n")
            return try SmallNorm.agreed(yaml, with(more)).status
        }
        let cases: [(String, [String: ReferenceAnswer], String)] = [
            ("b", [:], "not assessable"), ("b", ["b": true], "graded"), ("b", ["b": false], "graded"),
            ("b and q", ["q": false], "graded"), ("b and q", ["q": true], "not assessable"),
            ("b and q", [:], "incomplete"),
            ("b or q", ["q": true], "not assessable"), ("limit > 3", ["year_": 2025], "not assessable"),
        ]
        for (condition, answers, status) in cases {
            #expect(try criterion(condition, answers) == status, "\(condition), \(answers)")
            #expect(try gate(condition, answers) == status, "\(condition), \(answers)")
        }
    }

    @Test func alsoIsFalseWhereANeedFailed() throws {
        let yaml = norm("zero points", "met: a", grade: ", also: f >= 50 %")
        let result = try SmallNorm.agreed(yaml, failed)
        #expect(result.status == "graded")
        #expect(result.grade == "low")
        #expect(try SmallNorm.agreed(yaml, ["n": 1, "d": 2, "a": true]).grade == "high")
        #expect(try SmallNorm.agreed(yaml, ["n": 1, "a": true]).status == "incomplete")
        let negated = norm("zero points", "met: a", grade: ", also: not (f >= 50 %)")
        #expect(try SmallNorm.agreed(negated, failed).grade == "low")
        let either = norm("zero points", "met: a", grade: ", also: f >= 50 % or q")
        #expect(try SmallNorm.agreed(either, with(["q": true])).grade == "high")
        #expect(try SmallNorm.agreed(either, with(["q": false])).grade == "low")
        #expect(try SmallNorm.agreed(either, failed).status == "incomplete")
    }

    @Test func alsoOverWhatIsNotAssessable() throws {
        func status(_ also: String, _ more: [String: ReferenceAnswer]) throws -> String {
            try SmallNorm.agreed(norm("not assessable", "met: a", grade: ", also: \(also)"), with(more)).status
        }
        #expect(try status("f >= 50 %", [:]) == "not assessable")
        #expect(try status("f >= 50 %", ["d": 2]) == "graded")
        #expect(try status("limit > 3", ["year_": 2023]) == "not assessable")
        #expect(try status("limit > 3", ["year_": 2021]) == "graded")
        #expect(try status("b", [:]) == "not assessable")
        #expect(try status("b", ["b": false]) == "graded")
    }

    /// A series that does not reach is read through the `when` of a fact, but not through that of an input.
    @Test func seriesBehindTheWhenOfFactsAndInputs() throws {
        let fact = norm("zero points", "met: h > 0").replacing(
            "  both:", with: "  h: {when: limit > 3, value: 1}\n  both:")
        #expect(try SmallNorm.agreed(fact, with(["year_": 2023])).status == "not assessable")
        #expect(try SmallNorm.agreed(fact, with(["year_": 2021])).status == "graded")
        let input = norm("zero points", "met: i").replacing(
            "  year_:", with: "  i: {type: boolean, when: limit > 3}\n  year_:")
        #expect(try SmallNorm.agreed(input, with(["year_": 2023, "i": true])).status == "incomplete")
        #expect(try SmallNorm.agreed(input, with(["year_": 2021, "i": true])).status == "graded")
    }

    @Test func evidenceToComeIsNotForgotten() throws {
        func result(_ method: String, _ answers: [String: ReferenceAnswer]) throws -> ReferenceResult {
            try SmallNorm.agreed(
                SmallNorm.one(
                    """
                    evidence: {kinds: {metered: {factor: 1}, self: {factor: 0.5}}, missing: self}
                    inputs:
                      z: {type: boolean, if_unknown: zero points}
                      w: {type: boolean, evidence: [metered, self]}
                      k: {type: boolean}
                    """, criterion: method), answers)
        }
        let method = "met: k or w or z"
        #expect(try result(method, ["k": true]).criteria["C"]?.state == .unknown)
        #expect(try result(method, ["k": true]).status == "incomplete")
        #expect(try result(method, ["k": true, "w": false]).criteria["C"]?.points == "5")
        #expect(try result(method, ["k": false]).criteria["C"]?.points == "0")
        #expect(try result("met: k and (w or z)", ["k": false]).criteria["C"]?.points == "0")
        #expect(try result(method + "\nif_unknown: zero points", ["k": true]).criteria["C"]?.points == "0")
        #expect(try result(method + "\nif_unknown: zero points", ["k": true, "w": true]).criteria["C"]?.points == "5")
        #expect(try result(method + "\nevidence_free: true", ["k": true]).criteria["C"]?.points == "10")
    }
}
