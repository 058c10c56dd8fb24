import ExactNumbers
import ReferenceEvaluator
import Testing

/// `docs/semantics.md` §3 and §4: gates, status, grade, multiplier and schedule, by hand.
@Suite struct StatusTests {
    private let gates =
        SmallNorm.head + "\n" + """
            behaviours: {metro: 地铁出行, walk: 步行}
            inputs:
              a: {type: boolean}
              b: {type: boolean}
              c: {type: boolean, may_not_apply: true}
              p: {range: "[0..100]"}
            gates:
              G1: {require: a, otherwise: not assessable}
              G2: {require: b, after: G1}
              G3: {require: c, after: [G1, G2], when: applicable(c)}
            sections:
              S: {points: 100, criteria: {P: {points: 100, value: p}}}
            total: {of: 100, range: "[0..100]"}
            grades: {top: {from: 80, also: b}, mid: {from: 50}, low: {from: 0}}
            multiplier:
              within: "[1.0..1.5]"
              valid: P1Y
              status: |
                | status         | multiplier |
                | not eligible   | 0.9        |
                | not assessable | 0.8        |
                | incomplete     | 0.7        |
                | invalid        | 0          |
              base: |
                | grade | multiplier |
                | top   | 1.3        |
                | mid   | 1.2        |
                | low   | 1          |
              adjust: |
                | grade    | act date                 | behaviour | add |
                | top, mid | 2026-06-01 .. 2026-08-31 | -         | 0.1 |
                | -        | 2026-08-01 .. 2026-12-31 | metro     | 0.2 |
            """

    private func run(_ a: Bool?, _ b: Bool?, _ c: ReferenceAnswer?, _ p: Int?) throws -> ReferenceResult {
        var answers: [String: ReferenceAnswer] = [:]
        if let a { answers["a"] = .boolean(a) }
        if let b { answers["b"] = .boolean(b) }
        answers["c"] = c
        if let p { answers["p"] = .number(.init(p)) }
        return try SmallNorm.run(gates, answers)
    }

    @Test func gatesFollowOneAnother() throws {
        #expect(try run(true, true, true, 0).gates == ["G1": .passed, "G2": .passed, "G3": .passed])
        #expect(try run(true, false, false, 0).gates == ["G1": .passed, "G2": .failed, "G3": .notConsidered])
        #expect(try run(false, false, false, 0).gates == ["G1": .failed, "G2": .notConsidered, "G3": .notConsidered])
        #expect(try run(nil, false, true, 0).gates == ["G1": .unknown, "G2": .unknown, "G3": .notConsidered])
        #expect(try run(true, true, .notApplicable, 0).gates["G3"] == .passed)
    }

    @Test func statusInItsOrder() throws {
        #expect(try run(true, true, true, 90).status == "graded")
        #expect(try run(false, false, true, 90).status == "not assessable")
        #expect(try run(true, false, true, 90).status == "not eligible")
        #expect(try run(true, true, false, 90).status == "not eligible")
        #expect(try run(nil, false, true, 90).status == "incomplete")
        #expect(try run(true, nil, true, 90).status == "incomplete")
        #expect(try run(true, true, true, nil).status == "incomplete")
        #expect(try run(true, false, true, nil).status == "not eligible")
        #expect(try run(true, false, true, 90).total == known("90"))
        #expect(try run(true, true, true, 101).status == "invalid")
    }

    /// Whichever way G1 goes the scene is not eligible; the status waits for it all the same, and what follows is not considered.
    @Test func aStatusWaitsForAnOpenGate() throws {
        let yaml = SmallNorm.one(
            """
            inputs: {a: {type: boolean}, b: {type: boolean}, c: {type: boolean}}
            gates:
              G1: {require: a}
              G2: {after: G1, require: b}
              G3: {after: G2, require: c, otherwise: not assessable}
            """, criterion: "met: true")
        let open = try SmallNorm.agreed(yaml, ["b": false, "c": false])
        #expect(open.status == "incomplete")
        #expect(open.gates == ["G1": .unknown, "G2": .unknown, "G3": .notConsidered])
        for a in [true, false] {
            #expect(try SmallNorm.agreed(yaml, ["a": .boolean(a), "b": false, "c": false]).status == "not eligible")
        }
    }

    @Test func unknownGatesTakeTheirDefault() throws {
        func status(_ gate: String) throws -> String {
            let yaml = SmallNorm.one(
                "inputs: {a: {type: boolean}}\ngates: {G: {require: a, \(gate)}}", criterion: "met: true")
            return try SmallNorm.run(yaml).status
        }
        #expect(try status("if_unknown: open") == "incomplete")
        #expect(try status("if_unknown: fail") == "not eligible")
        #expect(try status("if_unknown: not assessable") == "not assessable")
        #expect(try status("when: not a") == "incomplete")
    }

    @Test func gradesHaveConditions() throws {
        #expect(try run(true, true, true, 80).grade == "top")
        #expect(try run(true, true, true, 79).grade == "mid")
        #expect(try run(true, true, true, 0).grade == "low")
        let yaml = SmallNorm.one("inputs: {q: {type: boolean}}", criterion: "met: true")
            .replacing("from: 5}", with: "from: 5, also: q}")
        #expect(try SmallNorm.run(yaml).status == "incomplete")
        #expect(try SmallNorm.run(yaml, ["q": false]).grade == "low")
        #expect(try SmallNorm.run(yaml, ["q": true]).grade == "high")
    }

    @Test func multiplierOfAStatus() throws {
        let failed = try run(true, false, true, 90)
        #expect(failed.multiplier == "9/10")
        #expect(failed.schedule == [.init(behaviour: nil, first: "2026-03-01", last: "2027-02-28", multiplier: "9/10")])
        #expect(try run(true, true, true, nil).multiplier == "7/10")
        #expect(try run(false, true, true, nil).multiplier == "4/5")
        #expect(try run(true, true, true, 101).multiplier == "0")
    }

    @Test func scheduleIsCutWhereAdjustmentsBeginAndEnd() throws {
        let result = try run(true, true, true, 90)
        #expect(result.multiplier == "13/10")
        #expect(
            result.schedule == [
                .init(behaviour: nil, first: "2026-03-01", last: "2026-05-31", multiplier: "13/10"),
                .init(behaviour: nil, first: "2026-06-01", last: "2026-08-31", multiplier: "7/5"),
                .init(behaviour: nil, first: "2026-09-01", last: "2027-02-28", multiplier: "13/10"),
                .init(behaviour: "metro", first: "2026-03-01", last: "2026-05-31", multiplier: "13/10"),
                .init(behaviour: "metro", first: "2026-06-01", last: "2026-07-31", multiplier: "7/5"),
                .init(behaviour: "metro", first: "2026-08-01", last: "2026-12-31", multiplier: "3/2"),
                .init(behaviour: "metro", first: "2027-01-01", last: "2027-02-28", multiplier: "13/10"),
            ])
    }
}
