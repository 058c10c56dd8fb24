import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleSyntax

/// Formulas, conditions and cells in words of one language; each name leads to the place of the page that explains it.
struct FormulaWriter {
    let language: MessageLanguage
    let names: NameBook
    let norm: CompiledNorm
    /// Name, in either language, to the anchor of the page.
    let anchors: [String: String]

    init(_ norm: CompiledNorm, _ language: MessageLanguage) {
        self.norm = norm
        self.language = language
        names = NameBook(norm.model, language)
        var anchors: [String: String] = [:]
        func add(_ naming: Naming, _ anchor: String) {
            for name in [naming.id, naming.chinese] where anchors[name] == nil { anchors[name] = anchor }
        }
        let model = norm.model
        for input in model.inputs { add(input.naming, input.naming.id) }
        for fact in model.facts { add(fact.naming, fact.naming.id) }
        for parameter in model.parameters { add(parameter.naming, parameter.naming.id) }
        for section in model.sections { add(section.naming, section.naming.id) }
        for criterion in model.criteria { add(criterion.naming, criterion.naming.id) }
        for gate in model.gates { add(gate.naming, gate.naming.id) }
        for input in model.inputs { for field in input.fields { add(field.naming, input.naming.id) } }
        self.anchors = anchors
    }

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    // A printed name stands between these, with the anchor that it leads to.
    private static let open: Character = "\u{F0000}"
    private static let middle: Character = "\u{F0001}"
    private static let close: Character = "\u{F0002}"

    private var printer: ExpressionPrinter {
        ExpressionPrinter(
            language: language == .zh ? .zh : .en,
            name: { $0.first == ReadableSyntax.mark ? called($0) : marked(names.word($0), anchors[$0]) },
            function: { called($0) },
            placed: { name, span in option(name, at: span).map { marked($0, nil) } })
    }

    private func marked(_ word: String, _ anchor: String?) -> String {
        let plain = word.filter { ![FormulaWriter.open, FormulaWriter.middle, FormulaWriter.close].contains($0) }
        return "\(FormulaWriter.open)\(anchor ?? "")\(FormulaWriter.middle)\(plain)\(FormulaWriter.close)"
    }

    private func called(_ name: String) -> String {
        let parts = name.split(separator: ReadableSyntax.mark, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 3 {
            let list = marked(names.word(parts[2]), anchors[parts[2]])
            switch parts[1] {
            case "some": return say(list + "中有一项", "some entry of " + list + " ")
            case "met_share":
                return marked(
                    say("“\(parts[2])”类评分项满分率", "share of “\(parts[2])” criteria with full points"), "tag-" + parts[2])
            case "every": return say(list + "每一项都", "every entry of " + list + " ")
            default: return say(list + "各项", "") + function(parts[1]) + say("", " over " + list + " ")
            }
        }
        if names.symbol(name) != nil { return marked(names.word(name), anchors[name]) }
        return function(name)
    }

    private func function(_ name: String) -> String {
        let word = Vocabulary.function(name)?[language == .zh ? .zh : .en] ?? name
        return language == .en ? String(word.map { $0 == "_" ? " " : $0 }) : word
    }

    /// The name of an option by the set that it was compared with; nil if `name` stands for something else there.
    private func option(_ name: String, at span: Span) -> String? {
        guard names.symbol(name) == nil, case .option(let set)? = norm.trace.values[span]?.type,
            norm.model.optionSets.indices.contains(set), let index = norm.model.optionSets[set].index(of: name)
        else { return nil }
        return names.option(norm.model.optionSets[set].options[index].naming)
    }

    // MARK: - Expressions

    private struct Run {
        var text: String
        var anchor: String?
        var isWord: Bool
    }

    /// The text of an expression in pieces: names with their anchors, and what stands between them with the signs people know.
    private func runs(_ printed: String) -> [Run] {
        var runs: [Run] = []
        var text = ""
        var anchor: String?
        for character in printed {
            switch character {
            case FormulaWriter.open:
                if !text.isEmpty {
                    runs.append(Run(text: signs(text, after: runs.isEmpty), anchor: nil, isWord: false))
                }
                (text, anchor) = ("", nil)
            case FormulaWriter.middle: (anchor, text) = (text.isEmpty ? nil : text, "")
            case FormulaWriter.close:
                if let last = runs.last, !last.isWord, last.text == ".", runs.count > 1 {
                    runs[runs.count - 1].text = say("", " ")
                }
                runs.append(Run(text: text, anchor: anchor, isWord: true))
                (text, anchor) = ("", nil)
            default: text.append(character)
            }
        }
        if !text.isEmpty { runs.append(Run(text: signs(text, after: runs.isEmpty), anchor: nil, isWord: false)) }
        return runs
    }

    private func signs(_ text: String, after isStart: Bool) -> String {
        var result = isStart ? " " + text : text
        for (written, sign) in [
            (" >= ", " ≥ "), (" <= ", " ≤ "), (" != ", " ≠ "), (" * ", " × "), (" / ", " ÷ "), (" - ", " − "),
        ] {
            result = result.split(separator: written, omittingEmptySubsequences: false).joined(separator: sign)
        }
        return spelledUnits(isStart ? String(result.dropFirst()) : result)
    }

    /// Units behind numbers as people write them.
    private func spelledUnits(_ text: String) -> String {
        var isAfterNumber = false
        return text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
            defer { isAfterNumber = word.drop { $0 == "(" || $0 == "-" || $0 == "[" }.first?.isNumber ?? false }
            guard isAfterNumber, word.first?.isLetter ?? false, ExpressionKeyword(word: String(word)) == nil else {
                return String(word)
            }
            // Brackets of the formula that close behind the unit stay behind it.
            var unit = word
            while let last = unit.last, last == "," || last == "]" || (last == ")" && closes(unit)) {
                unit.removeLast()
            }
            return NumberText.unit(String(unit), language) + word.dropFirst(unit.count)
        }.joined(separator: " ")
    }

    private func closes(_ unit: Substring) -> Bool {
        unit.filter { $0 == ")" }.count > unit.filter { $0 == "(" }.count
    }

    private func html(_ runs: [Run]) -> HTML {
        .group(
            runs.map { run in
                guard run.isWord else { return .text(run.text) }
                guard let anchor = run.anchor else { return .tag("span", ["class": "word"], text: run.text) }
                return .link("#" + NormLinks.segment(anchor), .text(run.text))
            })
    }

    /// As the norm writes it, in the page's language.
    func html(_ expression: Expression) -> HTML { html(runs(printed(expression))) }

    /// The same without links.
    func plain(_ expression: Expression) -> String { runs(printed(expression)).map(\.text).joined() }

    /// Anchors of all that an expression names.
    func anchors(in expression: Expression) -> Set<String> { Set(runs(printed(expression)).compactMap(\.anchor)) }

    private func printed(_ expression: Expression) -> String {
        if case .number(let value, let unit) = expression.kind { return number(value, unit: unit) }
        if case .boolean(let value) = expression.kind { return value ? say("是", "yes") : say("否", "no") }
        return printer.text(of: ReadableSyntax.rewritten(expression))
    }

    /// A number with its unit, thousands apart.
    func number(_ value: ExactDecimal, unit: UnitSyntax?) -> String {
        NumberText.grouped(value.description) + (unit.map { " " + self.unit($0) } ?? "")
    }

    func unit(_ unit: UnitSyntax) -> String {
        NumberText.unit(ExpressionPrinter(language: .en).text(of: unit), language)
    }

    /// The parts of a condition, and whether all of them or any one must hold; one part alone where it is simple.
    func parts(_ condition: Expression) -> (parts: [Expression], all: Bool) {
        let all = parts(condition, .and)
        if all.count > 1 { return (all, true) }
        return (parts(condition, .or), false)
    }

    private func parts(_ expression: Expression, _ sign: LogicOperator) -> [Expression] {
        if case .logic(sign, let left, let right, _) = expression.kind { return parts(left, sign) + parts(right, sign) }
        return [expression]
    }

    /// One part of a condition in words.
    func condition(_ expression: Expression) -> HTML {
        guard case .not(let inner) = expression.kind else { return html(expression) }
        if case .name = inner.kind { return .group([html(inner), .text(say("：否", ": no"))]) }
        return .group([.text(say("不得有：", "there must not be: ")), html(inner)])
    }

    // MARK: - Tables

    func header(_ cell: PipeTable.Cell) -> ColumnHeader {
        var bag = DiagnosticBag()
        return ExpressionParser.columnHeader(cell.text, into: &bag)
    }

    func tests(_ cell: PipeTable.Cell, _ table: PipeTable) -> UnaryTests {
        var bag = DiagnosticBag()
        return ExpressionParser.unaryTests(cell.text, dialect: table.dialect, into: &bag)
    }

    func output(_ cell: PipeTable.Cell, _ table: PipeTable) -> Expression {
        var bag = DiagnosticBag()
        return ExpressionParser.expression(cell.text, dialect: table.dialect, into: &bag)
    }

    /// What a cell asks of the value of its column.
    func cell(_ tests: UnaryTests) -> HTML {
        let list: [UnaryTest]
        switch tests.kind {
        case .any: return .tag("span", ["class": "any"], text: say("不限", "any"))
        case .anyOf(let tests): list = tests
        case .not(let tests): list = tests
        }
        let shown = HTML.joined(list.map(test), by: say(" 或 ", " or "))
        if case .not = tests.kind { return .group([.text(say("不是 ", "not ")), shown]) }
        return shown
    }

    private func test(_ test: UnaryTest) -> HTML {
        switch test.kind {
        case .compare(let sign, let value): return .group([.text(FormulaWriter.sign(sign) + " "), html(value)])
        case .equals(let value):
            if case .list(let items) = value.kind { return .joined(items.map { html($0) }, by: say(" 或 ", " or ")) }
            return html(value)
        case .range(let range):
            let low = range.low.map { HTML.group([.text(range.lowIncluded ? "≥ " : "> "), html($0)]) } ?? .nothing
            let high = range.high.map { HTML.group([.text(range.highIncluded ? "≤ " : "< "), html($0)]) } ?? .nothing
            return .joined([low, high], by: say(" 且 ", " and "))
        }
    }

    static func sign(_ sign: ComparisonOperator) -> String {
        switch sign {
        case .equal: "="
        case .notEqual: "≠"
        case .less: "<"
        case .lessOrEqual: "≤"
        case .greater: ">"
        case .greaterOrEqual: "≥"
        }
    }

    /// The values an answer may have: `0 to 1,000,000`.
    func range(_ range: RangeSyntax) -> String {
        func end(_ expression: Expression?, _ isIncluded: Bool) -> String {
            guard let expression else { return say("不限", "no limit") }
            let text: String
            if case .date(let day) = expression.kind { text = day.description } else { text = plain(expression) }
            return text + (isIncluded ? "" : say("（不含）", " (excluded)"))
        }
        return end(range.low, range.lowIncluded) + say(" 至 ", " to ") + end(range.high, range.highIncluded)
    }
}
