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
    private let parts: ResultParts
    private let language: MessageLanguage

    public init(_ norm: CompiledNorm, detail: ResultDetail = .criteria, language: MessageLanguage = .en) {
        parts = ResultParts(norm, detail: detail)
        self.language = language
    }

    /// The line of the scene that `scorer` tells of, with its line end.
    public func line(_ scene: SceneHead, _ scorer: SceneScorer) -> [UInt8] {
        var out = OutputBytes()
        write(scene, scorer, into: &out)
        return out.withBytes { Array($0) }
    }

    /// Appends the line of the scene that `scorer` tells of, with its line end. One `ResultLine` serves one thread.
    public func write(_ scene: SceneHead, _ scorer: SceneScorer, into out: inout OutputBytes) {
        let isValid = scorer.status != .invalid
        let interpreter = scorer.interpreter
        out.raw("{\"scene\":")
        out.jsonString(scene.id)
        let day = parts.parts(scorer, scene.day, grade: scorer.gradeIndex ?? -1)
        out.append(day.before)
        number(isValid, parts.total, interpreter, into: &out)
        out.append(day.after)
        number(isValid, parts.bonus, interpreter, into: &out)
        if parts.detail != .labels {
            out.raw(",\"sections\":{")
            write(parts, parts.sections, isSection: true, isValid, interpreter, into: &out)
            out.raw("}")
        }
        if parts.detail == .criteria {
            out.raw(",\"criteria\":{")
            write(parts, parts.criteria, isSection: false, isValid, interpreter, into: &out)
            out.raw("}")
        }
        out.raw(",\"unknown\":[")
        var isFirst = true
        parts.forEachUnknown(scorer) { name in
            if !isFirst { out.byte(UInt8(ascii: ",")) }
            isFirst = false
            out.append(parts.bytes(name.lowerBound, name.upperBound))
        } entry: { path in
            if !isFirst { out.byte(UInt8(ascii: ",")) }
            isFirst = false
            out.jsonString(path)
        }
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
