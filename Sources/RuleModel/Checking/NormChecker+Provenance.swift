import Diagnostics
import RuleSyntax

/// Where thresholds come from, and what is declared for nothing.
extension NormChecker {
    /// Every threshold has a mark; a norm that is issued or in force rests on verified ones only.
    func checkProvenance() {
        let status = document.status?.value ?? .draft
        let isIssued = status == .issued || status == .inForce
        var unmarked: [Naming] = []
        var reported: Set<Span> = []
        func check(_ provenance: Provenance?, _ naming: Naming) {
            if let written = provenance ?? document.source, isDamaged(written.span) { return }
            guard let provenance = provenance ?? document.source, provenance.mark != nil || provenance.decided != nil
            else {
                unmarked.append(naming)
                return
            }
            if isIssued, !provenance.isIssuable, reported.insert(provenance.span).inserted {
                report(
                    .unverified, at: provenance.mark?.span ?? provenance.span,
                    zh:
                        "状态是`\(status == .issued ? "已发布" : "施行")`，但 `\(naming.chinese)` 的依据未核实；请核对原文后标 `原文`，或写 `决定:`（由谁、哪份文件）",
                    en:
                        "the status is `\(status.rawValue)`, but the basis of `\(naming.id)` is not verified; mark it `read` after checking the source, or add `decided:` (by whom, in which document)",
                    labels: document.status.map { [.init(span: $0.span, text: Message(zh: "状态", en: "status"))] } ?? [])
            }
        }
        for criterion in model.criteria { check(criterion.provenance, criterion.naming) }
        for gate in model.gates { check(gate.declaration.source, gate.naming) }
        for (index, parameter) in model.parameters.enumerated()
        where !parameter.isImported || usedParameters.contains(index) {
            check(parameter.declaration.source, parameter.naming)
        }
        for grade in model.grades { check(grade.declaration.source, grade.naming) }
        guard !unmarked.isEmpty else { return }
        let names = unmarked.prefix(8)
        let more = unmarked.count > names.count ? "…" : ""
        report(
            .missingProvenance, isIssued ? .error : .warning, at: unmarked[0].span,
            zh: "没有依据标注：" + names.map { "`\($0.chinese)`" }.joined(separator: "、") + more
                + "；请写 `依据: {标注: …}`，或在规范顶层写一个默认的",
            en: "no provenance mark on " + names.map { "`\($0.id)`" }.joined(separator: ", ") + more
                + "; add `source: {mark: …}`, or one for the whole norm at its top")
    }

    /// Every document referred to is listed under `sources`.
    func checkReferences() {
        let known = document.sources.map(\.id.text)
        func check(_ provenance: Provenance?) {
            guard let ref = provenance?.ref, !known.contains(ref.text) else { return }
            noSuch(
                .unknownName, ref.text, at: ref.span, among: known, zh: "`文献` 中没有 `\(ref.text)`",
                en: "no document `\(ref.text)` is listed under `sources`")
        }
        check(document.source)
        for section in document.sections {
            check(section.source)
            for criterion in section.criteria + section.deductions { check(criterion.source) }
        }
        check(document.bonus?.source)
        for criterion in document.bonus?.criteria ?? [] { check(criterion.source) }
        for gate in document.gates { check(gate.source) }
        for fact in document.facts { check(fact.source) }
        for parameter in document.parameters { check(parameter.source) }
        for grade in document.grades { check(grade.source) }
        check(document.multiplier?.source)
    }

    /// What is declared but read by nothing; not asked while a mistake may hide the reading.
    func checkUnused() {
        guard !bag.hasErrors, earlier.isEmpty else { return }
        var needed = usedInputs
        for input in model.inputs { input.when?.visit { if case .input(let index) = $0.kind { needed.insert(index) } } }
        if let name = document.dataYear, case .input(let index)? = symbols[name.text] { needed.insert(index) }
        for (index, input) in model.inputs.enumerated() where !needed.contains(index) && !input.type.isInvalid {
            report(
                .unused, .warning, at: input.naming.span, zh: "问了 `\(input.naming.chinese)`，却没有任何规则用到它",
                en: "`\(input.naming.id)` is asked for, but no rule uses it")
        }
        var seenTags = usedTags
        for tag in model.criteria.flatMap(\.declaration.tags) where seenTags.insert(tag.text).inserted {
            let close = closestMatch(of: tag.text, among: usedTags)
            report(
                .unused, .warning, at: tag.span, zh: "没有达标率用到标签 `\(tag.text)`" + (close.map { "，是否应为 `\($0)`？" } ?? ""),
                en: "no `met_share` uses the tag `\(tag.text)`" + (close.map { ", did you mean `\($0)`?" } ?? ""))
        }
        for (index, fact) in model.facts.enumerated() where !usedFacts.contains(index) && !fact.value.isInvalid {
            report(
                .unused, .warning, at: fact.naming.span, zh: "指标 `\(fact.naming.chinese)` 没有被用到",
                en: "the fact `\(fact.naming.id)` is not used")
        }
        for (index, parameter) in model.parameters.enumerated()
        where !parameter.isImported && !usedParameters.contains(index) {
            report(
                .unused, .warning, at: parameter.naming.span, zh: "参数 `\(parameter.naming.chinese)` 没有被用到",
                en: "the parameter `\(parameter.naming.id)` is not used")
        }
    }
}
