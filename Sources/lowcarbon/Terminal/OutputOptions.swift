import ArgumentParser
import Diagnostics
import Foundation
import RuleProgram
import SceneData

/// Where results go, and how a long run is done.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write results to a file (.jsonl or .csv, also .gz or .zst); it appears when it is whole.",
            valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "How much of each result to write as JSON or CSV: labels (status, score, grade, multiplier), sections too, or criteria too.",
            valueName: "detail"))
    var detail = ResultDetail.criteria

    @Flag(help: "Go on with a run of --output that was broken off.")
    var resume = false

    @Option(help: ArgumentHelp("Write data errors to a file (.csv or .jsonl), one a line.", valueName: "file"))
    var errors: String?

    @Option(
        help: ArgumentHelp(
            "Write counts by status and grade, scores and the commonest errors as JSON.", valueName: "file"))
    var summary: String?

    @Option(help: ArgumentHelp("Threads to work on (default: as many as there are processors).", valueName: "number"))
    var threads: Int?

    @Option(help: .hidden)
    var blockBytes: Int?

    @Option(help: .hidden)
    var noteSeconds: Double?

    /// How many threads.
    func threadCount(_ language: MessageLanguage) throws -> Int {
        guard let threads else { return max(1, ProcessInfo.processInfo.activeProcessorCount) }
        guard (1...256).contains(threads) else {
            throw ValidationError(
                language == .zh ? "--threads 应为 1 到 256，而非 `\(threads)`" : "--threads takes 1 to 256, not `\(threads)`")
        }
        return threads
    }

    /// The format said, or that of the output's name.
    func format(_ said: Score.Format?, _ language: MessageLanguage) throws -> Score.Format {
        if resume, output == nil {
            throw ValidationError(
                language == .zh
                    ? "--resume 要与 --output 同用：接着写哪个文件" : "--resume goes with --output: it names the file to go on with"
            )
        }
        if let errors, !ErrorFormatter.isKnown(errors) {
            throw ValidationError(
                language == .zh
                    ? "--errors 的文件名应以 .csv 或 .jsonl 结尾（可再加 .gz 或 .zst），而非 `\(errors)`"
                    : "--errors takes a name that ends with .csv or .jsonl (or these with .gz or .zst), not `\(errors)`"
            )
        }
        guard let output else { return said ?? .table }
        let named: Score.Format? =
            switch SceneFormat(fileName: output) {
            case .json, .jsonLines: .json
            case .csv: .csv
            case .yaml, nil: nil
            }
        guard let format = said ?? named, format != .table else {
            throw ValidationError(
                language == .zh
                    ? "从 `\(output)` 看不出结果的格式：请以 .jsonl 或 .csv 结尾（可再加 .gz 或 .zst），或写明 --format json 或 csv"
                    : "the name `\(output)` does not tell the format of the results: end it with .jsonl or .csv (or these with .gz or .zst), or say --format json or csv"
            )
        }
        return format
    }
}

extension ResultDetail: ExpressibleByArgument {}
