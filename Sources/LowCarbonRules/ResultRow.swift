import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SceneData

/// Writes results as CSV, one row a scene: the result, then sections and criteria as columns, then what is not answered and what is wrong.
public struct ResultRow {
    private let parts: ResultParts

    public init(_ norm: CompiledNorm) { parts = ResultParts(norm) }

    /// The row that names the columns, with its line end.
    public var header: [UInt8] {
        let columns = ["scene", "as_of", "status", "score", "grade", "multiplier", "bonus"]
        let scored = parts.norm.model.sections.map(\.naming.id) + parts.norm.model.criteria.map(\.naming.id)
        var out = OutputBytes()
        for (index, column) in (columns + scored + ["unknown", "errors"]).enumerated() {
            if index > 0 { out.append(",") }
            out.csvCell(column)
        }
        out.append("\r\n")
        return out.withBytes { Array($0) }
    }

    /// Appends the row of the scene that `scorer` has just run, with its line end. One `ResultRow` serves one thread.
    public func write(
        _ scene: borrowing SceneInput, _ scorer: SceneScorer, asOf: CalendarDay, into out: inout OutputBytes
    ) {
        let isValid = scorer.status != .invalid
        let interpreter = scorer.interpreter
        out.csvCell(scene.id)
        let day = parts.parts(scorer, asOf, grade: scorer.gradeIndex ?? -1)
        parts.days.withUnsafeBufferPointer { out.append(UnsafeBufferPointer(rebasing: $0[day.cellsBefore])) }
        if isValid { _ = parts.total.write(interpreter, into: &out) }
        parts.days.withUnsafeBufferPointer { out.append(UnsafeBufferPointer(rebasing: $0[day.cellsAfter])) }
        if isValid { _ = parts.bonusPlain.write(interpreter, into: &out) }
        for index in parts.sections.indices {
            out.byte(UInt8(ascii: ","))
            if isValid { _ = NumberWriter(parts.sections[index].value.slot).write(interpreter, into: &out) }
        }
        for index in parts.criteria.indices {
            out.byte(UInt8(ascii: ","))
            if isValid { _ = parts.criteria[index].value.write(interpreter, into: &out) }
        }
        out.byte(UInt8(ascii: ","))
        unknown(scene.record, interpreter, into: &out)
        out.byte(UInt8(ascii: ","))
        if !isValid {
            out.csvCell(scorer.errors(of: scene).map { "\($0.input):\($0.code.id)" }.joined(separator: " "))
        }
        out.raw("\r\n")
    }

    private func unknown(_ record: borrowing SceneRecord, _ interpreter: Interpreter, into out: inout OutputBytes) {
        var isFirst = true
        for index in 0..<min(parts.asked.count, record.states.count) where record.states[index] == .unknown {
            let slot = parts.asked[index].slot
            if slot >= 0, interpreter.state(slot) == .notApplicable { continue }
            if !isFirst { out.byte(UInt8(ascii: " ")) }
            isFirst = false
            let name = parts.asked[index].name
            out.append(parts.bytes(name.lowerBound + 1, name.upperBound - 1))
        }
    }
}
