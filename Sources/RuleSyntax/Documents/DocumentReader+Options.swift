import Diagnostics
import YAMLTree

extension DocumentReader {
    /// Named option sets: `fuel: {natural_gas: 天然气}`.
    mutating func optionSets(_ entry: YAMLNode.Entry?) -> [OptionSetDeclaration] {
        declarations(entry) { reader, part in
            guard let name = reader.declared(part, .optionSet) else { return nil }
            return OptionSetDeclaration(name: name, options: reader.options(part, .option))
        }
    }

    /// Options, behaviours: `id: 标题`, `id: {zh: …, en: …}` or `id: {name: …, title: …}`.
    mutating func options(_ entry: YAMLNode.Entry?, _ space: DocumentTrace.NameUse.Space) -> [OptionDeclaration] {
        declarations(entry) { reader, part in
            guard let name = reader.declared(part, space) else { return nil }
            return reader.option(part, name, space)
        }
    }

    mutating func option(
        _ entry: YAMLNode.Entry, _ declared: DeclaredName, _ space: DocumentTrace.NameUse.Space
    ) -> OptionDeclaration? {
        var name = declared
        guard case .mapping(let parts) = entry.value.content else {
            guard let text = bilingual(entry) else { return OptionDeclaration(name: name, title: nil) }
            adopt(text.zh, text.span, nil, as: &name, space)
            return OptionDeclaration(name: name, title: text)
        }
        if parts.contains(where: { KeyContext.bilingual.keyword(for: $0.key) != nil }) {
            let text = bilingual(entry)
            for part in parts {
                guard let keyword = KeyContext.bilingual.keyword(for: part.key),
                    case .scalar(let scalar) = part.value.content
                else { continue }
                let isChinese = keyword == .chinese
                if isChinese != NameRule.isChinese(name.key.text) {
                    adopt(scalar.text, part.value.span, part.keySpan, as: &name, space)
                }
            }
            return OptionDeclaration(name: name, title: text)
        }
        guard let fields = fields(entry, in: .option) else { return nil }
        translate(&name, by: fields[.name], space)
        return OptionDeclaration(name: name, title: fields[.title].flatMap { bilingual($0) })
    }

    /// Takes a title as the name in the other language where it is fit to be one.
    private mutating func adopt(
        _ title: String?, _ span: Span, _ languageKey: Span?, as name: inout DeclaredName,
        _ space: DocumentTrace.NameUse.Space
    ) {
        guard let title, NameRule.isValid(title, in: space), !NameRule.isReserved(title, in: space),
            NameRule.isChinese(title) != NameRule.isChinese(name.key.text)
        else { return }
        let language: DocumentLanguage = NameRule.isChinese(title) ? .zh : .en
        assign(Name(NameSyntax.composed(title), span: span), language, to: &name, languageKey: languageKey, space)
    }

    /// Units that a document adds: `cover: 人次`.
    mutating func units(_ entry: YAMLNode.Entry?) -> [UnitDeclaration] {
        declarations(entry) { reader, part in
            guard let name = reader.declared(part, .unit) else { return nil }
            return UnitDeclaration(symbol: name.key, title: reader.bilingual(part))
        }
    }

    /// `evidence: {kinds: …, missing: …}`.
    mutating func evidence(_ entry: YAMLNode.Entry) -> EvidenceStrength? {
        guard let fields = fields(entry, in: .evidence) else { return nil }
        require(.kinds, fields)
        let kinds = declarations(fields[.kinds]) { $0.evidenceKind($1) }
        let groups = declarations(fields[.groups]) { $0.evidenceGroup($1) }
        let missing = fields[.missing].flatMap { reference($0, .evidenceKind) }
        return EvidenceStrength(
            kinds: kinds, groups: groups, missing: missing, source: fields[.source].flatMap { provenance($0) },
            span: entry.span)
    }

    /// `reading: [metered, bill]`, or `reading: {name: …, title: …, kinds: […]}`.
    private mutating func evidenceGroup(_ entry: YAMLNode.Entry) -> EvidenceStrength.Group? {
        guard var name = declared(entry, .evidenceKind) else { return nil }
        guard case .mapping = entry.value.content else {
            return EvidenceStrength.Group(
                option: OptionDeclaration(name: name, title: nil), kinds: references(entry, .evidenceKind))
        }
        guard let fields = fields(entry, in: .evidenceGroup) else { return nil }
        require(.kinds, fields)
        translate(&name, by: fields[.name], .evidenceKind)
        return EvidenceStrength.Group(
            option: OptionDeclaration(name: name, title: fields[.title].flatMap { bilingual($0) }),
            kinds: references(fields[.kinds], .evidenceKind))
    }

    mutating func evidenceKind(_ entry: YAMLNode.Entry) -> EvidenceStrength.Kind? {
        guard var name = declared(entry, .evidenceKind) else { return nil }
        guard case .mapping = entry.value.content else {
            return number(entry).map {
                EvidenceStrength.Kind(option: OptionDeclaration(name: name, title: nil), factor: $0)
            }
        }
        guard let fields = fields(entry, in: .evidenceKind) else { return nil }
        require(.factor, fields)
        translate(&name, by: fields[.name], .evidenceKind)
        let option = OptionDeclaration(name: name, title: fields[.title].flatMap { bilingual($0) })
        return fields[.factor].flatMap { number($0) }.map { EvidenceStrength.Kind(option: option, factor: $0) }
    }
}
