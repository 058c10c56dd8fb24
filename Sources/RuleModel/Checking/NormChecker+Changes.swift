import Diagnostics
import ExactNumbers
import RuleSyntax

/// What inputs say about how they may be changed.
extension NormChecker {
    func change(of input: InputModel) -> ChangeModel? {
        guard let declared = input.declaration.change else { return nil }
        var change = ChangeModel(
            direction: declared.direction?.value ?? .any, step: 1, limit: nil,
            once: declared.once?.value ?? ExactDecimal(0),
            perStep: declared.perStep?.value ?? ExactDecimal(0), days: declared.days?.value ?? 0)
        for cost in [declared.once, declared.perStep].compactMap({ $0 }) where cost.value < ExactDecimal(0) {
            return refuseChange(cost.span, zh: "费用不能小于 0", en: "a cost is not below 0")
        }
        switch input.type {
        case .boolean, .option:
            if let misplaced = declared.step ?? declared.limit {
                return refuseChange(
                    misplaced.span, zh: "是否和选项只有一步，不写 `步长` 和 `止于`",
                    en: "yes or no and options change in one step: no `step`, no `limit`")
            }
            if case .option = input.type, let direction = declared.direction, direction.value != .any {
                return refuseChange(
                    direction.span, zh: "选项没有大小，`方向` 写 `任意`",
                    en: "options are neither more nor less: `direction` is `any`")
            }
        case .number:
            guard let step = declared.step else {
                return refuseChange(
                    declared.span, zh: "数值要写每一步改多少，例如 `步长: 10`",
                    en: "a number says how far one step goes, for example `step: 10`")
            }
            guard let size = whole(step.value, input), size > 0 else {
                return refuseChange(
                    step.span, zh: "`步长` 要大于 0，小数位不超过输入的 \(input.scale) 位",
                    en: "`step` is above 0, with no more than the \(input.scale) decimal places of the input")
            }
            change.step = size
            if let limit = declared.limit {
                guard let value = whole(limit.value, input), input.interval?.contains(Rational(limit.value)) ?? false
                else {
                    return refuseChange(
                        limit.span, zh: "`止于` 要在输入的范围以内", en: "`limit` lies within the range of the input")
                }
                change.limit = value
            }
        case .invalid: return nil
        default:
            return refuseChange(
                declared.span, zh: "只有数值、是否和选项可以写 `可改进`", en: "only numbers, yes or no and options take `change`")
        }
        return change
    }

    private func whole(_ value: ExactDecimal, _ input: InputModel) -> Int? {
        value.mantissa(atScale: input.scale).flatMap { Int(exactly: $0) }
    }

    private func refuseChange(_ span: Span, zh: String, en: String) -> ChangeModel? {
        report(.changeDeclaration, at: span, zh: zh, en: en)
        return nil
    }
}
