import ArgumentParser
import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleProgram
import SceneData

/// One run of `lowcarbon score`: all its files, one after the other.
final class ScoreRun {
    private let command: Score
    private let language: MessageLanguage
    private let setting: ScoreSetting
    private var reading: SceneReadingOptions
    private let map: BoundColumnMap?
    private let earlier: RunPosition?
    private let identity: RunPosition.Identity?
    private var workers: [ScoreWorker] = []
    private let threads: Int
    private var failed = false

    init(command: Score) throws {
        self.command = command
        language = command.language.chosen
        let output = command.output
        let format = try output.format(command.format, language)
        threads = try output.threadCount(language)
        reading = try command.assessment.reading(language)
        if let bytes = output.blockBytes { reading.blockBytes = max(1, bytes) }
        var earlier = output.resume ? output.output.flatMap { RunPosition.read(for: $0) } : nil
        // A run that goes on the next day still takes the day on which it began.
        if command.assessment.asOf == nil, let day = earlier?.identity.options["--as-of"].flatMap({ CalendarDay($0) }) {
            reading.defaultAsOf = day
        }
        let (loaded, norm) = try NormArgument.sound(
            command.norm, rules: command.rules.rules, on: reading.defaultAsOf, isRenewal: command.assessment.renewal,
            language: language)
        map = try command.assessment.map.map { [language] in try MapArgument.bind($0, to: norm, language: language) }
        setting = ScoreSetting(
            norm: norm, format: format, detail: output.detail, language: language, output: output.output,
            errors: output.errors)
        identity =
            output.output == nil
            ? nil : ScoreRun.identity(command, loaded, reading, format: format, language: language)
        if output.resume {
            guard let identity else {
                throw ScoreRun.refused(
                    Message(
                        zh: "标准输入或管道不能读第二次：请先存为文件",
                        en: "a pipe or the standard input cannot be read a second time: save it as a file first"),
                    language)
            }
            if let before = earlier, let reason = before.identity.difference(from: identity) {
                throw ScoreRun.refused(reason, language)
            }
            if let before = earlier, let path = output.output {
                try ScoreRun.check(path, before.output, language)
                if let path = output.errors { try ScoreRun.check(path, before.errors, language) }
            }
            if earlier == nil {
                Console.error(
                    language == .zh ? "没有可以接着进行的运行：从头开始" : "there is no run to go on with: starting from the beginning")
            }
        } else {
            earlier = nil
        }
        self.earlier = earlier
    }

    /// What must be the same for a later run to go on from this one; nil where a file cannot be read twice.
    private static func identity(
        _ command: Score, _ loaded: LoadedNorm, _ reading: SceneReadingOptions, format: Score.Format,
        language: MessageLanguage
    ) -> RunPosition.Identity? {
        let inputs = command.scenes.compactMap { RunPosition.Input(path: $0) }
        guard inputs.count == command.scenes.count else { return nil }
        let assessment = command.assessment
        var options = [
            "--format": format.rawValue, "--detail": command.output.detail.rawValue, "--language": language.rawValue,
            "--as-of": assessment.asOf ?? reading.defaultAsOf.map(\.description) ?? "",
            "--renewal": assessment.renewal ? "yes" : "no", "--block-bytes": String(reading.blockBytes),
            "--errors": command.output.errors ?? "", "--encoding": assessment.encoding ?? "",
            "--skip-rows": assessment.skipRows.map(String.init) ?? "", "--delimiter": assessment.delimiter ?? "",
            "--thousands": assessment.thousands ?? "", "--decimal": assessment.decimal ?? "",
            "--not-available": assessment.notAvailable.joined(separator: " | "),
        ]
        options["--map"] = assessment.map.flatMap { RunPosition.Input(path: $0)?.head } ?? ""
        return RunPosition.Identity(
            program: LowCarbon.configuration.version, norm: loaded.digest, inputs: inputs, options: options)
    }

    private static func check(_ path: String, _ length: Int, _ language: MessageLanguage) throws {
        let name = path + OutputFile.ending
        guard let size = OutputFile.partialSize(of: path), size >= length else {
            throw refused(
                Message(
                    zh: "`\(name)` 比记录的 \(length) 字节短，或已不在",
                    en: "`\(name)` is gone, or shorter than the \(length) bytes noted"),
                language)
        }
    }

    private static func refused(_ reason: Message, _ language: MessageLanguage) -> ExitCode {
        let text = reason[language]
        Console.error(
            language == .zh
                ? "LC0741 不能接着上次运行：\(text)。要从头开始，去掉 --resume"
                : "LC0741 the run cannot be resumed: \(text); to start from the beginning, leave out --resume")
        return ExitCode(1)
    }

    func run() throws {
        StopSignals.install()
        var bar = ProgressBar(language: language)
        let keeper: ResultKeeper
        do throws(OutputFailure) {
            keeper = try ResultKeeper(
                setting, identity: identity, resuming: earlier, interval: command.output.noteSeconds ?? 2)
        } catch {
            tell(error)
            throw ExitCode(1)
        }
        bar.begin(scenes: keeper.count, share: nil)
        for (index, path) in command.scenes.enumerated() where index >= earlier?.input ?? 0 {
            let ending = score(path, number: index, keeper, &bar)
            bar.finish()
            try end(ending, keeper)
        }
        do throws(OutputFailure) {
            try keeper.finish()
        } catch {
            tell(error)
            throw ExitCode(1)
        }
        if setting.format == .table { TableResults(setting.norm, language).write(keeper.table) }
        try report(keeper, seconds: bar.seconds)
        if failed { throw ExitCode(1) }
    }

    // MARK: one file

    private func score(_ path: String, number: Int, _ keeper: ResultKeeper, _ bar: inout ProgressBar)
        -> ScorePipeline.Ending
    {
        let before = (keeper.summary.filtered, earlier?.input == number)
        let ending: ScorePipeline.Ending
        do throws(SceneFileError) {
            let schema = setting.norm.program.schema
            if let reader = try SceneBlockReader(path: path, schema: schema, options: reading, map: map) {
                ending = try scoreBlocks(reader, path: path, number: number, keeper, &bar)
            } else {
                let reader = try SceneReader(path: path, schema: schema, options: reading, map: map)
                ending = scoreWhole(reader, number: number, keeper, &bar)
            }
        } catch {
            for problem in error.errors {
                Console.error("\(path): \(problem.code) \(problem.message[language])")
            }
            failed = true
            return .finished
        }
        let filtered = keeper.summary.filtered - before.0
        if filtered > 0 {
            Console.error(
                language == .zh
                    ? "\(path)：按映射的筛选略过 \(filtered) 行" : "\(path): \(filtered) rows left out by the map's filter")
        }
        return ending
    }

    private func scoreBlocks(
        _ reader: SceneBlockReader, path: String, number: Int, _ keeper: ResultKeeper, _ bar: inout ProgressBar
    ) throws(SceneFileError) -> ScorePipeline.Ending {
        if let earlier, earlier.input == number, earlier.offset > 0 {
            try reader.skip(
                to: BlockPosition(offset: earlier.offset, row: earlier.row, line: earlier.line), path: path)
        }
        let isPlain = reader.progress != nil
        bar.begin(scenes: keeper.count, share: reader.progress)
        // A file of one or two blocks is done before threads would have begun.
        let lanes = isPlain && reader.size <= reading.blockBytes ? 1 : threads
        while workers.count < lanes { workers.append(ScoreWorker(setting)) }
        let pipeline = ScorePipeline(reader, keeper: keeper, input: number, threads: lanes)
        let ending = pipeline.run(Array(workers.prefix(lanes)), onThisThread: lanes == 1 && isPlain, bar: &bar)
        if let words = pipeline.brokenOff {
            Console.error("\(path): \(words)")
            failed = true
        }
        return ending
    }

    /// A file of YAML or JSON, scene by scene.
    private func scoreWhole(_ reader: SceneReader, number: Int, _ keeper: ResultKeeper, _ bar: inout ProgressBar)
        -> ScorePipeline.Ending
    {
        if let earlier, earlier.input == number {
            var scene = SceneInput(schema: setting.norm.program.schema)
            while reader.sceneCount < earlier.row, reader.next(into: &scene) {}
        }
        if workers.isEmpty { workers.append(ScoreWorker(setting)) }
        let scored = ScoredBlock()
        var hasMore = true
        while hasMore {
            if StopRequest.isMade { return .stopped }
            scored.clear()
            hasMore = workers[0].score(1000, of: reader, into: scored)
            do throws(OutputFailure) { try keeper.accept(scored, input: number) } catch { return .failed(error) }
            bar.show(scenes: keeper.count, share: reader.progress)
        }
        return .finished
    }

    // MARK: ends

    private func end(_ ending: ScorePipeline.Ending, _ keeper: ResultKeeper) throws {
        switch ending {
        case .finished: return
        case .stopped:
            if setting.format == .table { TableResults(setting.norm, language).write(keeper.table) }
            let count = keeper.count
            Console.error(
                language == .zh ? "已停止：完成 \(count) 个场景，没有半行" : "stopped after \(count) scenes, all of them whole")
            tellHowToResume(keeper)
            throw ExitCode(130)
        case .failed(let failure):
            tell(failure)
            tellHowToResume(keeper)
            throw ExitCode(1)
        }
    }

    private func tellHowToResume(_ keeper: ResultKeeper) {
        guard let output = setting.output else { return }
        guard keeper.position != nil else {
            Console.error(
                language == .zh
                    ? "`\(output)\(OutputFile.ending)` 中是已完成的行；读自管道，不能接着进行"
                    : "the rows done are in `\(output)\(OutputFile.ending)`; what came through a pipe cannot be resumed"
            )
            return
        }
        do throws(OutputFailure) {
            try keeper.note()
        } catch {
            tell(error)
        }
        Console.error(
            language == .zh ? "接着进行：同样的命令加 --resume" : "to go on: the same command with --resume")
    }

    /// In both languages: whoever meets a full disk may not be who chose the language.
    private func tell(_ failure: OutputFailure) {
        Console.error("LC0742 \(failure.message.en) · \(failure.message.zh)")
    }

    private func report(_ keeper: ResultKeeper, seconds: Double) throws {
        let report = SummaryReport(keeper.summary, setting.norm)
        if let path = command.output.summary {
            do throws(OutputFailure) {
                try OutputFile.replace(path, with: report.json)
            } catch {
                tell(error)
                throw ExitCode(1)
            }
        }
        if setting.output != nil {
            let fresh = keeper.count - (earlier?.summary.scenes ?? 0)
            Console.error(report.text(language, scenes: fresh, seconds: seconds))
        }
    }
}
