import Diagnostics
import RuleSyntax

/// Findings that several checks make.
extension NormChecker {
    func duplicate(_ name: String, at span: Span, first: Span) {
        report(
            .duplicateName, at: span, zh: "名称 `\(name)` 已用过，请另取一个", en: "the name `\(name)` is taken, choose another",
            labels: [.init(span: first, text: Message(zh: "先在这里声明", en: "declared here first"))])
    }

    func unknownOption(_ name: String, at span: Span, known: [Naming]) {
        guard !lacksImports else { return }
        let names = known.flatMap { $0.id == $0.chinese ? [$0.id] : [$0.id, $0.chinese] }
        let list = names.filter { !$0.contains("·") }.prefix(12).map { "`\($0)`" }
        noSuch(
            .unknownOption, name, at: span, among: names, zh: "没有选项 `\(name)`", en: "no option `\(name)`",
            otherwise: ("；可选：" + list.joined(separator: "、"), "; there are " + list.joined(separator: ", ")))
    }

    /// Says that a name stands for nothing, and offers the nearest of those that do.
    ///
    /// - Parameters:
    ///   - zh: what there is none of; what follows is added.
    ///   - otherwise: what to say where none is near.
    func noSuch(
        _ code: DiagnosticCode, _ name: String, at span: Span, among known: some Sequence<String>, zh: String,
        en: String, otherwise: (zh: String, en: String) = ("", "")
    ) {
        let close = closestMatch(of: name, among: known)
        report(
            code, at: span, zh: zh + (close.map { "，是否应为 `\($0)`？" } ?? otherwise.zh),
            en: en + (close.map { ", did you mean `\($0)`?" } ?? otherwise.en),
            fixIts: close.map { [replacement(span, by: $0)] } ?? [])
    }

    func unknownColumn(_ column: Name, among columns: ParameterTable) {
        noSuch(
            .unknownField, column.text, at: column.span, among: columns.values.map(\.name),
            zh: "参数表没有值列 `\(column.text)`", en: "the table has no value column `\(column.text)`")
    }

    func replacement(_ span: Span, by text: String, isCertain: Bool = false) -> Diagnostic.FixIt {
        Diagnostic.FixIt(
            title: Message(zh: "改为 `\(text)`", en: "write `\(text)`"), edits: [TextEdit(span: span, replacement: text)],
            isCertain: isCertain)
    }

    /// True if a file under `uses` could not be read: a name unknown here may be declared there.
    var lacksImports: Bool { document.uses.contains { imports[$0.value] == nil } }

    func unknownName(_ name: String, at span: Span, scope: Scope) {
        guard !lacksImports, !isDamaged(span) else { return }
        var known = Array(symbols.keys)
        known.append(contentsOf: scope.variables.keys)
        if let parts = splitIntoKnown(name, known: { self.symbols[$0] != nil || scope.variables[$0] != nil }) {
            let spaced = parts.joined(separator: " ")
            report(
                .unknownName, at: span, zh: "`\(name)` 是连写的几个词，中间要空格",
                en: "`\(name)` is several words written together, put spaces between",
                fixIts: [replacement(span, by: spaced, isCertain: true)])
            return
        }
        noSuch(
            .unknownName, name, at: span, among: known, zh: "没有名为 `\(name)` 的输入、指标或参数",
            en: "no input, fact or parameter is named `\(name)`")
    }

    func typeMismatch(_ expression: TypedExpression, wanted: (zh: String, en: String)) {
        guard !expression.isInvalid else { return }
        let found = describe(expression.type)
        report(
            .typeMismatch, at: expression.span, zh: "这里要\(wanted.zh)，写的却是\(found.zh)",
            en: "this place takes \(wanted.en), but this is \(found.en)")
    }

    func describe(_ type: ValueType) -> (zh: String, en: String) {
        switch type {
        case .number(let unit):
            return unit.isBare ? ("数值", "a number") : ("以 \(unit.text) 计的数值", "a number in \(unit.text)")
        case .boolean: return ("是否", "a yes or no")
        case .date: return ("日期", "a date")
        case .text: return ("文本", "text")
        case .option(let set):
            let naming = model.optionSets[set].naming
            return ("选项（\(naming.chinese)）", "an option of `\(naming.id)`")
        case .duration: return ("时长", "a duration")
        case .records, .list: return ("列表", "a list")
        case .context: return ("上下文", "a context")
        case .range: return ("范围", "a range")
        case .time: return ("时刻", "a time of day")
        case .dateTime: return ("日期时间", "a date with a time")
        case .invalid: return ("", "")
        }
    }

    /// A boolean expression, or a finding.
    func boolean(_ expression: Expression, _ scope: Scope) -> TypedExpression {
        let typed = elaborate(expression, scope, expecting: .boolean)
        if typed.type == .boolean || typed.isInvalid { return typed }
        typeMismatch(typed, wanted: ("是否", "a yes or no"))
        return .invalid(expression.span)
    }
}
