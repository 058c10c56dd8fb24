import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// How sections, bonus and total come about, and what the grades ask.
extension Explainer {
    typealias Step = Explanation.Step

    func section(_ index: Int) -> Explanation.Section {
        let section = model.sections[index]
        let layout = norm.program.outcome.sections[index]
        let state = interpreter.state(layout.value.numerator)
        return .init(
            id: section.naming.id, title: title(section.naming), score: decimal(layout.value), of: decimal(layout.of),
            isApplicable: state == .open ? nil : state != .notApplicable,
            criteria: section.criteria.map { criterion($0) },
            deductions: section.deductions.map { criterion($0) }, steps: steps(section: index), minimum: minimum(index))
    }

    private func steps(section index: Int) -> [Step] {
        let section = model.sections[index]
        guard let parts = trace.sections[index] else { return [] }
        let state = interpreter.state(norm.program.outcome.sections[index].value.numerator)
        if state == .notApplicable {
            return [
                .init(
                    text: say(
                        "没有一项适用，本章连同权重 \(section.weight) 退出",
                        "nothing applies: the section drops out with its weight of \(section.weight)"), value: nil)
            ]
        }
        var steps: [Step] = [.init(text: say("各项得分之和", "sum of the criteria"), value: decimal(parts.earned))]
        if let deducted = parts.deducted {
            steps.append(
                .init(
                    text: say("减：扣分合计（扣到 0 为止）", "less deductions (down to 0)"),
                    value: decimal(deducted).map { $0 == "0" ? $0 : "-" + $0 }))
        }
        let applicable = decimal(parts.applicablePoints)
        let full = section.points.description
        if applicable != full {
            let dropped = section.criteria.filter {
                interpreter.state(norm.program.outcome.criteria[$0].value.numerator) == .notApplicable
            }
            let list = dropped.map { title(model.criteria[$0].naming) }.joined(separator: say("、", ", "))
            steps.append(
                .init(
                    text: say("适用项的满分（共 \(full)）", "points that apply (of \(full))")
                        + (list.isEmpty ? "" : say("，不适用：", "; not applicable: ") + list), value: applicable))
        }
        if applicable != full || section.weight != section.points {
            steps.append(
                .init(
                    text: say("× 权重 \(section.weight) ÷ ", "× weight \(section.weight) ÷ ")
                        + (applicable.map(NumberText.short) ?? say("适用满分", "the points that apply")),
                    value: decimal(parts.unrounded)))
        }
        if let places = section.round {
            steps.append(.init(text: rounding(places), value: decimal(norm.program.outcome.sections[index].value)))
        }
        return steps.count == 1 ? [] : steps
    }

    private func rounding(_ places: Int) -> String {
        say(
            "修约到 \(places) 位小数（\(roundingWord)）",
            "rounded to \(places) place\(places == 1 ? "" : "s") (\(roundingWord))")
    }

    private var roundingWord: String {
        guard language == .zh else { return model.rounding.rawValue }
        switch model.rounding {
        case .halfUp: return "四舍五入"
        case .halfEven: return "四舍六入五成双"
        case .halfDown: return "五舍六入"
        case .down: return "向零"
        case .up: return "离零"
        case .floor: return "向下"
        case .ceiling: return "向上"
        }
    }

    private func minimum(_ index: Int) -> Explanation.Note? {
        guard let share = model.sections[index].minimumShare, let slot = trace.minimumMet[index] else { return nil }
        let least = share * model.sections[index].weight
        let percent = (share * Rational(100)).description
        return .init(
            mark(slot), say("本章最低 \(least) 分（\(percent) %）", "section minimum: \(least) points (\(percent) %)"))
    }

    func bonus() -> Explanation.Bonus? {
        guard let bonus = model.bonus else { return nil }
        let points = decimal(norm.program.outcome.bonus)
        var steps: [Step] = []
        if let sum = trace.bonusSum.flatMap({ decimal($0) }), let cap = bonus.cap {
            steps.append(.init(text: say("各项加分之和", "sum of the items"), value: sum))
            steps.append(.init(text: say("以 \(cap) 分为限", "at most \(cap)"), value: points))
        }
        if let places = bonus.round { steps.append(.init(text: rounding(places), value: points)) }
        return .init(points: points, criteria: bonus.criteria.map { criterion($0) }, steps: steps)
    }

    func totalSteps() -> [Step] {
        guard let parts = trace.total else { return [] }
        var steps: [Step] = model.sections.indices.map { index in
            let value = norm.program.outcome.sections[index].value
            let name = title(model.sections[index].naming)
            let isDropped = interpreter.state(value.numerator) == .notApplicable
            return .init(
                text: name + (isDropped ? say("（不适用，退出）", " (not applicable, dropped)") : ""), value: decimal(value))
        }
        steps.append(.init(text: say("章节之和", "sum of the sections"), value: decimal(parts.sections)))
        if let weights = decimal(parts.weights), weights != model.total.of.description {
            steps.append(
                .init(
                    text: say(
                        "× 满分 \(model.total.of) ÷ 适用权重 \(weights)",
                        "× \(model.total.of) ÷ weight that applies \(weights)"), value: decimal(parts.rescaled)))
        }
        if model.bonus != nil {
            let bonus = decimal(norm.program.outcome.bonus).map(NumberText.short) ?? "?"
            steps.append(.init(text: say("加上加分 ", "plus bonus ") + bonus, value: decimal(parts.withBonus)))
        }
        if let before = decimal(parts.withBonus).flatMap({ ExactDecimal($0) }),
            let low = ExactDecimal(model.total.low.description), let high = ExactDecimal(model.total.high.description),
            before < low || high < before
        {
            steps.append(
                .init(
                    text: say(
                        "限于 \(model.total.low) 到 \(model.total.high)",
                        "kept within \(model.total.low) to \(model.total.high)"),
                    value: (before < low ? low : high).description))
        }
        if let places = model.total.round {
            steps.append(.init(text: rounding(places), value: decimal(norm.program.outcome.total)))
        }
        steps.append(.init(text: say("总分", "total"), value: decimal(norm.program.outcome.total)))
        return steps
    }

    // MARK: - Grades

    func rungs() -> [Explanation.Rung] {
        let score = scorer.score
        return model.grades.enumerated().map { index, grade in
            let from = ExactDecimal(grade.from.description) ?? ExactDecimal(0)
            let missing = score.flatMap { $0 < from ? difference(from, $0) : nil }
            var also: Explanation.Note?
            if scorer.status != .invalid, let condition = grade.declaration.also {
                let parts = notes(condition)
                also = .init(mark(trace.tests[condition.span]), parts.map(\.text).joined(separator: say("；", "; ")))
            }
            return .init(
                id: grade.naming.id, title: title(grade.naming), from: from.description,
                isReached: scorer.gradeIndex == index,
                missing: missing, also: also)
        }
    }

    // MARK: - Multiplier

    func multiplier() -> Explanation.Multiplier {
        let plan = norm.program.multiplier
        func text(_ value: Int128) -> String { ExactDecimal(mantissa: value, scale: plan.scale).reduced.description }
        let (status, grade) = headline
        let value = text(plan.multiplier(status: status, grade: grade ?? 0, on: asOf))
        var steps: [Step] = []
        var adjustments: [Explanation.Note] = []
        if let multiplier = model.multiplier {
            if let grade {
                steps.append(
                    .init(
                        text: say(
                            "基准（\(title(model.grades[grade].naming))）", "base (\(title(model.grades[grade].naming)))"),
                        value: text(plan.base[grade])))
                for adjustment in multiplier.adjustments
                where adjustment.grades.indices.contains(grade) && adjustment.grades[grade] {
                    let isAlways = adjustment.days == CalendarDay.first...CalendarDay.last
                    let days =
                        isAlways
                        ? say("任何日期", "any day")
                        : adjustment.days.lowerBound.description + say(" 至 ", " to ")
                            + adjustment.days.upperBound.description
                    let behaviour = adjustment.behaviour.map { title(model.behaviours[$0].naming) }
                    let holds = adjustment.days.contains(asOf) && behaviour == nil
                    adjustments.append(
                        .init(
                            holds ? .met : .none,
                            days + (behaviour.map { say("，行为“\($0)”", ", behaviour “\($0)”") } ?? "")
                                + say("：加 ", ": add ")
                                + adjustment.add.reduced.description
                                + (holds ? say("（评价日已计）", " (counts on the as-of day)") : "")))
                }
                steps.append(
                    .init(
                        text: say(
                            "限于 \(multiplier.low.reduced) 到 \(multiplier.high.reduced)",
                            "kept within \(multiplier.low.reduced) to \(multiplier.high.reduced)"), value: value))
            } else {
                steps.append(
                    .init(
                        text: say("状态“\(status.title[language])”的倍率", "the factor for `\(status.title[language])`"),
                        value: value))
            }
        }
        let schedule = plan.schedule(status: status, grade: grade ?? 0, from: asOf).map { entry in
            Explanation.Multiplier.Stretch(
                from: entry.from.description, to: entry.to.description,
                behaviour: entry.behaviour < 0 ? nil : title(model.behaviours[entry.behaviour].naming),
                multiplier: text(entry.multiplier))
        }
        return .init(
            value: value, steps: steps, adjustments: adjustments, schedule: schedule, validity: duration(plan.validity))
    }

    private func duration(_ duration: CalendarDuration) -> String {
        if duration.days == 0, duration.months % 12 == 0 {
            let years = duration.months / 12
            return say("\(years) 年", years == 1 ? "1 year" : "\(years) years")
        }
        return duration.description
    }
}
