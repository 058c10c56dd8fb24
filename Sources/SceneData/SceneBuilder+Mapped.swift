import Diagnostics
import ExactNumbers
import RuleProgram

extension SceneBuilder {
    /// Takes a value that a column map has converted to the input's unit and scale.
    func answerMapped(
        _ bound: BoundColumnMap.BoundRule, _ value: Int128, cell: String, at offset: Int, into scene: inout SceneInput
    ) {
        let field = layout.fields[bound.input]
        let path = path(bound.input)
        let detail = schema.fields[bound.input]
        guard value >= field.low, value <= field.high else {
            let converted = SlipHint.text(value, field.scale)
            let messages = AnswerMessages(path: path, field: detail, value: converted)
            var message = messages.message(.outOfRange, form: .cell)
            let written = Excerpt.of(cell)
            if written != converted {
                let unit = bound.rule.unit.map { " " + $0.text } ?? ""
                message.zh += "（单元格 `\(written)`\(unit)）"
                message.en += " (the cell holds `\(written)`\(unit))"
            }
            fail(.answerOutOfRange, at: offset, path: path, value: written, message, into: &scene)
            return
        }
        values[bound.input] = value
        states[bound.input] = .known
        if field.hasUsual, value < field.usualLow || value > field.usualHigh {
            unusual(path, detail, value, at: offset, into: &scene)
        }
    }

    /// Says why a cell gives no answer.
    func mappedFault(
        _ fault: MapFault, _ bound: BoundColumnMap.BoundRule, cell: String, at offset: Int, into scene: inout SceneInput
    ) {
        let path = path(bound.input)
        let shown = Excerpt.of(cell)
        let code: DiagnosticCode
        let message: Message
        switch fault {
        case .notANumber:
            code = .wrongAnswerType
            message = Message(
                zh: "`\(path.zh)` 应为数字，单元格为 `\(shown)`：若表示没有数值，请写入列映射的 `无数据`；若有千分位，请写明 `千分位`",
                en:
                    "`\(path.en)` takes a number and the cell holds `\(shown)`: name it under `not_available` if it stands for none, or name the `thousands` separator"
            )
        case .tooLong:
            code = .numberTooLong
            message = Message(
                zh: "`\(path.zh)` 的单元格 `\(shown)` 换算后过长，请核对",
                en: "the cell `\(shown)` of `\(path.en)` is too long a number to convert: check it")
        case .negative:
            code = .refusedByMap
            message = Message(
                zh: "`\(path.zh)` 的单元格 `\(shown)` 为负数，列映射不接受",
                en: "the cell `\(shown)` of `\(path.en)` is negative, which the column map refuses")
        case .percentRefused:
            code = .wrongAnswerType
            message = Message(
                zh: "`\(path.zh)` 的单元格 `\(shown)` 是百分数，而其单位不是 %",
                en: "the cell `\(shown)` of `\(path.en)` is a percentage, and its unit is not %")
        case .notExact:
            code = .conversionNotExact
            message = Message(
                zh: "`\(path.zh)` 的单元格 `\(shown)` 换算后小数超过 \(bound.scale) 位：请在列映射中写明 `修约`",
                en:
                    "the cell `\(shown)` of `\(path.en)` has more than \(bound.scale) decimal places once converted: name a `round` in the column map"
            )
        }
        fail(code, at: offset, path: path, value: shown, message, into: &scene)
    }
}
