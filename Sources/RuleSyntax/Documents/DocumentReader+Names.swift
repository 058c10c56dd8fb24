import Diagnostics
import YAMLTree

/// The rule for names: a letter, `_` or `·`, then letters, digits, `_` or `·`. Names of options and grades may start with a
/// digit; units and ids of documents may hold `-`.
enum NameRule {
    static func isValid(_ text: String, in space: DocumentTrace.NameUse.Space) -> Bool {
        if space == .unit || space == .document {
            return !text.isEmpty && text.unicodeScalars.allSatisfy { NameSyntax.isContinue($0) || $0 == "-" }
        }
        guard let first = text.unicodeScalars.first else { return false }
        return (NameSyntax.isStart(first) || mayStartWithDigit(space) && NameSyntax.isContinue(first))
            && text.unicodeScalars.allSatisfy(NameSyntax.isContinue)
    }

    /// True if the name could never be referred to, because an expression reads it as a word of its own.
    static func isReserved(_ text: String, in space: DocumentTrace.NameUse.Space) -> Bool {
        switch space {
        case .symbol, .option, .optionSet, .tag: return ExpressionKeyword(word: text) != nil
        default: return false
        }
    }

    /// The nearest valid name: what is not allowed becomes `_`.
    static func mended(_ text: String, in space: DocumentTrace.NameUse.Space) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if NameSyntax.isContinue(scalar) || ((space == .unit || space == .document) && scalar == "-") {
                scalars.append(scalar)
            } else if scalars.last != "_" {
                scalars.append("_")
            }
        }
        if let first = scalars.first, !NameSyntax.isStart(first), !mayStartWithDigit(space), space != .unit {
            scalars.insert("_", at: scalars.startIndex)
        }
        return String(scalars)
    }

    /// True if the name is spelled with Chinese (or other non-Latin) letters.
    static func isChinese(_ text: String) -> Bool { text.unicodeScalars.contains { $0.properties.isIdeographic } }

    private static func mayStartWithDigit(_ space: DocumentTrace.NameUse.Space) -> Bool {
        space == .option || space == .grade || space == .evidenceKind
    }
}

extension DocumentReader {
    /// The name `text`; an invalid one is reported and mended, so that what follows still makes sense.
    mutating func checkedName(_ text: LocatedText, _ space: DocumentTrace.NameUse.Space) -> Name? {
        checkedName(text.string, span: text.span, space)
    }

    mutating func checkedName(_ text: String, span: Span, _ space: DocumentTrace.NameUse.Space) -> Name? {
        if NameRule.isReserved(text, in: space) {
            report(
                .reservedName, zh: "`\(text)` 是表达式里的词，不能作名称，可写 `\(text)_`",
                en: "`\(text)` is a word of expressions and no name, write `\(text)_`", at: span,
                fixIts: [DocumentReader.replacing(span, by: text + "_")])
            return Name(text + "_", span: span)
        }
        if NameRule.isValid(text, in: space) { return Name(NameSyntax.composed(text), span: span) }
        let mended = NameRule.mended(text, in: space)
        guard mended.contains(where: { $0 != "_" }) else {
            report(
                .invalidName, zh: "`\(text)` 不能作名称：名称由文字、数字和 `_` 组成",
                en: "`\(text)` is no name: a name is made of letters, digits and `_`", at: span)
            return nil
        }
        report(
            .invalidName, zh: "`\(text)` 不能作名称：名称由文字、数字和 `_` 组成，以文字开头，可写 `\(mended)`",
            en:
                "`\(text)` is no name: a name is made of letters, digits and `_` and starts with a letter, write `\(mended)`",
            at: span, fixIts: [DocumentReader.replacing(span, by: mended)])
        return Name(mended, span: span)
    }

    /// A reference to a name, as the value of `entry`.
    public mutating func reference(_ entry: YAMLNode.Entry, _ space: DocumentTrace.NameUse.Space) -> Name? {
        guard let scalar = scalar(entry), let name = checkedName(LocatedText(trimming: scalar), space) else {
            return nil
        }
        note(name, space, .reference)
        return name
    }

    /// A list of references, or one alone.
    public mutating func references(_ entry: YAMLNode.Entry?, _ space: DocumentTrace.NameUse.Space) -> [Name] {
        guard let entry else { return [] }
        return items(entry).compactMap { reference($0, space) }
    }

    /// The name a key declares.
    public mutating func declared(_ entry: YAMLNode.Entry, _ space: DocumentTrace.NameUse.Space) -> DeclaredName? {
        guard let key = checkedName(entry.key, span: entry.keySpan, space) else { return nil }
        note(key, space, .declaration)
        return DeclaredName(key: key)
    }

    /// Adds what `name:` says to a declared name: `{zh: …}`, `{en: …}`, or one string in the other script than the key.
    public mutating func translate(
        _ name: inout DeclaredName, by entry: YAMLNode.Entry?, _ space: DocumentTrace.NameUse.Space
    ) {
        guard let entry else { return }
        guard case .mapping = entry.value.content else {
            guard let scalar = scalar(entry), let other = checkedName(LocatedText(trimming: scalar), space) else {
                return
            }
            guard NameRule.isChinese(other.text) != NameRule.isChinese(name.key.text) else {
                reportSameLanguage(other, name, entry.key)
                return
            }
            assign(other, NameRule.isChinese(other.text) ? .zh : .en, to: &name, languageKey: nil, space)
            return
        }
        guard let fields = fields(entry, in: .bilingual) else { return }
        for (keyword, language) in [(Keyword.chinese, DocumentLanguage.zh), (.english, .en)] {
            guard let part = fields[keyword], let scalar = scalar(part),
                let other = checkedName(LocatedText(trimming: scalar), space)
            else { continue }
            assign(other, language, to: &name, languageKey: part.keySpan, space)
        }
        if let zh = name.zh, let en = name.en, zh.text != name.key.text, en.text != name.key.text {
            reportSameLanguage(NameRule.isChinese(name.key.text) ? zh : en, name, entry.key)
        }
    }

    mutating func assign(
        _ other: Name, _ language: DocumentLanguage, to name: inout DeclaredName, languageKey: Span?,
        _ space: DocumentTrace.NameUse.Space
    ) {
        switch language {
        case .zh: name.zh = other
        case .en: name.en = other
        }
        note(other, space, .translation(language, languageKey: languageKey))
    }

    private mutating func reportSameLanguage(_ other: Name, _ name: DeclaredName, _ key: String) {
        report(
            .nameLanguage,
            zh: "`\(other.text)` 与 `\(name.key.text)` 是同一种语言的名称；每种语言只有一个名称，另一语言的写 `\(key): {en: …}` 或 `{zh: …}`，"
                + "供人看的文字写 `标题`",
            en:
                "`\(other.text)` and `\(name.key.text)` are names in the same language; there is one name per language, so give the "
                + "other one as `{zh: …}` or `{en: …}`, and text for people as `title`",
            at: other.span,
            labels: [Diagnostic.Label(span: name.key.span, text: Message(zh: "已有名称", en: "the name it has"))])
    }
}
