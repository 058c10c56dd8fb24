import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// Conditions and formulas in words, with the values they meet.
extension Explainer {
    private var printer: ExpressionPrinter {
        ExpressionPrinter(
            language: language == .zh ? .zh : .en, name: { names.word($0) },
            function: { name in
                if names.symbol(name) != nil { return names.word(name) }
                return Vocabulary.function(name)?[language == .zh ? .zh : .en] ?? name
            }, placed: { option($0, at: $1) })
    }

    /// The name of an option by the set that it was compared with; nil if `name` stands for something else there.
    private func option(_ name: String, at span: Span) -> String? {
        guard names.symbol(name) == nil, case .option(let set)? = trace.values[span]?.type,
            let index = model.optionSets[set].index(of: name)
        else { return nil }
        return names.option(model.optionSets[set].options[index].naming)
    }

    /// As the norm writes it, with the signs that people know.
    func text(_ expression: Expression) -> String { signs(members(printer.text(of: expression))) }

    /// `energy.share` in words; a dot between Chinese names as a middle dot.
    private func members(_ text: String) -> String {
        if language == .en {
            return text.split(separator: ".share of points", omittingEmptySubsequences: false).joined(
                separator: " share of points")
        }
        let characters = Array(text.split(separator: ".得分率", omittingEmptySubsequences: false).joined(separator: "得分率"))
        func isHan(_ index: Int) -> Bool {
            characters.indices.contains(index)
                && characters[index].unicodeScalars.contains { $0.properties.isIdeographic }
        }
        return String(characters.indices.map { characters[$0] == "." && isHan($0 - 1) ? "·" : characters[$0] })
    }

    private func signs(_ text: String) -> String {
        var result = " " + text
        for (written, sign) in [(" >= ", " ≥ "), (" <= ", " ≤ "), (" != ", " ≠ "), (" * ", " × "), (" / ", " ÷ ")] {
            result = result.split(separator: written, omittingEmptySubsequences: false).joined(separator: sign)
        }
        return NumberText.squared(String(result.dropFirst()))
    }

    /// True for what is written out: numbers, dates, options.
    private func isLiteral(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .number, .text, .boolean, .date, .duration, .clock, .list, .context: return true
        case .negate(let inner): return isLiteral(inner)
        case .name(let name):
            return names.symbol(name) == nil && !["total", "总分", "bonus", "加分", "as_of", "评价日"].contains(name)
        default: return false
        }
    }

    /// The value of an expression as shown; nil where the program does not hold it.
    func value(_ expression: Expression, exact: Bool = false) -> Shown? {
        if let place = trace.values[expression.span] {
            return shown(place, places: showPlaces(expression), exact: exact)
        }
        return trace.tests[expression.span].map { shown(.init(value: .plain($0), type: .boolean, lookup: nil)) }
    }

    /// Places for people of the fact that an expression names.
    func showPlaces(_ expression: Expression) -> Int? {
        guard case .name(let name) = expression.kind, case .fact(let index)? = names.symbol(name) else { return nil }
        return model.facts[index].declaration.show?.value
    }

    /// One note for each part of a condition that must hold.
    func notes(_ condition: Expression) -> [Explanation.Note] {
        if case .logic(.and, let left, let right, _) = condition.kind { return notes(left) + notes(right) }
        return [note(condition)]
    }

    /// What is still to be done for a condition to hold.
    func needs(_ condition: Expression) -> [Explanation.Note] {
        switch condition.kind {
        case .logic(.and, let left, let right, _): return needs(left) + needs(right)
        case .not(let inner):
            let mark = self.mark(trace.tests[condition.span])
            guard case .name(let name) = inner.kind else { return mark == .met ? [] : [note(condition)] }
            return mark == .met ? [] : [.init(mark, say("不再“\(names.word(name))”", "no " + names.word(name)))]
        case .name(let name):
            let mark = self.mark(trace.tests[condition.span])
            return mark == .met ? [] : [.init(mark, say("做到“\(names.word(name))”", names.word(name)))]
        default:
            let note = note(condition)
            return note.mark == .met ? [] : [note]
        }
    }

    /// A condition, how it stands, and the values it meets.
    func note(_ condition: Expression) -> Explanation.Note {
        let mark = self.mark(trace.tests[condition.span])
        switch condition.kind {
        case .comparison(let sign, let left, let right, _) where !isLiteral(left):
            return .init(mark, comparison(text(left), sign, left, right, mark))
        case .not(let inner):
            guard case .name(let name) = inner.kind else { return general(condition, mark) }
            let answer =
                mark == .met
                ? say("否", "no")
                : mark == .unmet
                    ? say("是", "yes") : mark == .notApplicable ? word(.notApplicable) : say("未知", "not known")
            return .init(mark, names.word(name) + say("：", ": ") + answer)
        case .name(let name):
            let answer =
                mark == .met
                ? say("是", "yes")
                : mark == .unmet
                    ? say("否", "no") : mark == .notApplicable ? word(.notApplicable) : say("未知", "not known")
            return .init(mark, names.word(name) + say("：", ": ") + answer)
        default: return general(condition, mark)
        }
    }

    private func general(_ condition: Expression, _ mark: Explanation.Note.Mark) -> Explanation.Note {
        let values = reads(in: condition).compactMap { read -> String? in
            let reading = self.reading(read, depth: 0)
            if case .fact(let index) = read.symbol, model.facts[index].value.isStructured { return nil }
            return reading.text.isEmpty ? nil : reading.name + " = " + reading.text
        }
        return .init(mark, text(condition) + bracketed(values))
    }

    func bracketed(_ parts: [String]) -> String {
        var seen: Set<String> = []
        let list = parts.filter { seen.insert($0).inserted }
        guard !list.isEmpty else { return "" }
        return language == .zh ? "（" + list.joined(separator: "，") + "）" : " (" + list.joined(separator: ", ") + ")"
    }

    /// `subject ≥ threshold (now …)`.
    func comparison(
        _ subject: String, _ sign: ComparisonOperator, _ left: Expression, _ right: Expression,
        _ mark: Explanation.Note.Mark
    ) -> String {
        let threshold = thresholdText(right)
        var now = value(left)
        if let text = now?.text, mark == .unmet, text == threshold { now = value(left, exact: true) }
        var parts: [String] = []
        if let now { parts.append(now.state == .known ? say("现 ", "now ") + now.text : now.text) }
        if !isLiteral(right), let value = value(right) { parts.append(text(right) + " = " + value.text) }
        if mark == .unmet, let gap = gap(left, right) { parts.append(short(sign) + gap) }
        return subject + " " + self.sign(sign) + " " + (isLiteral(right) ? threshold : text(right)) + bracketed(parts)
    }

    private func short(_ sign: ComparisonOperator) -> String {
        switch sign {
        case .greater, .greaterOrEqual: return say("差 ", "short by ")
        case .less, .lessOrEqual: return say("高出 ", "over by ")
        case .equal, .notEqual: return say("相差 ", "off by ")
        }
    }

    func thresholdText(_ expression: Expression) -> String {
        if case .number(let value, let unit) = expression.kind {
            return NumberText.grouped(value.description) + (unit.map { " " + self.unit(printer.text(of: $0)) } ?? "")
        }
        return text(expression)
    }

    func sign(_ sign: ComparisonOperator) -> String {
        switch sign {
        case .equal: return "="
        case .notEqual: return "≠"
        case .less: return "<"
        case .lessOrEqual: return "≤"
        case .greater: return ">"
        case .greaterOrEqual: return "≥"
        }
    }

    /// How far two numbers in one unit lie apart.
    private func gap(_ left: Expression, _ right: Expression) -> String? {
        guard let a = trace.values[left.span], let b = trace.values[right.span], a.type == b.type, a.type.unit != nil,
            let x = value(left), let y = value(right), let p = x.number.flatMap({ ExactDecimal($0) }),
            let q = y.number.flatMap({ ExactDecimal($0) })
        else { return nil }
        let scale = max(p.scale, q.scale)
        guard let m = p.mantissa(atScale: scale), let n = q.mantissa(atScale: scale), m != n else { return nil }
        let distance = ExactDecimal(mantissa: m > n ? m - n : n - m, scale: scale).reduced
        let places = max(showPlaces(left) ?? 2, showPlaces(right) ?? 0)
        var short = distance.rounded(to: places, mode: .up).reduced
        if short.mantissa == 0 { short = distance }
        if x.unit == "%" { return short.description + say(" 个百分点", " percentage points") }
        return NumberText.grouped(short.description) + (x.unit.map { " " + self.unit($0) } ?? "")
    }

    // MARK: - Cells

    /// What a cell asks of its column; nil for `-`.
    func cell(_ subject: Expression, unit: UnitSyntax?, _ tests: UnaryTests) -> Explanation.Note? {
        let inner: [UnaryTest]
        var isNegated = false
        switch tests.kind {
        case .any: return nil
        case .anyOf(let list): inner = list
        case .not(let list):
            inner = list
            isNegated = true
        }
        let mark = cellMark(tests, inner)
        let name = text(subject)
        let suffix = unit.map { " " + self.unit(printer.text(of: $0)) } ?? ""
        func operand(_ expression: Expression) -> String { thresholdText(expression) + suffix }
        var equal: [String] = []
        var parts: [String] = []
        for test in inner {
            switch test.kind {
            case .compare(let sign, let value):
                if inner.count == 1, !isNegated, unit == nil {
                    return .init(mark, comparison(name, sign, subject, value, mark))
                }
                parts.append(name + " " + self.sign(sign) + " " + operand(value))
            case .range(let range):
                let low = range.low.map { operand($0) + (range.lowIncluded ? " ≤ " : " < ") } ?? ""
                let high = range.high.map { (range.highIncluded ? " ≤ " : " < ") + operand($0) } ?? ""
                parts.append(low + name + high)
            case .equals(let value):
                if case .list(let items) = value.kind {
                    equal += items.map { operand($0) }
                } else {
                    equal.append(operand(value))
                }
            }
        }
        if !equal.isEmpty {
            parts.append(name + say("为 ", " is ") + equal.joined(separator: say("、", " or ")))
        }
        var line = parts.joined(separator: say(" 或 ", " or "))
        if isNegated { line = say("不是：", "not: ") + line }
        if mark != .met || equal.isEmpty, let now = value(subject) {
            line += bracketed([now.state == .known ? say("现 ", "now ") + now.text : now.text])
        }
        return .init(mark, line)
    }

    private func cellMark(_ tests: UnaryTests, _ inner: [UnaryTest]) -> Explanation.Note.Mark {
        if case .not = tests.kind { return mark(trace.tests[tests.span]) }
        guard inner.count == 1 else { return mark(trace.tests[tests.span]) }
        if case .range(let range) = inner[0].kind, let slot = trace.tests[range.span] { return mark(slot) }
        if case .equals(let value) = inner[0].kind, case .list = value.kind, let slot = trace.tests[value.span] {
            return mark(slot)
        }
        return mark(trace.tests[inner[0].span] ?? trace.tests[tests.span])
    }
}
