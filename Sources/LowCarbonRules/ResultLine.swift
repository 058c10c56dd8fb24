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
    private var bytes: [UInt8] = []
    private let language: MessageLanguage

    public init(language: MessageLanguage = .en) { self.language = language }

    /// The line of the scene that `scorer` has just run, with its line end.
    public mutating func line(_ scene: borrowing SceneInput, _ scorer: SceneScorer, asOf: CalendarDay) -> [UInt8] {
        bytes.removeAll(keepingCapacity: true)
        let norm = scorer.norm
        open("{\"scene\":", scene.id)
        open(",\"norm\":", norm.model.document.id.text)
        open(",\"version\":", norm.model.document.version?.value ?? "")
        open(",\"as_of\":", asOf.description)
        open(",\"status\":", scorer.status.id)
        raw(",\"score\":")
        number(scorer.score)
        raw(",\"grade\":")
        if let grade = scorer.grade { string(grade) } else { raw("null") }
        raw(",\"multiplier\":")
        number(scorer.multiplier(on: asOf))
        schedule(scorer, asOf)
        raw(",\"bonus\":")
        number(scorer.decimal(norm.program.outcome.bonus, places: norm.model.bonus?.round))
        sections(scorer)
        criteria(scorer)
        raw(",\"unknown\":[")
        for (index, id) in scorer.unknownInputs(scene.record).enumerated() { open(index == 0 ? "" : ",", id) }
        raw("],\"errors\":[")
        for (index, error) in scorer.errors(of: scene).enumerated() {
            open(index == 0 ? "{\"input\":" : ",{\"input\":", error.input)
            open(",\"code\":", error.code.id)
            open(",\"message\":", error.message[language])
            raw("}")
        }
        raw("]}\n")
        return bytes
    }

    private mutating func schedule(_ scorer: SceneScorer, _ asOf: CalendarDay) {
        raw(",\"schedule\":[")
        let plan = scorer.norm.program.multiplier
        for (index, entry) in scorer.schedule(from: asOf).enumerated() {
            open(index == 0 ? "{\"from\":" : ",{\"from\":", entry.from.description)
            open(",\"to\":", entry.to.description)
            raw(",\"behaviour\":")
            if entry.behaviour < 0 {
                raw("null")
            } else {
                string(scorer.norm.model.behaviours[entry.behaviour].naming.id)
            }
            raw(",\"multiplier\":")
            number(ExactDecimal(mantissa: entry.multiplier, scale: plan.scale))
            raw("}")
        }
        raw("]")
    }

    private mutating func sections(_ scorer: SceneScorer) {
        raw(",\"sections\":{")
        for (index, score) in scorer.norm.program.outcome.sections.enumerated() {
            open(index == 0 ? "" : ",", scorer.norm.model.sections[index].naming.id)
            raw(":{\"score\":")
            number(scorer.decimal(score.value, places: scorer.norm.model.sections[index].round))
            raw(",\"of\":")
            number(scorer.decimal(score.of))
            raw("}")
        }
        raw("}")
    }

    private mutating func criteria(_ scorer: SceneScorer) {
        raw(",\"criteria\":{")
        for (index, score) in scorer.norm.program.outcome.criteria.enumerated() {
            open(index == 0 ? "" : ",", scorer.norm.model.criteria[index].naming.id)
            raw(":{\"points\":")
            number(scorer.decimal(score.value))
            raw(",\"of\":")
            number(scorer.decimal(score.of))
            raw(",\"applicable\":")
            let state = scorer.interpreter.state(score.value.numerator)
            if scorer.status == .invalid || state == .open {
                raw("null")
            } else {
                raw(state == .notApplicable ? "false" : "true")
            }
            raw("}")
        }
        raw("}")
    }

    private mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func open(_ text: StaticString, _ value: String) {
        raw(text)
        string(value)
    }

    private mutating func number(_ value: ExactDecimal?) {
        guard let value else { return raw("null") }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: value.description.utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<32:
                bytes.append(contentsOf: "\\u00".utf8)
                for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 48 + digit : 87 + digit) }
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
