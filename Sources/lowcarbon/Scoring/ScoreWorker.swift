import Diagnostics
import ExactNumbers
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
    private var scene: SceneInput
    private var parser: SceneBlockParser?

    init(_ setting: ScoreSetting) {
        self.setting = setting
        scorer = SceneScorer(setting.norm)
        bins = ScoreBins(setting.norm)
        formatter = ResultFormatter(setting.format, setting.norm, setting.language)
        errors = setting.errors.map { ErrorFormatter(path: $0, setting.language) }
        packer = setting.output.flatMap { CompressionKind(fileName: $0) }.map { BlockCompressor($0) }
        errorPacker = setting.errors.flatMap { CompressionKind(fileName: $0) }.map { BlockCompressor($0) }
        scene = SceneInput(schema: setting.norm.program.schema)
    }

    /// Reads another file from now on.
    func open(_ reader: SceneBlockReader) { parser = reader.makeParser() }

    /// Scores the scenes of the block that `scored` holds.
    func score(_ scored: ScoredBlock) {
        guard let parser else { return }
        let (filtered, blank) = (parser.rowsFiltered, parser.rowsBlank)
        parser.begin(scored.block)
        while parser.next(into: &scene) { add(to: scored) }
        scored.summary.filtered = parser.rowsFiltered - filtered
        scored.summary.blank = parser.rowsBlank - blank
        scored.next = scored.block.next
        if scored.block.isBrokenOff { tellBreak(scored) }
        pack(scored)
    }

    /// Scores up to `count` scenes of a file that is read as a whole; false at its end.
    func score(_ count: Int, of reader: SceneReader, into scored: ScoredBlock) -> Bool {
        var left = count
        while left > 0, reader.next(into: &scene) {
            add(to: scored)
            left -= 1
        }
        scored.next = BlockPosition(row: reader.sceneCount)
        pack(scored)
        return left == 0
    }

    private func add(to scored: ScoredBlock) {
        scorer.run(scene)
        let day = CalendarDay(number: scene.record.asOf)
        formatter.add(scene, scorer, asOf: day, to: scored)
        scored.summary.count(
            scorer.status, grade: scorer.gradeIndex, bin: bins.bin(scorer.interpreter, scorer.status))
        if scorer.status == .invalid || !scene.warnings.isEmpty { tell(scored) }
    }

    private func tell(_ scored: ScoredBlock) {
        let found = scorer.errors(of: scene)
        for error in found { scored.summary.count(error) }
        errors?.add(scene, found, to: &scored.errors)
    }

    private func tellBreak(_ scored: ScoredBlock) {
        scored.brokenOff = scene.errors.first.map { "\($0.code) \($0.message[setting.language])" }
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
