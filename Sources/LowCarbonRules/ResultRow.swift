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

    public init(_ norm: CompiledNorm, detail: ResultDetail = .criteria) { parts = ResultParts(norm, detail: detail) }

    /// The row that names the columns, with its line end.
    public var header: [UInt8] {
        let columns = ["scene", "as_of", "status", "score", "grade", "multiplier", "bonus"]
        let sections = parts.detail == .labels ? [] : parts.norm.model.sections.map(\.naming.id)
        let criteria = parts.detail == .criteria ? parts.norm.model.criteria.map(\.naming.id) : []
        var out = OutputBytes()
        for (index, column) in (columns + sections + criteria + ["unknown", "errors"]).enumerated() {
            if index > 0 { out.append(",") }
            out.csvCell(column)
        }
        out.append("\r\n")
        return out.withBytes { Array($0) }
    }

    /// Appends the row of the scene that `scorer` tells of, with its line end. One `ResultRow` serves one thread.
    public func write(_ scene: SceneHead, _ scorer: SceneScorer, into out: inout OutputBytes) {
        let isValid = scorer.status != .invalid
        let interpreter = scorer.interpreter
        out.csvCell(scene.id)
        let day = parts.parts(scorer, scene.day, grade: scorer.gradeIndex ?? -1)
        out.append(day.cellsBefore)
        if isValid { _ = parts.total.write(interpreter, into: &out) }
        out.append(day.cellsAfter)
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
        var isFirst = true
        parts.forEachUnknown(scorer) { name in
            if !isFirst { out.byte(UInt8(ascii: " ")) }
            isFirst = false
            out.append(parts.bytes(name.lowerBound + 1, name.upperBound - 1))
        } entry: { path in
            if !isFirst { out.byte(UInt8(ascii: " ")) }
            isFirst = false
            out.append(path)
        }
        out.byte(UInt8(ascii: ","))
        if !isValid {
            out.csvCell(scorer.errors(of: scene).map { "\($0.input):\($0.code.id)" }.joined(separator: " "))
        }
        out.raw("\r\n")
    }
}
