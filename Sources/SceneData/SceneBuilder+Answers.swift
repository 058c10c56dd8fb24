import Diagnostics
import ExactNumbers
import RuleProgram

extension SceneBuilder {
    /// Reads the answer of an input.
    func answer(_ input: Int, _ form: AnswerForm, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput) {
        let field = layout.fields + input
        take(input, AnswerDecoder.decode(field, form, bytes), form, bytes, at: offset, into: &scene)
        if field.pointee.role != .none { applyRole(field.pointee.role, form, bytes, at: offset, into: &scene) }
    }

    /// Takes a number of JSON that was read on the way, for an input that takes numbers and has no other role.
    @inline(__always)
    func answerShort(
        _ input: Int, _ mantissa: Int64, _ places: Int, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput
    ) {
        take(
            input, AnswerDecoder.short(layout.fields + input, mantissa, places), .number, bytes, at: offset,
            into: &scene)
    }

    @inline(__always)
    private func take(
        _ input: Int, _ decoded: Decoded, _ form: AnswerForm, _ bytes: Bytes, at offset: Int,
        into scene: inout SceneInput
    ) {
        switch decoded {
        case .known(let value):
            values[input] = value
            states[input] = .known
            let field = layout.fields + input
            if field.pointee.hasUsual, value < field.pointee.usualLow || value > field.pointee.usualHigh {
                unusual(path(input), schema.fields[input], value, at: offset, into: &scene)
            }
        case .missing: break
        case .notApplicable: states[input] = .notApplicable
        case .failed(let fault):
            report(fault, path(input), schema.fields[input], form, bytes, at: offset, into: &scene)
        }
    }

    @inline(never)
    func applyRole(
        _ role: HotField.Role, _ form: AnswerForm, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput
    ) {
        if role == .id {
            setID(form, bytes, at: offset, into: &scene)
        } else if scene.asOf == nil {
            setAsOf(form, bytes, at: offset, into: &scene)
        }
    }

    @inline(never)
    func report(
        _ fault: AnswerFault, _ path: (en: String, zh: String), _ field: InputField, _ form: AnswerForm, _ bytes: Bytes,
        at offset: Int, into scene: inout SceneInput
    ) {
        let value: String
        switch form {
        case .yes: value = "true"
        case .no: value = "false"
        case .null: value = "null"
        default: value = Excerpt.of(AnswerDecoder.trimmed(bytes))
        }
        let messages = AnswerMessages(path: path, field: field, value: value)
        fail(
            AnswerMessages.code(of: fault), at: offset, path: path, value: value, messages.message(fault, form: form),
            into: &scene)
    }

    @inline(never)
    func unusual(
        _ path: (en: String, zh: String), _ field: InputField, _ value: Int128, at offset: Int,
        into scene: inout SceneInput
    ) {
        guard case .number(let scale, let low, let high) = field.kind else { return }
        let usualLow = field.usualLow ?? low
        let usualHigh = field.usualHigh ?? high
        let shown = SlipHint.text(value, scale)
        let unit = field.unit.isEmpty ? "" : " " + field.unit
        let range = SlipHint.text(usualLow, scale) + " – " + SlipHint.text(usualHigh, scale) + unit
        let hint =
            SlipHint.find(
                value: ExactDecimal(mantissa: value, scale: scale), low: usualLow, high: usualHigh, scale: scale,
                unit: field.unit,
                usual: true) ?? Message(zh: "：请核对", en: ": check it")
        warn(
            .unusualAnswer, at: offset, path: path, value: shown,
            Message(
                zh: "`\(path.zh)` 的值 `\(shown)`\(unit) 不在常见范围 \(range) 之内\(hint.zh)",
                en: "`\(path.en)` is `\(shown)`\(unit), outside of the usual \(range)\(hint.en)"), into: &scene)
    }
}
