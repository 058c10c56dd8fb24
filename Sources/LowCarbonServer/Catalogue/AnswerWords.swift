import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleProgram

/// Answers of a record as text.
struct AnswerWords {
    let version: ServedVersion
    let language: MessageLanguage

    /// As a scene would give it.
    func plain(_ field: Int, _ value: Int128) -> String {
        AnswerWords.plain(version.compiled.program.schema.fields[field].kind, value)
    }

    static func plain(_ kind: InputField.Kind, _ value: Int128) -> String {
        switch kind {
        case .number(let scale, _, _): return ExactDecimal(mantissa: value, scale: scale).reduced.description
        case .boolean: return value == 0 ? "否" : "是"
        case .date: return CalendarDay(number: Int32(clamping: value)).description
        case .option(let options):
            let index = Int(clamping: value)
            return options.indices.contains(index) ? options[index].id : ""
        case .text(let constants):
            let index = Int(clamping: value)
            return constants.indices.contains(index) ? constants[index] : ""
        case .list: return ""
        }
    }

    /// As people read it, with its unit.
    func text(_ field: Int, _ value: Int128) -> String {
        guard let question = version.form(language).questions.first(where: { $0.field == field }) else { return "" }
        let plain = plain(field, value)
        switch question.kind {
        case "boolean": return value == 0 ? (language == .zh ? "否" : "no") : (language == .zh ? "是" : "yes")
        case "option": return question.options?.first { $0.id == plain }?.title ?? plain
        case "number": return question.unitText.map { Self.grouped(plain) + ($0 == "%" ? $0 : " " + $0) } ?? plain
        default: return plain
        }
    }

    /// `1234567.5` as `1,234,567.5`.
    static func grouped(_ number: String) -> String {
        let parts = number.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first else { return number }
        let digits = whole.drop { $0 == "-" }
        guard digits.count > 4 else { return number }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return (whole.first == "-" ? "-" : "") + result + (parts.count > 1 ? "." + parts[1] : "")
    }
}
