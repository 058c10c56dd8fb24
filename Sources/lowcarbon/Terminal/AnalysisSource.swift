import ArgumentParser
import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData

/// What `bounds`, `ask` and `path` are asked about.
struct AnalysisSource: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "A norm file, or the id of a norm under rules/.")
    var norm: String

    @Argument(help: "Scene files; `-` is the standard input as JSON Lines.")
    var scenes: [String]

    @Option(help: "text or json (one object a scene).")
    var format = Format.text

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var rules: RulesOption
    @OptionGroup var language: LanguageOption

    /// Hands every scene to `body`, with the words for it. What cannot be read, and scenes with errors, are said and end the
    /// command with code 1.
    func forEach(_ body: (SceneInput, SceneAnalyzer, AnalysisWords) throws -> Void) throws {
        let chosen = language.chosen
        let options = try assessment.reading(chosen)
        let compiled = try NormArgument.compile(
            norm, rules: rules.rules, on: options.defaultAsOf, isRenewal: assessment.renewal, language: chosen)
        let bound = try assessment.map.map { try MapArgument.bind($0, to: compiled, language: chosen) }
        let analyzer = SceneAnalyzer(AnalyzedNorm(compiled))
        let words = AnalysisWords(norm: compiled, language: chosen)
        let scorer = SceneScorer(compiled)
        var failed = false
        for path in scenes {
            let reader: SceneReader
            do throws(SceneFileError) {
                reader = try SceneReader(path: path, schema: compiled.program.schema, options: options, map: bound)
            } catch {
                for problem in error.errors { Console.error("\(path): \(problem.code) \(problem.message[chosen])") }
                failed = true
                continue
            }
            for scene in reader {
                scorer.run(scene)
                let errors = scorer.errors(of: scene)
                for problem in errors { Console.error("\(scene.id): \(problem.code) \(problem.message[chosen])") }
                if errors.isEmpty { try body(scene, analyzer, words) } else { failed = true }
            }
        }
        if failed { throw ExitCode(1) }
    }
}
