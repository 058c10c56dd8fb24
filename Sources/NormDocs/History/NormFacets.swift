import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleModel
import RuleSyntax

/// What a norm says of one thing, as lines of text that can be compared with those of another version.
struct NormFacet {
    var kind: Kind
    var id: String
    var label: String
    var lines: [String]

    enum Kind: Int, CaseIterable {
        case norm, gate, section, criterion, grade, multiplier, fact, parameter, input
    }
}

extension NormWriter {
    /// All that may change from version to version, in the page's language.
    func facets() -> [NormFacet] {
        var facets: [NormFacet] = [general(of: model)]
        for gate in model.gates {
            let declaration = gate.declaration
            facets.append(
                NormFacet(
                    kind: .gate, id: gate.naming.id, label: label(gate.naming),
                    lines: [
                        clause(declaration.clause),
                        declaration.when.map { say("适用于 ", "applies if ") + formulas.plain($0) },
                        declaration.require.map { say("要求 ", "requires ") + formulas.plain($0) },
                        gate.isProvisional
                            ? say("暂行：只计分", "provisional: scores only")
                            : gate.otherwise == .fail
                                ? say("未通过：不合格", "otherwise not eligible") : say("未通过：不可评", "otherwise not assessable"),
                    ].compactMap(\.self)))
        }
        for section in model.sections {
            facets.append(
                NormFacet(
                    kind: .section, id: section.naming.id, label: label(section.naming),
                    lines: [
                        say("分值 ", "points ") + section.points.description,
                        say("权重 ", "weight ") + section.weight.description,
                        section.minimumShare.map { say("最低得分率 ", "minimum ") + percent($0) },
                        section.declaration.when.map { say("适用于 ", "applies if ") + formulas.plain($0) },
                    ].compactMap(\.self)))
        }
        for criterion in model.criteria { facets.append(facet(criterion)) }
        for grade in model.grades {
            facets.append(
                NormFacet(
                    kind: .grade, id: grade.naming.id, label: label(grade.naming),
                    lines: [
                        say("起点 ", "from ") + grade.from.description,
                        grade.declaration.also.map { say("另须 ", "also ") + formulas.plain($0) },
                    ].compactMap(\.self)))
        }
        if let multiplier = model.multiplier { facets.append(facet(multiplier)) }
        for fact in model.facts { facets.append(facet(fact)) }
        for parameter in usedParameters() { facets.append(facet(parameter)) }
        for input in model.inputs { facets.append(facet(input)) }
        return facets
    }

    private func general(of model: NormModel) -> NormFacet {
        NormFacet(
            kind: .norm, id: model.document.id.text, label: say("总则", "The norm as a whole"),
            lines: [
                say("状态 ", "status ") + word(KeywordList.normStatuses, model.document.status?.value),
                say("满分 ", "out of ") + model.total.of.description,
                say("修约 ", "rounding ") + word(KeywordList.roundingModes, model.rounding),
                model.mayDrop.map { say("可缺项 ", "may drop ") + percent($0) },
                model.bonus?.cap.map { say("加分上限 ", "bonus at most ") + $0.description },
            ].compactMap(\.self))
    }

    private func clause(_ clause: String?) -> String? { clause.map { say("条款 ", "clause ") + $0 } }

    private func facet(_ criterion: CriterionModel) -> NormFacet {
        let declaration = criterion.declaration
        var lines = [
            say("分值 ", "points ") + criterion.points.description, clause(declaration.clause),
            declaration.when.map { say("适用于 ", "applies if ") + formulas.plain($0) },
            criterion.zeroIfUnknown ? say("未答得零分", "zero points if not answered") : nil,
            criterion.round.map { say("小数位 ", "places ") + String($0) },
        ].compactMap(\.self)
        switch declaration.method {
        case .met(let condition)?: lines.append(say("达标条件 ", "met if ") + formulas.plain(condition))
        case .value(let value)?: lines.append(say("得分 = ", "points = ") + formulas.plain(value))
        case .bands(let bands)?:
            let subject = formulas.plain(bands.of)
            let direction = KeywordList.directions.keyword(for: bands.direction.value)
            let side = direction.map { language == .zh ? $0.zh : $0.en } ?? ""
            lines += bands.steps.map {
                "\(subject) \(side) \(formulas.plain($0.threshold)) → \(points(formulas.plain($0.points)))"
            }
            if let rest = bands.otherwise { lines.append(say("其余 → ", "otherwise → ") + points(formulas.plain(rest))) }
        case .interpolation(let line)?:
            let subject = formulas.plain(line.of)
            lines += line.anchors.map { "\(subject) = \(formulas.plain($0.at)) → \(points(formulas.plain($0.points)))" }
        case .table(let syntax)?: lines += rows(syntax)
        case .each(let items)?:
            lines += items.map { names.word($0.name.text) + " → " + points($0.points.value.reduced) }
        case .atLeast(let count, let list)?:
            lines.append(
                say("至少 \(count.value) 项：", "at least \(count.value) of: ")
                    + list.map { names.word($0.text) }.joined(separator: say("、", ", ")))
        case nil: break
        }
        lines.append(say("依据 ", "source ") + plain(criterion.provenance))
        return NormFacet(kind: .criterion, id: criterion.naming.id, label: label(criterion.naming), lines: lines)
    }

    private func plain(_ provenance: Provenance?) -> String {
        [
            provenance?.ref?.text, provenance?.clause, word(KeywordList.marks, provenance?.mark?.value),
            provenance?.decided?.document,
        ]
        .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: say("，", ", "))
    }

    private func rows(_ syntax: TableSyntax) -> [String] {
        let table = syntax.table
        let heads = table.header.dropLast().map { formulas.plain(formulas.header($0).expression) }
        var lines = table.rows.filter { $0.count == table.header.count }.map { cells -> String in
            let asked = zip(heads, cells).compactMap { head, cell -> String? in
                let tests = formulas.tests(cell, table)
                return tests.kind == .any ? nil : head + " " + formulas.cell(tests).plainText
            }
            return asked.joined(separator: say("，", ", ")) + " → "
                + (cells.last.map { formulas.plain(formulas.output($0, table)) } ?? "")
        }
        if let other = syntax.defaultValue { lines.append(say("其余 → ", "otherwise → ") + formulas.plain(other)) }
        return lines
    }

    private func facet(_ multiplier: MultiplierModel) -> NormFacet {
        var lines = zip(model.grades, multiplier.base).map { label($0.naming) + " ×" + $1.reduced.description }
        lines.append(say("界限 ", "within ") + "\(multiplier.low.reduced)–\(multiplier.high.reduced)")
        lines += multiplier.adjustments.map { row in
            let act = row.behaviour.map { " " + label(model.behaviours[$0].naming) } ?? ""
            return "\(adjusted(row)), \(days(row))\(act) +\(row.add.reduced)"
        }
        return NormFacet(kind: .multiplier, id: "", label: say("积分倍率", "Multiplier"), lines: lines)
    }

    private func facet(_ fact: FactModel) -> NormFacet {
        let declaration = fact.declaration
        var lines: [String] = []
        switch declaration.body {
        case .value(let value)?: lines.append("= " + formulas.plain(value))
        case .table(let syntax)?: lines += rows(syntax)
        case nil: break
        }
        if let needs = declaration.needs { lines.append(say("前提 ", "needs ") + formulas.plain(needs)) }
        if let when = declaration.when { lines.append(say("适用于 ", "applies if ") + formulas.plain(when)) }
        return NormFacet(kind: .fact, id: fact.naming.id, label: label(fact.naming), lines: lines)
    }

    private func facet(_ parameter: ParameterModel) -> NormFacet {
        var lines: [String] = []
        switch parameter.declaration.body {
        case .constant(let value)?: lines.append("= " + formulas.plain(value))
        case .table(let table)?, .series(let table)?:
            lines += table.rows.map { $0.map { names.word($0.text.string) }.joined(separator: " | ") }
        case nil: break
        }
        return NormFacet(kind: .parameter, id: parameter.naming.id, label: label(parameter.naming), lines: lines)
    }

    private func facet(_ input: InputModel) -> NormFacet {
        let declaration = input.declaration
        var lines = [
            declaration.range.map { say("范围 ", "range ") + formulas.range($0) },
            declaration.unit.map { say("单位 ", "unit ") + formulas.unit($0) },
            declaration.when.map { say("适用于 ", "asked if ") + formulas.plain($0) },
        ].compactMap(\.self)
        if case .option(let set) = input.type, model.optionSets.indices.contains(set) {
            lines += model.optionSets[set].options.map { say("选项 ", "option ") + names.option($0.naming) }
        }
        lines += input.fields.map { say("每条填 ", "entry: ") + label($0.naming) }
        return NormFacet(kind: .input, id: input.naming.id, label: label(input.naming), lines: lines)
    }
}
