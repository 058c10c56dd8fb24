import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// Where results go.
protocol ResultWriter: AnyObject {
    func add(_ scene: SceneInput, _ scorer: SceneScorer, asOf: CalendarDay)
    func finish()
}

enum ScoreWriter {
    static func make(_ format: Score.Format, _ norm: CompiledNorm, _ language: MessageLanguage) -> any ResultWriter {
        switch format {
        case .json: return JSONResults(language)
        case .csv: return CSVResults(norm)
        case .table: return TableResults(norm, language)
        }
    }
}

final class JSONResults: ResultWriter {
    private var line: ResultLine
    private var pending: [UInt8] = []
    init(_ language: MessageLanguage) { line = ResultLine(language: language) }

    func add(_ scene: SceneInput, _ scorer: SceneScorer, asOf: CalendarDay) {
        pending += line.line(scene, scorer, asOf: asOf)
        if pending.count > 1 << 18 { flush() }
    }

    func finish() { flush() }

    private func flush() {
        Console.write(pending)
        pending.removeAll(keepingCapacity: true)
    }
}

/// One row a scene: the result, sections and criteria as columns.
final class CSVResults: ResultWriter {
    private let norm: CompiledNorm
    private var pending = ""

    init(_ norm: CompiledNorm) {
        self.norm = norm
        let columns = ["scene", "as_of", "status", "score", "grade", "multiplier", "bonus"]
        let scored = norm.model.sections.map(\.naming.id) + norm.model.criteria.map(\.naming.id)
        pending = (columns + scored + ["unknown", "errors"]).map(CSVResults.cell).joined(separator: ",") + "\r\n"
    }

    func add(_ scene: SceneInput, _ scorer: SceneScorer, asOf: CalendarDay) {
        func text(_ slot: NumberSlot) -> String { scorer.decimal(slot)?.description ?? "" }
        let layout = norm.program.outcome
        var cells = [
            scene.id, asOf.description, scorer.status.id, scorer.score?.description ?? "", scorer.grade ?? "",
            scorer.multiplier(on: asOf).description, text(layout.bonus),
        ]
        cells += layout.sections.map { text($0.value) } + layout.criteria.map { text($0.value) }
        cells.append(scorer.unknownInputs(scene.record).joined(separator: " "))
        cells.append(scorer.errors(of: scene).map { "\($0.input):\($0.code.id)" }.joined(separator: " "))
        pending += cells.map(CSVResults.cell).joined(separator: ",") + "\r\n"
        if pending.utf8.count > 1 << 18 { flush() }
    }

    func finish() { flush() }

    private func flush() {
        Console.write(pending)
        pending = ""
    }

    /// Quoted where RFC 4180 asks for it, and where a spreadsheet would take text for a formula.
    private static func cell(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }
        guard needsQuotes else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
