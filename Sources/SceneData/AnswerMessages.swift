import Diagnostics
import ExactNumbers
import RuleProgram

/// The sentences for answers that cannot be taken.
struct AnswerMessages {
    /// Path in English and Chinese names.
    var path: (en: String, zh: String)
    var field: InputField
    var value: String

    static func code(of fault: AnswerFault) -> DiagnosticCode {
        switch fault {
        case .wrongType, .notANumber: .wrongAnswerType
        case .numberTooLong: .numberTooLong
        case .tooManyDecimals: .tooManyDecimals
        case .outOfRange: .answerOutOfRange
        case .notAnOption: .notAnOption
        case .notADate: .notADate
        case .notApplicableRefused: .notApplicableRefused
        }
    }

    /// `form` tells words from numbers: a bare word may be a number in quotes or the other way round.
    func message(_ fault: AnswerFault, form: AnswerForm) -> Message {
        switch fault {
        case .notANumber: notANumber
        case .wrongType: wrongType(form)
        case .numberTooLong:
            Message(
                zh: "`\(path.zh)` 的值 `\(value)` 超过 38 位数字，请核对",
                en: "`\(path.en)` is `\(value)`, longer than 38 digits: check the number")
        case .tooManyDecimals: tooManyDecimals
        case .outOfRange: outOfRange
        case .notAnOption: notAnOption
        case .notADate: notADate
        case .notApplicableRefused:
            Message(
                zh: "`\(path.zh)` 不得答“不适用”：请作答，或留空表示未答",
                en: "`\(path.en)` may not be answered not applicable: answer it, or leave it out as not answered")
        }
    }

    private var unit: String { field.unit.isEmpty ? "" : " " + field.unit }

    private var notANumber: Message {
        let digits = value.filter { $0 != "," && $0 != "，" && $0 != " " && $0 != "_" }
        if digits != value, let number = ExactDecimal(digits) {
            return Message(
                zh: "`\(path.zh)` 的值 `\(value)` 带有分隔符：请写 `\(number)`",
                en: "`\(path.en)` is `\(value)`, with separators: write `\(number)`")
        }
        let numeric = String(value.prefix { ("0"..."9").contains($0) || $0 == "." || $0 == "-" })
        if !numeric.isEmpty, ExactDecimal(numeric) != nil {
            return Message(
                zh: "`\(path.zh)` 的值 `\(value)` 在数字之外还有文字：只写数字" + (unit.isEmpty ? "" : "，单位已定为\(unit)"),
                en: "`\(path.en)` is `\(value)`, with text beside the number: write the number alone"
                    + (unit.isEmpty ? "" : ", its unit is\(unit)"))
        }
        return Message(
            zh: "`\(path.zh)` 应为数字，得到 `\(value)`：请写数字，或留空表示未答",
            en: "`\(path.en)` takes a number and got `\(value)`: write a number, or leave it out as not answered")
    }

    private func wrongType(_ form: AnswerForm) -> Message {
        let wanted: Message
        switch field.kind {
        case .number: wanted = Message(zh: "数字", en: "a number")
        case .boolean: wanted = Message(zh: "true 或 false（是或否）", en: "true or false")
        case .date: wanted = Message(zh: "写作 `2026-01-31` 的日期", en: "a date written as `2026-01-31`")
        case .option(let options):
            wanted = Message(
                zh: "选项之一：" + listed(options, \.chinese), en: "one of the options " + listed(options, \.id))
        case .text: wanted = Message(zh: "加引号的文本", en: "a text in quotes")
        case .list: wanted = Message(zh: "列表", en: "a list")
        }
        return Message(
            zh: "`\(path.zh)` 应为\(wanted.zh)，得到 `\(value)`", en: "`\(path.en)` takes \(wanted.en) and got `\(value)`")
    }

    private var tooManyDecimals: Message {
        guard case .number(let scale, _, _) = field.kind else { return notANumber }
        if scale == 0 {
            return Message(
                zh: "`\(path.zh)` 的值 `\(value)` 不是整数：请修约后填写",
                en: "`\(path.en)` is `\(value)` and takes whole numbers: round it")
        }
        return Message(
            zh: "`\(path.zh)` 的值 `\(value)` 小数位过多：最多 \(scale) 位，请修约后填写",
            en: "`\(path.en)` is `\(value)`, with more than \(scale) decimal place\(scale == 1 ? "" : "s"): round it")
    }

    private var outOfRange: Message {
        switch field.kind {
        case .number(let scale, let low, let high):
            let range = SlipHint.text(low, scale) + " – " + SlipHint.text(high, scale) + unit
            let hint =
                ExactDecimal(value).flatMap {
                    SlipHint.find(value: $0, low: low, high: high, scale: scale, unit: field.unit, usual: false)
                } ?? Message(zh: "", en: "")
            return Message(
                zh: "`\(path.zh)` 的值 `\(value)` 超出范围 \(range)\(hint.zh)",
                en: "`\(path.en)` is `\(value)`, outside of its range \(range)\(hint.en)")
        case .date(let low, let high):
            let first = CalendarDay(number: Int32(clamping: low))
            let last = CalendarDay(number: Int32(clamping: high))
            return Message(
                zh: "`\(path.zh)` 的日期 `\(value)` 超出范围 \(first) – \(last)",
                en: "`\(path.en)` is `\(value)`, outside of its range \(first) – \(last)")
        default:
            return wrongType(.string)
        }
    }

    private var notAnOption: Message {
        guard case .option(let options) = field.kind else { return wrongType(.string) }
        let names = SceneLayout.names(options).map(\.name)
        if let near = Suggestion.closest(to: value, among: names) {
            return Message(
                zh: "`\(path.zh)` 没有选项 `\(value)`：是否指 `\(near)`？",
                en: "`\(path.en)` has no option `\(value)`: did you mean `\(near)`?")
        }
        return Message(
            zh: "`\(path.zh)` 没有选项 `\(value)`：可选 " + listed(options, \.chinese),
            en: "`\(path.en)` has no option `\(value)`: it takes " + listed(options, \.id))
    }

    private var notADate: Message {
        let parts = value.split { $0 == "/" || $0 == "." || $0 == "-" || $0 == "年" || $0 == "月" || $0 == "日" }
            .compactMap { Int($0) }
        if parts.count == 3, let day = CalendarDay(year: parts[0], month: parts[1], day: parts[2]) {
            return Message(
                zh: "`\(path.zh)` 的日期 `\(value)` 写法不符：请写 `\(day)`",
                en: "`\(path.en)` is `\(value)`: write the date as `\(day)`")
        }
        return Message(
            zh: "`\(path.zh)` 应为日期，得到 `\(value)`：请按 `2026-01-31` 填写存在的日期",
            en: "`\(path.en)` takes a date and got `\(value)`: write a day that exists, as in `2026-01-31`")
    }

    private func listed(_ options: [SchemaOption], _ name: KeyPath<SchemaOption, String>) -> String {
        let shown = options.prefix(12).map { option in
            let text = option[keyPath: name]
            return "`" + (text.isEmpty ? option.id : text) + "`"
        }
        return shown.joined(separator: ", ") + (options.count > 12 ? ", …" : "")
    }
}
