import Diagnostics
import ExactNumbers
import YAMLTree

extension DocumentParser {
    /// Reads points rules; parameters as for `parseNorm`. The document is nil if `root` is no such file at all.
    public static func parsePoints(
        _ root: YAMLNode, source: [UInt8] = [], resources: ResourceReader = .none, into bag: inout DiagnosticBag
    ) -> (PointsDocument?, DocumentTrace) {
        var reader = DocumentReader(bag: bag, source: source, resources: resources)
        let document = reader.points(root)
        bag = reader.bag
        return (document, reader.trace)
    }
}

extension DocumentReader {
    mutating func points(_ root: YAMLNode) -> PointsDocument? {
        guard let (fields, id) = open(root, as: .points, in: .pointsRules) else { return nil }
        if let stated = fields[.language].flatMap({ keyword($0, KeywordList.languages) }) { language = stated.value }
        var points = PointsDocument(id: id, language: language, span: root.span)
        for key in [Keyword.title, .version, .status, .effective, .timeZone, .behaviours, .rates] {
            require(key, fields)
        }
        points.title = fields[.title].flatMap { bilingual($0) }
        points.version = fields[.version].flatMap { text($0) }
        points.status = fields[.status].flatMap { keyword($0, KeywordList.normStatuses) }
        points.effective = fields[.effective].flatMap { period($0) }
        points.supersedes = fields[.supersedes].flatMap { text($0) }
        points.timeZone = fields[.timeZone].flatMap { text($0) }
        points.rounding = fields[.rounding].flatMap { keyword($0, KeywordList.roundingModes) }
        points.lateActs = fields[.lateActs].flatMap { keyword($0, KeywordList.lateActs) }
        points.source = fields[.source].flatMap { provenance($0) }
        points.sources = sources(fields[.sources])
        points.behaviours = declarations(fields[.behaviours]) { $0.pointsBehaviour($1) }
        points.rates = fields[.rates].flatMap { pointsRates($0) }
        if let entry = fields[.evidence] { (points.evidence, points.evidenceSource) = pointsEvidence(entry) }
        points.multiplier = fields[.multiplier].flatMap { pointsMultiplier($0) }
        points.caps = fields[.caps].flatMap { pointsLimits($0, KeywordList.capHeadings) }
        points.budget = fields[.budget].flatMap { pointsLimits($0, KeywordList.budgetHeadings) }
        points.minimum = fields[.minimum].flatMap { pointsMinimum($0) }
        return points
    }

    /// `bus: 公交`, or `bus: {name: …, title: …, once_per_meter: …, evidence: […]}`.
    private mutating func pointsBehaviour(_ entry: YAMLNode.Entry) -> PointsBehaviour? {
        let isDetailed: Bool
        if case .mapping(let parts) = entry.value.content {
            isDetailed = !parts.contains { KeyContext.bilingual.keyword(for: $0.key) != nil }
        } else {
            isDetailed = false
        }
        guard isDetailed else {
            guard let name = declared(entry, .behaviour), let option = option(entry, name, .behaviour) else {
                return nil
            }
            var behaviour = PointsBehaviour(name: option.name, span: entry.span)
            behaviour.title = option.title
            return behaviour
        }
        guard var name = declared(entry, .behaviour), let fields = fields(entry, in: .pointsBehaviour) else {
            return nil
        }
        translate(&name, by: fields[.name], .behaviour)
        var behaviour = PointsBehaviour(name: name, span: entry.span)
        behaviour.title = fields[.title].flatMap { bilingual($0) }
        behaviour.oncePerMeter = fields[.oncePerMeter].flatMap { keyword($0, KeywordList.meterPeriods) }
        behaviour.evidence = references(fields[.evidence], .evidenceKind)
        return behaviour
    }

    private mutating func pointsEvidence(_ entry: YAMLNode.Entry) -> (EvidenceStrength?, Provenance?) {
        guard let fields = fields(entry, in: .pointsEvidence) else { return (nil, nil) }
        require(.kinds, fields)
        let kinds = declarations(fields[.kinds]) { $0.evidenceKind($1) }
        let missing = fields[.missing].flatMap { reference($0, .evidenceKind) }
        let source = fields[.source].flatMap { provenance($0) }
        return (EvidenceStrength(kinds: kinds, missing: missing, span: entry.keySpan), source)
    }

    private mutating func pointsMultiplier(_ entry: YAMLNode.Entry) -> PointsMultiplier? {
        guard let fields = fields(entry, in: .pointsMultiplier) else { return nil }
        require(.within, fields)
        return PointsMultiplier(
            within: range(fields[.within]), noLabel: fields[.noLabel].flatMap { number($0) },
            suspended: fields[.suspended].flatMap { number($0) },
            notValid: fields[.notValid].flatMap { pointsNotValid($0) },
            source: fields[.source].flatMap { provenance($0) }, span: entry.keySpan)
    }

    private mutating func pointsNotValid(_ entry: YAMLNode.Entry) -> Located<PointsMultiplier.NotValid>? {
        guard let scalar = scalar(entry) else { return nil }
        let text = LocatedText(trimming: scalar)
        if let value = ExactDecimal(text.string) { return Located(.factor(value), span: text.span) }
        if Keyword.refuse.language(of: text.string) != nil {
            note(.refuse, at: text.span)
            return Located(.refuse, span: text.span)
        }
        reportUnknownWord(text, of: entry.key, [.refuse])
        return nil
    }

    /// One number of points, or `{points: …, grams: …}`.
    private mutating func pointsMinimum(_ entry: YAMLNode.Entry) -> PointsMinimum? {
        guard case .mapping = entry.value.content else {
            return number(entry).map { PointsMinimum(points: $0, grams: nil, source: nil, span: entry.keySpan) }
        }
        guard let fields = fields(entry, in: .pointsMinimum) else { return nil }
        return PointsMinimum(
            points: fields[.pointsRules].flatMap { number($0) }, grams: fields[.grams].flatMap { number($0) },
            source: fields[.source].flatMap { provenance($0) }, span: entry.keySpan)
    }
}
