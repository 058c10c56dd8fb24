import Diagnostics
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
import SyntaxSamples

/// Whole norms: the check never crashes, what it accepts runs on any record, and formatting is stable.
enum NormTarget {
    @Sendable static func run(_ bytes: [UInt8]) {
        let loader = NormLoader(files: files)
        let loaded = loader.load("rules/f.yaml", bytes: bytes)
        require(loaded.compiled != nil || loaded.hasErrors, "nothing was compiled and nothing was said")
        FindingChecks.check(loaded.diagnostics, in: loaded.sources, file: loaded.file, bytes: bytes)
        formatting(bytes)
        if let compiled = loaded.compiled {
            var records = RecordSource(compiled.program.schema, model: compiled.model, bytes: bytes)
            records.run(compiled, count: 8)
        }
    }

    /// Factor files of the repository, for `uses:`.
    private static let files = FileAccess.memory([
        "rules/factors/energy.yaml": String(decoding: repositoryFile("rules/factors/energy.yaml"), as: UTF8.self),
        "rules/factors/evidence.yaml": String(decoding: repositoryFile("rules/factors/evidence.yaml"), as: UTF8.self),
        "rules/factors/refrigerants.yaml": String(
            decoding: repositoryFile("rules/factors/refrigerants.yaml"), as: UTF8.self),
    ])

    private static func formatting(_ bytes: [UInt8]) {
        let formatter = RuleFormatter(files: files)
        func format(_ bytes: [UInt8], _ language: DocumentLanguage?) -> [UInt8]? {
            formatter.format("rules/f.yaml", bytes: bytes, language: language).bytes
        }
        guard let once = format(bytes, nil) else { return }
        let twice = format(once, nil)
        require(twice == once, "formatting twice differs:\n\(text(once))\n---\n\(text(twice ?? []))")
        guard let chinese = format(once, .zh) else { return }
        guard let english = format(chinese, .en) else { finding("the Chinese form is refused:\n\(text(chinese))") }
        require(format(english, .zh) == chinese, "zh → en → zh differs:\n\(text(chinese))\n---\n\(text(english))")
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
