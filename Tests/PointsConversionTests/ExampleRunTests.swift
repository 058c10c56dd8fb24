import Diagnostics
import Foundation
import Testing

@testable import PointsConversion

@Suite struct ExampleRunTests {
    private func run(_ rules: String, _ acts: String, _ labels: String?, _ format: LedgerFormat = .table) throws -> (
        String, PointsOutcome
    ) {
        var text = ""
        let box = Box()
        let outcome = runPoints(
            PointsRequest(
                rules: [try packageFile(rules)], acts: [try packageFile(acts)],
                labels: try labels.map { [try packageFile($0)] } ?? [], format: format, language: .en)
        ) { box.text += $0 }
        text = box.text
        return (text, outcome)
    }

    final class Box { var text = "" }

    @Test func shenzhen() throws {
        let (text, outcome) = try run(
            "rules/points/shenzhen.yaml", "scenes/points/acts.jsonl", "scenes/points/labels.jsonl")
        for d in outcome.diagnostics { print(d.code, d.severity, d.message.en, d.span) }
        print(text)
        print(outcome.notices)
        let (lvya, second) = try run("rules/points/lvya.yaml", "scenes/points/lvya-acts.csv", nil)
        for d in second.diagnostics { print(d.code, d.severity, d.message.en, d.span) }
        print(lvya)
    }
}
