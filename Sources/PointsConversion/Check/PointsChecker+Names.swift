import Diagnostics
import ExactNumbers
import RuleSyntax

extension PointsChecker {
    mutating func behaviours() -> [PointsScheme.Behaviour] {
        var result: [PointsScheme.Behaviour] = []
        var seen: [String: Span] = [:]
        for (index, declared) in document.behaviours.enumerated() {
            enter(declared.name, index, into: \.behaviourIndex, &seen)
            var accepted: Set<Int>?
            if !declared.evidence.isEmpty {
                accepted = Set(declared.evidence.compactMap { evidence(named: $0) })
            }
            let title = declared.title
            result.append(
                PointsScheme.Behaviour(
                    id: declared.name.id, chinese: declared.name.chinese,
                    title: Message(
                        zh: title?.zh ?? title?.en ?? declared.name.chinese,
                        en: title?.en ?? title?.zh ?? declared.name.id),
                    oncePerMeter: declared.oncePerMeter?.value, acceptedEvidence: accepted))
        }
        return result
    }

    mutating func evidenceKinds() -> [PointsScheme.EvidenceKind] {
        guard let evidence = document.evidence else { return [] }
        var result: [PointsScheme.EvidenceKind] = []
        var seen: [String: Span] = [:]
        for (index, kind) in evidence.kinds.enumerated() {
            enter(kind.option.name, index, into: \.evidenceIndex, &seen)
            if !PointsLimits.holds(evidence: kind.factor.value) {
                let value = kind.factor.value
                let isLong = value >= ExactDecimal(0) && value <= ExactDecimal(1)
                report(
                    .evidenceFactor,
                    zh: isLong
                        ? "证据系数 `\(value)` 多于 \(PointsLimits.factorPlaces) 位小数"
                        : "证据系数 `\(value)` 应在 0 到 1 之间：证据不能让积分多于减排量所值",
                    en: isLong
                        ? "evidence factor `\(value)` has more than \(PointsLimits.factorPlaces) decimal places"
                        : "evidence factor `\(value)` must be from 0 to 1: evidence cannot make an act worth more than its grams",
                    at: kind.factor.span)
            }
            result.append(
                PointsScheme.EvidenceKind(
                    id: kind.option.name.id, chinese: kind.option.name.chinese, factor: kind.factor.value))
        }
        if let missing = evidence.missing { _ = self.evidence(named: missing) }
        return result
    }

    private mutating func enter(
        _ name: DeclaredName, _ index: Int, into map: WritableKeyPath<PointsChecker, [String: Int]>,
        _ seen: inout [String: Span]
    ) {
        for part in [name.key, name.zh, name.en].compactMap({ $0 }) {
            if let other = self[keyPath: map][part.text], other != index {
                report(
                    .nameTwice, zh: "名称 `\(part.text)` 已用于另一项，请换名",
                    en: "the name `\(part.text)` already stands for another one, choose a different name",
                    at: part.span,
                    labels: seen[part.text].map { [PointsChecker.first($0)] } ?? [])
                continue
            }
            self[keyPath: map][part.text] = index
            if seen[part.text] == nil { seen[part.text] = part.span }
        }
    }

    /// The kind of evidence of that name; an unknown one is reported.
    mutating func evidence(named name: Name) -> Int? {
        if let index = evidenceIndex[name.text] { return index }
        reportUnknown(.unknownEvidence, Message(zh: "证据种类", en: "kind of evidence"), name, evidenceIndex)
        return nil
    }

    /// The behaviour of that name; an unknown one is reported.
    mutating func behaviour(named name: Name) -> Int? {
        if let index = behaviourIndex[name.text] { return index }
        reportUnknown(.unknownBehaviour, Message(zh: "行为", en: "behaviour"), name, behaviourIndex)
        return nil
    }

    private mutating func reportUnknown(
        _ code: DiagnosticCode, _ noun: Message, _ name: Name, _ known: [String: Int]
    ) {
        let near = closestMatch(of: name.text, among: known.keys.sorted())
        report(
            code, zh: "没有声明\(noun.zh) `\(name.text)`" + (near.map { "，是不是 `\($0)`？" } ?? ""),
            en: "no \(noun.en) `\(name.text)` is declared" + (near.map { ", did you mean `\($0)`?" } ?? ""),
            at: name.span,
            notes: near == nil && !known.isEmpty
                ? [
                    Message(
                        zh: "已声明：" + known.keys.sorted().map { "`\($0)`" }.joined(separator: "、"),
                        en: "declared: " + known.keys.sorted().map { "`\($0)`" }.joined(separator: ", "))
                ] : [],
            fixIts: near.map { near in
                [
                    Diagnostic.FixIt(
                        title: Message(zh: "改为 `\(near)`", en: "write `\(near)`"),
                        edits: [TextEdit(span: name.span, replacement: near)], isCertain: false)
                ]
            } ?? [])
    }
}
