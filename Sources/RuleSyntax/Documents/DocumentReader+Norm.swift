import Diagnostics
import YAMLTree

extension DocumentReader {
    mutating func reportUnknownKind(_ root: YAMLNode) {
        guard case .mapping(let entries) = root.content, let first = entries.first else {
            report(
                .unknownDocumentKind, zh: "文件应以 `规范:`、`因子:`、`积分:`、`测试:` 或 `映射:` 开头",
                en: "a file starts with `norm:`, `factors:`, `points:`, `tests:` or `map:`", at: root.span)
            return
        }
        let spellings = DocumentKind.allCases.flatMap { [$0.keyword.en, $0.keyword.zh] }
        let nearest = closestMatch(of: first.key, among: spellings)
        report(
            .unknownDocumentKind,
            zh: "第一个键 `\(first.key)` 不说明文件种类，应为 `规范`、`因子`、`积分`、`测试` 或 `映射`",
            en:
                "the first key `\(first.key)` names no kind of file, it is `norm`, `factors`, `points`, `tests` or `map`",
            at: first.keySpan, fixIts: nearest.map { [DocumentReader.replacing(first.keySpan, by: $0)] } ?? [])
    }

    /// Opens a document of `kind`: its fields and its id. Nil if the root is no such document.
    public mutating func open(
        _ root: YAMLNode, as kind: DocumentKind, in context: KeyContext
    ) -> (fields: Fields, id: Name)? {
        guard case .mapping(let entries) = root.content, let first = entries.first,
            let entry = entries.first(where: { DocumentKind(key: $0.key) == kind })
        else {
            reportUnknownKind(root)
            return nil
        }
        language = kind.keyword.language(of: first.key) == .en ? .en : .zh
        if first.key != entry.key {
            language = NameRule.isChinese(first.key) ? .zh : .en
            report(
                .unknownDocumentKind, zh: "`\(entry.key)` 说明文件种类，要写在最前面",
                en: "`\(entry.key)` names the kind of file, so it comes first", at: entry.keySpan)
        }
        let id = reference(id: entry) ?? Name("_", span: entry.value.span)
        return (fields(entries, in: context, owner: entry.keySpan, ownerName: id.text), id)
    }

    private mutating func reference(id entry: YAMLNode.Entry) -> Name? {
        guard let scalar = scalar(entry), let name = checkedName(LocatedText(trimming: scalar), .document) else {
            return nil
        }
        note(name, .document, .declaration)
        return name
    }

    mutating func norm(_ root: YAMLNode) -> NormDocument? {
        guard let (fields, id) = open(root, as: .norm, in: .norm) else { return nil }
        if let stated = fields[.language].flatMap({ keyword($0, KeywordList.languages) }) { language = stated.value }
        var norm = NormDocument(id: id, language: language, span: root.span)
        for key in [Keyword.title, .version, .status, .effective] { require(key, fields) }
        norm.title = fields[.title].flatMap { bilingual($0) }
        norm.version = fields[.version].flatMap { text($0) }
        norm.status = fields[.status].flatMap { keyword($0, KeywordList.normStatuses) }
        norm.effective = fields[.effective].flatMap { period($0) }
        norm.supersedes = fields[.supersedes].flatMap { text($0) }
        norm.transition = fields[.transition].flatMap { transition($0) }
        norm.rounding = fields[.rounding].flatMap { keyword($0, KeywordList.roundingModes) }
        norm.uses = fields[.uses].map { items($0) }?.compactMap { text($0) } ?? []
        norm.dataYear = fields[.dataYear].flatMap { reference($0, .symbol) }
        norm.source = fields[.source].flatMap { provenance($0) }
        norm.pointsSource = fields[.pointsSource].flatMap { provenance($0) }
        norm.sources = sources(fields[.sources])
        norm.units = units(fields[.units])
        norm.optionSets = optionSets(fields[.options])
        norm.behaviours = options(fields[.behaviours], .behaviour)
        norm.ifUnknown = fields[.ifUnknown].flatMap { keyword($0, KeywordList.criterionUnknowns) }
        norm.evidence = fields[.evidence].flatMap { evidence($0) }
        norm.mayDrop = fields[.mayDrop].flatMap { mayDrop($0) }
        norm.inputs = declarations(fields[.inputs]) { $0.input($1, in: .input) }
        norm.facts = declarations(fields[.facts]) { $0.fact($1) }
        norm.parameters = declarations(fields[.parameters]) { $0.parameter($1) }
        norm.gates = declarations(fields[.gates]) { $0.gate($1) }
        norm.sections = declarations(fields[.sections]) { $0.section($1) }
        norm.bonus = fields[.bonus].flatMap { bonus($0) }
        norm.total = fields[.total].flatMap { total($0) }
        norm.grades = declarations(fields[.grades]) { $0.grade($1) }
        norm.multiplier = fields[.multiplier].flatMap { multiplier($0) }
        return norm
    }

    mutating func factors(_ root: YAMLNode) -> FactorsDocument? {
        guard let (fields, id) = open(root, as: .factors, in: .factors) else { return nil }
        if let stated = fields[.language].flatMap({ keyword($0, KeywordList.languages) }) { language = stated.value }
        var document = FactorsDocument(id: id, language: language, span: root.span)
        require(.title, fields)
        document.title = fields[.title].flatMap { bilingual($0) }
        document.source = fields[.source].flatMap { provenance($0) }
        document.sources = sources(fields[.sources])
        document.units = units(fields[.units])
        document.optionSets = optionSets(fields[.options])
        document.evidence = fields[.evidence].flatMap { evidence($0) }
        document.parameters = declarations(fields[.parameters]) { $0.parameter($1) }
        return document
    }

    /// Reads every entry of a mapping `id → …` by `read`.
    public mutating func declarations<Declaration>(
        _ entry: YAMLNode.Entry?, _ read: (inout DocumentReader, YAMLNode.Entry) -> Declaration?
    ) -> [Declaration] {
        guard let entry else { return [] }
        var result: [Declaration] = []
        for part in entries(entry) {
            if let declaration = read(&self, part) { result.append(declaration) }
        }
        return result
    }

    private mutating func transition(_ entry: YAMLNode.Entry) -> Transition? {
        guard let fields = fields(entry, in: .transition) else { return nil }
        require(.until, fields)
        let until = fields[.until].flatMap { date($0) }
        let first = fields[.first].flatMap { keyword($0, KeywordList.transitionChoices) }
        let renewals = fields[.renewals].flatMap { keyword($0, KeywordList.transitionChoices) }
        return until.map { Transition(until: $0, first: first, renewals: renewals, span: entry.span) }
    }

    private mutating func mayDrop(_ entry: YAMLNode.Entry) -> Expression? {
        let example = Message(zh: "不超过 30 %", en: "at most 30 %")
        guard let (text, scalar) = limit(entry, example: example) else { return nil }
        guard !text.string.isEmpty else {
            report(
                .emptyValue, zh: "`\(entry.key)` 没有写份额，应写成 `\(example.zh)`",
                en: "`\(entry.key)` names no share, write `\(example.en)`", at: entry.value.span)
            return nil
        }
        return expression(text, in: scalar)
    }
}
