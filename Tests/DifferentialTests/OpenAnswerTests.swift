import ReferenceEvaluator
import Testing

/// `docs/semantics.md` §1, inputs: a missing answer that may be "not applicable" is open, unless the norm says what stands for it.
/// Every scene is evaluated by the engine too.
@Suite struct OpenAnswerTests {
    private func norm(_ input: String, _ criteria: String) -> String {
        """
        \(SmallNorm.head)
        inputs:
          x: {\(input)}
          y: {type: boolean}
        sections: {S: {points: 10, criteria: {C: {points: 4, \(criteria)}, D: {points: 6, met: "true"}}}}
        total: {of: 10}
        grades: {high: {from: 8}, low: {from: 0}}
        """
    }

    private func state(_ result: ReferenceResult) -> Standing? { result.criteria["C"]?.state }

    @Test func applicableFollows() throws {
        let yaml = norm("type: boolean, may_not_apply: true", "met: if applicable(x) then true else false")
        let before = try SmallNorm.agreed(yaml)
        #expect(before.inputs["x"] == open)
        #expect(before.status == "incomplete")
        #expect(state(before) == .unknown)
        #expect(try SmallNorm.agreed(yaml, ["x": .notApplicable]).total == known("6"))
        #expect(try SmallNorm.agreed(yaml, ["x": false]).total == known("10"))
    }

    @Test func guardsFollow() throws {
        let yaml = norm("range: \"[0..9]\", may_not_apply: true", "met: applicable(x) and x > 3 or y")
        #expect(state(try SmallNorm.agreed(yaml, ["y": false])) == .unknown)
        #expect(try SmallNorm.agreed(yaml, ["y": true]).criteria["C"]?.points == "4")
        #expect(try SmallNorm.agreed(yaml, ["x": .notApplicable, "y": false]).criteria["C"]?.points == "0")
        #expect(try SmallNorm.agreed(yaml, ["x": 4, "y": false]).criteria["C"]?.points == "4")
    }

    @Test func criteriaAndSectionsThatReadItAreOpen() throws {
        let yaml = norm("type: boolean, may_not_apply: true", "met: x")
        let before = try SmallNorm.agreed(yaml)
        #expect(state(before) == .open)
        #expect(before.sections["S"]?.applicable == nil)
        let after = try SmallNorm.agreed(yaml, ["x": .notApplicable])
        #expect(state(after) == .notApplicable)
        #expect(after.total == known("10"))
        #expect(state(try SmallNorm.agreed(norm("type: boolean, may_not_apply: true", "met: y, when: x"))) == .open)
    }

    /// Not applicable counts as false there, so that what may not apply may count as false or as true.
    @Test func atLeastFollows() throws {
        func count(_ number: Int) -> String {
            norm("type: boolean, may_not_apply: true", "at_least: {count: \(number), of: [x, y]}")
        }
        #expect(state(try SmallNorm.agreed(count(1), ["y": false])) == .unknown)
        #expect(try SmallNorm.agreed(count(1), ["y": true]).criteria["C"]?.points == "4")
        #expect(try SmallNorm.agreed(count(2), ["y": false]).criteria["C"]?.points == "0")
        #expect(try SmallNorm.agreed(count(2), ["x": .notApplicable, "y": true]).criteria["C"]?.points == "0")
    }

    @Test func ifUnknownStandsForTheMissingAnswer() throws {
        let guarded = "met: if applicable(x) then x > 3 else true"
        let value = norm("range: \"[0..9]\", may_not_apply: true, if_unknown: 2", guarded)
        #expect(try SmallNorm.agreed(value).inputs["x"] == known("2"))
        #expect(try SmallNorm.agreed(value).total == known("6"))
        #expect(try SmallNorm.agreed(value, ["x": .notApplicable]).total == known("10"))
        let zero = norm("range: \"[0..9]\", may_not_apply: true, if_unknown: zero points", "met: x > 3")
        #expect(try SmallNorm.agreed(zero).inputs["x"] == unknown)
        #expect(try SmallNorm.agreed(zero).criteria["C"]?.points == "0")
        #expect(try SmallNorm.agreed(zero).total == known("6"))
        #expect(try SmallNorm.agreed(zero, ["x": .notApplicable]).total == known("10"))
        let applies = norm(
            "range: \"[0..9]\", may_not_apply: true, if_unknown: zero points",
            "met: if applicable(x) then true else false")
        #expect(try SmallNorm.agreed(applies).total == known("10"))
        let never = norm("range: \"[0..9]\", may_not_apply: true, if_unknown: not assessable", "met: x > 3")
        #expect(try SmallNorm.agreed(never).status == "not assessable")
        #expect(try SmallNorm.agreed(never, ["x": .notApplicable]).total == known("10"))
    }

    /// Where its `when` is not known it stays open, whatever stands for the answer.
    @Test func whenComesFirst() throws {
        for rest in ["", ", if_unknown: 2", ", if_unknown: zero points", ", if_unknown: not assessable"] {
            let yaml = norm(
                "range: \"[0..9]\", may_not_apply: true, when: y\(rest)", "met: if applicable(x) then false else true")
            #expect(try SmallNorm.agreed(yaml).inputs["x"] == open, "\(rest)")
            #expect(try SmallNorm.agreed(yaml, ["y": false]).inputs["x"] == notApplicable, "\(rest)")
            #expect(try SmallNorm.agreed(yaml, ["x": .notApplicable]).inputs["x"] == notApplicable, "\(rest)")
            #expect(try SmallNorm.agreed(yaml, ["x": .notApplicable]).total == known("10"), "\(rest)")
        }
        let yaml = norm("range: \"[0..9]\", may_not_apply: true, when: y", "met: x > 3")
        #expect(try SmallNorm.agreed(yaml, ["y": true]).inputs["x"] == open)
        #expect(state(try SmallNorm.agreed(yaml, ["y": true])) == .open)
    }

    @Test func gatesWait() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs: {x: {type: boolean, may_not_apply: true}, y: {type: boolean}}
            gates: {G: {when: applicable(x), require: x}, H: {when: y, require: applicable(x)}}
            sections: {S: {points: 1, criteria: {C: {points: 1, met: "true"}}}}
            total: {of: 1}
            grades: {low: {from: 0}}
            """
        #expect(try SmallNorm.agreed(yaml, ["y": false]).gates == ["G": .unknown, "H": .passed])
        #expect(try SmallNorm.agreed(yaml, ["y": true]).gates == ["G": .unknown, "H": .unknown])
        #expect(try SmallNorm.agreed(yaml, ["y": true]).status == "incomplete")
        #expect(try SmallNorm.agreed(yaml, ["x": .notApplicable, "y": true]).status == "not eligible")
        #expect(try SmallNorm.agreed(yaml, ["x": .notApplicable, "y": false]).status == "graded")
    }

    @Test func listsAndTheirFields() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs: {l: {list: {max: 3}, may_not_apply: true, of: {n: {range: "[0..9]"}}}}
            sections: {S: {points: 10, criteria: {C: {points: 4, value: sum(for e in l return e.n)}, D: {points: 6, met: "true"}}}}
            total: {of: 10}
            grades: {low: {from: 0}}
            """
        #expect(state(try SmallNorm.agreed(yaml)) == .open)
        #expect(state(try SmallNorm.agreed(yaml, ["l": .list([])])) == .known)
        #expect(state(try SmallNorm.agreed(yaml, ["l": .notApplicable])) == .notApplicable)
        let fields = """
            \(SmallNorm.head)
            inputs: {l: {list: {max: 3}, of: {n: {range: "[0..9]", may_not_apply: true}, m: {range: "[0..9]", may_not_apply: true, if_unknown: 1}}}}
            sections: {S: {points: 10, criteria: {C: {points: 4, value: sum(for e in l return e.n)}, D: {points: 6, value: sum(for e in l return e.m)}}}}
            total: {of: 10}
            grades: {low: {from: 0}}
            """
        let result = try SmallNorm.agreed(fields, ["l": .list([["n": 2], [:]])])
        #expect(state(result) == .open)
        #expect(result.criteria["D"]?.points == "2")
    }
}

/// A text's `if_unknown` is the text it says, whatever the norm compares with first.
@Suite struct TextStandInTests {
    /// Texts of list entries are compared as texts too, and so is what stands in for one.
    @Test func textsOfListEntries() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs: {l: {list: {max: 3}, of: {t: {type: text, if_unknown: '"c"'}}}}
            sections:
              S:
                points: 3
                criteria:
                  A: {points: 1, met: 'some e in l satisfies e.t = "a"'}
                  B: {points: 1, met: 'some e in l satisfies e.t = "b"'}
                  C: {points: 1, met: 'some e in l satisfies e.t = "c"'}
            total: {of: 3}
            grades: {low: {from: 0}}
            """
        func points(_ entries: [[String: ReferenceAnswer]]) throws -> [String?] {
            let result = try SmallNorm.agreed(yaml, ["l": .list(entries)])
            return ["A", "B", "C"].map { result.criteria[$0]?.points }
        }
        #expect(try points([["t": .text("zzz")]]) == ["0", "0", "0"])
        #expect(try points([["t": .text("b")]]) == ["0", "1", "0"])
        #expect(try points([["t": .text("a")], [:]]) == ["1", "0", "1"])
    }

    @Test func itIsTheTextItSays() throws {
        let yaml = """
            \(SmallNorm.head)
            inputs:
              t: {type: text, if_unknown: '"abc"'}
              u: {type: text, if_unknown: '"nowhere"'}
              w: {type: text}
            sections:
              S:
                points: 6
                criteria:
                  A: {points: 1, met: 't = "a"'}
                  B: {points: 1, met: 't = "x y"'}
                  C: {points: 1, met: 't = "abc"'}
                  D: {points: 1, met: 'w = "a"'}
                  E: {points: 1, met: 'u = "a"'}
                  F: {points: 1, met: 'u != "abc"'}
            total: {of: 6}
            grades: {low: {from: 0}}
            """
        func points(_ answers: [String: ReferenceAnswer]) throws -> [String?] {
            let result = try SmallNorm.agreed(yaml, answers)
            return ["A", "B", "C", "D", "E", "F"].map { result.criteria[$0]?.points }
        }
        #expect(try points(["w": .text("a")]) == ["0", "0", "1", "1", "0", "1"])
        #expect(try points(["w": .text("zzz")]) == ["0", "0", "1", "0", "0", "1"])
        #expect(try points(["w": .text("zzz"), "t": .text("a"), "u": .text("a")]) == ["1", "0", "0", "0", "1", "1"])
        #expect(
            try points(["w": .text("zzz"), "t": .text("zzz"), "u": .text("abc")]) == ["0", "0", "0", "0", "0", "0"])
    }

    /// Of rows that exclude one another the one that surely matches is the answer, also behind one that is not decided and never
    /// matches: `g` is 0 or 1.
    @Test(arguments: ["hit: U, ", "hit: A, ", ""]) func aRowThatSurelyMatchesIsTheAnswer(hit: String) throws {
        let yaml = """
            \(SmallNorm.head)
            inputs:
              p: {type: boolean}
              n: {range: "[0..10]", may_not_apply: true}
              x: {range: "[0..10]"}
            facts:
              g: {hit: F, default: 1, table: "| n | value |\\n| > 4 | 0 |"}
              h: {value: if x > 5 then 1 else 0}
            sections:
              S:
                points: 8
                criteria:
                  C: {points: 4, \(hit)default: 1, table: "| g | p | points |\\n| > 4 | - | 0 |\\n| - | true | 2 |"}
                  D: {points: 4, \(hit)default: 1, table: "| h | p | points |\\n| > 4 | - | 0 |\\n| - | true | 2 |"}
            total: {of: 8}
            grades: {low: {from: 0}}
            """
        for n: ReferenceAnswer? in [nil, .notApplicable, 3, 9] {
            var answers: [String: ReferenceAnswer] = ["p": true]
            answers["n"] = n
            let result = try SmallNorm.agreed(yaml, answers)
            #expect(["C", "D"].map { result.criteria[$0]?.points } == ["2", "2"])
            #expect(result.status == "graded")
        }
        #expect(try SmallNorm.agreed(yaml, ["p": false, "n": 3, "x": 1]).criteria["C"]?.points == "1")
        #expect(try SmallNorm.agreed(yaml, ["p": false]).status == "incomplete")
    }
}
