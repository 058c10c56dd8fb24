import Diagnostics
import ExactNumbers
import Foundation
import Testing

@testable import PointsConversion

/// The example schemes and acts of the repository, against stored output. `UPDATE_SNAPSHOTS=1` writes it anew.
@Suite struct ExampleRunTests {
    private final class Output: @unchecked Sendable { var text = "" }

    private func run(
        _ rules: String, _ acts: String, labels: String? = nil, _ format: LedgerFormat = .jsonLines,
        _ language: MessageLanguage = .zh, sorted: Bool = false
    ) throws -> (text: String, outcome: PointsOutcome) {
        let output = Output()
        let outcome = runPoints(
            PointsRequest(
                rules: [try packageFile("rules/points/" + rules)], acts: [try packageFile("scenes/points/" + acts)],
                labels: try labels.map { [try packageFile("scenes/points/" + $0)] } ?? [], format: format,
                language: language,
                sortsByTime: sorted)
        ) { output.text += $0 }
        return (output.text, outcome)
    }

    private func compare(_ text: String, with name: String) throws {
        let path = "Tests/PointsConversionTests/Snapshots/" + name
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
            try text.write(to: packageRoot.appendingPathComponent(path), atomically: true, encoding: .utf8)
        }
        #expect(String(decoding: try packageFile(path).bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [LedgerFormat.table, .jsonLines, .csv], MessageLanguage.allCases)
    func shenzhen(format: LedgerFormat, language: MessageLanguage) throws {
        let (text, outcome) = try run("shenzhen.yaml", "acts.jsonl", labels: "labels.jsonl", format, language)
        #expect(outcome.diagnostics == [])
        #expect(outcome.notices == [])
        #expect(outcome.exitCode == 1)
        #expect(outcome.summary.settled == 14)
        #expect(outcome.summary.refused == 6)
        #expect(outcome.summary.grams == ExactDecimal("58948.6"))
        // The digest changes with every byte of the rules, so it is left out of the stored text.
        let digest = "sha256:" + SHA256.hex(try packageFile("rules/points/shenzhen.yaml").bytes)
        if format != .table { #expect(text.contains(digest)) }
        try compare(
            text.replacing(digest, with: "sha256:…"), with: "shenzhen.\(language.rawValue).\(format.rawValue).txt")
    }

    @Test(arguments: MessageLanguage.allCases)
    func lvya(language: MessageLanguage) throws {
        let (text, outcome) = try run("lvya.yaml", "lvya-acts.csv", .table, language)
        #expect(outcome.diagnostics == [])
        #expect(outcome.exitCode == 0)
        try compare(text, with: "lvya.\(language.rawValue).txt")
    }

    @Test func labelsAsTableOrAsScoresAreAlike() throws {
        let json = try run("shenzhen.yaml", "acts.jsonl", labels: "labels.jsonl").text
        let csv = try run("shenzhen.yaml", "acts.jsonl", labels: "labels.csv").text
        func points(_ text: String) -> [Substring] {
            text.split(separator: "\n").compactMap { $0.split(separator: "\"points\":").last }
        }
        #expect(points(json) == points(csv))
    }

    @Test func sortedRunDoesNotDependOnTheOrderOfLines() throws {
        let rules = try packageFile("rules/points/shenzhen.yaml")
        let acts = try packageFile("scenes/points/acts.jsonl")
        let lines = String(decoding: acts.bytes, as: UTF8.self).split(separator: "\n")
            .filter { !$0.contains("sz-0004") && !$0.contains("2026-07-03T09:00:00\"") }
        func settled(_ lines: [Substring]) -> [String] {
            let output = Output()
            let file = PointsFile(path: "a.jsonl", bytes: Array(lines.joined(separator: "\n").utf8))
            _ = runPoints(PointsRequest(rules: [rules], acts: [file], format: .jsonLines, sortsByTime: true)) {
                output.text += $0
            }
            return output.text.split(separator: "\n").map { String($0.drop { $0 != "," }) }
        }
        #expect(settled(lines) == settled(lines.reversed()))
    }

    @Test func brokenFilesSettleNothing() throws {
        let rules = PointsFile(path: "r.yaml", bytes: Array(rules().utf8))
        let good = PointsFile(path: "a.jsonl", bytes: Array(#"{"act":"1"}"#.utf8))
        func code(
            _ rules: [PointsFile], _ acts: [PointsFile], _ labels: [PointsFile] = [], _ earlier: [PointsFile] = []
        ) -> (Int32, Int) {
            let outcome = runPoints(PointsRequest(rules: rules, acts: acts, labels: labels, earlier: earlier)) { _ in }
            return (outcome.exitCode, outcome.notices.count + outcome.diagnostics.count)
        }
        #expect(code([rules], [good]) == (1, 0))
        #expect(code([rules, rules], [good]) == (1, 1))
        #expect(code([PointsFile(path: "n.yaml", bytes: Array("norm: a".utf8))], [good]) == (1, 1))
        #expect(code([PointsFile(path: "n.yaml", bytes: [0xFF, 0x00])], [good]).0 == 1)
        #expect(code([rules], [PointsFile(path: "a.csv", bytes: Array("act,user\n".utf8))]) == (1, 1))
        #expect(
            code([rules], [good], [PointsFile(path: "l.jsonl", bytes: Array("{\"scene\":\"s\"}\nx\n".utf8))]) == (1, 2))
        #expect(code([rules], [good], [], [PointsFile(path: "e.jsonl", bytes: Array("{}".utf8))]) == (1, 1))
    }

    @Test func slipsInFieldNamesAreNoticed() throws {
        let rules = PointsFile(path: "r.yaml", bytes: Array(rules().utf8))
        let acts = PointsFile(
            path: "a.jsonl",
            bytes: Array(
                #"{"act":"1","user":"u","behaviour":"bus","time":"2026-07-01T00:00:00Z","grams":1,"evidnce":"x","scene":"s"}"#
                    .utf8))
        let outcome = runPoints(PointsRequest(rules: [rules], acts: [acts], language: .en)) { _ in }
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.notices == [
                "a.jsonl: these fields are not used: `evidnce` (did you mean `evidence`?)",
                "some acts name a scene but no multiplier, and no labels were given: they count as without a label",
            ])
    }
}
