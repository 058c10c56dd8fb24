import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import SceneData

/// Writes one result after the other in the format asked for. Every thread has its own.
struct ResultFormatter {
    private enum Writer {
        case json(ResultLine)
        case csv(ResultRow)
        case table(TableResults)
    }

    private var writer: Writer

    init(_ format: Score.Format, _ norm: CompiledNorm, _ language: MessageLanguage) {
        switch format {
        case .json: writer = .json(ResultLine(language: language))
        case .csv: writer = .csv(ResultRow(norm))
        case .table: writer = .table(TableResults(norm, language))
        }
    }

    /// What stands before the first result.
    var header: [UInt8] {
        if case .csv(let row) = writer { return row.header }
        return []
    }

    mutating func add(_ scene: SceneInput, _ scorer: SceneScorer, asOf: CalendarDay, to scored: ScoredBlock) {
        switch writer {
        case .json(var line):
            line.write(scene, scorer, asOf: asOf, into: &scored.output)
            writer = .json(line)
        case .csv(let row): row.write(scene, scorer, asOf: asOf, into: &scored.output)
        case .table(let table): table.add(scene, scorer, asOf: asOf, to: &scored.table)
        }
    }
}
