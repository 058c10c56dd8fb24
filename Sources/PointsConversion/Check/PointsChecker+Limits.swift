import Diagnostics
import ExactNumbers
import RuleSyntax

extension PointsChecker {
    mutating func caps() -> [PointsCap] {
        guard let table = document.caps else { return [] }
        var result: [(cap: PointsCap, span: Span)] = []
        for row in table.rows {
            let points = row.points.flatMap { limit($0, least: 0) }
            let acts = row.acts.flatMap { limit($0, least: 1) }
            if row.points == nil, row.acts == nil {
                report(
                    .limitValue, zh: "这一行没有上限：`积分` 和 `次数` 至少写一个",
                    en: "this row limits nothing: give `points` or `acts`", at: row.span)
            }
            if row.acts != nil, row.per.value == .act, let span = row.acts?.span {
                report(
                    .limitValue, zh: "每次行为的次数总是 1，`次数` 要配日、月、年或全程",
                    en: "there is one act per act; `acts` goes with day, month, year or total", at: span)
            }
            let known = row.behaviours.compactMap { behaviour(named: $0) }
            guard known.count == row.behaviours.count else { continue }
            let list = known.isEmpty ? nil : Array(Set(known)).sorted()
            if let first = result.first(where: { $0.cap.behaviours == list && $0.cap.per == row.per.value }) {
                report(
                    .limitTwice, zh: "同一行为同一周期有两个上限，只留一个",
                    en: "two caps for the same behaviours and period, keep one", at: row.span,
                    labels: [PointsChecker.first(first.span)])
                continue
            }
            result.append(
                (PointsCap(behaviours: list, per: row.per.value, points: points, acts: acts.map { Int($0) }), row.span))
        }
        return result.map(\.cap).enumerated().sorted {
            ($0.element.per.rank, $0.element.behaviours?.count ?? .max, $0.offset)
                < ($1.element.per.rank, $1.element.behaviours?.count ?? .max, $1.offset)
        }.map(\.element)
    }

    mutating func budgets() -> [PointsBudget] {
        guard let table = document.budget else { return [] }
        var result: [(budget: PointsBudget, span: Span)] = []
        for row in table.rows {
            guard row.per.value != .act else {
                report(
                    .limitValue, zh: "总池按日、月、年或全程设，不按次",
                    en: "a budget is for a day, month, year or in total, not per act", at: row.per.span)
                continue
            }
            guard let points = row.points else {
                report(.limitValue, zh: "总池要写积分数", en: "a budget needs its points", at: row.span)
                continue
            }
            guard let value = limit(points, least: 1) else { continue }
            if let first = result.first(where: { $0.budget.per == row.per.value }) {
                report(
                    .limitTwice, zh: "同一周期有两个总池，只留一个", en: "two budgets for the same period, keep one", at: row.span,
                    labels: [PointsChecker.first(first.span)])
                continue
            }
            result.append((PointsBudget(per: row.per.value, points: value), row.span))
        }
        return result.map(\.budget).sorted { $0.per.rank < $1.per.rank }
    }

    mutating func minimum() -> (points: Int128?, grams: ExactDecimal?) {
        guard let minimum = document.minimum else { return (nil, nil) }
        if minimum.points == nil, minimum.grams == nil {
            report(
                .limitValue, zh: "`最低` 要写 `积分` 或 `克数`", en: "`minimum` takes `points` or `grams`", at: minimum.span)
        }
        if let grams = minimum.grams, !PointsLimits.holds(grams: grams.value) {
            report(
                .limitValue, zh: "最低克数 `\(grams.value)` 应为不负的数，最多 \(PointsLimits.gramPlaces) 位小数",
                en:
                    "the minimum of `\(grams.value)` g must not be below 0 and has at most \(PointsLimits.gramPlaces) decimal places",
                at: grams.span)
        }
        return (minimum.points.flatMap { limit($0, least: 0) }, minimum.grams?.value)
    }

    /// Points are whole, so limits are too; then the one rounding cannot pass them.
    private mutating func limit(_ number: Located<ExactDecimal>, least: Int128) -> Int128? {
        if let whole = number.value.mantissa(atScale: 0), whole >= least, whole <= PointsLimits.mostPoints {
            return whole
        }
        report(
            .limitValue, zh: "上限 `\(number.value)` 应为 \(least) 到 \(PointsLimits.mostPoints) 的整数",
            en: "limit `\(number.value)` must be a whole number from \(least) to \(PointsLimits.mostPoints)",
            at: number.span)
        return nil
    }

    /// Warns of a cap that another one always meets first: the same behaviours, or more, over a longer period, with no more
    /// points.
    mutating func checkCapOrder() {
        guard let table = document.caps else { return }
        for row in table.rows {
            guard let points = row.points?.value else { continue }
            let tighter = table.rows.first { other in
                guard let limit = other.points?.value, limit <= points, includes(other.behaviours, row.behaviours)
                else {
                    return false
                }
                if other.per.value == row.per.value { return !includes(row.behaviours, other.behaviours) }
                return other.per.value.rank > row.per.value.rank
            }
            guard let tighter, let limit = tighter.points else { continue }
            report(
                .capIdle, .warning,
                zh: "这个上限从不起作用：`\(word(tighter.per.value).zh)` 的上限 `\(limit.value)` 不大于它",
                en:
                    "this cap never bites: the cap of `\(limit.value)` per `\(word(tighter.per.value).en)` is no greater",
                at: row.span,
                labels: [Diagnostic.Label(span: tighter.span, text: Message(zh: "先到这个上限", en: "this one is met first"))]
            )
        }
    }

    private func includes(_ wide: [Name], _ narrow: [Name]) -> Bool {
        if wide.isEmpty { return true }
        if narrow.isEmpty { return false }
        let names = Set(wide.compactMap { behaviourIndex[$0.text] })
        return narrow.allSatisfy { behaviourIndex[$0.text].map(names.contains) ?? false }
    }

    private func word(_ period: PointsPeriod) -> Keyword {
        KeywordList.pointsPeriods.keyword(for: period) ?? .perAct
    }
}
