import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleModel
import RuleSyntax

/// Gates, sections and criteria with their methods.
extension NormWriter {
    func gates() -> HTML {
        guard !model.gates.isEmpty else { return .nothing }
        return part(
            "part-gates", say("门槛", "Gates"),
            .tag(
                "p", [:],
                text: say(
                    "门槛不计分；未通过时得分仍照算，但不评等级。",
                    "Gates carry no points; where one is not passed the scores are still shown, but no grade is given.")
            ),
            .group(model.gates.map(gate)))
    }

    private func gate(_ gate: GateModel) -> HTML {
        let declaration = gate.declaration
        var lines: [HTML] = []
        if let when = declaration.when { lines.append(line(say("适用于", "Applies if"), formulas.html(when))) }
        if let require = declaration.require { lines.append(condition(say("要求", "Required"), require)) }
        lines.append(
            line(
                say("未通过", "If not passed"),
                .text(
                    gate.isProvisional
                        ? say(
                            "暂行：依据核实或决定之前只显示结果，不排除",
                            "provisional: until its basis is read or decided it is shown, and excludes nobody")
                        : gate.otherwise == .fail ? say("不合格", "not eligible") : say("不可评", "not assessable"))))
        lines.append(line(say("先须通过", "Counts only after"), linked(gate.after.map { model.gates[$0].naming })))
        switch gate.ifUnknown {
        case .open: break
        case .fail: lines.append(line(say("未答时", "If not answered"), .text(say("视为未通过", "counts as not passed"))))
        case .notAssessable: lines.append(line(say("未答时", "If not answered"), .text(say("不可评", "not assessable"))))
        }
        lines.append(source(own: declaration.source, inherited: model.document.source))
        return item(gate.naming, clause: declaration.clause, badge: nil, lines)
    }

    /// A thing of the norm with its id as anchor.
    func item(_ naming: Naming, clause: String?, badge: String?, kind: String = "item", _ content: [HTML]) -> HTML {
        let id = naming.id
        let heading = naming.title == nil && label(naming) == id ? HTML.nothing : title(naming)
        return .tag(
            "article", ["class": kind, "id": id],
            [
                .tag(
                    "h4", [:], .link("#" + NormLinks.segment(id), .text(id)), .text(" "), heading,
                    badge.map { .group([.text(" "), .tag("span", ["class": "points"], text: $0)]) } ?? .nothing),
                clause.map { .tag("p", ["class": "name"], text: say("条款 \($0)", "Clause \($0)")) } ?? .nothing,
            ] + content)
    }

    func sections() -> HTML {
        part("part-sections", say("评分项", "Criteria"), .group(model.sections.map(section)), tags())
    }

    /// Criteria by tag, since gates and grades may ask for a share of them.
    private func tags() -> HTML {
        var tags: [String] = []
        for tag in model.criteria.flatMap(\.declaration.tags) where !tags.contains(tag.text) { tags.append(tag.text) }
        guard !tags.isEmpty else { return .nothing }
        return .tag(
            "section", ["class": "group", "aria-labelledby": "part-tags"],
            .tag("h3", ["id": "part-tags"], text: say("标签", "Tags")),
            .group(
                tags.map { tag in
                    let tagged = model.criteria.filter { $0.declaration.tags.contains { $0.text == tag } }.map(\.naming)
                    return .tag(
                        "p", ["id": "tag-" + tag], .tag("strong", [:], text: tag), .text(say("：", ": ")),
                        .joined(
                            tagged.map { .link("#" + NormLinks.segment($0.id), .text($0.id + " " + label($0))) },
                            by: say("、", ", ")))
                }))
    }

    private func section(_ section: SectionModel) -> HTML {
        let declaration = section.declaration
        var said = [
            say(
                "各项合计 \(section.points) 分，折算为权重 \(section.weight)。",
                "\(points(section.points)) in all, brought to a weight of \(section.weight).")
        ]
        if let minimum = section.minimumShare {
            said.append(
                say(
                    "得分低于权重的 \(percent(minimum)) 时，场景不合格。",
                    "With less than \(percent(minimum)) of the weight a scene is not eligible."))
        }
        if let round = section.round {
            said.append(say("章得分保留 \(round) 位小数。", "The section's score is rounded to \(round) places."))
        }
        let deductions =
            section.deductions.isEmpty
            ? HTML.nothing
            : .group([
                .tag("h4", ["class": "sub"], text: say("扣分", "Deductions")),
                .tag("p", [:], text: say("从本章各项合计中扣除，扣到零为止。", "Taken off the sum of the section, down to zero.")),
                .group(section.deductions.map { criterion(model.criteria[$0]) }),
            ])
        return .tag(
            "section", ["class": "group", "aria-labelledby": section.naming.id],
            .tag("h3", ["id": section.naming.id], title(section.naming), .text(" "), code(section.naming.id)),
            .tag("p", [:], text: said.joined(separator: language == .zh ? "" : " ")),
            declaration.when.map { line(say("本章适用于", "The section applies if"), formulas.html($0)) } ?? .nothing,
            .group(section.criteria.map { criterion(model.criteria[$0]) }), deductions)
    }

    func bonus() -> HTML {
        guard let bonus = model.bonus else { return .nothing }
        let cap =
            bonus.cap.map { say("各项相加，最多加 \($0) 分。", "Added up, at most \(points($0)).") } ?? say("各项相加。", "Added up.")
        return part(
            "part-bonus", say("加分", "Bonus"), .tag("p", [:], text: cap),
            .group(bonus.criteria.map { criterion(model.criteria[$0]) }))
    }

    private func criterion(_ criterion: CriterionModel) -> HTML {
        let declaration = criterion.declaration
        var lines: [HTML] = []
        if let when = declaration.when { lines.append(line(say("适用于", "Applies if"), formulas.html(when))) }
        if case .yes(let when) = declaration.mayNotApply {
            lines.append(
                line(say("可申请不适用", "May be claimed not applicable"), when.map { text($0) } ?? .text(say("是", "yes"))))
        }
        if let method = declaration.method { lines.append(self.method(criterion, method)) }
        if criterion.zeroIfUnknown {
            lines.append(line(say("未答时", "If not answered"), .text(say("得零分", "zero points"))))
        }
        if declaration.evidenceFree, !model.evidenceKinds.isEmpty {
            lines.append(
                line(say("证据", "Evidence"), .text(say("不乘证据系数", "not multiplied by the strength of evidence"))))
        }
        if let round = criterion.round {
            lines.append(line(say("小数位", "Decimal places"), .text(String(round))))
        }
        if !declaration.tags.isEmpty {
            lines.append(
                line(
                    say("标签", "Tags"),
                    .joined(
                        declaration.tags.map { .link("#tag-" + NormLinks.segment($0.text), .text($0.text)) },
                        by: say("、", ", "))))
        }
        if let note = declaration.note { lines.append(line(say("备注", "Note"), text(note))) }
        lines.append(source(own: declaration.source, inherited: criterion.provenance))
        if criterion.pointsProvenance != criterion.provenance {
            lines.append(source(own: declaration.pointsSource, inherited: criterion.pointsProvenance, of: true))
        }
        let most =
            criterion.isDeduction
            ? say("最多扣 \(criterion.points) 分", "at most −\(criterion.points)") : points(criterion.points)
        return item(criterion.naming, clause: declaration.clause, badge: most, kind: "item criterion", lines)
    }

    private func method(_ criterion: CriterionModel, _ method: CriterionDeclaration.Method) -> HTML {
        let id = criterion.naming.id
        switch method {
        case .met(let condition):
            return self.condition(
                criterion.isDeduction
                    ? say("扣 \(criterion.points) 分的情形", "\(points(criterion.points)) off if")
                    : say("得 \(criterion.points) 分的要求", "\(points(criterion.points)) if"), condition)
        case .value(let expression):
            return block(
                say("按公式计算，不低于 0，最多 \(criterion.points) 分", "Computed, between 0 and \(criterion.points)"),
                formula(expression))
        case .table(let syntax): return decisions(syntax, criterion.naming, last: say("得分", "Points"))
        case .bands(let bands):
            return side(self.bands(bands), StepChart.bands(bands, id: id, formulas)?.html)
        case .interpolation(let interpolation):
            return side(
                self.interpolation(interpolation), StepChart.interpolation(interpolation, id: id, formulas)?.html)
        case .each(let items):
            return table(
                say("逐项得分，相加", "A check list, added up"),
                head: [.text(say("做到", "Where it holds")), .text(say("得分", "Points"))],
                rows: items.map {
                    [
                        formulas.html(Expression(.name($0.name.text), span: $0.name.span)),
                        .text($0.points.value.reduced.description),
                    ]
                },
                numeric: [1])
        case .atLeast(let count, let list):
            return block(
                say(
                    "以下 \(list.count) 项至少做到 \(count.value) 项得 \(criterion.points) 分",
                    "\(points(criterion.points)) if at least \(count.value) of these \(list.count) hold"),
                .tag(
                    "ul", ["class": "conditions"],
                    list.map { .tag("li", [:], formulas.html(Expression(.name($0.text), span: $0.span))) }))
        }
    }

    func formula(_ expression: Expression) -> HTML { .tag("p", ["class": "formula"], formulas.html(expression)) }

    /// A table with its drawing beside it.
    func side(_ table: HTML, _ chart: HTML?) -> HTML {
        guard let chart else { return table }
        return .tag("div", ["class": "side"], table, .tag("figure", [:], chart))
    }

    private func bands(_ bands: CriterionDeclaration.Bands) -> HTML {
        let sign: String
        switch bands.direction.value {
        case .atLeast: sign = "≥ "
        case .above: sign = "> "
        case .atMost: sign = "≤ "
        case .below: sign = "< "
        }
        let rest = bands.otherwise.map { formulas.html($0) } ?? .text("0")
        return table(
            say("按档得分，取第一个符合的档", "Points of the first step that holds"),
            head: [formulas.html(bands.of), .text(say("得分", "Points"))],
            rows: bands.steps.map { [.group([.text(sign), formulas.html($0.threshold)]), formulas.html($0.points)] }
                + [[.text(say("其余", "otherwise")), rest]], numeric: [1])
    }

    private func interpolation(_ interpolation: CriterionDeclaration.Interpolation) -> HTML {
        table(
            say("各点之间按直线插值，两端以外取端点", "On straight lines between these; beyond the ends the end counts"),
            head: [formulas.html(interpolation.of), .text(say("得分", "Points"))],
            rows: interpolation.anchors.map { [formulas.html($0.at), formulas.html($0.points)] }, numeric: [1])
    }

    /// A decision table: what each column asks, and what a row gives.
    func decisions(_ syntax: TableSyntax, _ naming: Naming, last: String) -> HTML {
        let source = syntax.table
        let columns = source.header.dropLast().map { formulas.header($0) }
        let head = columns.map { column -> HTML in
            .group([formulas.html(column.expression), column.unit.map { .text(" (\(formulas.unit($0)))") } ?? .nothing])
        }
        var rows = source.rows.filter { $0.count == source.header.count }.map { cells -> [HTML] in
            cells.dropLast().map { formulas.cell(formulas.tests($0, source)) }
                + (cells.last.map { [formulas.html(formulas.output($0, source))] } ?? [])
        }
        if let other = syntax.defaultValue {
            let empty = Array(repeating: HTML.nothing, count: max(columns.count - 1, 0))
            rows.append([.text(say("其余", "otherwise"))] + empty + [formulas.html(other)])
        }
        return table(
            hit(syntax.hit?.value ?? .unique), head: head + [.text(last)], rows: rows, numeric: [columns.count])
    }

    private func hit(_ policy: HitPolicy) -> String {
        switch policy {
        case .unique: say("每种情形恰有一行符合", "One row for each case")
        case .any: say("可有多行符合，结果相同", "Rows that overlap agree")
        case .priority, .outputOrder: say("取符合的各行中最高的", "The highest of the rows that match")
        case .first: say("自上而下取第一个符合的行", "The first row that matches, from the top")
        case .ruleOrder, .collect: say("符合的各行都算", "All rows that match")
        case .sum: say("符合的各行相加", "All rows that match, added up")
        case .least: say("取符合的各行中最低的", "The lowest of the rows that match")
        case .greatest: say("取符合的各行中最高的", "The highest of the rows that match")
        case .count: say("符合的行数", "How many rows match")
        }
    }
}
