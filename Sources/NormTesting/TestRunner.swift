import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData
import YAMLTree

/// What came of a file of tests.
public struct TestReport: Sendable {
    public var path: String
    public var sources: SourceMap
    /// Mistakes in the file, and cases whose result is not as expected.
    public var diagnostics: [Diagnostic]
    public var passed = 0
    public var failed = 0
    /// What no case reached; nil if the tests could not be run.
    public var coverage: TestCoverage?

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Runs files of rule tests.
public struct TestRunner {
    public var files: FileAccess
    /// Where norms stand that are not beside their tests.
    public var rulesFolder: String

    public init(files: FileAccess = .disk, rulesFolder: String = "rules") {
        self.files = files
        self.rulesFolder = rulesFolder
    }

    /// Reads and runs the tests at `path`; nil if there is no such file.
    public func run(_ path: String, after earlier: SourceMap = SourceMap()) -> TestReport? {
        guard let bytes = files.read(path) else { return nil }
        return run(path, bytes: bytes, after: earlier)
    }

    /// Runs the tests in `bytes`, as if they stood at `path`.
    public func run(_ path: String, bytes: [UInt8], after earlier: SourceMap = SourceMap()) -> TestReport {
        var report = TestReport(path: path, sources: earlier, diagnostics: [])
        var bag = DiagnosticBag()
        let file = report.sources.add(path: path, bytes: bytes)
        defer { report.diagnostics = bag.diagnostics }
        guard let root = YAMLLoader.load(bytes, file: file, into: &bag),
            DocumentParser.documentKind(of: root, into: &bag) != nil,
            let document = TestDocumentReader.read(root, source: bytes, into: &bag)
        else { return finished(report, bag) }
        let hadErrors = bag.hasErrors
        guard let norm = norm(of: document, path: path, &report, &bag), !hadErrors else { return finished(report, bag) }
        var scenes = TestScenes(document, norm, files: files, folder: TestRunner.folder(of: path))
        scenes.checkBases(into: &bag)
        let scorer = SceneScorer(norm)
        var coverage = TestCoverage(norm)
        var scene = SceneInput(schema: norm.program.schema)
        for test in document.cases {
            let before = bag.diagnostics.filter { $0.severity == .error }.count
            if scenes.read(test, into: &scene, &bag) {
                scorer.run(scene)
                coverage.add(scorer)
                var comparison = TestComparison(scorer, scene, test)
                comparison.run(into: &bag)
            }
            let after = bag.diagnostics.filter { $0.severity == .error }.count
            if after == before { report.passed += 1 } else { report.failed += 1 }
        }
        report.coverage = coverage
        return finished(report, bag)
    }

    private func finished(_ report: TestReport, _ bag: DiagnosticBag) -> TestReport {
        var report = report
        report.diagnostics = bag.diagnostics
        return report
    }

    /// The norm beside the tests, or else of that id.
    private func norm(
        of document: TestDocument, path: String, _ report: inout TestReport, _ bag: inout DiagnosticBag
    ) -> CompiledNorm? {
        let beside = path.hasSuffix(".test.yaml") ? String(path.dropLast(".test.yaml".count)) + ".yaml" : nil
        let found =
            beside.flatMap { files.read($0) != nil ? $0 : nil }
            ?? RuleLibrary(folder: rulesFolder, files: files).resolve(document.norm.value)
        guard let found, let loaded = NormLoader(files: files).load(found) else {
            bag.add(
                Diagnostic(
                    .noNorm, .error,
                    Message(
                        zh: "找不到规范 `\(document.norm.value)`：测试放在规范旁边，名为 `版本.test.yaml`",
                        en: "there is no norm `\(document.norm.value)`: keep tests beside it, as `VERSION.test.yaml`"),
                    at: document.norm.span))
            return nil
        }
        guard let compiled = loaded.compiled, !loaded.hasErrors else {
            bag.add(
                Diagnostic(
                    .noNorm, .error,
                    Message(
                        zh: "规范 `\(found)` 有错误，测试无法进行：先运行 `lowcarbon check \(found)`",
                        en: "the norm `\(found)` has errors, so its tests cannot run: see `lowcarbon check \(found)`"),
                    at: document.norm.span))
            return nil
        }
        let norm = compiled.model.document
        if norm.id.text != document.norm.value {
            bag.add(
                Diagnostic(
                    .noNorm, .error,
                    Message(
                        zh: "这些测试针对 `\(document.norm.value)`，旁边的规范却是 `\(norm.id.text)`",
                        en: "the tests are for `\(document.norm.value)`, the norm beside them is `\(norm.id.text)`"),
                    at: document.norm.span))
            return nil
        }
        if let version = document.version, let actual = norm.version?.value, version.value != actual {
            bag.add(
                Diagnostic(
                    .wrongVersion, .error,
                    Message(
                        zh: "测试针对版本 `\(version.value)`，规范的版本是 `\(actual)`",
                        en: "the tests are for version `\(version.value)`, the norm is version `\(actual)`"),
                    at: version.span))
            return nil
        }
        return compiled
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
