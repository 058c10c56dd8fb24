import Conformance
import Foundation
import Testing

private let testFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
private let packageFolder = testFolder.deletingLastPathComponent().deletingLastPathComponent()

private func lines(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
}

private func run(_ json: String) throws -> ConformanceOutcome {
    ConformanceRunner().run(try ConformanceRecord(line: json))
}

extension ConformanceVerdict {
    /// `same`, `different`, or the code of the refusal.
    fileprivate var word: String {
        switch self {
        case .same: "same"
        case .different: "different"
        case .refused(let code): code
        }
    }
}

@Suite("Conformance runner")
struct ConformanceRunnerTests {
    /// Each record of the sample says in `verdict` what becomes of it: `same`, `different`, or the code that refuses it.
    @Test func sample() throws {
        for line in try lines(of: testFolder.appendingPathComponent("sample.jsonl")) {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let wanted = try #require(object["verdict"] as? String)
            let outcome = try run(line)
            #expect(outcome.verdict.word == wanted, "\(outcome.record.id): \(outcome.found)")
        }
    }

    @Test func answersGoThroughTheEngine() throws {
        let outcome = try run(
            """
            {"id":"a","expression":"x * 2 + 1","inputs":{"x":{"type":"number","value":"1.5"}},
            "expected":{"type":"number","value":"4"}}
            """)
        #expect(outcome.verdict == .same)
        #expect(!outcome.inputsAsConstants)
    }

    @Test func inputsThatDecideAShapeAreWrittenIn() throws {
        let outcome = try run(
            """
            {"id":"a","expression":"[1, 2, 3][n]","inputs":{"n":{"type":"number","value":"2"}},
            "expected":{"type":"number","value":"2"}}
            """)
        #expect(outcome.verdict == .same)
        #expect(outcome.inputsAsConstants)
    }

    @Test func whatIsNotARecordIsNone() {
        let flaws = [
            "[]": "this is no JSON object", "": "this is no JSON object", "{\"expression\": \"1\"}": "`id` is missing",
            "{\"id\": \"a\", \"expression\": \"1\"}": "`a`: nothing is expected",
            "{\"id\": \"a\", \"expected\": 6}": "`a`: `expected` is no typed value",
            "{\"id\": \"a\", \"inputs\": {\"x\": {\"type\": \"quantity\", \"value\": \"1\"}}}":
                "`a`: the input `x` is no typed value",
            "{\"id\": \"a\", \"inputs\": {\"x\": {\"type\": \"open\"}}}": "`a`: the input `x` cannot be given as open",
            "{\"id\": \"a\", \"asOf\": \"soon\", \"refusal\": \"LC0110\"}": "`a`: `asOf` is no day",
        ]
        for (line, flaw) in flaws {
            let thrown = #expect(throws: ConformanceRecord.Flaw.self) { try ConformanceRecord(line: line) }
            #expect(thrown?.description == flaw)
        }
    }

    /// What a file of others may hold: read where it is clear, refused where a norm cannot say it, never a wrong value.
    @Test(arguments: [
        (#"{"id":"a","expression":"1+1","expected":{"type":"number","value":2}}"#, "same"),
        (
            #"{"id":"a","expression":"x","inputs":{"x":{"type":"number","value":"1e60"}},"expected":{"type":"number","value":"1e60"}}"#,
            "LC0314"
        ),
        (
            #"{"id":"a","expression":"x","inputs":{"x":{"type":"number","value":"-1e-60"}},"expected":{"type":"number","value":"0"}}"#,
            "LC0314"
        ),
        (
            #"{"id":"a","expression":"x","inputs":{"x":{"type":"number","value":"1e-6144"}},"expected":{"type":"number","value":"0"}}"#,
            "LC0314"
        ),
        (#"{"id":"a","expression":"x","inputs":{"x":{"type":"unknown"}},"expected":{"type":"unknown"}}"#, "LC0314"),
        (
            #"{"id":"a","expression":"a'b + 1","inputs":{"a'b":{"type":"number","value":"1"}},"expected":{"type":"number","value":"2"}}"#,
            "same"
        ),
        (#"{"id":"a","expression":"null","expectedError":true}"#, "LC0110"),
        (#"{"id":"a","norm":"","refusal":"LC0110","expression":"null"}"#, "same"),
        (#"{"id":"a","norm":"","refusal":"LC0110","expression":"1"}"#, "different"),
        (#"{"id":"a","norm":"","refusal":"LC0110","expression":"1 +"}"#, "different"),
        (
            #"{"id":"a","norm":"inputs: {x: {type: text}}","inputs":{"x":{"type":"string","value":"a'\n\"\\"}},"expression":"x","expected":{"type":"string","value":"a'\n\"\\"}}"#,
            "same"
        ),
        (
            #"{"id":"a","norm":"","inputs":{"x":{"type":"null"}},"expression":"1","expected":{"type":"number","value":"1"}}"#,
            "LC0710"
        ),
        (#"{"id":"a","norm":"inputs: [","expression":"1","expected":{"type":"number","value":"1"}}"#, "LC0015"),
        (#"{"id":"a","norm":"- a","expression":"1","expected":{"type":"number","value":"1"}}"#, "LC0019"),
    ])
    func recordsOfOthers(line: String, verdict: String) throws {
        let outcome = try run(line)
        let found = outcome.verdict.word
        #expect(found == verdict, "\(line): \(outcome.found)")
    }

    @Test(arguments: [
        ("F", "", "1"), ("first", "", "1"), ("P", "", "2"), ("C+", "", "3"), ("C#", "", "2"), ("collect", "max", "2"),
        ("COLLECT", "MIN", "1"), ("UNIQUE", "", "LC0502"),
        ("ODD", "", "LC0314"), ("COLLECT", "AVERAGE", "LC0314"),
    ])
    func hitPoliciesInFullAndShort(policy: String, aggregation: String, expected: String) throws {
        let outcome = try run(
            """
            {"id":"a","model_kind":"decisionTable","inputs":{"x":{"type":"number","value":"4"}},"logic":{"kind":"decisionTable",
            "hitPolicy":"\(policy)","aggregation":\(aggregation.isEmpty ? "null" : "\"\(aggregation)\""),"inputs":[{"expression":"x"}],
            "outputs":[{"name":"o","allowed":"3, 2, 1"}],"rules":[{"in":["< 5"],"out":["1"]},{"in":["[3..8]"],"out":["2"]},
            {"in":["> 8"],"out":["3"]}]},"expected":{"type":"number","value":"\(expected.hasPrefix("LC") ? "0" : expected)"}}
            """.replacing("\n", with: ""))
        #expect(outcome.verdict.word == (expected.hasPrefix("LC") ? expected : "same"), "\(outcome.found)")
    }

    /// A result that does not conform to its declared type is null; lists of one and dates are brought to it.
    @Test(arguments: [
        ("1", "number", "{}", #"{"type":"number","value":"1"}"#),
        ("1", "string", "{}", #"{"type":"null","value":null}"#),
        ("[1]", "number", "{}", #"{"type":"number","value":"1"}"#),
        ("[1, 2]", "number", "{}", #"{"type":"null","value":null}"#),
        (
            "1", "list1", #"{"list1":{"type":"number","collection":true}}"#,
            #"{"type":"list","value":[{"type":"number","value":"1"}]}"#
        ),
        ("[1, \"a\"]", "list1", #"{"list1":{"type":"number","collection":true}}"#, #"{"type":"null","value":null}"#),
        ("\"a\"", "word", #"{"word":{"type":"string","allowed":"\"a\", \"b\""}}"#, #"{"type":"string","value":"a"}"#),
        ("\"c\"", "word", #"{"word":{"type":"string","allowed":"\"a\", \"b\""}}"#, #"{"type":"null","value":null}"#),
        ("12", "big", #"{"big":{"type":"number","allowed":">= 10"}}"#, #"{"type":"number","value":"12"}"#),
        ("9", "big", #"{"big":{"type":"number","allowed":">= 10"}}"#, #"{"type":"null","value":null}"#),
        (
            "{a: 1}", "pair", #"{"pair":{"fields":{"a":{"type":"number"},"b":{"type":"number"}}}}"#,
            #"{"type":"null","value":null}"#
        ),
        (
            "{a: 1, b: 2}", "pair", #"{"pair":{"fields":{"a":{"type":"number"},"b":{"type":"string"}}}}"#,
            #"{"type":"null","value":null}"#
        ),
        ("date(\"2020-01-02\")", "date and time", "{}", #"{"type":"date and time","value":"2020-01-02T00:00:00Z"}"#),
        ("duration(\"P1D\")", "years and months duration", "{}", #"{"type":"null","value":null}"#),
        ("1", "self", #"{"self":{"type":"self"}}"#, #"{"type":"null","value":null}"#),
    ])
    func resultsHaveTheirDeclaredType(expression: String, type: String, types: String, expected: String) throws {
        let text = String(
            decoding: try JSONSerialization.data(withJSONObject: [expression, type]), as: UTF8.self
        ).dropFirst().dropLast()
        let parts = text.split(separator: "\",\"", maxSplits: 1)
        let outcome = try run(
            #"{"id":"a","expression":\#(parts[0])","resultType":"\#(parts[1]),"types":\#(types),"expected":\#(expected)}"#
        )
        #expect(outcome.verdict == .same, "\(expression) as \(type): \(outcome.found)")
    }

    /// What is meant to differ is known by what a record asks, whoever wrote it.
    @Test(
        arguments: [
            (
                #""expression":"2 between 3 and 1","expected":{"type":"boolean","value":true}"#,
                "between keeps its order"
            ),
            (#""expression":"9 between 3 and 1","expected":{"type":"boolean","value":true}"#, nil),
            (#""expression":"\"\\u1F600\"","expected":{"type":"string","value":"😀"}"#, "four digits after \\u"),
            (#""expression":"matches(\"a\", \"b\", \"\")","expected":{"type":"null"}"#, "empty flags are no error"),
            (#""expression":"matches(\"a\", \"b\")","expected":{"type":"null"}"#, nil),
            (
                #""expression":"string([1.50, 20])","expected":{"type":"string","value":"[1.50, 20]"}"#,
                "numbers are written without trailing zeros"
            ),
            (#""expression":"string(20)","expected":{"type":"string","value":"2"}"#, nil),
            (#""expression":"1 + 1","expected":{"type":"number","value":"3"}"#, nil),
        ] as [(String, String?)])
    func meantDifferencesAreKnownByKind(record: String, deviation: String?) throws {
        let outcome = try run("{\"id\":\"somebody\",\(record)}")
        #expect(outcome.verdict == .different, "\(record): \(outcome.found)")
        #expect(outcome.deviation == deviation, "\(record)")
    }

    /// As the standard has them: three arguments are none of `string join`, and no number is divided by a duration.
    @Test(arguments: [
        (#""expression":"string join([\"a\"], \"b\", \"c\")""#, "LC0309"),
        (#""expression":"string join([\"a\", \"d\"], \"b\")""#, "same"),
        (#""expression":"10 / duration(\"P2D\")""#, "LC0303"),
        (#""expression":"x / duration(\"P2D\")","inputs":{"x":{"type":"number","value":"10"}}"#, "LC0304"),
        (
            #""expression":"x / duration(\"P2D\") * duration(\"P2D\")","inputs":{"x":{"type":"number","value":"10"}}"#,
            "LC0304"
        ),
    ])
    func standardFunctionsAndDurations(record: String, verdict: String) throws {
        let outcome = try run("{\"id\":\"a\",\(record),\"expected\":{\"type\":\"string\",\"value\":\"abd\"}}")
        #expect(outcome.verdict.word == verdict, "\(record): \(outcome.found)")
    }

    @Test(arguments: ["[]", #"[{"in":["1","2"],"out":["1"]}]"#, #"[{"in":[],"out":[]}]"#])
    func tablesWithoutRowsAndRaggedOnes(rules: String) throws {
        let outcome = try run(
            #"{"id":"a","model_kind":"decisionTable","inputs":{"x":{"type":"number","value":"4"}},"expected":{"type":"null"},"#
                + #""logic":{"kind":"decisionTable","inputs":[{"expression":"x"}],"outputs":[{"name":"o"}],"rules":"#
                + rules + "}}")
        #expect(outcome.verdict.word == "LC0314", "\(outcome.found)")
    }

    /// Lines end where JSON Lines ends them, not at every character that breaks a line.
    @Test func linesOfAFile() {
        let bytes = Data([0xEF, 0xBB, 0xBF] + Array("a\u{2028}b\r\n\n  \nc".utf8))
        let lines = ConformanceRecord.lines(of: bytes)
        #expect(lines.map(\.number) == [1, 4])
        #expect(lines.map(\.text) == ["a\u{2028}b\r", "c"])
    }

    @Test func totals() throws {
        var report = ConformanceReport()
        for (id, expected) in [("a", "2"), ("b", "3")] {
            report.add(
                try run(
                    """
                    {"id":"\(id)","source":"own","category":"c","profile":"policy","expression":"1 + 1",
                    "expected":{"type":"number","value":"\(expected)"}}
                    """))
        }
        #expect(report.wanted == report.all)
        #expect(report.all.same == 1 && report.all.different == 1 && report.all.deviations == 0)
        #expect(report.byCategory["c"]?.total == 2 && report.bySource["own"]?.total == 2)
        #expect(report.text.contains("2 records: 1 same, 0 refused, 1 different"))
        #expect(report.json.contains("\"wanted\":{\"deviations\":0,\"different\":1,\"refused\":0,\"same\":1}"))
    }

    /// The work that one text can ask for is bounded.
    @Test(arguments: [
        "sum(for i in 1..1000, j in 1..1000, k in 1..1000 return i * j * k)", "count(for i in 1..1000000000 return i)",
        "2 ** 100000", "10 ** 6000", "replace(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(a*)*b\", \"\")",
        "for i in 1..9000 return partial",
    ])
    func greedyTextsAreRefused(expression: String) throws {
        let text = String(
            decoding: try JSONSerialization.data(
                withJSONObject: [
                    "id": "a", "expression": expression, "expected": ["type": "null", "value": NSNull()],
                ] as [String: Any]), as: UTF8.self)
        let start = Date()
        let outcome = try run(text)
        if case .refused = outcome.verdict {} else { Issue.record("\(expression): \(outcome.verdict)") }
        #expect(Date().timeIntervalSince(start) < 20)
    }
}

@Suite("FEEL profile page")
struct ProfilePageTests {
    private let page: String
    private let report: ConformanceReport?

    init() throws {
        page = try String(contentsOf: packageFolder.appendingPathComponent("docs/feel-profile.md"), encoding: .utf8)
        report = try Self.measured.get()
    }

    /// The records beside the package, run once; nil where they are not.
    private static let measured: Result<ConformanceReport?, any Error> = Result {
        let file = packageFolder.deletingLastPathComponent().appendingPathComponent(
            "shared/conformance/feel-open.jsonl")
        guard FileManager.default.fileExists(atPath: file.path) else {
            print("skipped: \(file.path) is not there")
            return nil
        }
        var report = ConformanceReport()
        for line in try lines(of: file) {
            report.add(ConformanceRunner().run(try ConformanceRecord(line: line)))
        }
        return report
    }

    @Test func figuresAreThoseMeasured() {
        guard let report else { return }
        #expect(page.contains("<!-- figures -->\n\n\(report.markdown)\n<!-- end of figures -->"))
    }

    @Test func nothingIsDifferentWithoutAReason() {
        guard let report else { return }
        for outcome in report.outcomes where outcome.verdict == .different {
            #expect(outcome.deviation != nil, "\(outcome.record.id): \(outcome.found)")
        }
        #expect(report.wanted.same * 100 >= report.wanted.total * 85)
    }

    @Test func codesAndDeviationsAreExplained() {
        for deviation in KnownDeviation.all {
            #expect(page.contains("**\(deviation.name)**"), "\(deviation.name)")
        }
        for code in report?.codes.keys.sorted() ?? [] { #expect(page.contains("| `\(code)` | "), "\(code)") }
    }
}
