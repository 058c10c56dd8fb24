import Conformance
import Foundation
import Testing

private let testFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
private let packageFolder = testFolder.deletingLastPathComponent().deletingLastPathComponent()

private func lines(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
}

private func run(_ json: String) throws -> ConformanceOutcome {
    ConformanceRunner().run(try #require(ConformanceRecord(line: json)))
}

@Suite("Conformance runner")
struct ConformanceRunnerTests {
    /// Each record of the sample says in `verdict` what becomes of it: `same`, `different`, or the code that refuses it.
    @Test func sample() throws {
        for line in try lines(of: testFolder.appendingPathComponent("sample.jsonl")) {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let wanted = try #require(object["verdict"] as? String)
            let outcome = try run(line)
            let found: String
            switch outcome.verdict {
            case .same: found = "same"
            case .different: found = "different"
            case .refused(let code): found = code
            }
            #expect(found == wanted, "\(outcome.record.id): \(outcome.found)")
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
        #expect(ConformanceRecord(line: "[]") == nil)
        #expect(ConformanceRecord(line: "{\"expression\": \"1\"}") == nil)
        #expect(ConformanceRecord(line: "") == nil)
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
            decoding: try JSONSerialization.data(withJSONObject: ["id": "a", "expression": expression]), as: UTF8.self)
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
            guard let record = ConformanceRecord(line: line) else { continue }
            report.add(ConformanceRunner().run(record))
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
