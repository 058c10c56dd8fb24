import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax

/// Names and values of a norm as people read them.
struct AnalysisWords {
    let norm: CompiledNorm
    let language: MessageLanguage

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    var list: String { say("、", ", ") }

    func grade(_ index: Int) -> String { norm.model.grades[index].naming.label(language) }

    func outcome(_ status: SceneStatus, _ index: Int?) -> String { index.map { grade($0) } ?? status.title[language] }

    func input(_ index: Int) -> String { norm.model.inputs[index].naming.label(language) }

    func id(_ index: Int) -> String { norm.model.inputs[index].naming.id }

    /// The question of an input, or its name.
    func question(_ index: Int) -> String {
        let ask = norm.model.inputs[index].declaration.ask
        return (language == .zh ? ask?.zh : ask?.en) ?? input(index)
    }

    /// An answer as the scene would give it.
    func answer(_ field: Int, _ value: Int128) -> String {
        let schema = norm.program.schema.fields[field]
        switch schema.kind {
        case .number(let scale, _, _):
            let number = ExactDecimal(mantissa: value, scale: scale).reduced.description
            return schema.unit.isEmpty ? number : "\(number) \(schema.unit)"
        case .boolean: return value == 0 ? say("否", "no") : say("是", "yes")
        case .date: return CalendarDay(number: Int32(clamping: value)).description
        case .option(let options):
            let option = options.indices.contains(Int(clamping: value)) ? options[Int(clamping: value)] : nil
            return option.map { language == .zh ? $0.chinese : $0.id } ?? ""
        case .text, .list: return value.description
        }
    }

    /// A machine-readable answer.
    func plainAnswer(_ field: Int, _ value: Int128) -> String {
        let schema = norm.program.schema.fields[field]
        switch schema.kind {
        case .number(let scale, _, _): return ExactDecimal(mantissa: value, scale: scale).reduced.description
        case .boolean: return value == 0 ? "false" : "true"
        case .option(let options):
            return options.indices.contains(Int(clamping: value)) ? options[Int(clamping: value)].id : ""
        default: return answer(field, value)
        }
    }

    /// What a completion answers beyond the scene: questions that the scene leaves open, with their answers.
    func answers(_ record: SceneRecord, beyond scene: SceneRecord) -> [String: String] {
        var result: [String: String] = [:]
        for field in record.states.indices where scene.states[field] == .unknown {
            switch record.states[field] {
            case .known:
                if case .list = norm.program.schema.fields[field].kind {
                    result[id(field)] = "\(record.values[field])"
                } else {
                    result[id(field)] = plainAnswer(field, record.values[field])
                }
            case .notApplicable: result[id(field)] = "not applicable"
            default: break
            }
        }
        return result
    }

    /// One line of JSON with sorted keys.
    static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
