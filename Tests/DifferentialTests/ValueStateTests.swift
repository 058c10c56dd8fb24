import ReferenceEvaluator
import Testing

/// `docs/semantics.md` §1, one case for each sentence, values worked out by hand.
@Suite struct ValueStateTests {
    /// Facts over inputs in each state: `known` 8, `missing` unanswered, `maybe` open, `gone` not applicable.
    private func facts(_ facts: String, _ more: [String: ReferenceAnswer] = [:]) throws -> [String: ReferenceCell] {
        let yaml = SmallNorm.one(
            """
            inputs:
              known_: {range: "[0..10]"}
              missing: {range: "[0..10]"}
              unasked: {type: boolean}
              maybe: {range: "[0..10]", when: unasked}
              gone: {range: "[0..10]", may_not_apply: true}
              yes_: {type: boolean}
              no_: {type: boolean}
              dunno: {type: boolean}
              maybe_b: {type: boolean, when: unasked}
              gone_b: {type: boolean, may_not_apply: true}
              rows: {list: {max: 3}, of: {a: {range: "[0..10]"}, b: {type: boolean}}}
              other_rows: {list: {max: 3}, of: {a: {range: "[0..10]"}}}
            facts:
            \(facts.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
            """, criterion: "met: true")
        let answers: [String: ReferenceAnswer] = [
            "known_": 8, "gone": .notApplicable, "yes_": true, "no_": false, "gone_b": .notApplicable,
        ]
        return try SmallNorm.run(yaml, answers.merging(more) { $1 }).facts
    }

    @Test func strictOperationsTakeTheHighestState() throws {
        let result = try facts(
            """
            a: {value: known_ * 2 + 1}
            b: {value: known_ + missing}
            c: {value: missing * maybe}
            d: {value: maybe - gone}
            e: {value: "round(missing / 3, 1)"}
            f: {value: gone > 3}
            g: {value: not dunno}
            h: {value: "min(known_, gone)"}
            """)
        #expect(
            result == [
                "a": known("17"), "b": unknown, "c": open, "d": notApplicable, "e": unknown, "f": notApplicable,
                "g": unknown, "h": notApplicable,
            ])
    }

    @Test func conjunctionIsKleene() throws {
        let result = try facts(
            """
            a: {value: no_ and dunno}
            b: {value: dunno and no_}
            c: {value: yes_ and dunno}
            d: {value: yes_ or dunno}
            e: {value: no_ or maybe_b}
            f: {value: dunno and maybe_b}
            g: {value: yes_ and gone_b}
            h: {value: no_ and gone_b}
            i: {value: applicable(gone_b) and gone_b}
            """)
        #expect(
            result == [
                "a": known("false"), "b": known("false"), "c": unknown, "d": known("true"), "e": unknown, "f": unknown,
                "g": unknown, "h": known("false"), "i": known("false"),
            ])
    }

    @Test func conditionalTakesTheBranchOrWhatBothShare() throws {
        let result = try facts(
            """
            a: {value: if yes_ then known_ else missing}
            b: {value: if no_ then known_ else missing}
            c: {value: if dunno then 4 else 4}
            d: {value: if dunno then 4 else 5}
            e: {value: if maybe_b then 4 else 5}
            f: {value: if maybe_b then 4 else 4}
            g: {value: if gone_b then 4 else 5}
            h: {value: if dunno then 4 else gone}
            i: {value: if dunno then gone else gone}
            j: {value: if dunno then 4 else maybe}
            """)
        #expect(
            result == [
                "a": known("8"), "b": unknown, "c": known("4"), "d": unknown, "e": open, "f": known("4"),
                "g": notApplicable,
                "h": open, "i": notApplicable, "j": open,
            ])
    }

    @Test func betweenAndMembershipAreComparisons() throws {
        let result = try facts(
            """
            a: {value: known_ between 8 and 9}
            b: {value: "known_ in (8..9]"}
            c: {value: known_ between 9 and missing}
            d: {value: known_ between 1 and missing}
            e: {value: "known_ in [3, 8]"}
            f: {value: gone between 1 and 2}
            g: {value: maybe between 1 and 2}
            """)
        #expect(
            result == [
                "a": known("true"), "b": known("false"), "c": known("false"), "d": unknown, "e": known("true"),
                "f": notApplicable, "g": open,
            ])
    }

    @Test func applicableSeesStates() throws {
        let result = try facts(
            """
            a: {value: applicable(known_)}
            b: {value: applicable(missing)}
            c: {value: applicable(maybe)}
            d: {value: applicable(gone)}
            """)
        #expect(result == ["a": known("true"), "b": known("true"), "c": unknown, "d": known("false")])
    }

    @Test func atLeastCounts() throws {
        let result = try facts(
            """
            a: {value: "at_least(1, yes_, dunno)"}
            b: {value: "at_least(2, yes_, dunno, no_)"}
            c: {value: "at_least(3, yes_, dunno, no_)"}
            d: {value: "at_least(2, yes_, gone_b)"}
            e: {value: "at_least(2, yes_, maybe_b)"}
            """)
        #expect(
            result == [
                "a": known("true"), "b": unknown, "c": known("false"), "d": known("false"), "e": unknown,
            ])
    }

    @Test func aggregatesAreStrictOverElements() throws {
        let rows: ReferenceAnswer = .list([["a": 3, "b": true], ["a": 5], ["a": 1, "b": false]])
        let result = try facts(
            """
            a: {value: sum(for r in rows return r.a)}
            b: {value: count(rows)}
            c: {value: "mean(for r in rows return r.a, empty: 0)"}
            d: {value: "max(for r in rows return r.a, empty: 0)"}
            e: {value: some r in rows satisfies r.b}
            f: {value: every r in rows satisfies r.b}
            g: {value: every r in rows satisfies r.a > 2 or r.b}
            h: {value: sum(for r in other_rows return r.a)}
            i: {value: count(for r in rows return r.b)}
            """, ["rows": rows])
        #expect(
            result == [
                "a": known("9"), "b": known("3"), "c": known("3"), "d": known("5"), "e": known("true"),
                "f": known("false"),
                "g": known("false"), "h": unknown, "i": unknown,
            ])
    }

    @Test func emptyListsAreKnown() throws {
        let result = try facts(
            """
            a: {value: sum(for r in rows return r.a)}
            b: {value: count(rows)}
            c: {value: "max(for r in rows return r.a, empty: 7)"}
            d: {value: some r in rows satisfies r.b}
            e: {value: count(rows) > 0 and every r in rows satisfies r.b}
            """, ["rows": .list([])])
        #expect(
            result == [
                "a": known("0"), "b": known("0"), "c": known("7"), "d": known("false"), "e": known("false"),
            ])
    }

    @Test func tablesAnswerWhereAllRowsLeftAgree() throws {
        func table(_ column: String, _ rows: String, _ more: String = "") -> String {
            """
              table: |
                | \(column) | value |
            \(rows.split(separator: "\n").map { "    | " + $0 + " |" }.joined(separator: "\n"))
            \(more)
            """
        }
        let result = try facts(
            """
            a:
            \(table("missing", "< 5 | 1\n>= 5 | 1"))
            b:
            \(table("missing", "< 5 | 1\n>= 5 | 2"))
            c:
            \(table("gone", "- | 3"))
            d:
            \(table("known_ | missing", "< 8 | - | 1\n>= 8 | < 5 | 2\n>= 8 | >= 5 | 2"))
            e:
            \(table("known_ | missing", "> 5 | < 5 | 9\n> 5 | - | 4\n- | - | 1", "  hit: F"))
            f:
            \(table("known_", "> 5 | 9\n> 3 | 4\n> 9 | 1", "  hit: P"))
            g:
            \(table("known_", "> 5 | 9\n> 3 | 4\n> 9 | 1", "  hit: C+"))
            h:
            \(table("known_", "> 9 | 4\n> 8 | 1", "  default: 6"))
            """)
        #expect(
            result == [
                "a": known("1"), "b": unknown, "c": known("3"), "d": known("2"), "e": unknown, "f": known("9"),
                "g": known("13"), "h": known("6"),
            ])
    }
}
