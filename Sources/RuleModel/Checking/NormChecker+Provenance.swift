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
        model.provenance = provenanceEntries()
        for entry in model.provenance {
            if let written = entry.provenance, isDamaged(written.span) { continue }
            guard entry.mark != nil || entry.provenance?.decided != nil else {
                if entry.mustBeMarked, !unmarked.contains(where: { $0.id == entry.naming.id }) {
                    unmarked.append(entry.naming)
                }
                continue
            }
            if isIssued { verify(entry, status, &reported) }
            if isIssued, entry.part == .gate { refuseProvisional(entry.naming, status) }
        }
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

    /// Reports a number that no norm in force may rest on; what stands under one source once, a row at its mark.
    private func verify(_ entry: ProvenanceEntry, _ status: NormStatus, _ reported: inout Set<Span>) {
        guard !entry.isIssuable else { return }
        let source = entry.provenance.map { $0.mark?.span ?? $0.span } ?? entry.span
        let place = entry.rowMark == nil ? source : entry.span
        guard reported.insert(place).inserted else { return }
        report(
            .unverified, at: place,
            zh:
                "状态是`\(status == .issued ? "已发布" : "施行")`，但 `\(entry.naming.chinese)` 的\(entry.part.named.zh)依据未核实；请核对原文后标 `原文`，或写 `决定:`（由谁、哪份文件）",
            en:
                "the status is `\(status.rawValue)`, but the basis of \(entry.part.named.en)`\(entry.naming.id)` is not verified; mark it `read` after checking the source, or add `decided:` (by whom, in which document)",
            labels: document.status.map { [.init(span: $0.span, text: Message(zh: "状态", en: "status"))] } ?? [])
    }

    /// A norm in force has no gates that decide nothing.
    private func refuseProvisional(_ naming: Naming, _ status: NormStatus) {
        guard let gate = model.gates.first(where: { $0.naming.id == naming.id }),
            let written = gate.declaration.provisional
        else { return }
        report(
            .provisionalGate, at: written.span,
            zh: "状态是`\(status == .issued ? "已发布" : "施行")`，门槛 `\(naming.chinese)` 却还是暂行的；请核实或决定它的限值后删去 `暂行`，或删去这个门槛",
            en:
                "the status is `\(status.rawValue)`, but the gate `\(naming.id)` is still provisional; remove `provisional` once its limit is read or decided, or remove the gate"
        )
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
        check(document.pointsSource)
        if let source = document.evidence?.source, source.span.file == document.span.file { check(source) }
        for section in document.sections {
            check(section.source)
            check(section.pointsSource)
            for criterion in section.criteria + section.deductions {
                check(criterion.source)
                check(criterion.pointsSource)
            }
        }
        check(document.bonus?.source)
        check(document.bonus?.pointsSource)
        for criterion in document.bonus?.criteria ?? [] {
            check(criterion.source)
            check(criterion.pointsSource)
        }
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

extension ProvenanceEntry {
    /// Whether a norm without a source gets a finding.
    fileprivate var mustBeMarked: Bool {
        switch part {
        case .threshold, .points, .gate, .grade, .parameter, .row: true
        case .weight, .bonusCap, .mayDrop, .evidence, .multiplier, .fact: false
        }
    }
}

extension ProvenanceEntry.Part {
    /// The part where the name of the thing alone does not say it.
    fileprivate var named: Message {
        switch self {
        case .threshold, .gate, .grade, .parameter, .row: Message(zh: "", en: "")
        default: Message(zh: words.zh, en: words.en + " of ")
        }
    }

    /// What the numbers are called.
    public var words: Message {
        switch self {
        case .threshold: Message(zh: "限值", en: "the threshold")
        case .points: Message(zh: "分值", en: "the points")
        case .gate: Message(zh: "门槛", en: "the gate")
        case .weight: Message(zh: "权重和最低分", en: "weight and minimum")
        case .bonusCap: Message(zh: "加分上限", en: "the cap on the bonus")
        case .mayDrop: Message(zh: "可缺项上限", en: "the bound on what may drop out")
        case .evidence: Message(zh: "证据系数", en: "the factors of evidence")
        case .grade: Message(zh: "等级起点", en: "the grade")
        case .multiplier: Message(zh: "倍率", en: "the multipliers")
        case .fact: Message(zh: "计算式", en: "the formula")
        case .parameter: Message(zh: "参数值", en: "the value")
        case .row: Message(zh: "参数行", en: "a row")
        }
    }
}
