import ArgumentParser
import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData
import YAMLTree

struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score scenes: status, score, grade, multiplier. 给场景评分。",
        discussion: """
            SCENE files are YAML, JSON, JSON Lines or CSV; a bad scene spoils only itself.
            Example: lowcarbon score hotel scenes/hotel/*.yaml --as-of 2026-10-01
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

    @Argument(help: "A norm file, or the id of a norm under rules/.")
    var norm: String

    @Argument(help: "Scene files; `-` is the standard input as JSON Lines.")
    var scenes: [String]

    @Option(help: "table, json (one object a scene) or csv.")
    var format = Format.table

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var rules: RulesOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let options = try assessment.reading(language.chosen)
        let compiled = try NormArgument.compile(
            norm, rules: rules.rules, on: options.defaultAsOf, isRenewal: assessment.renewal, language: language.chosen)
        let bound = try assessment.map.map { try MapArgument.bind($0, to: compiled, language: language.chosen) }
        let writer = ScoreWriter.make(format, compiled, language.chosen)
        let scorer = SceneScorer(compiled)
        var failed = false
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
            var scene = SceneInput(schema: compiled.program.schema)
            var bar = ProgressBar(language: language.chosen)
            while reader.next(into: &scene) {
                scorer.run(scene)
                let day = CalendarDay(number: scene.record.asOf)
                writer.add(scene, scorer, asOf: day)
                bar.advance(reader.progress)
            }
            bar.finish()
            if reader.rowsFiltered > 0 {
                Console.error(
                    language.chosen == .zh
                        ? "\(path)：按映射的筛选略过 \(reader.rowsFiltered) 行"
                        : "\(path): \(reader.rowsFiltered) rows left out by the map's filter")
            }
        }
        writer.finish()
        if failed { throw ExitCode(1) }
    }
}
