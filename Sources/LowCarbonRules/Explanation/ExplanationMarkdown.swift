import Diagnostics

/// An explanation as Markdown, to be filed or mailed.
public struct ExplanationMarkdown {
    private var lines: [String] = []
    private let words: ExplanationWords
    private let explanation: Explanation
    private let common: String?

    /// The whole page, with its line end.
    public static func render(_ explanation: Explanation) -> String {
        var page = ExplanationMarkdown(explanation)
        page.whole()
        return page.lines.joined(separator: "\n") + "\n"
    }

    private init(_ explanation: Explanation) {
        self.explanation = explanation
        words = ExplanationWords(explanation)
        common = words.commonMark(explanation)
    }

    private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }

    /// Characters that Markdown would take for its own.
    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\*_[]<>|#`~".contains(character) { result.append("\\") }
            result.append(character == "\n" ? " " : character)
        }
        return result
    }

    private mutating func whole() {
        let e = explanation
        let draft = e.norm.isDraft ? say("（草案）", " (draft)") : ""
        lines += ["# " + escaped(e.norm.title + say("，版本 ", ", version ") + e.norm.version + draft), ""]
        lines += [escaped(say("场景 \(e.scene)，评价日 \(e.asOf)", "Scene \(e.scene), as of \(e.asOf)")), ""]
        for line in e.summary { lines += ["> " + escaped(line), ">"] }
        if let common {
            lines += [
                "> "
                    + escaped(
                        say("未另注明的分值和阈值：\(common)", "points and thresholds are \(common) unless marked otherwise")),
                ">",
            ]
        }
        if lines.last == ">" { lines.removeLast() }
        list(say("数据错误", "Data errors"), e.errors.map { "\($0.code) \($0.text)" })
        list(say("可能填错", "Likely slips"), e.warnings.map { "\($0.code) \($0.text)" })
        list(words.reasons(e), e.notAssessable.map { sign($0.mark) + $0.text })
        list(
            say("还没有回答的", "Not answered yet"),
            e.unanswered.map { question in
                words.question(question)
                    + (question.neededFor.isEmpty
                        ? ""
                        : say("（用于：", " (for: ") + question.neededFor.joined(separator: say("、", ", ")) + say("）", ")"))
            })
        list(
            say("可以加分的地方（各项自身的分值，折算前）", "Where points can be gained (points of each item, before weighting)"),
            e.gains.prefix(5).map { "+\(NumberText.brief($0.points)) \($0.title)" + say("——", " – ") + $0.text })
        gates()
        for section in e.sections { self.section(section) }
        if let bonus = e.bonus {
            heading(say("加分", "Bonus") + " " + (bonus.points.map(NumberText.short) ?? say("未知", "not known")))
            table(bonus.criteria)
            details(bonus.criteria)
            steps(bonus.steps)
        }
        if !e.total.isEmpty {
            heading(say("总分怎么来的", "How the total comes about"))
            steps(e.total)
        }
        grades()
        multiplier()
    }

    private mutating func heading(_ text: String) { lines += ["", "## " + escaped(text), ""] }

    private func sign(_ mark: Explanation.Note.Mark) -> String {
        switch mark {
        case .met: return "✓ "
        case .unmet: return "✗ "
        case .unknown: return "? "
        case .notApplicable: return "– "
        case .none: return ""
        }
    }

    private mutating func list(_ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        heading(title)
        lines += items.map { "- " + escaped($0) }
    }

    private mutating func row(_ cells: [String]) {
        lines.append("| " + cells.map(escaped).joined(separator: " | ") + " |")
    }

    private mutating func steps(_ steps: [Explanation.Step]) {
        guard !steps.isEmpty else { return }
        row([say("步骤", "step"), say("数值", "value")])
        lines.append("| --- | ---: |")
        for step in steps { row([step.text, words.value(step)]) }
    }

    private mutating func gates() {
        guard !explanation.gates.isEmpty else { return }
        heading(say("门槛", "Gates"))
        row([say("门槛", "gate"), say("条款", "clause"), say("结果", "result"), say("理由", "why")])
        lines.append("| --- | --- | --- | --- |")
        for gate in explanation.gates {
            row([
                gate.title, gate.clause ?? "", gate.stateText,
                gate.why.map { sign($0.mark) + $0.text }.joined(separator: say("；", "; ")),
            ])
        }
    }

    private mutating func table(_ criteria: [Explanation.Criterion], isDeduction: Bool = false) {
        guard !criteria.isEmpty else { return }
        row([say("编号", "id"), say("评分项", "criterion"), say("条款", "clause"), say("得分", "points")])
        lines.append("| --- | --- | --- | ---: |")
        for criterion in criteria {
            row([
                criterion.id, criterion.title, criterion.clause ?? "",
                words.points(criterion, isDeduction: isDeduction),
            ])
        }
        lines.append("")
    }

    private mutating func section(_ section: Explanation.Section) {
        heading(section.title + say("：", ": ") + words.score(section))
        table(section.criteria)
        details(section.criteria)
        if !section.deductions.isEmpty {
            lines += ["### " + say("扣分", "Deductions"), ""]
            table(section.deductions, isDeduction: true)
            details(section.deductions, isDeduction: true)
        }
        steps(section.steps)
        if let minimum = section.minimum { lines += ["", escaped(sign(minimum.mark) + minimum.text)] }
    }

    private mutating func details(_ criteria: [Explanation.Criterion], isDeduction: Bool = false) {
        for criterion in criteria {
            let provisional =
                criterion.provisional == common ? "" : " — " + (criterion.provisional ?? say("已核实", "verified"))
            lines += [
                "**" + escaped(criterion.title) + "** "
                    + escaped(words.points(criterion, isDeduction: isDeduction) + provisional), "",
            ]
            for note in criterion.why { lines.append("- " + escaped(sign(note.mark) + note.text)) }
            for step in criterion.steps {
                lines.append("- " + escaped(step.text + (step.value.map { " = " + NumberText.short($0) } ?? "")))
            }
            for note in criterion.next { lines.append("- → " + escaped(note.text)) }
            if !criterion.unanswered.isEmpty {
                lines.append(
                    "- " + escaped(say("还缺：", "missing: ") + criterion.unanswered.joined(separator: say("、", ", "))))
            }
            readings(criterion.readings.filter(words.says), depth: 0)
            if let note = criterion.note { lines.append("- " + escaped(say("注：", "note: ") + note)) }
            lines.append("")
        }
    }

    private mutating func readings(_ readings: [Explanation.Reading], depth: Int) {
        for reading in readings {
            lines.append(String(repeating: "  ", count: depth) + "- " + escaped(words.reading(reading, except: common)))
            self.readings(reading.from, depth: depth + 1)
        }
    }

    private mutating func grades() {
        guard !explanation.grades.isEmpty, explanation.status != "invalid" else { return }
        heading(say("等级", "Grades"))
        row([say("等级", "grade"), say("起点", "from"), say("还差", "missing"), say("并且", "also")])
        lines.append("| --- | ---: | ---: | --- |")
        for rung in explanation.grades {
            let missing = rung.isReached ? say("已达到", "reached") : rung.missing.map(NumberText.short) ?? ""
            row([rung.title, rung.from, missing, rung.also.map { sign($0.mark) + $0.text } ?? ""])
        }
    }

    private mutating func multiplier() {
        let multiplier = explanation.multiplier
        heading(say("积分倍率：", "Points multiplier: ") + multiplier.value)
        steps(multiplier.steps)
        if !multiplier.adjustments.isEmpty { lines.append("") }
        for note in multiplier.adjustments { lines.append("- " + escaped(sign(note.mark) + note.text)) }
        guard !multiplier.schedule.isEmpty, explanation.grade != nil else { return }
        lines.append("")
        row([say("从", "from"), say("到", "to"), say("行为", "behaviour"), say("倍率", "multiplier")])
        lines.append("| --- | --- | --- | ---: |")
        for stretch in multiplier.schedule {
            row([stretch.from, stretch.to, stretch.behaviour ?? "", stretch.multiplier])
        }
    }
}
