import Diagnostics
import ExactNumbers
import RuleSyntax

extension PointsChecker {
    mutating func rates() -> [ConversionRate] {
        guard let table = document.rates else { return [] }
        var result: [ConversionRate] = []
        var seen: [Int: [CalendarDay: Span]] = [:]
        for row in table.rows {
            checkRate(row, table.basis)
            let targets = row.behaviours.isEmpty ? [-1] : row.behaviours.compactMap { behaviour(named: $0) }
            for target in targets {
                if let first = seen[target]?[row.from.value] {
                    report(
                        .rateTwice, zh: "同一行为从 `\(row.from.value)` 起有两个折算率，只留一个",
                        en: "two rates begin on `\(row.from.value)` for the same behaviour, keep one", at: row.span,
                        labels: [PointsChecker.first(first)])
                    continue
                }
                seen[target, default: [:]][row.from.value] = row.span
                result.append(
                    ConversionRate(
                        basis: table.basis, value: row.value.value, from: row.from.value,
                        behaviour: target < 0 ? nil : target))
            }
        }
        checkIdle(table)
        return result
    }

    private mutating func checkRate(_ row: PointsRates.Row, _ basis: PointsRates.Basis) {
        let value = row.value.value
        if value < ExactDecimal(0) {
            report(
                .rateValue, zh: "折算率 `\(value)` 为负", en: "rate `\(value)` is below 0", at: row.value.span)
        } else if basis == .gramsPerPoint, value == ExactDecimal(0) {
            report(
                .rateValue, zh: "每分克数不能为 0；不再计分的行为请从 `行为` 中去掉，或设上限 0",
                en:
                    "grams per point cannot be 0; a behaviour that no longer earns leaves `behaviours`, or gets a cap of 0",
                at: row.value.span)
        } else if !PointsLimits.holds(rate: value) {
            report(
                .rateValue, zh: "折算率 `\(value)` 多于 \(PointsLimits.rateDigits) 位数字，无法精确计算",
                en: "rate `\(value)` has more than \(PointsLimits.rateDigits) digits and cannot be computed exactly",
                at: row.value.span)
        }
    }

    /// Warns of rows that no day of the scheme can use.
    private mutating func checkIdle(_ table: PointsRates) {
        guard let effective = document.effective?.value else { return }
        for row in table.rows {
            if row.from.value > effective.upperBound {
                report(
                    .rateIdle, .warning, zh: "这个折算率从 `\(row.from.value)` 起，晚于有效期末日 `\(effective.upperBound)`，从不适用",
                    en:
                        "this rate begins on `\(row.from.value)`, after the last day `\(effective.upperBound)`, and never applies",
                    at: row.from.span)
                continue
            }
            let successor = table.rows.first {
                $0.behaviours.map(\.text) == row.behaviours.map(\.text) && $0.from.value > row.from.value
                    && $0.from.value <= effective.lowerBound
            }
            if let successor {
                report(
                    .rateIdle, .warning, zh: "这个折算率在有效期开始前已被取代，从不适用",
                    en: "this rate is replaced before the first day of the rules and never applies", at: row.span,
                    labels: [
                        Diagnostic.Label(span: successor.span, text: Message(zh: "由它取代", en: "replaced by this one"))
                    ])
            }
        }
    }

    /// Every behaviour has a rate on every day of `effective`: since a rate runs on, the first day decides.
    mutating func checkCoverage(_ rates: [ConversionRate]) {
        guard let table = document.rates, let effective = document.effective?.value else { return }
        for (index, declared) in document.behaviours.enumerated() {
            let starts = rates.filter { $0.behaviour == index || $0.behaviour == nil }.map(\.from)
            guard !starts.contains(where: { $0 <= effective.lowerBound }) else { continue }
            let name = declared.name
            if let first = starts.min(), first <= effective.upperBound {
                report(
                    .rateMissing,
                    zh: "`\(name.key.text)` 从 `\(effective.lowerBound)` 到 `\(first.adding(days: -1))` 没有折算率",
                    en: "`\(name.key.text)` has no rate from `\(effective.lowerBound)` to `\(first.adding(days: -1))`",
                    at: name.span,
                    labels: [Diagnostic.Label(span: table.span, text: Message(zh: "折算率在这里", en: "the rates are here"))])
            } else {
                report(
                    .rateMissing, zh: "`\(name.key.text)` 没有折算率；在 `折算率` 表里加一行，或加一行 `-` 适用于全部行为",
                    en: "`\(name.key.text)` has no rate; add a row for it to `rates`, or a row `-` for all behaviours",
                    at: name.span,
                    labels: [Diagnostic.Label(span: table.span, text: Message(zh: "折算率在这里", en: "the rates are here"))])
            }
        }
    }
}
