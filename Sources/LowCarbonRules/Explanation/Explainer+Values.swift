import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// Slots as values for people and machines.
extension Explainer {
    /// A value as it is shown.
    struct Shown {
        var state: ValueState
        var text: String
        /// Decimal text of a number that is known.
        var number: String?
        var unit: String?
    }

    func state(_ value: ProgramTrace.Value) -> ValueState {
        switch value {
        case .number(let slot): return interpreter.state(slot.numerator)
        case .plain(let slot): return interpreter.state(slot)
        }
    }

    func shown(_ place: ProgramTrace.Place, places: Int? = nil, exact: Bool = false) -> Shown {
        let state = self.state(place.value)
        let unit = place.type.unit.map(\.text).flatMap { $0.isEmpty ? nil : $0 }
        guard state == .known else { return Shown(state: state, text: word(state), number: nil, unit: unit) }
        switch place.value {
        case .number(let slot):
            let fraction = interpreter.fraction(slot)
            let text = exact ? fraction.decimal().description : NumberText.rounded(fraction, places: places)
            return Shown(
                state: state, text: NumberText.grouped(text) + (unit.map { " " + self.unit($0) } ?? ""),
                number: fraction.decimal().description, unit: unit)
        case .plain(let slot):
            return Shown(state: state, text: plain(interpreter.value(slot), place.type), number: nil, unit: nil)
        }
    }

    private func plain(_ value: Int128, _ type: ValueType) -> String {
        switch type {
        case .boolean: return value != 0 ? say("是", "yes") : say("否", "no")
        case .date: return CalendarDay(number: Int32(clamping: value)).description
        case .option(let set):
            let options = model.optionSets[set].options
            let index = Int(clamping: value)
            return options.indices.contains(index) ? names.option(options[index].naming) : "\(value)"
        case .records: return say("\(value) 项", "\(value) entr\(value == 1 ? "y" : "ies")")
        default: return "\(value)"
        }
    }

    func word(_ state: ValueState) -> String {
        switch state {
        case .known: return ""
        case .unknown: return say("未知", "not known")
        case .open: return say("是否适用未定", "not known whether it applies")
        case .notApplicable: return say("不适用", "not applicable")
        }
    }

    func readingState(_ state: ValueState) -> Explanation.Reading.State {
        switch state {
        case .known: return .known
        case .unknown: return .unknown
        case .open: return .open
        case .notApplicable: return .notApplicable
        }
    }

    func unit(_ text: String) -> String { NumberText.unit(text, language) }

    /// A number of slots as decimal text; nil where it is not known.
    func decimal(_ slot: NumberSlot) -> String? { scorer.decimal(slot)?.description }

    /// Whether a condition holds.
    func mark(_ slot: Int32?) -> Explanation.Note.Mark {
        guard let slot else { return .none }
        switch interpreter.state(slot) {
        case .known: return interpreter.value(slot) != 0 ? .met : .unmet
        case .unknown, .open: return .unknown
        case .notApplicable: return .notApplicable
        }
    }

    func holds(_ slot: Int32?) -> Bool { mark(slot) == .met }

    /// Says how far a threshold is verified; nil where a norm in force may rest on it.
    func provisional(_ provenance: Provenance?) -> String? {
        guard let provenance else { return say("暂定（未标依据）", "provisional (no source marked)") }
        if provenance.isIssuable { return nil }
        return provisional(mark: provenance.mark?.value)
    }

    private func provisional(mark: Provenance.Mark?) -> String {
        switch mark {
        case .secondary?: return say("暂定（转引）", "provisional (secondary source)")
        case .memory?: return say("暂定（凭记忆）", "provisional (from memory)")
        case .derived?: return say("暂定（推算）", "provisional (derived)")
        case .proposed?: return say("暂定（拟议）", "provisional (proposed)")
        case .read?, nil: return say("暂定（未标依据）", "provisional (no source marked)")
        }
    }
}

/// Numbers and units for people.
package enum NumberText {
    /// `1 point`, `2.5 points`, `3 more points`.
    static func points(_ number: String, more: Bool = false) -> String {
        number + (more ? " more" : "") + (number == "1" ? " point" : " points")
    }

    /// At most `places` places, or else 4; with `≈` where that is not the value itself.
    static func rounded(_ fraction: ExactFraction, places: Int?) -> String {
        let value = fraction.decimal()
        let wanted = places ?? 4
        let short = value.rounded(to: wanted, mode: .halfUp).reduced
        let isExact = short == value && fraction.terminates
        return (isExact || places != nil ? "" : "≈") + short.description
    }

    /// Decimal text at most 4 places long.
    static func short(_ text: String) -> String {
        guard let value = ExactDecimal(text) else { return text }
        let short = value.rounded(to: 4, mode: .halfUp).reduced
        return short == value ? short.description : "≈" + short.description
    }

    /// Decimal text at most 2 places long, where a rough size is wanted.
    static func brief(_ text: String) -> String {
        guard let value = ExactDecimal(text) else { return text }
        let short = value.rounded(to: 2, mode: .halfUp).reduced
        return short.mantissa == 0 ? value.description : short.description
    }

    /// With commas between thousands, from five digits on.
    package static func grouped(_ text: String) -> String {
        let digits = text.prefix { $0 != "." }.filter(\.isNumber)
        guard digits.count >= 5 else { return text }
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        let sign = text.prefix { !$0.isNumber }
        return sign + grouped + text.drop { $0 != "." }
    }

    /// `kWh/(m2.a)` as `kWh/(m²·a)`.
    package static func unit(_ text: String, _ language: MessageLanguage) -> String {
        if language == .zh, let whole = alone[text] { return whole }
        var result = ""
        var symbol = ""
        func flush() {
            let word = language == .zh ? nominal[symbol] : nil
            result += word ?? (symbol == "degC" ? "°C" : squared(symbol))
            symbol = ""
        }
        for character in text {
            if "/.()".contains(character) {
                flush()
                result.append(character == "." ? "·" : character)
            } else {
                symbol.append(character)
            }
        }
        flush()
        return result
    }

    /// Units that stand alone, in Chinese.
    private static let alone = ["month": "个月", "d": "天", "a": "年", "h": "小时", "min": "分钟", "yuan": "元", "CNY": "元"]
    private static let nominal = [
        "person": "人", "visitor": "人次", "guest-night": "人夜", "room-night": "间夜", "room": "间", "cover": "人次", "bed": "床",
        "lamp": "盏",
        "dish": "道",
    ]

    /// `m2` and `m3` as `m²` and `m³`, where they stand as symbols of their own.
    static func squared(_ text: String) -> String {
        let characters = Array(text)
        var result = ""
        var index = 0
        func isWord(_ position: Int) -> Bool {
            characters.indices.contains(position)
                && (characters[position].isLetter || characters[position].isNumber || characters[position] == "_")
        }
        while index < characters.count {
            if characters[index] == "m", index + 1 < characters.count,
                characters[index + 1] == "2" || characters[index + 1] == "3",
                !isWord(index - 1), !isWord(index + 2)
            {
                result += characters[index + 1] == "2" ? "m²" : "m³"
                index += 2
            } else {
                result.append(characters[index])
                index += 1
            }
        }
        return result
    }
}
