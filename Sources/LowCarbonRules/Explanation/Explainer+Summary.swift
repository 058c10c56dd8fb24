import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram

/// The result in a few sentences.
extension Explainer {
    var statusText: String {
        scorer.status.title[language]
    }

    func summary(_ e: Explanation) -> [String] {
        var lines: [String] = []
        let score = e.score.map { NumberText.short($0) }
        switch scorer.status {
        case .graded:
            let grade = e.grade?.title ?? ""
            lines.append(
                say(
                    "得 \(score ?? "") 分（满分 \(e.of)），等级“\(grade)”\(e.norm.isDraft ? "（草案）" : "")，积分倍率 \(e.multiplier.value)。",
                    "\(score ?? "") of \(e.of) points, grade \(grade)\(e.norm.isDraft ? " (draft)" : ""), points multiplier \(e.multiplier.value)."
                ))
            if let next = nextGrade(e) { lines.append(next) }
        case .notEligible:
            let failed =
                e.gates.filter { $0.state == .failed }.map(\.title)
                + e.sections.filter { $0.minimum?.mark == .unmet }.map {
                    $0.title + say("低于本章最低分", " below its minimum")
                }
            lines.append(
                say("不合格：\(failed.joined(separator: "、"))。", "Not eligible: \(failed.joined(separator: ", "))."))
            if let score {
                lines.append(
                    say(
                        "不计门槛可得 \(score) 分，积分倍率 \(e.multiplier.value)。",
                        "Gates aside it has \(score) points; points multiplier \(e.multiplier.value)."))
            }
        case .notAssessable:
            lines.append(
                say("不可评：", "Not assessable: ")
                    + e.notAssessable.filter { $0.mark == .unmet }.map(\.text).joined(separator: say("；", "; "))
                    + say("。", "."))
        case .incomplete:
            let names = e.unanswered.filter { $0.taken == nil }.map(\.name)
            let more = names.count > 5 ? say(" 等 \(names.count) 项", " and \(names.count - 5) more") : ""
            lines.append(
                names.isEmpty
                    ? say("尚不能定级。", "The result is still open.")
                    : say(
                        "尚不能定级，还缺：\(names.prefix(5).joined(separator: "、"))\(more)。",
                        "The result is still open; missing: \(names.prefix(5).joined(separator: ", "))\(more)."))
            if let score { lines.append(say("目前的总分已定：\(score)。", "The total is settled already: \(score).")) }
            if let range = e.scoreRange {
                let grades =
                    range.grades.isEmpty
                    ? ""
                    : say(
                        "，可能的等级：\(range.grades.joined(separator: "、"))",
                        "; grades still possible: \(range.grades.joined(separator: ", "))")
                lines.append(
                    say(
                        "补齐后总分在 \(range.low) 到 \(range.high) 之间\(grades)。",
                        "Once answered, the total lies between \(range.low) and \(range.high)\(grades)."))
            }
        case .invalid:
            lines.append(
                say(
                    "无效：数据有 \(e.errors.count) 处错误，改正后才能评价。",
                    "The data has \(e.errors.count) error\(e.errors.count == 1 ? "" : "s"); mend \(e.errors.count == 1 ? "it" : "them") to be assessed."
                ))
        }
        if e.norm.isDraft {
            lines.append(say("规范尚是草案，结果与标识不作正式认定。", "The norm is a draft: the result and its label are not official."))
        }
        return lines
    }

    private func nextGrade(_ e: Explanation) -> String? {
        guard let reached = e.grades.firstIndex(where: \.isReached), reached > 0 else { return nil }
        let next = e.grades[reached - 1]
        var parts: [String] = []
        if let missing = next.missing {
            parts.append(
                say("还差 \(NumberText.short(missing)) 分", NumberText.points(NumberText.short(missing), more: true)))
        }
        if let also = next.also, also.mark != .met { parts.append(say("并须 ", "and it asks ") + also.text) }
        guard !parts.isEmpty else { return nil }
        return say(
            "升到“\(next.title)”（\(next.from) 分起）\(parts.joined(separator: "，"))。",
            "For \(next.title) (from \(next.from)) it takes \(parts.joined(separator: ", ")).")
    }
}
