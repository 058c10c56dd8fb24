import Diagnostics
import ExactNumbers
import YAMLTree

extension DocumentReader {
    /// A criterion, a deduction or an item of the bonus.
    mutating func criterion(_ entry: YAMLNode.Entry) -> CriterionDeclaration? {
        guard let name = declared(entry, .symbol), let fields = fields(entry, in: .criterion) else { return nil }
        var criterion = CriterionDeclaration(name: name, span: entry.span)
        translate(&criterion.name, by: fields[.name], .symbol)
        criterion.title = fields[.title].flatMap { bilingual($0) }
        criterion.clause = fields[.clause].flatMap { text($0)?.value }
        criterion.points = fields[.points].flatMap { number($0) }
        criterion.when = condition(fields[.when])
        criterion.mayNotApply = fields[.mayNotApply].map { mayNotApply($0) } ?? .no
        criterion.tags = references(fields[.tags], .tag)
        criterion.evidenceFree = fields[.evidenceFree].flatMap { boolean($0)?.value } ?? false
        criterion.ifUnknown = fields[.ifUnknown].flatMap { keyword($0, KeywordList.criterionUnknowns) }
        criterion.round = fields[.round].flatMap { places($0) }
        criterion.note = fields[.note].flatMap { bilingual($0) }
        criterion.source = fields[.source].flatMap { provenance($0) }
        criterion.pointsSource = fields[.pointsSource].flatMap { provenance($0) }
        criterion.method = method(fields)
        if !fields.has(.points) { criterion.points = impliedPoints(criterion.method, fields) }
        return criterion
    }

    /// A check list without `points` is worth the sum of its items; every other criterion must say.
    private mutating func impliedPoints(
        _ method: CriterionDeclaration.Method?, _ fields: Fields
    ) -> Located<ExactDecimal>? {
        guard let key = fields.keySpan(.each) else {
            require(.points, fields)
            return nil
        }
        guard case .each(let items) = method else { return nil }
        var sum = ExactDecimal(0)
        for item in items {
            let scale = max(sum.scale, item.points.value.scale)
            guard let left = sum.mantissa(atScale: scale), let right = item.points.value.mantissa(atScale: scale) else {
                require(.points, fields)
                return nil
            }
            let (value, overflow) = left.addingReportingOverflow(right)
            guard !overflow else {
                require(.points, fields)
                return nil
            }
            sum = ExactDecimal(mantissa: value, scale: scale)
        }
        return Located(sum, span: key)
    }

    private static let methods: [Keyword] = [.met, .value, .table, .bands, .interpolate, .each, .atLeastOf]
    /// Keys that go with one method only.
    private static let companions: [(key: Keyword, method: Keyword)] = [
        (.hit, .table), (.defaultValue, .table), (.steps, .bands), (.otherwise, .bands), (.anchors, .interpolate),
        (.outside, .interpolate),
    ]

    private mutating func method(_ fields: Fields) -> CriterionDeclaration.Method? {
        let written = DocumentReader.methods.filter { fields.has($0) }
            .sorted { (fields.keySpan($0)?.start ?? 0) < (fields.keySpan($1)?.start ?? 0) }
        if written.count > 1 {
            reportMethods(written, fields)
            return nil
        }
        let strays = DocumentReader.companions.filter { fields.has($0.key) && $0.method != written.first }
        for stray in strays.prefix(written.isEmpty ? 1 : strays.count) {
            guard let span = fields.keySpan(stray.key) else { continue }
            report(
                .method, zh: "`\(stray.key.zh)` 要与 `\(stray.method.zh)` 一起写",
                en: "`\(stray.key.en)` goes with `\(stray.method.en)`, which is not written here", at: span)
        }
        guard let method = written.first else {
            if strays.isEmpty { reportNoMethod(fields) }
            return nil
        }
        switch method {
        case .met: return condition(fields[.met]).map { .met($0) }
        case .value: return expression(fields[.value]).map { .value($0) }
        case .table: return decisionTable(fields, output: .pointsHeading).map { .table($0) }
        case .bands: return bands(fields).map { .bands($0) }
        case .interpolate: return interpolation(fields).map { .interpolation($0) }
        case .each: return checkList(fields[.each]).map { .each($0) }
        default: return atLeast(fields[.atLeastOf])
        }
    }

    private mutating func reportMethods(_ written: [Keyword], _ fields: Fields) {
        guard let first = fields.keySpan(written[0]), let second = fields.keySpan(written[1]) else { return }
        report(
            .method,
            zh: "评分项 `\(fields.ownerName)` 写了两种计分方法：`\(written[0].zh)` 与 `\(written[1].zh)`，只留一种",
            en: "criterion `\(fields.ownerName)` has two methods, `\(written[0].en)` and `\(written[1].en)`, keep one",
            at: second,
            labels: [Diagnostic.Label(span: first, text: Message(zh: "第一种", en: "the first"))])
    }

    private mutating func reportNoMethod(_ fields: Fields) {
        let zh = DocumentReader.methods.map { "`\($0.zh)`" }.joined(separator: "、")
        let en = DocumentReader.methods.map { "`\($0.en)`" }.joined(separator: ", ")
        report(
            .method, zh: "评分项 `\(fields.ownerName)` 没有说怎样计分：写 \(zh) 之一",
            en: "criterion `\(fields.ownerName)` does not say how it is scored: write one of \(en)", at: fields.owner)
    }
}
