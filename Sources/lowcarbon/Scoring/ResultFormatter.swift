import Diagnostics
import LowCarbonRules
import RuleCompiler
import RuleProgram
import SceneData

/// Writes one result after the other in the format asked for. Every thread has its own.
enum ResultFormatter {
    case line(ResultLine)
    case row(ResultRow)
    case table(TableResults)

    init(_ format: Score.Format, _ norm: CompiledNorm, _ detail: ResultDetail, _ language: MessageLanguage) {
        switch format {
        case .json: self = .line(ResultLine(norm, detail: detail, language: language))
        case .csv: self = .row(ResultRow(norm, detail: detail))
        case .table: self = .table(TableResults(norm, language))
        }
    }

    /// What stands before the first result.
    var header: [UInt8] {
        if case .row(let row) = self { return row.header }
        return []
    }

    /// Appends the result of the scene that `scorer` tells of.
    func add(_ scene: SceneHead, _ scorer: SceneScorer, to scored: ScoredBlock) {
        switch self {
        case .line(let line): line.write(scene, scorer, into: &scored.output)
        case .row(let row): row.write(scene, scorer, into: &scored.output)
        case .table(let table): table.add(scene, scorer, to: &scored.table)
        }
    }
}
