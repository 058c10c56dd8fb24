import Diagnostics

/// An explanation for a terminal.
public struct ExplanationText {
    private var lines: [String] = []
    private let words: ExplanationWords
    private let explanation: Explanation
    private let width: Int
    /// The mark that most criteria share; said once.
    private let common: String?

    /// The whole text, with its line end. Columns line up under wide characters; `columns` is the width to fill.
    public static func render(_ explanation: Explanation, columns: Int = 96) -> String {
        var text = ExplanationText(explanation, columns)
        text.whole()
        return text.lines.joined(separator: "\n") + "\n"
    }

    private init(_ explanation: Explanation, _ columns: Int) {
        self.explanation = explanation
        words = ExplanationWords(explanation)
        width = max(columns, 60)
        common = words.commonMark(explanation)
    }

    private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }

    private mutating func whole() {
        let e = explanation
        let draft = e.norm.isDraft ? say("（草案）", " (draft)") : ""
        lines.append(e.norm.title + say("，版本 ", ", version ") + e.norm.version + draft)
        lines.append(say("场景 \(e.scene)，评价日 \(e.asOf)", "scene \(e.scene), as of \(e.asOf)"))
        rule("═")
        for line in e.summary { put(line, indent: 0) }
        if let common {
            put(say("未另注明的分值和阈值：\(common)", "points and thresholds are \(common) unless marked otherwise"), indent: 0)
        }
        findings(say("数据错误", "Data errors"), e.errors)
        findings(say("可能填错", "Likely slips"), e.warnings)
        notes(words.reasons(e), e.notAssessable)
        questions()
        gains()
        gates()
        for section in e.sections { self.section(section) }
        if let bonus = e.bonus { self.bonus(bonus) }
        steps(say("总分怎么来的", "How the total comes about"), e.total)
        grades()
        multiplier()
    }

    // MARK: - Lines

    private mutating func rule(_ character: String) { lines.append(String(repeating: character, count: width)) }

    private mutating func heading(_ text: String, _ right: String = "") {
        lines.append("")
        lines.append(spread(text, right, lead: ""))
        rule("─")
    }

    /// Text on the left and on the right end of a line.
    private func spread(_ left: String, _ right: String, lead: String) -> String {
        guard !right.isEmpty else { return lead + left }
        let room = width - DisplayWidth.of(lead + left) - DisplayWidth.of(right)
        return lead + left + String(repeating: " ", count: max(2, room)) + right
    }

    private mutating func put(_ text: String, indent: Int, sign: String = "") {
        let lead = String(repeating: " ", count: indent) + sign
        let inner = DisplayWidth.of(lead)
        for (index, part) in DisplayColumns.wrap(text, width: width - inner).enumerated() {
            lines.append((index == 0 ? lead : String(repeating: " ", count: inner)) + part)
        }
    }

    private func sign(_ mark: Explanation.Note.Mark) -> String {
        switch mark {
        case .met: return "✓ "
        case .unmet: return "✗ "
        case .unknown: return "? "
        case .notApplicable: return "– "
        case .none: return "· "
        }
    }

    private mutating func notes(_ title: String, _ notes: [Explanation.Note]) {
        guard !notes.isEmpty else { return }
        heading(title)
        for note in notes { put(note.text, indent: 2, sign: sign(note.mark)) }
    }

    private mutating func findings(_ title: String, _ findings: [Explanation.Finding]) {
        guard !findings.isEmpty else { return }
        heading(title)
        for finding in findings { put("\(finding.code) \(finding.text)", indent: 2, sign: "! ") }
    }

    private mutating func steps(_ title: String, _ steps: [Explanation.Step]) {
        guard !steps.isEmpty else { return }
        heading(title)
        for step in steps { lines.append(spread(step.text, words.value(step), lead: "  ")) }
    }

    // MARK: - Parts

    private mutating func questions() {
        guard !explanation.unanswered.isEmpty else { return }
        heading(say("还没有回答的", "Not answered yet"))
        for question in explanation.unanswered {
            put(words.question(question), indent: 2, sign: question.taken == nil ? "? " : "· ")
            if !question.neededFor.isEmpty {
                put(say("用于：", "for: ") + question.neededFor.joined(separator: say("、", ", ")), indent: 6)
            }
        }
    }

    private mutating func gains() {
        let gains = explanation.gains.prefix(5)
        guard !gains.isEmpty else { return }
        heading(say("可以加分的地方（各项自身的分值，折算前）", "Where points can be gained (points of each item, before weighting)"))
        for gain in gains {
            put("+\(NumberText.brief(gain.points))  \(gain.title)" + say("——", " – ") + gain.text, indent: 2)
        }
    }

    private mutating func gates() {
        guard !explanation.gates.isEmpty else { return }
        heading(say("门槛", "Gates"))
        for gate in explanation.gates {
            let mark: Explanation.Note.Mark
            switch gate.state {
            case .passed: mark = .met
            case .failed, .notMet: mark = .unmet
            case .open: mark = .unknown
            case .notConsidered: mark = .notApplicable
            }
            let clause = words.clause(gate.clause)
            let title = sign(mark) + gate.title + (clause.isEmpty ? "" : say("（\(clause)）", " (\(clause))"))
            lines.append(spread(title, gate.stateText, lead: "  "))
            for note in gate.why { put(note.text, indent: 4, sign: sign(note.mark)) }
            if gate.state != .passed, gate.state != .notConsidered { put(gate.otherwise, indent: 4) }
            if gate.state == .failed || gate.state == .open { readings(gate.readings.filter(words.says), indent: 4) }
        }
    }

    private mutating func section(_ section: Explanation.Section) {
        heading(section.title, words.score(section))
        for criterion in section.criteria { self.criterion(criterion) }
        if !section.deductions.isEmpty {
            lines.append("  " + say("扣分", "Deductions"))
            for criterion in section.deductions { self.criterion(criterion, isDeduction: true) }
        }
        if !section.steps.isEmpty {
            lines.append("  " + say("本章得分", "Score of the section"))
            for step in section.steps { lines.append(spread(step.text, words.value(step), lead: "    ")) }
        }
        if let minimum = section.minimum { put(minimum.text, indent: 2, sign: sign(minimum.mark)) }
    }

    private mutating func bonus(_ bonus: Explanation.Bonus) {
        heading(say("加分", "Bonus"), bonus.points.map(NumberText.short) ?? say("未知", "not known"))
        for criterion in bonus.criteria { self.criterion(criterion) }
        for step in bonus.steps { lines.append(spread(step.text, words.value(step), lead: "    ")) }
    }

    private mutating func criterion(_ criterion: Explanation.Criterion, isDeduction: Bool = false) {
        let clause = words.clause(criterion.clause)
        let provisional = criterion.provisional == common ? "" : " " + (criterion.provisional ?? say("已核实", "verified"))
        let id = criterion.id == criterion.title ? "" : criterion.id + " "
        lines.append(
            spread(
                id + criterion.title + (clause.isEmpty ? "" : say("（\(clause)）", " (\(clause))")) + provisional,
                words.points(criterion, isDeduction: isDeduction), lead: "  "))
        for note in criterion.why { put(note.text, indent: 6, sign: sign(note.mark)) }
        for step in criterion.steps {
            lines.append(spread(step.text, step.value.map(NumberText.short) ?? "", lead: "      "))
        }
        for note in criterion.next { put(note.text, indent: 6, sign: "→ ") }
        if !criterion.unanswered.isEmpty {
            put(say("还缺：", "missing: ") + criterion.unanswered.joined(separator: say("、", ", ")), indent: 6, sign: "? ")
        }
        readings(criterion.readings.filter(words.says), indent: 6)
        if let note = criterion.note { put(say("注：", "note: ") + note, indent: 6) }
    }

    private mutating func readings(_ readings: [Explanation.Reading], indent: Int) {
        for reading in readings {
            put(words.reading(reading, except: common), indent: indent, sign: "= ")
            self.readings(reading.from, indent: indent + 2)
        }
    }

    private mutating func grades() {
        guard !explanation.grades.isEmpty, explanation.status != "invalid" else { return }
        heading(say("等级", "Grades"))
        for rung in explanation.grades {
            var right = ""
            if rung.isReached {
                right = say("已达到", "reached")
            } else if let missing = rung.missing {
                right = say("差 \(NumberText.short(missing)) 分", NumberText.points(NumberText.short(missing)) + " short")
            }
            lines.append(
                spread(
                    (rung.isReached ? "✓ " : "  ") + rung.title + say("：\(rung.from) 分起", ": from \(rung.from)"), right,
                    lead: "  "))
            if let also = rung.also { put(say("并且 ", "and ") + also.text, indent: 6, sign: sign(also.mark)) }
        }
    }

    private mutating func multiplier() {
        let multiplier = explanation.multiplier
        heading(say("积分倍率", "Points multiplier"), multiplier.value)
        for step in multiplier.steps { lines.append(spread(step.text, step.value ?? "", lead: "  ")) }
        for note in multiplier.adjustments { put(note.text, indent: 2, sign: sign(note.mark)) }
        guard !multiplier.schedule.isEmpty, explanation.grade != nil else { return }
        lines.append("  " + say("有效期 \(multiplier.validity)：", "Valid for \(multiplier.validity):"))
        for stretch in multiplier.schedule {
            let behaviour = stretch.behaviour.map { say("  行为“\($0)”", "  behaviour “\($0)”") } ?? ""
            lines.append(
                spread(stretch.from + say(" 至 ", " to ") + stretch.to + behaviour, stretch.multiplier, lead: "    "))
        }
    }
}
