import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleModel
import RuleSyntax

/// The questions, grouped by where their answers count.
extension NormWriter {
    private struct Group {
        var heading: String
        var inputs: [Int]
    }

    func questions() -> HTML {
        let groups = self.groups().filter { !$0.inputs.isEmpty }
        return part(
            "part-questions", say("填报问题", "Questions"),
            .tag(
                "p", [:],
                text: say(
                    "共 \(model.inputs.count) 个问题，按答案首先用于何处分组。",
                    "\(model.inputs.count) questions, grouped by where the answer counts first.")),
            .group(
                groups.enumerated().map { number, group in
                    .tag(
                        "section", ["class": "group", "aria-labelledby": "questions-\(number)"],
                        [.tag("h3", ["id": "questions-\(number)"], text: group.heading)]
                            + group.inputs.map { question($0) })
                }), evidenceKinds())
    }

    private func groups() -> [Group] {
        var left = Set(model.inputs.indices)
        func take(_ heading: String, _ readers: [Reads]) -> Group {
            var inputs = readers.reduce(into: IndexBits()) { $0.formUnion(all($1)) }
            // The conditions under which a question is asked belong beside it.
            for index in inputs.filter({ left.contains($0) }) { inputs.formUnion(asked(index)) }
            let own = inputs.filter { left.contains($0) }
            left.subtract(own)
            return Group(heading: heading, inputs: own)
        }
        var groups = model.sections.map { section in
            take(
                label(section.naming),
                (section.criteria + section.deductions).flatMap {
                    [model.criteria[$0].reads, model.criteria[$0].whenReads]
                })
        }
        groups.append(
            take(
                say("加分", "Bonus"),
                (model.bonus?.criteria ?? []).flatMap { [model.criteria[$0].reads, model.criteria[$0].whenReads] }))
        groups.insert(take(say("门槛", "Gates"), model.gates.flatMap { [$0.reads, $0.whenReads] }), at: 0)
        groups.append(Group(heading: say("其他", "Other"), inputs: left.sorted()))
        return groups
    }

    /// All inputs behind what is read directly.
    private func all(_ reads: Reads) -> IndexBits {
        var inputs = reads.inputs
        for fact in reads.facts {
            inputs.formUnion(model.facts[fact].reads.inputs)
            inputs.formUnion(model.facts[fact].whenReads.inputs)
        }
        for lookup in reads.lookups { inputs.formUnion(model.lookups[lookup].reads.inputs) }
        return inputs
    }

    /// Inputs that decide whether a question is asked.
    private func asked(_ index: Int) -> IndexBits {
        guard let when = model.inputs[index].declaration.when else { return [] }
        let named = formulas.anchors(in: when)
        var inputs: IndexBits = []
        for (other, input) in model.inputs.enumerated() where named.contains(input.naming.id) { inputs.insert(other) }
        return inputs
    }

    private func question(_ index: Int) -> HTML {
        let input = model.inputs[index]
        let declaration = input.declaration
        let ask = declaration.ask.map { text($0) } ?? title(input.naming)
        var lines = [answer(input)]
        if let when = declaration.when { lines.append(line(say("何时填", "Asked if"), formulas.html(when))) }
        if case .yes(let when) = declaration.mayNotApply {
            lines.append(
                line(say("可答“不适用”", "May be not applicable"), when.map { text($0) } ?? .text(say("是", "yes"))))
        }
        lines.append(unknown(input))
        lines.append(evidence(declaration))
        if declaration.answeredBy?.value == .verifier {
            lines.append(line(say("由谁填", "Answered by"), .text(say("核查人员", "the assessor"))))
        }
        if let effort = declaration.effort {
            lines.append(line(say("填报约需", "Takes about"), .text(say("\(effort.value) 分钟", "\(effort.value) minutes"))))
        }
        lines.append(line(say("用于", "Counts for"), usedBy { all($0).contains(index) }))
        return .tag(
            "article", ["class": "item question", "id": input.naming.id],
            .tag("h4", [:], ask),
            .tag("p", ["class": "name"], .text(names.name(input.naming) + " "), code(input.naming.id)),
            declaration.help.map { .tag("p", ["class": "help"], text($0)) } ?? .nothing,
            .group(lines), fields(input))
    }

    /// What kind of answer is taken.
    private func answer(_ input: InputModel) -> HTML {
        let declaration = input.declaration
        switch input.type {
        case .number:
            var parts = [declaration.range.map { formulas.range($0) } ?? ""]
            if let unit = declaration.unit { parts.append(formulas.unit(unit)) }
            parts.append(
                input.scale > 0
                    ? say("\(input.scale) 位小数", "\(input.scale) decimal place\(input.scale == 1 ? "" : "s")")
                    : say("整数", "whole number"))
            let usual = declaration.usual.map { line(say("常见范围", "Usually"), .text(formulas.range($0))) } ?? .nothing
            return .group([line(say("数值", "Number"), .joined(parts.map { .text($0) }, by: say("，", ", "))), usual])
        case .boolean: return line(say("回答", "Answer"), .text(say("是 / 否", "yes / no")))
        case .date: return line(say("日期", "Date"), .text(declaration.range.map { formulas.range($0) } ?? ""))
        case .text: return line(say("回答", "Answer"), .text(say("文字", "text")))
        case .option(let set):
            guard model.optionSets.indices.contains(set) else { return .nothing }
            return line(
                say("选项", "One of"),
                .joined(
                    model.optionSets[set].options.map {
                        .tag("span", ["class": "word"], text: names.option($0.naming))
                    }, by: say("、", ", ")))
        case .records:
            return line(
                say("清单", "List"),
                .text(say("最多 \(input.listMax ?? 0) 条，每条填：", "at most \(input.listMax ?? 0) entries, each with:")))
        default: return .nothing
        }
    }

    private func fields(_ input: InputModel) -> HTML {
        guard !input.fields.isEmpty else { return .nothing }
        return .tag(
            "ul", ["class": "fields"],
            input.fields.map { field in
                .tag(
                    "li", [:], .tag("strong", [:], field.declaration.ask.map { text($0) } ?? title(field.naming)),
                    .text(" "),
                    code(field.naming.id),
                    field.declaration.help.map { .tag("p", ["class": "help"], text($0)) } ?? .nothing,
                    answer(field))
            })
    }

    private func unknown(_ input: InputModel) -> HTML {
        let shown: HTML
        switch input.declaration.ifUnknown?.value {
        case .value(let value)?:
            shown = .group([.text(say("按 ", "counts as ")), formulas.html(value), .text(say(" 计", ""))])
        case .zeroPoints?: shown = .text(say("相关评分项得零分", "criteria that read it get zero points"))
        case .notAssessable?: shown = .text(say("场景不可评", "the scene is not assessable"))
        case nil: return .nothing
        }
        return line(say("未答时", "If not answered"), shown)
    }

    private func evidence(_ declaration: InputDeclaration) -> HTML {
        let kinds = declaration.evidence.compactMap { name in
            model.evidenceKinds.first { $0.option.naming.id == name.text || $0.option.naming.chinese == name.text }
        }
        return line(
            say("证据", "Evidence"),
            .joined(
                kinds.map { .text(names.option($0.option.naming) + " ×" + $0.factor.reduced.description) },
                by: say("、", ", ")))
    }

    private func evidenceKinds() -> HTML {
        guard !model.evidenceKinds.isEmpty else { return .nothing }
        let missing = model.evidenceMissing.map { model.evidenceKinds[$0].option.naming }
        return .tag(
            "section", ["class": "group", "aria-labelledby": "part-evidence"],
            .tag("h3", ["id": "part-evidence"], text: say("证据系数", "Strength of evidence")),
            .tag(
                "p", [:],
                text: say(
                    "评分项的得分乘以所用答案中最弱一项证据的系数。",
                    "A criterion's points are multiplied by the weakest factor among the answers it reads.")
                    + (missing.map {
                        say(
                            "未注明证据按“\(names.option($0))”计。",
                            " Where no evidence is named, it counts as “\(names.option($0))”.")
                    } ?? "")),
            table(
                say("证据系数", "Strength of evidence"), head: [.text(say("证据", "Evidence")), .text(say("系数", "Factor"))],
                rows: model.evidenceKinds.map {
                    [.text(names.option($0.option.naming)), .text($0.factor.reduced.description)]
                },
                numeric: [1]))
    }

    /// Gates, criteria and grades that read something.
    func usedBy(_ reads: (Reads) -> Bool) -> HTML {
        let gates = model.gates.filter { reads($0.reads) || reads($0.whenReads) }.map(\.naming)
        let criteria = model.criteria.filter { reads($0.reads) || reads($0.whenReads) }.map(\.naming)
        return .joined(
            (gates + criteria).map { .link("#" + NormLinks.segment($0.id), .text($0.id)) }, by: say("、", ", "))
    }
}
