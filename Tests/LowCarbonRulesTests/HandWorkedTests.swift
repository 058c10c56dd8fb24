import Diagnostics
import EngineHarness
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleProgram
import SceneData
import Testing

/// Scores of one criterion worked out by hand, where a fault would give a wrong number without a word.
struct HandWorkedTests {
    private static let inputs = """
          l: {list: {max: 5}, of: {n: {range: "[0..20]"}, f: {type: boolean}}}
          x: {range: "[0..100]"}
          y: {range: "[1..10]"}
          asked: {type: boolean}
          gone: {range: "[0..10]", may_not_apply: true}
          late: {range: "[0..10]", when: asked, if_unknown: 4}
        """

    /// The score as text, or the status of a scene that has no grade.
    private func outcome(_ criterion: String, facts: String = "", _ answers: String) throws -> String {
        let yaml = """
            \(NormParts.head)
            inputs:
            \(Self.inputs)
            \(facts.isEmpty ? "" : "facts:\n  " + facts)
            sections:
              S: {points: 100, criteria: {C: {points: 100, \(criterion)}}}
            total: {of: 100}
            grades: {g: {from: 0}}
            """
        let loaded = NormLoader(files: .memory([:])).load("rules/small/1.yaml", bytes: Array(yaml.utf8))
        let norm = try #require(loaded.compiled, "\(loaded.diagnostics.map(\.message.en))")
        let line = "{\"as_of\": \"2026-08-01\", \"answers\": {\(answers)}}\n"
        let reader = try SceneReader(
            bytes: Array(line.utf8), format: .jsonLines, file: "scene", schema: norm.program.schema)
        let scene: SceneInput = try #require(reader.next())
        let scorer = SceneScorer(norm)
        scorer.run(scene)
        return scorer.status == .graded ? "\(try #require(scorer.score))" : scorer.status.id
    }

    /// What a filter leaves out does not count: of 3, 1, 9 and 12 the first and third are kept.
    @Test(arguments: [
        ("sum(for e in l[f] return e.n)", "12"), ("sum(for e in l[not f] return e.n)", "13"),
        ("sum(for e in l[n > 2] return e.n)", "24"), ("count(l[f])", "2"), ("count(l[n > 2 and not f])", "1"),
        ("mean(for e in l[f] return e.n, empty: 50)", "6"), ("min(for e in l[f] return e.n, empty: 50)", "3"),
        ("max(for e in l[f] return e.n, empty: 50)", "9"), ("max(for e in l[n > 15] return e.n, empty: 50)", "50"),
        ("mean(for e in l[n > 15] return e.n, empty: 50)", "50"), ("sum(for e in l[n > 15] return e.n)", "0"),
        ("if some e in l[f] satisfies e.n > 9 then 1 else 2", "2"),
        ("if some e in l[f] satisfies e.n > 8 then 1 else 2", "1"),
        ("if count(l[f]) > 0 and (every e in l[f] satisfies e.n > 2) then 1 else 2", "1"),
        ("if count(l[not f]) > 0 and (every e in l[not f] satisfies e.n > 2) then 1 else 2", "2"),
    ])
    func filters(_ value: String, _ score: String) throws {
        let list = #""l": [{"n": 3, "f": true}, {"n": 1, "f": false}, {"n": 9, "f": true}, {"n": 12, "f": false}]"#
        #expect(try outcome("value: '\(value)'", list) == score)
    }

    /// An entry counts or not; while that is not answered neither does the sum have a value, unless it adds nothing.
    @Test func openFilters() throws {
        let sum = "value: 'sum(for e in l[f] return e.n)'"
        #expect(try outcome(sum, #""l": [{"n": 3, "f": true}, {"n": 1}]"#) == "incomplete")
        #expect(try outcome(sum, #""l": [{"n": 3, "f": true}, {"n": 0}]"#) == "3")
        #expect(try outcome(sum, #""l": [{"n": 3, "f": true}, {"f": false}]"#) == "3")
        #expect(try outcome(sum, #""l": []"#) == "0")
        #expect(try outcome("value: 'count(l[f])'", #""l": [{"f": true}, {"n": 1}]"#) == "incomplete")
    }

    /// Thirds and sevenths stay thirds and sevenths however many are added: 60 × x ÷ 7 − 30 × x ÷ 7 is 30x ÷ 7.
    @Test func manyFractions() throws {
        let sevenths = Array(repeating: "x / 7", count: 60).joined(separator: " + ")
        let off = Array(repeating: "x / 7", count: 30).joined(separator: " - ")
        #expect(try outcome("value: '\(sevenths) - \(off)'", #""x": 7"#) == "30")
        let both = Array(repeating: "x / 21 + x / 14", count: 30).joined(separator: " + ")
        #expect(try outcome("value: '\(both)'", #""x": 28"#) == "100")
        #expect(try outcome("value: '\(both)'", #""x": 14"#) == "50")
    }

    /// Whether a fact applies waits for the question that decides between a value and one that does not apply.
    @Test func applicabilityOfAChoice() throws {
        let fact = "f: {value: if asked then 4 else gone}"
        let gone = #""gone": "not applicable""#
        #expect(try outcome("met: applicable(f)", facts: fact, gone) == "incomplete")
        #expect(try outcome("met: applicable(f)", facts: fact, gone + #", "asked": true"#) == "100")
        #expect(try outcome("met: applicable(f)", facts: fact, gone + #", "asked": false"#) == "0")
        #expect(try outcome("met: applicable(f)", facts: fact, #""gone": 3"#) == "100")
    }

    /// 6 ÷ 1 and 6 ÷ 2 differ, 0 ÷ 1 and 0 ÷ 2 do not.
    @Test func fractionsOfOneNumerator() throws {
        let value = "value: if asked then x / y else x / (y + 1)"
        #expect(try outcome(value, #""x": 6, "y": 1"#) == "incomplete")
        #expect(try outcome(value, #""x": 0, "y": 1"#) == "0")
        #expect(try outcome(value, #""x": 6, "y": 1, "asked": false"#) == "3")
    }

    /// Twelve places, the last rounded.
    @Test func thirds() throws {
        #expect(try outcome("value: x / 3", #""x": 20"#) == "6.666666666667")
        #expect(try outcome("value: x / 3", #""x": 10"#) == "3.333333333333")
    }

    /// A row of which one column does not apply and another is not answered may still fail: the criterion is not dropped.
    @Test func rowWithAColumnThatDoesNotApply() throws {
        let table = #"hit: F, table: "| gone | asked | points |\n| > 5 | true | 10 |\n| - | - | 3 |""#
        let gone = #""gone": "not applicable""#
        #expect(try outcome(table, gone) == "incomplete")
        #expect(try outcome(table, gone + #", "asked": false"#) == "3")
        #expect(try outcome(table, #""gone": 6, "asked": true"#) == "10")
        #expect(try outcome(table, #""gone": 6"#) == "incomplete")
        #expect(try outcome(table, #""gone": 5"#) == "3")
    }

    /// What an answer counts as without one stands in once it is known that the question applies.
    @Test func defaultsWaitForApplicability() throws {
        #expect(try outcome("value: late", "") == "incomplete")
        #expect(try outcome("value: late", #""asked": true"#) == "4")
        #expect(try outcome("value: late", #""asked": true, "late": 7"#) == "7")
        #expect(try outcome("met: applicable(late)", "") == "incomplete")
        #expect(try outcome("met: applicable(late)", #""asked": false"#) == "0")
    }
}
