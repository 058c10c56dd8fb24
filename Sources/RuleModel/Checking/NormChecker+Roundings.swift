import Diagnostics
import ExactNumbers
import RuleSyntax

/// Roundings of scores stay within the range that the norm states for the score: nothing is clamped after a rounding.
extension NormChecker {
    /// Where a score's range is stated, and in what words.
    private struct StatedEnd {
        var end: RoundingEnd
        var place: Span?
        var zh: String
        var en: String
    }

    func checkRoundings() {
        for criterion in model.criteria {
            let declaration = criterion.declaration
            check(
                declaration.round,
                [maximum(criterion.points, at: declaration.points?.span, zh: "满分", en: "the maximum")])
        }
        for section in model.sections {
            let declaration = section.declaration
            let place = declaration.weight?.span ?? declaration.points?.span
            check(
                declaration.round,
                [
                    declaration.weight == nil
                        ? maximum(section.weight, at: place, zh: "本章分值", en: "the section's points")
                        : maximum(section.weight, at: place, zh: "本章权重", en: "the section's weight")
                ])
        }
        if let bonus = document.bonus, let cap = bonus.cap {
            check(bonus.round, [maximum(Rational(cap.value), at: cap.span, zh: "加分上限", en: "the cap of the bonus")])
        }
        if let total = document.total { check(total.round, ends(of: total)) }
    }

    /// The ends of `range`, and the most that sections and bonus give together where that is less.
    private func ends(of total: TotalDeclaration) -> [StatedEnd] {
        var result: [StatedEnd] = []
        if let range = total.range {
            result.append(
                StatedEnd(
                    end: RoundingEnd(model.total.low, isMaximum: false), place: range.span, zh: "范围起点",
                    en: "the start of the range"))
            result.append(maximum(model.total.high, at: range.span, zh: "范围终点", en: "the end of the range"))
        } else {
            result.append(maximum(model.total.high, at: total.of?.span, zh: "总分满分", en: "the full total"))
        }
        if maximumTotal < model.total.high {
            result.append(
                maximum(
                    maximumTotal, at: total.of?.span, zh: model.bonus == nil ? "总分满分" : "总分连同加分最高的分数",
                    en: model.bonus == nil ? "the full total" : "the most that the total can be with the bonus"))
        }
        return result
    }

    private func maximum(_ value: Rational, at place: Span?, zh: String, en: String) -> StatedEnd {
        StatedEnd(end: RoundingEnd(value, isMaximum: true), place: place, zh: zh, en: en)
    }

    private func check(_ round: Located<Int>?, _ stated: [StatedEnd]) {
        guard let round,
            let passed = stated.first(where: { $0.end.isPassed(places: round.value, model.rounding) })
        else { return }
        let end = passed.end
        let rounded = end.value.rounded(places: round.value, model.rounding)
        let nearest = end.nearestThatFit(places: round.value).map { "`\($0)`" }
        let places = RoundingEnd.placesThatFit(stated.map(\.end), near: round.value, model.rounding)
        let zhPlaces = places.map { "`修约: \($0)`" }.joined(separator: " 或 ")
        let enPlaces = places.map { "`round: \($0)`" }.joined(separator: " or ")
        let mode = KeywordList.roundingModes.keyword(for: model.rounding)
        report(
            .passingRound, at: round.span,
            zh:
                "`修约: \(round.value)`（\(mode?.zh ?? "")）会把\(passed.zh) \(end.value) 变成 \(rounded)，\(end.isMaximum ? "超出上限" : "低于下限")；请把它改为 \(nearest.joined(separator: " 或 "))"
                + (places.isEmpty ? "" : "，或写 \(zhPlaces)"),
            en:
                "`round: \(round.value)` (`\(mode?.en ?? "")`) takes \(passed.en) of \(end.value) \(end.isMaximum ? "up" : "down") to \(rounded); write \(nearest.joined(separator: " or ")) for it"
                + (places.isEmpty ? "" : ", or \(enPlaces)"),
            labels: passed.place.map {
                [.init(span: $0, text: Message(zh: "\(passed.zh) \(end.value)", en: "\(passed.en): \(end.value)"))]
            } ?? [])
    }
}
