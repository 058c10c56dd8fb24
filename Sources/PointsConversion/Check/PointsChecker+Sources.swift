import Diagnostics
import RuleSyntax

extension PointsChecker {
    /// Every reference names a source document, and rules that are issued rest on nothing provisional.
    mutating func checkSources() {
        let known = Set(document.sources.map(\.id.text))
        for provenance in provenances { if let ref = provenance.ref { checkReference(ref, known) } }
        let rows = (document.rates?.rows.map(\.source) ?? []) + (document.caps?.rows.map(\.source) ?? [])
        for row in rows + (document.budget?.rows.map(\.source) ?? []) {
            if let ref = row.ref { checkReference(ref, known) }
        }
        guard let status = document.status, status.value == .issued || status.value == .inForce else { return }
        for row in document.rates?.rows ?? [] { checkIssuable(row.source, document.rates?.source, row.span, status) }
        for row in document.caps?.rows ?? [] { checkIssuable(row.source, document.caps?.source, row.span, status) }
        for row in document.budget?.rows ?? [] { checkIssuable(row.source, document.budget?.source, row.span, status) }
        if let evidence = document.evidence {
            checkIssuable(PointsRowSource(), document.evidenceSource, evidence.span, status)
        }
        if let multiplier = document.multiplier {
            checkIssuable(PointsRowSource(), multiplier.source, multiplier.span, status)
        }
        if let minimum = document.minimum { checkIssuable(PointsRowSource(), minimum.source, minimum.span, status) }
    }

    private var provenances: [Provenance] {
        [
            document.source, document.rates?.source, document.evidenceSource, document.multiplier?.source,
            document.caps?.source, document.budget?.source, document.minimum?.source,
        ].compactMap { $0 }
    }

    private mutating func checkReference(_ ref: Name, _ known: Set<String>) {
        if known.contains(ref.text) { return }
        let near = closestMatch(of: ref.text, among: known.sorted())
        report(
            .unknownSource, zh: "`文献` 里没有 `\(ref.text)`" + (near.map { "，是不是 `\($0)`？" } ?? ""),
            en: "`sources` has no `\(ref.text)`" + (near.map { ", did you mean `\($0)`?" } ?? ""), at: ref.span)
    }

    /// The row's own mark, else the nearest source around it; a decision around it makes any mark issuable.
    private mutating func checkIssuable(
        _ row: PointsRowSource, _ table: Provenance?, _ span: Span, _ status: Located<NormStatus>
    ) {
        let around = table ?? document.source
        if around?.decided != nil { return }
        let mark = row.mark?.value ?? around?.mark?.value
        if mark == .read { return }
        let word = KeywordList.normStatuses.keyword(for: status.value) ?? .issued
        let found: Message
        if let mark, let markWord = KeywordList.marks.keyword(for: mark) {
            found = Message(zh: "标注为 `\(markWord.zh)`", en: "is marked `\(markWord.en)`")
        } else {
            found = Message(zh: "没有标注依据", en: "has no source mark")
        }
        report(
            .notIssuable,
            zh: "状态为 `\(word.zh)` 的规则只能依据原文或已决定的数值，这里\(found.zh)；核对原文后标注 `原文`，或写明 `决定`",
            en:
                "rules with status `\(word.en)` rest on what was read or decided, and this \(found.en); check it against the "
                + "document and mark it `read`, or add who `decided` it",
            at: row.mark?.span ?? span,
            labels: [Diagnostic.Label(span: status.span, text: Message(zh: "状态在这里", en: "the status is here"))])
    }
}
