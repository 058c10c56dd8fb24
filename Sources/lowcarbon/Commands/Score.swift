import ArgumentParser
import Diagnostics
import Foundation
import SceneData

struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score scenes: status, score, grade, multiplier. 给场景评分。",
        discussion: """
            SCENE files are YAML, JSON, JSON Lines or CSV, also compressed (.gz, .zst); a bad scene spoils only itself.
            Example: lowcarbon score hotel scenes/hotel/*.yaml --as-of 2026-10-01
            Example: lowcarbon score hotel city.jsonl.zst --output labels.csv --errors errors.csv
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

    @Argument(help: "A norm file, or the id of a norm under rules/.")
    var norm: String

    @Argument(help: "Scene files; `-` is the standard input as JSON Lines.")
    var scenes: [String]

    @Option(help: "table, json (one object a scene) or csv (default: table, or by the name of --output).")
    var format: Format?

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var rules: RulesOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try ScoreRun(command: self).run()
    }
}
