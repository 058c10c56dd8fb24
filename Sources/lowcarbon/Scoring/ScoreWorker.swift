import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleProgram
import SceneData

/// What every thread shares.
struct ScoreSetting: Sendable {
    var norm: CompiledNorm
    var format: Score.Format
    var language: MessageLanguage
    /// Names of the files to write; nil if there are none.
    var output: String?
    var errors: String?
    let batches: SharedBatchPlan

    init(norm: CompiledNorm, format: Score.Format, language: MessageLanguage, output: String?, errors: String?) {
        self.norm = norm
        self.format = format
        self.language = language
        self.output = output
        self.errors = errors
        batches = SharedBatchPlan(norm)
    }
}

/// The plan that all threads score by, made when the first of them has enough scenes to be worth it.
final class SharedBatchPlan: @unchecked Sendable {
    private let norm: CompiledNorm
    private let lock = NSLock()
    private var made: BatchPlan?

    init(_ norm: CompiledNorm) { self.norm = norm }

    var plan: BatchPlan {
        lock.withLock {
            let plan = made ?? BatchPlan(norm)
            made = plan
            return plan
        }
    }
}

/// Scores scenes and writes their results, on one thread.
final class ScoreWorker {
    private let setting: ScoreSetting
    private let scorer: SceneScorer
    private let bins: ScoreBins
    private var formatter: ResultFormatter
    private let errors: ErrorFormatter?
    private let packer: BlockCompressor?
    private let errorPacker: BlockCompressor?
    /// Scenes read and not yet scored; as many as a block has, unless results are shown with their facts.
    private var scenes: [SceneInput]
    private let most: Int
    private var batch: BatchScorer?
    private var parser: SceneBlockParser?

    init(_ setting: ScoreSetting) {
        self.setting = setting
        scorer = SceneScorer(setting.norm)
        bins = ScoreBins(setting.norm)
        formatter = ResultFormatter(setting.format, setting.norm, setting.language)
        errors = setting.errors.map { ErrorFormatter(path: $0, setting.language) }
        packer = setting.output.flatMap { CompressionKind(fileName: $0) }.map { BlockCompressor($0) }
        errorPacker = setting.errors.flatMap { CompressionKind(fileName: $0) }.map { BlockCompressor($0) }
        scenes = [SceneInput(schema: setting.norm.program.schema)]
        most = setting.format == .table ? 1 : BatchScorer.capacity
    }

    /// Reads another file from now on.
    func open(_ reader: SceneBlockReader) { parser = reader.makeParser() }

    /// Scores the scenes of the block that `scored` holds.
    func score(_ scored: ScoredBlock) {
        guard let parser else { return }
        let (filtered, blank) = (parser.rowsFiltered, parser.rowsBlank)
        parser.begin(scored.block)
        while add(to: scored, { parser.next(into: &$0) }) == most {}
        scored.summary.filtered = parser.rowsFiltered - filtered
        scored.summary.blank = parser.rowsBlank - blank
        scored.next = scored.block.next
        if scored.block.isBrokenOff { tellBreak(scored) }
        pack(scored)
    }

    /// Scores up to `count` scenes of a file that is read as a whole; false at its end.
    func score(_ count: Int, of reader: SceneReader, into scored: ScoredBlock) -> Bool {
        var left = count
        while left > 0 {
            let added = add(to: scored, { reader.next(into: &$0) })
            left -= added
            if added < most { break }
        }
        scored.next = BlockPosition(row: reader.sceneCount)
        pack(scored)
        return left <= 0
    }

    /// Reads scenes until there are as many as are scored at a time, or no more; gives their number.
    private func add(to scored: ScoredBlock, _ next: (inout SceneInput) -> Bool) -> Int {
        var count = 0
        while count < most {
            if count == scenes.count { scenes.append(SceneInput(schema: setting.norm.program.schema)) }
            if !next(&scenes[count]) { break }
            count += 1
        }
        scenes.withUnsafeBufferPointer { scenes in
            let read = UnsafeBufferPointer(rebasing: scenes[..<count])
            if count >= ScoreWorker.fewest {
                let batch = self.batch ?? BatchScorer(setting.batches.plan)
                self.batch = batch
                batch.run(read)
                for index in read.indices {
                    batch.show(index, read[index], in: scorer)
                    tell(read[index], to: scored)
                }
            } else {
                for index in read.indices {
                    scorer.run(read[index])
                    tell(read[index], to: scored)
                }
            }
        }
        return count
    }

    /// Fewer scenes are scored one by one.
    private static let fewest = 64

    private func tell(_ scene: borrowing SceneInput, to scored: ScoredBlock) {
        let day = CalendarDay(number: scene.record.asOf)
        formatter.add(scene, scorer, asOf: day, to: scored)
        scored.summary.count(
            scorer.status, grade: scorer.gradeIndex, bin: bins.bin(scorer.interpreter, scorer.status))
        if scorer.status == .invalid || !scene.warnings.isEmpty { tellErrors(scene, scored) }
    }

    private func tellErrors(_ scene: borrowing SceneInput, _ scored: ScoredBlock) {
        let found = scorer.errors(of: scene)
        for error in found { scored.summary.count(error) }
        errors?.add(scene, found, to: &scored.errors)
    }

    private func tellBreak(_ scored: ScoredBlock) {
        scored.brokenOff = scenes.first?.errors.first.map { "\($0.code) \($0.message[setting.language])" }
    }

    private func pack(_ scored: ScoredBlock) {
        if let packer, scored.output.count > 0 {
            scored.output.withBytes { if !packer.compress($0, into: &scored.packed) { scored.packed.removeAll() } }
        }
        if let errorPacker, scored.errors.count > 0 {
            scored.errors.withBytes {
                if !errorPacker.compress($0, into: &scored.packedErrors) { scored.packedErrors.removeAll() }
            }
        }
    }
}
