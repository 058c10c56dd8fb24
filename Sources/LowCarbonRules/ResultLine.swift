import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// Writes results as JSON, one object a line. Numbers are decimal text; what is not known is null.
///
/// `{"scene","norm","version","as_of","status","score","grade","multiplier","schedule":[{"from","to","behaviour","multiplier"}],
/// "bonus","sections":{id:{"score","of"}},"criteria":{id:{"points","of","applicable"}},"unknown":[id],"errors":[{"input","code","message"}]}`
public struct ResultLine {
    private var parts: ResultParts?
    private let language: MessageLanguage

    public init(language: MessageLanguage = .en) { self.language = language }

    /// The line of the scene that `scorer` has just run, with its line end.
    public mutating func line(_ scene: borrowing SceneInput, _ scorer: SceneScorer, asOf: CalendarDay) -> [UInt8] {
        var out = OutputBytes()
        write(scene, scorer, asOf: asOf, into: &out)
        return out.withBytes { Array($0) }
    }

    /// Appends the line of the scene that `scorer` has just run, with its line end. One `ResultLine` serves one norm, and one thread.
    public mutating func write(
        _ scene: borrowing SceneInput, _ scorer: SceneScorer, asOf: CalendarDay, into out: inout OutputBytes
    ) {
        let parts = self.parts ?? ResultParts(scorer.norm)
        if self.parts == nil { self.parts = parts }
        let isValid = scorer.status != .invalid
        let interpreter = scorer.interpreter
        out.raw("{\"scene\":")
        out.jsonString(scene.id)
        let day = parts.parts(scorer, asOf, grade: scorer.gradeIndex ?? -1)
        parts.days.withUnsafeBufferPointer { out.append(UnsafeBufferPointer(rebasing: $0[day.before])) }
        number(isValid, parts.total, interpreter, into: &out)
        parts.days.withUnsafeBufferPointer { out.append(UnsafeBufferPointer(rebasing: $0[day.after])) }
        number(isValid, parts.bonus, interpreter, into: &out)
        out.raw(",\"sections\":{")
        write(parts, parts.sections, isSection: true, isValid, interpreter, into: &out)
        out.raw("},\"criteria\":{")
        write(parts, parts.criteria, isSection: false, isValid, interpreter, into: &out)
        out.raw("},\"unknown\":[")
        unknown(scene.record, parts, interpreter, into: &out)
        out.raw("],\"errors\":[")
        if !isValid { errors(scorer.errors(of: scene), into: &out) }
        out.raw("]}\n")
    }

    /// Sections or criteria. Between two numbers that are known all is one stretch of `parts.text`.
    @inline(__always)
    private func write(
        _ parts: ResultParts, _ list: UnsafeMutableBufferPointer<ResultParts.Part>, isSection: Bool, _ isValid: Bool,
        _ interpreter: Interpreter, into out: inout OutputBytes
    ) {
        guard let first = list.first else { return }
        var start = first.opening
        for index in list.indices {
            let part = list[index]
            out.append(parts.bytes(start, part.tail))
            let isKnown = isValid && part.value.write(interpreter, into: &out)
            start = part.tail
            if isKnown && part.isConstant { continue }
            if isKnown {
                out.byte(UInt8(ascii: "\""))
            } else {
                out.truncate(to: out.count - 1)
                out.raw("null")
            }
            start = part.end
            out.raw(",\"of\":")
            number(isValid, part.of, interpreter, into: &out)
            if isSection {
                out.raw("}")
                continue
            }
            let state = interpreter.state(part.value.slot.numerator)
            if !isValid || state == .open {
                out.raw(",\"applicable\":null}")
            } else if state == .notApplicable {
                out.raw(",\"applicable\":false}")
            } else {
                out.raw(",\"applicable\":true}")
            }
        }
        out.append(parts.bytes(start, list[list.count - 1].end))
    }

    @inline(__always)
    private func number(
        _ isValid: Bool, _ writer: NumberWriter, _ interpreter: Interpreter, into out: inout OutputBytes
    ) {
        guard isValid else { return out.raw("null") }
        out.byte(UInt8(ascii: "\""))
        if writer.write(interpreter, into: &out) {
            out.byte(UInt8(ascii: "\""))
        } else {
            out.truncate(to: out.count - 1)
            out.raw("null")
        }
    }

    private func unknown(
        _ record: borrowing SceneRecord, _ parts: ResultParts, _ interpreter: Interpreter, into out: inout OutputBytes
    ) {
        var isFirst = true
        for index in 0..<min(parts.asked.count, record.states.count) where record.states[index] == .unknown {
            let slot = parts.asked[index].slot
            if slot >= 0, interpreter.state(slot) == .notApplicable { continue }
            if !isFirst { out.byte(UInt8(ascii: ",")) }
            isFirst = false
            let name = parts.asked[index].name
            out.append(parts.bytes(name.lowerBound, name.upperBound))
        }
    }

    private func errors(_ errors: [DataError], into out: inout OutputBytes) {
        for (index, error) in errors.enumerated() {
            out.append(index == 0 ? "{\"input\":" : ",{\"input\":")
            out.jsonString(error.input)
            out.append(",\"code\":")
            out.jsonString(error.code.id)
            out.append(",\"message\":")
            out.jsonString(error.message[language])
            out.append("}")
        }
    }
}
