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

    @Option(
        help: ArgumentHelp(
            "Day of assessment, or the field that holds it (default: the scene's own, else today).",
            valueName: "date|field:name"))
    var asOf: String?

    @Option(help: "table, json (one object a scene) or csv.")
    var format = Format.table

    @Option(help: ArgumentHelp("Column map for a CSV as published.", valueName: "file"))
    var map: String?

    @OptionGroup var rules: RulesOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        var options = SceneReadingOptions()
        options.defaultAsOf = today()
        if let asOf {
            if asOf.hasPrefix("field:") {
                options.asOfField = String(asOf.dropFirst(6))
            } else if let day = CalendarDay(asOf) {
                options.defaultAsOf = day
            } else {
                throw ValidationError("--as-of takes a date such as 2026-10-01, or field:NAME; `\(asOf)` is neither")
            }
        }
        let compiled = try NormArgument.compile(
            norm, rules: rules.rules, on: options.defaultAsOf, language: language.chosen)
        let bound = try map.map { try MapArgument.bind($0, to: compiled, language: language.chosen) }
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
