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
    var detail: ResultDetail
    var language: MessageLanguage
    /// Names of the files to write; nil if there are none.
    var output: String?
    var errors: String?
    let batches: SharedBatchPlan

    init(
        norm: CompiledNorm, format: Score.Format, detail: ResultDetail, language: MessageLanguage, output: String?,
        errors: String?
    ) {
        self.norm = norm
        self.format = format
        self.detail = detail
        self.language = language
        self.output = output
        self.errors = errors
        batches = SharedBatchPlan(norm, detail)
    }

    /// One for each thread.
    var formatter: ResultFormatter { ResultFormatter(format, norm, detail, language) }
}

/// The plan that all threads score by, made for the first block that is worth it.
final class SharedBatchPlan: @unchecked Sendable {
    private let norm: CompiledNorm
    private let detail: ResultDetail
    private let lock = NSLock()
    private var made: BatchPlan?

    init(_ norm: CompiledNorm, _ detail: ResultDetail) {
        self.norm = norm
        self.detail = detail
    }

    var plan: BatchPlan {
        lock.withLock {
            let plan = made ?? BatchPlan(norm, detail: detail)
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
    private let formatter: ResultFormatter
    private let errors: ErrorFormatter?
    private let packer: BlockCompressor?
    private let errorPacker: BlockCompressor?
    private var batch: BatchScorer?
    private var parser: SceneBlockParser?

    init(_ setting: ScoreSetting) {
        self.setting = setting
        scorer = SceneScorer(setting.norm)
        bins = ScoreBins(setting.norm)
        formatter = setting.formatter
        errors = setting.errors.map { ErrorFormatter(path: $0, setting.language) }
        packer = setting.output.flatMap { CompressionKind(fileName: $0) }.map { BlockCompressor($0) }
        errorPacker = setting.errors.flatMap { CompressionKind(fileName: $0) }.map { BlockCompressor($0) }
    }

    private var emptyScene: SceneInput { SceneInput(schema: setting.norm.program.schema) }

    /// Reads another file from now on.
    func open(_ reader: SceneBlockReader) { parser = reader.makeParser() }

    /// Blocks of fewer bytes are scored scene by scene: less work than planning the norm for columns.
    private static let fewestBytes = 128 << 10

    /// Scores the scenes of the block that `scored` holds.
    func score(_ scored: ScoredBlock) {
        guard let parser else { return }
        let (filtered, blank) = (parser.rowsFiltered, parser.rowsBlank)
        parser.begin(scored.block)
        if batch == nil, scored.block.byteCount >= ScoreWorker.fewestBytes {
            batch = BatchScorer(setting.batches.plan)
        }
        var scene = emptyScene
        if let batch {
            while score(batch, parser, &scene, to: scored) {}
        } else {
            while parser.next(into: &scene) {
                scorer.run(scene)
                tell(SceneHead(scene), scorer, to: scored)
            }
        }
        scored.summary.filtered = parser.rowsFiltered - filtered
        scored.summary.blank = parser.rowsBlank - blank
        scored.next = scored.block.next
        if scored.block.isBrokenOff {
            scored.brokenOff = scene.errors.first.map { "\($0.code) \($0.message[setting.language])" }
        }
        pack(scored)
    }

    /// Scores as many scenes as a batch takes; false if there are no more.
    private func score(
        _ batch: BatchScorer, _ parser: SceneBlockParser, _ scene: inout SceneInput, to scored: ScoredBlock
    ) -> Bool {
        batch.removeAll()
        while batch.count < BatchScorer.capacity, parser.next(into: &scene), batch.append(scene) {}
        batch.run()
        for row in 0..<batch.count {
            batch.show(row)
            tell(batch.head(row), batch.scorer, to: scored)
        }
        return batch.count == BatchScorer.capacity
    }

    /// Scores up to `count` scenes of a file that is read as a whole; false at its end.
    func score(_ count: Int, of reader: SceneReader, into scored: ScoredBlock) -> Bool {
        var left = count
        var scene = emptyScene
        while left > 0, reader.next(into: &scene) {
            scorer.run(scene)
            tell(SceneHead(scene), scorer, to: scored)
            left -= 1
        }
        scored.next = BlockPosition(row: reader.sceneCount)
        pack(scored)
        return left == 0
    }

    private func tell(_ scene: SceneHead, _ scorer: SceneScorer, to scored: ScoredBlock) {
        formatter.add(scene, scorer, to: scored)
        scored.summary.count(
            scorer.status, grade: scorer.gradeIndex, bin: bins.bin(scorer.interpreter, scorer.status))
        guard scorer.status == .invalid || !scene.warnings.isEmpty else { return }
        let found = scorer.errors(of: scene)
        for error in found { scored.summary.count(error) }
        errors?.add(scene, found, to: &scored.errors)
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
