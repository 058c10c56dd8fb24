import Diagnostics
import LowCarbonRules
import NormTesting

/// Files of rule tests for a small norm.
enum TestsTarget {
    private static let norm = String(decoding: repositoryFile("docs/diagnostics/base-norm.yaml"), as: UTF8.self)

    @Sendable static func run(_ bytes: [UInt8]) {
        let files = FileAccess.memory(["rules/small/1.yaml": norm])
        let report = TestRunner(files: files).run("rules/small/1.test.yaml", bytes: bytes)
        guard let file = report.diagnostics.first?.span.file else { return }
        let own = report.diagnostics.filter { $0.span.file == file }
        FindingChecks.check(own, in: report.sources, file: file, bytes: report.sources[file]?.bytes ?? [])
    }
}
