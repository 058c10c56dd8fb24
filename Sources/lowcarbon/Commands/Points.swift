import ArgumentParser
import Diagnostics
import Foundation
import LowCarbonRules
import PointsConversion

extension LedgerFormat: ExpressibleByArgument {}

struct Points: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turn reductions into points. 把减排量折算成积分。",
        discussion: """
            ACTS are files of low-carbon acts (JSON Lines or CSV); each gives one line of the ledger, refused acts with the reason.
            Grams are never multiplied: a scene's multiplier touches points only. Labels are the lines that
            `lowcarbon score --format json` writes; with --labels only they give multipliers.

              lowcarbon points rules/points/shenzhen.yaml scenes/points/acts.jsonl \\
                  --labels scenes/points/labels.jsonl --format json

            Exit codes: 0 every act settled, 1 some act refused, or rules, labels or acts cannot be used, 2 wrong use.
            """)

    @Argument(help: "Points rules; several versions of one scheme with a comma between them.")
    var rules: String

    @Argument(help: "Files of acts.")
    var acts: [String]

    @Option(help: ArgumentHelp("Scene labels whose multipliers count; may be given several times.", valueName: "file"))
    var labels: [String] = []

    @Option(
        help: ArgumentHelp("Ledger of an earlier run (JSON Lines) that caps and pools run on from.", valueName: "file"))
    var earlier: [String] = []

    @Option(help: "table, json (one object an act) or csv.")
    var format = LedgerFormat.table

    @Flag(help: "Settle acts by their time instead of the order of the files.")
    var sort = false

    @OptionGroup var language: LanguageOption

    func run() throws {
        let request = PointsRequest(
            rules: try rules.split(separator: ",").map { try file(String($0)) }, acts: try acts.map(file),
            labels: try labels.map(file), earlier: try earlier.map(file), format: format, language: language.chosen,
            sortsByTime: sort)
        let outcome = runPoints(request) { Console.write($0) }
        if !outcome.diagnostics.isEmpty {
            let renderer = TextRenderer(language: language.chosen, isColoured: Console.isInteractiveError)
            Console.error(renderer.render(outcome.diagnostics, in: outcome.sources))
        }
        for notice in outcome.notices { Console.error(notice) }
        if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
    }

    private func file(_ path: String) throws -> PointsFile {
        let bytes = path == "-" ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : FileAccess.disk.read(path)
        guard let bytes else {
            Console.error(language.chosen == .zh ? "读不到文件 `\(path)`" : "cannot read the file `\(path)`")
            throw ExitCode(1)
        }
        return PointsFile(path: path, bytes: bytes)
    }
}
