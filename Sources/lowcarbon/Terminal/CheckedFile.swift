import Diagnostics
import LowCarbonRules
import NormTesting
import PointsConversion
import RuleCompiler
import RuleModel
import RuleSyntax
import SceneData
import YAMLTree

/// A rule file of any kind with its findings.
struct CheckedFile {
    var path: String
    var sources: SourceMap
    var file: SourceID
    var diagnostics: [Diagnostic]
    var compiled: CompiledNorm?
    /// Names of the acts that points rules know, in both languages; nil for other files.
    var behaviours: [String]?

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Reads and checks the file at `path` as what its first key says it is; nil if there is no such file.
    static func read(_ path: String, rules: String, after earlier: SourceMap) -> CheckedFile? {
        FileAccess.disk.read(path).flatMap { read(path, bytes: $0, rules: rules, after: earlier) }
    }

    /// Checks `bytes` as if they stood in the file at `path`.
    static func read(
        _ path: String, bytes: [UInt8], rules: String, after earlier: SourceMap
    ) -> CheckedFile? {
        var sources = earlier
        let file = sources.add(path: path, bytes: bytes)
        var bag = DiagnosticBag()
        guard let root = YAMLLoader.load(bytes, file: file, into: &bag),
            let kind = DocumentParser.documentKind(of: root, into: &bag)
        else { return CheckedFile(path: path, sources: sources, file: file, diagnostics: bag.diagnostics) }
        switch kind {
        case .norm:
            let loaded = NormLoader(rulesFolder: rules).load(
                path, bytes: bytes, root: root, file: file, sources: sources, findings: bag)
            return CheckedFile(
                path: path, sources: loaded.sources, file: loaded.file,
                diagnostics: loaded.diagnostics + VersionOverlap.findings(for: loaded), compiled: loaded.compiled)
        case .factors:
            if let document = DocumentParser.parseFactors(root, source: bytes, into: &bag).0 {
                _ = NormCheck.factors(document, into: &bag)
            }
        case .points:
            bag = DiagnosticBag()
            let scheme = PointsChecker.load(bytes: bytes, file: file, into: &bag)
            return CheckedFile(
                path: path, sources: sources, file: file, diagnostics: bag.diagnostics,
                behaviours: scheme?.behaviours.flatMap { [$0.id, $0.chinese] })
        case .tests:
            _ = TestDocumentReader.read(root, source: bytes, into: &bag)
        case .map:
            bag = DiagnosticBag()
            _ = ColumnMap.load(bytes, file: file, into: &bag)
        }
        return CheckedFile(path: path, sources: sources, file: file, diagnostics: bag.diagnostics)
    }
}
