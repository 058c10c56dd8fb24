import Diagnostics
import ExactNumbers
import Foundation
import RuleSyntax
import Testing
import YAMLTree

@testable import PointsConversion

/// The package's root.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

func packageFile(_ path: String) throws -> PointsFile {
    let data = try Data(contentsOf: packageRoot.appendingPathComponent(path))
    return PointsFile(path: path, bytes: Array(data))
}

/// Loads rules that must be without errors.
func loadScheme(_ text: String) throws -> PointsScheme {
    var bag = DiagnosticBag()
    let scheme = PointsChecker.load(bytes: Array(text.utf8), file: SourceID(0), into: &bag)
    let errors = bag.diagnostics.filter { $0.severity == .error }.map { "\($0.code) \($0.message.en)" }
    #expect(errors == [])
    return try #require(scheme)
}

/// Rules with the parts a test needs; everything else as small as can be.
func rules(
    status: String = "draft", effective: String = "2026-01-01..2026-12-31", extra: String = "",
    behaviours: String = "{bus: 公交, walk: 步行}", rates: String = "| 2026-01-01 | - | 1 |",
    heading: String = "points per gram"
) -> String {
    """
    points: test
    title: test
    version: "1"
    status: \(status)
    effective: \(effective)
    time_zone: "+08:00"
    behaviours: \(behaviours)
    rates: |
      | from | behaviour | \(heading) |
      \(rates)
    \(extra)
    """
}

func act(
    _ id: String, user: String = "u", _ behaviour: String = "bus", at time: String = "2026-07-01T08:00:00+08:00",
    grams: String, line: Int = 1, _ change: (inout ActRecord) -> Void = { _ in }
) -> ActRecord {
    var record = ActRecord(line: line)
    record.act = id
    record.user = user
    record.behaviour = behaviour
    record.time = time
    record.grams = grams
    change(&record)
    return record
}

/// Exact text of what a line says: points, remainder, cuts.
func account(_ line: LedgerLine) -> String {
    if let refusal = line.refusal { return "refused: \(refusal.reason.rawValue)" }
    let cuts = line.reductions.map { "\($0.kind.rawValue)/\($0.per.rawValue)-\($0.cut)" }
    return
        ([
            "\(line.exactPoints.map(\.description) ?? "?") = \(line.points) + \(line.remainder.map(\.description) ?? "?")"
        ]
        + cuts).joined(separator: " + ")
}
