import Diagnostics
import PointsConversion

/// Points rules, acts and labels, parted by lines `===`: settling never crashes and gives the same ledger twice.
enum PointsTarget {
    @Sendable static func run(_ bytes: [UInt8]) {
        let parts = split(bytes)
        let request = PointsRequest(
            rules: [PointsFile(path: "rules.yaml", bytes: parts[0])],
            acts: [PointsFile(path: parts[1].first == 0x7B ? "acts.jsonl" : "acts.csv", bytes: parts[1])],
            labels: parts[2].isEmpty
                ? [] : [PointsFile(path: parts[2].first == 0x7B ? "labels.jsonl" : "labels.csv", bytes: parts[2])],
            format: bytes.count % 2 == 0 ? .jsonLines : .csv, language: .en, sortsByTime: bytes.count % 3 == 0)
        let first = settle(request, parts[0])
        require(settle(request, parts[0]) == first, "a second run gives another ledger")
    }

    private static func settle(_ request: PointsRequest, _ rules: [UInt8]) -> String {
        let ledger = Ledger()
        let outcome = runPoints(request) { ledger.text += $0 }
        if let file = outcome.diagnostics.first?.span.file {
            FindingChecks.check(outcome.diagnostics, in: outcome.sources, file: file, bytes: rules)
        }
        return ledger.text
    }

    private final class Ledger { var text = "" }

    private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        let mark = Array("\n===\n".utf8)
        var parts: [[UInt8]] = []
        var rest = bytes[...]
        while parts.count < 2, let cut = rest.indices.first(where: { rest[$0...].starts(with: mark) }) {
            parts.append(Array(rest[..<cut]) + [0x0A])
            rest = rest[(cut + mark.count)...]
        }
        parts.append(Array(rest))
        return parts + Array(repeating: [], count: 3 - parts.count)
    }
}
