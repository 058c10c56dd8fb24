import ArgumentParser
import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleProgram
import SceneData

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain a result: every number, its clause, and what the next step takes. 逐项解释评分。",
        discussion: """
            Shows for each scene why it has its points, what is missing, and what the next band and the next grade take.
            Example: lowcarbon explain hotel scenes/hotel/good.yaml --language zh
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

    @Argument(help: "A norm file, or the id of a norm under rules/.")
    var norm: String

    @Argument(help: "Scene files; `-` is the standard input as JSON Lines.")
    var scenes: [String]

    @Option(help: ArgumentHelp("Explain only the scene of this name.", valueName: "name"))
    var scene: String?

    @Option(help: "text, json (one object a scene) or markdown.")
    var format = Format.text

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var rules: RulesOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let options = try assessment.reading(language.chosen)
        let compiled = try NormArgument.compile(
            norm, rules: rules.rules, on: options.defaultAsOf, isRenewal: assessment.renewal, language: language.chosen)
        let bound = try assessment.map.map { try MapArgument.bind($0, to: compiled, language: language.chosen) }
        let scorer = SceneScorer(compiled)
        let analyzer = SceneAnalyzer(AnalyzedNorm(compiled))
        var failed = false
        var count = 0
        for path in scenes {
            let reader: SceneReader
            do throws(SceneFileError) {
                reader = try SceneReader(path: path, schema: compiled.program.schema, options: options, map: bound)
            } catch {
                for problem in error.errors {
                    Console.error("\(path): \(problem.code) \(problem.message[language.chosen])")
                }
                failed = true
                continue
            }
            var input = SceneInput(schema: compiled.program.schema)
            while reader.next(into: &input) {
                if let scene, input.id != scene { continue }
                scorer.run(input)
                write(Explainer.explain(input, scorer, analyzer, language: language.chosen), isFirst: count == 0)
                count += 1
            }
        }
        if count == 0, !failed, let scene {
            Console.error(language.chosen == .zh ? "没有名为 `\(scene)` 的场景" : "there is no scene named `\(scene)`")
            failed = true
        }
        if failed { throw ExitCode(1) }
    }

    private func write(_ explanation: Explanation, isFirst: Bool) {
        switch format {
        case .text: Console.write((isFirst ? "" : "\n\n") + ExplanationText.render(explanation))
        case .markdown: Console.write((isFirst ? "" : "\n---\n\n") + ExplanationMarkdown.render(explanation))
        case .json: Console.write(explanation.json() + "\n")
        }
    }
}
