import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import SceneData

/// Writes one result after the other in the format asked for. Every thread has its own.
final class ResultFormatter {
    private var line: ResultLine
    private let row: ResultRow?
    private let table: TableResults?

    init(_ format: Score.Format, _ norm: CompiledNorm, _ language: MessageLanguage) {
        line = ResultLine(language: language)
        row = format == .csv ? ResultRow(norm) : nil
        table = format == .table ? TableResults(norm, language) : nil
    }

    /// What stands before the first result.
    var header: [UInt8] { row?.header ?? [] }

    func add(_ scene: borrowing SceneInput, _ scorer: SceneScorer, asOf: CalendarDay, to scored: ScoredBlock) {
        if let row {
            row.write(scene, scorer, asOf: asOf, into: &scored.output)
        } else if let table {
            table.add(copy scene, scorer, asOf: asOf, to: &scored.table)
        } else {
            line.write(scene, scorer, asOf: asOf, into: &scored.output)
        }
    }
}
