import ReferenceEvaluator
import Testing

/// `docs/semantics.md` §2: criteria, sections, bonus, total and grades, by hand.
@Suite struct ScoreTests {
    private func criterion(_ points: String?, _ state: Standing = .known) -> ReferenceResult.CriterionCell {
        ReferenceResult.CriterionCell(state, points: points, of: "10")
    }

    private let inputs = """
        evidence: {kinds: {metered: 1, certificate: 0.8, self_declared: 0.5}, missing: self_declared}
        inputs:
          x: {range: "[0..100]", may_not_apply: true}
          y: {range: "[0..100]"}
          flag: {type: boolean}
          flag2: {type: boolean}
          gone: {type: boolean, may_not_apply: true}
          proved: {range: "[0..100]", evidence: [metered, certificate, self_declared]}
          zero_if: {range: "[0..100]", if_unknown: zero points}
          block_if: {range: "[0..100]", if_unknown: not assessable}
        facts:
          ratio: {needs: y > 0, otherwise: zero points, value: x / y}
          over: {value: ratio + 1}
          strict_: {needs: y > 0, otherwise: not assessable, value: x / y}
          gone_: {needs: y > 0, otherwise: not applicable, value: x / y}
        """

    private func score(
        _ lines: String, _ answers: [String: ReferenceAnswer] = [:], evidence: [String: String] = [:],
        claims: Set<String> = []
    ) throws -> ReferenceResult {
        try SmallNorm.run(SmallNorm.one(inputs, criterion: lines), answers, evidence: evidence, claims: claims)
    }

    @Test func methods() throws {
        #expect(try score("met: x > 3", ["x": 4]).criteria["C"] == criterion("10"))
        #expect(try score("met: x > 3", ["x": 3]).criteria["C"] == criterion("0"))
        #expect(try score("value: x / 3", ["x": 4]).criteria["C"] == criterion("4/3"))
        #expect(try score("value: x", ["x": 40]).criteria["C"] == criterion("10"))
        #expect(try score("value: 0 - x", ["x": 40]).criteria["C"] == criterion("0"))
        let table = "table: |\n  | x | points |\n  | >= 30 | 10 |\n  | [20..30) | 4 |\n  | < 20 | 0 |"
        #expect(try score(table, ["x": 20]).criteria["C"] == criterion("4"))
        let bands = "bands: x\nsteps: |\n  | at most | points |\n  | 10 | 10 |\n  | 20 | 5 |\notherwise: 1"
        #expect(try score(bands, ["x": 10]).criteria["C"] == criterion("10"))
        #expect(try score(bands, ["x": 20]).criteria["C"] == criterion("5"))
        #expect(try score(bands, ["x": 21]).criteria["C"] == criterion("1"))
        let line =
            "interpolate: x\noutside: clamp\nanchors: |\n  | at | points |\n  | 40 | 10 |\n  | 10 | 4 |\n  | 70 | 0 |"
        #expect(try score(line, ["x": 15]).criteria["C"] == criterion("5"))
        #expect(try score(line, ["x": 49]).criteria["C"] == criterion("7"))
        #expect(try score(line, ["x": 5]).criteria["C"] == criterion("4"))
        #expect(try score(line, ["x": 99]).criteria["C"] == criterion("0"))
        let each = "each: {flag: 4, flag2: 6}"
        #expect(try score(each, ["flag": true, "flag2": false]).criteria["C"] == criterion("4"))
        #expect(try score(each, ["flag": true]).criteria["C"] == criterion(nil, .unknown))
        let some = "at_least: {count: 2, of: [flag, flag2, gone]}"
        #expect(try score(some, ["flag": true, "flag2": true]).criteria["C"] == criterion("10"))
        #expect(try score(some, ["flag": true, "gone": .notApplicable]).criteria["C"] == criterion(nil, .unknown))
        #expect(try score(some, ["flag": false, "gone": .notApplicable]).criteria["C"] == criterion("0"))
    }

    @Test func bandsDecideWithWhatIsLeft() throws {
        let bands = "bands: x\nsteps: |\n  | at least | points |\n  | y | 7 |\n  | 20 | 7 |\notherwise: 1"
        #expect(try score(bands, ["x": 20]).criteria["C"] == criterion("7"))
        #expect(try score(bands, ["x": 19]).criteria["C"] == criterion(nil, .unknown))
    }

    @Test func applicability() throws {
        #expect(
            try score("met: y > 3\nwhen: flag", ["y": 4, "flag": false]).criteria["C"] == criterion(nil, .notApplicable)
        )
        #expect(try score("met: y > 3\nwhen: flag", ["y": 4]).criteria["C"] == criterion(nil, .open))
        #expect(
            try score("met: y > 3\nwhen: gone", ["y": 4, "gone": .notApplicable]).criteria["C"]?.state == .notApplicable
        )
        #expect(try score("met: x > 3", ["x": .notApplicable]).criteria["C"] == criterion(nil, .notApplicable))
        let claimable = "met: y > 3\nmay_not_apply: true"
        #expect(try score(claimable, ["y": 4], claims: ["C"]).criteria["C"] == criterion(nil, .notApplicable))
        #expect(try score("met: y > 3", ["y": 4], claims: ["C"]).status == "invalid")
    }

    @Test func needsThatFail() throws {
        #expect(try score("value: over", ["x": 6, "y": 3]).criteria["C"] == criterion("3"))
        #expect(try score("value: over", ["x": 6, "y": 0]).criteria["C"] == criterion("0"))
        #expect(try score("value: over", ["y": 0]).criteria["C"] == criterion("0"))
        #expect(try score("value: over", ["x": 6]).criteria["C"] == criterion(nil, .unknown))
        #expect(try score("value: over", ["x": .notApplicable, "y": 0]).criteria["C"] == criterion("0"))
        let blocked = try score("value: strict_", ["x": 6, "y": 0])
        #expect(blocked.status == "not assessable")
        #expect(blocked.criteria["C"] == criterion(nil, .unknown))
        #expect(try score("value: strict_\nwhen: flag", ["x": 6, "y": 0, "flag": false]).status == "not assessable")
        #expect(try score("value: strict_\nwhen: flag", ["x": 6, "y": 0]).status == "incomplete")
        #expect(try score("value: gone_", ["x": 6, "y": 0]).criteria["C"] == criterion(nil, .notApplicable))
    }

    @Test func unknownAsZero() throws {
        #expect(try score("value: zero_if").criteria["C"] == criterion("0"))
        #expect(try score("met: flag or zero_if > 3", ["flag": true]).criteria["C"] == criterion("10"))
        #expect(try score("value: y\nif_unknown: zero points").criteria["C"] == criterion("0"))
        #expect(try score("value: y\nif_unknown: zero points\nwhen: flag").criteria["C"] == criterion("0"))
        #expect(try score("value: block_if").status == "not assessable")
        #expect(try score("value: block_if\nwhen: flag").status == "incomplete")
        #expect(try score("value: block_if", ["block_if": 3]).status == "graded")
    }

    @Test func evidenceWeighsPoints() throws {
        let answers: [String: ReferenceAnswer] = ["proved": 9, "y": 1]
        #expect(try score("value: proved", answers, evidence: ["proved": "metered"]).criteria["C"] == criterion("9"))
        #expect(
            try score("value: proved", answers, evidence: ["proved": "certificate"]).criteria["C"] == criterion("36/5"))
        #expect(try score("value: proved", answers).criteria["C"] == criterion("9/2"))
        #expect(try score("value: y", answers).criteria["C"] == criterion("1"))
        #expect(try score("value: proved\nevidence_free: true", answers).criteria["C"] == criterion("9"))
        #expect(try score("value: proved", ["proved": 40]).criteria["C"] == criterion("10"))
        #expect(try score("value: proved\nround: 0", answers).criteria["C"] == criterion("5"))
        // An answer still to come may weaken the evidence, unless nothing is left to lose.
        let either = "met: flag or proved > 3"
        #expect(try score(either, ["flag": true]).criteria["C"] == criterion(nil, .unknown))
        #expect(try score(either + "\nif_unknown: zero points", ["flag": true]).criteria["C"] == criterion("0"))
        #expect(try score("met: flag and proved > 3", ["flag": false]).criteria["C"] == criterion("0"))
    }

    private let sections =
        SmallNorm.head + "\n" + """
            may_drop: at most 60 %
            inputs:
              a: {range: "[0..10]", may_not_apply: true}
              b: {range: "[0..30]", may_not_apply: true}
              c: {range: "[0..60]", may_not_apply: true}
              d: {range: "[0..10]", may_not_apply: true}
              e: {range: "[0..5]", may_not_apply: true}
            sections:
              S:
                points: 40
                weight: 50
                round: 2
                minimum: 20 %
                criteria:
                  A: {points: 10, value: a, tags: [basic]}
                  B: {points: 30, value: b, tags: [basic]}
                deductions:
                  D: {points: 10, value: d}
              T:
                points: 60
                weight: 50
                minimum: 1
                criteria:
                  C: {points: 60, value: c}
            bonus: {cap: 3, round: 1, criteria: {E: {points: 5, value: e}}}
            total: {of: 100, round: 1, range: "[0..100]"}
            grades:
              top: {from: 60, also: [S.share >= 50 %, met_share(basic) >= 50 %]}
              rest: {from: 0}
            """

    @Test func sectionsScaleAndDeduct() throws {
        let result = try SmallNorm.run(sections, ["a": 10, "b": 21, "c": 30, "d": 6, "e": 5])
        // (10 + 21 − 6) × 50 ÷ 40 = 31.25; 30 × 50 ÷ 60 = 25; bonus 5 → 3.
        #expect(result.sections["S"] == .init(.known, score: "125/4", of: "50", applicable: "40"))
        #expect(result.sections["T"] == .init(.known, score: "25", of: "50", applicable: "60"))
        #expect(result.bonus == known("3"))
        #expect(result.total == known("593/10"))
        #expect(result.grade == "rest")
        #expect(result.status == "graded")
    }

    @Test func partsThatDoNotApplyScaleOut() throws {
        let one = try SmallNorm.run(sections, ["a": 10, "b": .notApplicable, "c": 0, "d": 6, "e": 0])
        #expect(one.sections["S"] == .init(.known, score: "20", of: "50", applicable: "10"))
        let all: [String: ReferenceAnswer] = [
            "a": 10, "b": 21, "c": .notApplicable, "d": .notApplicable, "e": .notApplicable,
        ]
        let dropped = try SmallNorm.run(sections, all)
        // 31 × 50 ÷ 40 = 38.75 → × 100 ÷ 50 = 77.5.
        #expect(dropped.sections["T"] == .init(.notApplicable, of: "50", applicable: "0"))
        #expect(dropped.total == known("155/2"))
        #expect(dropped.bonus == known("0"))
        #expect(dropped.grade == "top")
        // b and T gone: 50 × 3/4 + 50 of 100 = 87.5 %.
        #expect(try SmallNorm.run(sections, all.merging(["b": .notApplicable]) { $1 }).status == "not assessable")
    }

    @Test func openPartsOpenTheSection() throws {
        let result = try SmallNorm.run(sections, ["b": 21, "c": 30, "d": 6, "e": 5])
        #expect(result.sections["S"] == .init(.unknown, of: "50", applicable: nil))
        #expect(result.total == unknown)
        #expect(result.status == "incomplete")
        #expect(result.multiplier == nil)
    }

    @Test func minimaCompareScoreAndWeight() throws {
        #expect(try SmallNorm.run(sections, ["a": 8, "b": 0, "c": 2, "d": 0, "e": 0]).status == "graded")
        #expect(try SmallNorm.run(sections, ["a": 7, "b": 0, "c": 2, "d": 0, "e": 0]).status == "not eligible")
        #expect(try SmallNorm.run(sections, ["a": 8, "b": 0, "c": 1, "d": 0, "e": 0]).status == "not eligible")
    }
}
