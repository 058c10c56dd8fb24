import Diagnostics
import ExactNumbers
import RuleSyntax

extension PointsChecker {
    mutating func multiplier() -> MultiplierRule {
        guard let declared = document.multiplier else { return .none }
        let one = ExactDecimal(1)
        let stands = [declared.noLabel, declared.suspended].compactMap { $0 }
        for value in stands { checkMultiplier(value.value, value.span) }
        var notValid = MultiplierRule.NotValid.refuse
        if let stated = declared.notValid, case .factor(let value) = stated.value {
            checkMultiplier(value, stated.span)
            notValid = .factor(value)
        }
        if let noLabel = declared.noLabel, noLabel.value > one {
            report(
                .multiplierBounds, .warning, zh: "没有标识的场景倍率 `\(noLabel.value)` 大于 1，会让未参评者也得加成",
                en:
                    "the multiplier without a label, `\(noLabel.value)`, is over 1: scenes that were never assessed gain too",
                at: noLabel.span)
        }
        return MultiplierRule(
            within: within(declared) ?? one...one, noLabel: declared.noLabel?.value ?? one,
            suspended: declared.suspended?.value ?? one, notValid: notValid)
    }

    private mutating func within(_ declared: PointsMultiplier) -> ClosedRange<ExactDecimal>? {
        guard let range = declared.within else { return nil }
        guard range.lowIncluded, range.highIncluded, let low = number(range.low), let high = number(range.high) else {
            if isInvalid(range.low) || isInvalid(range.high) { return nil }
            report(
                .multiplierBounds, zh: "`限于` 应写成含两端的两个数，如 `\"[1.0..1.6]\"`",
                en: "`within` takes two numbers with both ends in it, such as `\"[1.0..1.6]\"`", at: range.span)
            return nil
        }
        guard low <= high else {
            report(
                .multiplierBounds, zh: "`限于` 的下限 `\(low)` 大于上限 `\(high)`，请对调",
                en: "`within` begins at `\(low)`, above its end `\(high)`; swap them", at: range.span)
            return nil
        }
        checkMultiplier(low, range.span)
        if PointsLimits.holds(multiplier: low) { checkMultiplier(high, range.span) }
        return low...high
    }

    private func number(_ expression: Expression?) -> ExactDecimal? {
        guard case .number(let value, nil)? = expression?.kind else { return nil }
        return value
    }

    private func isInvalid(_ expression: Expression?) -> Bool {
        if case .invalid? = expression?.kind { return true }
        return false
    }

    private mutating func checkMultiplier(_ value: ExactDecimal, _ span: Span) {
        if PointsLimits.holds(multiplier: value) { return }
        report(
            .multiplierBounds,
            zh: "倍率 `\(value)` 应为 0 到 \(PointsLimits.mostMultiplier)，最多 \(PointsLimits.factorPlaces) 位小数",
            en:
                "multiplier `\(value)` must be from 0 to \(PointsLimits.mostMultiplier), with at most \(PointsLimits.factorPlaces) decimal places",
            at: span)
    }
}
