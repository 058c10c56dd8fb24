import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleModel
import RuleSyntax

/// Facts as formulas, parameters and factors as tables.
extension NormWriter {
    func facts() -> HTML {
        guard !model.facts.isEmpty else { return .nothing }
        return part(
            "part-facts", say("指标", "Facts"),
            .tag(
                "p", [:],
                text: say(
                    "由答案和参数算出的量；评分项和门槛引用它们。", "What is computed from answers and parameters for criteria and gates.")),
            .group(model.facts.indices.map(fact)))
    }

    private func fact(_ index: Int) -> HTML {
        let fact = model.facts[index]
        let declaration = fact.declaration
        var lines: [HTML] = []
        if let when = declaration.when { lines.append(line(say("适用于", "Applies if"), formulas.html(when))) }
        switch declaration.body {
        case .value(let expression)?:
            lines.append(formula(expression, of: fact))
        case .table(let syntax)?:
            lines.append(decisions(syntax, fact.naming, last: say("取值", "Value")))
        case nil: break
        }
        if let needs = declaration.needs {
            lines.append(line(say("前提", "Needs"), formulas.html(needs)))
            lines.append(line(say("前提不满足时", "Where that does not hold"), otherwise(declaration.otherwise?.value)))
        }
        if let round = declaration.round {
            lines.append(line(say("修约到小数位", "Rounded to places"), .text(String(round.value))))
        }
        if let own = declaration.source { lines.append(source(own)) }
        lines.append(line(say("用于", "Counts for"), usedBy { $0.facts.contains(index) || behind($0).contains(index) }))
        return named(fact.naming, unit: declaration.unit, lines)
    }

    /// Facts that are read through other facts.
    private func behind(_ reads: Reads) -> IndexBits {
        var facts: IndexBits = []
        for fact in reads.facts { facts.formUnion(model.facts[fact].reads.facts) }
        return facts
    }

    private func formula(_ expression: Expression, of fact: FactModel) -> HTML {
        .tag("p", ["class": "formula"], .text("= "), formulas.html(expression))
    }

    private func otherwise(_ otherwise: FactDeclaration.Otherwise?) -> HTML {
        switch otherwise {
        case .zeroPoints?: .text(say("相关评分项得零分", "criteria that read it get zero points"))
        case .notApplicable?: .text(say("不适用", "not applicable"))
        case .notAssessable?: .text(say("场景不可评", "the scene is not assessable"))
        case .value(let value)?: .group([.text(say("取 ", "it is ")), formulas.html(value)])
        case nil: .nothing
        }
    }

    /// A fact or a parameter: its title, name and unit over what there is to say of it.
    func named(_ naming: Naming, unit: UnitSyntax?, _ content: [HTML]) -> HTML {
        let name = names.name(naming)
        let heading = title(naming)
        return .tag(
            "article", ["class": "item", "id": naming.id],
            [
                .tag(
                    "h4", [:], heading,
                    unit.map { .group([.text(" "), .tag("span", ["class": "unit"], text: formulas.unit($0))]) }
                        ?? .nothing),
                .tag("p", ["class": "name"], .text(naming.title == nil ? "" : name + " "), code(naming.id)),
            ] + content)
    }

    /// Parameters of the norm, and those of factor files that the other parts of the page name.
    func usedParameters() -> [ParameterModel] {
        let parts = [gates(), sections(), bonus(), grades(), questions(), facts()]
        let targets = parts.reduce(into: Set<String>()) { $0.formUnion($1.targets) }
        return model.parameters.filter { !$0.isImported || targets.contains("#" + NormLinks.segment($0.naming.id)) }
    }

    func parameters() -> HTML {
        let used = usedParameters()
        guard !used.isEmpty else { return .nothing }
        return part(
            "part-parameters", say("参数与因子", "Parameters and factors"),
            .tag(
                "p", [:],
                text: say(
                    "限值、定额与排放因子，附出处。只列出本规范用到的因子。",
                    "Limits, quotas and emission factors with where they come from; only factors that the norm uses.")),
            .group(used.map(parameter)))
    }

    private func parameter(_ parameter: ParameterModel) -> HTML {
        let declaration = parameter.declaration
        var lines: [HTML] = []
        switch declaration.body {
        case .constant(let value)?: lines.append(formula(value))
        case .table(let table)?: lines.append(values(table, declaration))
        case .series(let table)?:
            lines.append(values(table, declaration))
            lines.append(
                line(
                    say("取值依据", "Goes by"),
                    .text(
                        declaration.clock?.value == .dataYear
                            ? say("数据年份", "the year of the data") : say("评价日", "the day of assessment"))))
        case nil: break
        }
        if let years = declaration.carryYears {
            lines.append(
                line(
                    say("沿用", "Carries"),
                    .text(
                        say(
                            "最后一个值最多沿用 \(years.value) 年，此后不可评",
                            "the last value at most \(years.value) years on; later a scene is not assessable"))))
        }
        if !declaration.prove.isEmpty {
            lines.append(
                line(
                    say("各行均满足", "Holds in every row"),
                    .joined(declaration.prove.map { formulas.html($0) }, by: say("；", "; "))))
        }
        lines.append(source(own: declaration.source, inherited: model.document.source))
        return named(parameter.naming, unit: declaration.unit, lines)
    }

    private func values(_ table: PipeTable, _ declaration: ParameterDeclaration) -> HTML {
        let head = table.header.map { cell -> HTML in
            let text = cell.text.string
            if let keyword = cell.keyword ?? NormWriter.heading(text) {
                return .text(language == .zh ? keyword.zh : headingWord(keyword))
            }
            let column = formulas.header(cell)
            if let naming = declaration.columns.first(where: { [$0.id, $0.chinese].contains(text) }) {
                return .text(names.name(Naming(naming, title: nil)))
            }
            return .group([
                formulas.html(column.expression), column.unit.map { .text(" (\(formulas.unit($0)))") } ?? .nothing,
            ])
        }
        let marks = KeywordList.marks
        let rows = table.rows.filter { $0.count == table.header.count }.map { cells -> [HTML] in
            zip(table.header, cells).map { header, cell -> HTML in
                let heading = NormWriter.heading(header.text.string)
                let text = cell.text.string
                if heading?.en == "mark", let mark = marks.lookup(text)?.value { return badge(mark) }
                if heading?.en == "ref", sources.contains(where: { $0.id.text == text }) {
                    return .link("#source-" + NormLinks.segment(text), .text(text))
                }
                if heading != nil || text == "-" { return .text(text == "-" ? "—" : text) }
                return option(text, under: header.text.string) ?? formulas.cell(formulas.tests(cell, table))
            }
        }
        return self.table(
            say("取值", "Values"), head: head, rows: rows, kind: "values")
    }

    /// An option of the set, or of the input, that heads the column.
    private func option(_ name: String, under heading: String) -> HTML? {
        func matches(_ naming: Naming) -> Bool { naming.id == heading || naming.chinese == heading }
        var set = model.optionSets.first { matches($0.naming) }
        if set == nil, let input = model.inputs.first(where: { matches($0.naming) }),
            case .option(let index) = input.type,
            model.optionSets.indices.contains(index)
        {
            set = model.optionSets[index]
        }
        guard let set, let index = set.index(of: name) else { return nil }
        return .text(names.option(set.options[index].naming))
    }

    private func headingWord(_ keyword: Keyword) -> String {
        switch keyword.en {
        case "ref": "source"
        default: keyword.en
        }
    }

    private static func heading(_ text: String) -> Keyword? {
        (KeywordList.metadataHeadings.lookup(text) ?? KeywordList.seriesHeadings.lookup(text))?.value
    }
}
