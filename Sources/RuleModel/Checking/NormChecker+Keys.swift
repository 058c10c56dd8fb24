import Diagnostics
import ExactNumbers
import RuleSyntax

/// Keys that stand where they have no effect. Nothing that is written is passed over in silence.
extension NormChecker {
    /// A key as written, and where.
    private struct Key {
        var zh: String
        var en: String
        var span: Span?

        init(_ zh: String, _ en: String, _ span: Span?) { (self.zh, self.en, self.span) = (zh, en, span) }
    }

    private func refuse(_ keys: [Key], on thing: (zh: String, en: String), fix: (zh: String, en: String)) {
        for key in keys {
            guard let span = key.span else { continue }
            report(
                .unheededKey, at: span, zh: "`\(key.zh)` 对\(thing.zh)不起作用；\(fix.zh)",
                en: "`\(key.en)` has no effect on \(thing.en); \(fix.en)")
        }
    }

    /// Lists, texts and their like are written out while the norm is checked: they have no state of their own, only their parts do.
    func checkKeys(_ declaration: FactDeclaration, _ value: TypedExpression) {
        guard !value.isInvalid else { return }
        var isRows = false
        if case .table(let syntax)? = declaration.body {
            isRows = [.ruleOrder, .outputOrder, .collect].contains(syntax.hit?.value ?? .unique)
        }
        let kind = isRows ? (zh: "列表", en: "a list") : describe(value.type)
        if isRows || value.isStructured || value.type == .text {
            refuse(
                [
                    Key("适用条件", "when", declaration.when?.span), Key("前提", "needs", declaration.needs?.span),
                    Key("否则", "otherwise", declaration.otherwise?.span),
                ], on: (zh: "取值是\(kind.zh)的指标", en: "a fact that is \(kind.en)"),
                fix: (zh: "请写到读它的指标或评分项里", en: "write it on the fact or criterion that reads it"))
        }
        guard value.type.unit == nil, !(value.elements.map(TypedExpression.areNumbers) ?? false) else { return }
        refuse(
            [Key("修约", "round", declaration.round?.span), Key("显示", "show", declaration.show?.span)],
            on: (zh: "取值是\(kind.zh)的指标", en: "a fact that is \(kind.en)"), fix: (zh: "请删去", en: "remove it"))
    }

    /// An input, or a field of a list.
    func checkKeys(_ input: InputDeclaration) {
        let unit = Key("单位", "unit", input.unit?.span)
        let scale = Key("小数位", "scale", input.scale?.span)
        let range = Key("范围", "range", input.range?.span)
        let usual = Key("常见范围", "usual", input.usual?.span)
        let remove = (zh: "请删去", en: "remove it")
        if input.list != nil {
            var options = Key("选项", "options", nil)
            switch input.options {
            case .named(let name)?: options.span = name.span
            case .inline(let list)?: options.span = list.first?.name.span
            case nil: break
            }
            refuse(
                [Key("类型", "type", input.type?.span), unit, scale, range, options, usual],
                on: (zh: "列表输入", en: "a list"), fix: (zh: "请写到 `每项` 的字段上", en: "write it on a field under `of`"))
            return
        }
        if input.options != nil {
            refuse([unit, scale, range, usual], on: (zh: "选项输入", en: "an input of options"), fix: remove)
            return
        }
        switch input.type?.value ?? .number {
        case .boolean: refuse([unit, scale, range, usual], on: (zh: "是否输入", en: "a yes or no"), fix: remove)
        case .text: refuse([unit, scale, range, usual], on: (zh: "文本输入", en: "a text"), fix: remove)
        case .date: refuse([unit, scale, usual], on: (zh: "日期输入", en: "a date"), fix: remove)
        case .whole where input.scale?.value ?? 0 > 0:
            refuse(
                [scale], on: (zh: "整数输入", en: "a whole number"),
                fix: (zh: "请删去，或写 `类型: 数值`", en: "remove it, or write `type: number`"))
        case .whole, .number, .option: break
        }
    }

    /// What entries of a list cannot have: evidence is named for the list.
    func checkFieldKeys(_ field: InputDeclaration) {
        refuse(
            [Key("证据", "evidence", field.evidence.first?.span)], on: (zh: "列表的字段", en: "a field of a list"),
            fix: (zh: "请写到列表上，证据按整张列表认定", en: "write it on the list, evidence is named for the whole of it"))
    }

    /// What cannot matter to a gate that decides nothing.
    func checkKeys(_ gate: GateDeclaration) {
        guard gate.provisional != nil else { return }
        refuse(
            [Key("否则", "otherwise", gate.otherwise?.span), Key("未答时", "if_unknown", gate.ifUnknown?.span)],
            on: (zh: "暂行的门槛", en: "a provisional gate"),
            fix: (zh: "请删去，或删去 `暂行`", en: "remove it, or remove `provisional`"))
    }

    func checkKeys(_ parameter: ParameterDeclaration, _ index: Int) {
        checkScale(parameter, index)
        guard case .constant? = parameter.body else { return }
        refuse(
            [
                Key("列名", "columns", parameter.columns.first?.key.span),
                Key("须证", "prove", parameter.prove.first?.span),
            ], on: (zh: "只有一个值的参数", en: "a parameter of one value"), fix: (zh: "请删去", en: "remove it"))
    }
    /// Values of a parameter have no more decimal places than its `scale` says.
    private func checkScale(_ parameter: ParameterDeclaration, _ index: Int) {
        guard let scale = parameter.scale else { return }
        let values: [Expression]
        switch parameter.body {
        case .constant(let value)?: values = [value]
        case .table(let table)?: values = cells(table, isSeries: false, index)
        case .series(let table)?: values = cells(table, isSeries: true, index)
        case nil: return
        }
        for value in values {
            guard case .number(let number, nil) = value.kind, number.reduced.scale > scale.value else { continue }
            report(
                .unheededKey, at: value.span,
                zh: "`小数位: \(scale.value)` 在这里没有起作用：`\(number)` 的小数位更多；请改数值或小数位",
                en:
                    "`scale: \(scale.value)` has no effect here: `\(number)` has more decimal places; change the value or the scale",
                labels: [.init(span: scale.span, text: Message(zh: "小数位", en: "decimal places"))])
        }
    }

    /// What stands in the value columns of a parameter's table, as far as it can be read.
    private func cells(_ table: PipeTable, isSeries: Bool, _ index: Int) -> [Expression] {
        guard let columns = parameterColumns(index, table, isSeries: isSeries) else { return [] }
        var unread = DiagnosticBag()
        return table.rows.filter { $0.count == table.header.count }.flatMap { row in
            columns.values.map { ExpressionParser.expression(row[$0.index].text, into: &unread) }
        }
    }
}
