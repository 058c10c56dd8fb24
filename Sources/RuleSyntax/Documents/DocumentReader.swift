import Diagnostics
import YAMLTree

/// Reads parts of a document, collecting findings and the trace. Other kinds of documents (points rules, tests, maps) are
/// read with the same parts, so that one mistake has one message everywhere.
public struct DocumentReader {
    public var bag: DiagnosticBag
    public var trace = DocumentTrace()
    /// Language of the file: decides the spelling of the mends that are offered.
    public var language: DocumentLanguage = .zh
    let source: [UInt8]
    let resources: ResourceReader

    public init(bag: DiagnosticBag, source: [UInt8] = [], resources: ResourceReader = .none) {
        self.bag = bag
        self.source = source
        self.resources = resources
    }

    /// Adds a finding in both languages.
    public mutating func report(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity = .error, zh: String, en: String, at span: Span,
        labels: [Diagnostic.Label] = [], notes: [Message] = [], fixIts: [Diagnostic.FixIt] = []
    ) {
        bag.add(
            Diagnostic(
                code, severity, Message(zh: zh, en: en), at: span, labels: labels, notes: notes, fixIts: fixIts))
    }

    /// Records that `keyword` stands at `span`.
    public mutating func note(_ keyword: Keyword, at span: Span, isKey: Bool = false) {
        trace.keywords.append(DocumentTrace.KeywordUse(keyword: keyword, span: span, isKey: isKey))
    }

    mutating func note(_ name: Name, _ space: DocumentTrace.NameUse.Space, _ role: DocumentTrace.NameUse.Role) {
        trace.names.append(DocumentTrace.NameUse(name: name, space: space, role: role))
    }

    mutating func note(_ kind: DocumentTrace.TextUse.Kind, _ text: LocatedText, in scalar: YAMLNode.Scalar) {
        trace.texts.append(
            DocumentTrace.TextUse(kind: kind, text: text, style: scalar.style, inFlow: scalar.inFlow))
    }

    /// A mend that puts `replacement` in place of `span`.
    static func replacing(_ span: Span, by replacement: String) -> Diagnostic.FixIt {
        Diagnostic.FixIt(
            title: Message(zh: "改为 `\(replacement)`", en: "write `\(replacement)`"),
            edits: [TextEdit(span: span, replacement: replacement)])
    }

    /// A mend that quotes the bytes of `span`, whose text is `text`; nil if the text holds both kinds of quotes.
    static func quoting(_ span: Span, text: String) -> Diagnostic.FixIt? {
        guard !text.contains("\\") else { return nil }
        let quote: String
        if !text.contains("\"") {
            quote = "\""
        } else if !text.contains("'") {
            quote = "'"
        } else {
            return nil
        }
        return Diagnostic.FixIt(
            title: Message(zh: "给整个值加上引号", en: "put the whole value in quotes"),
            edits: [
                TextEdit(span: Span(file: span.file, start: span.start, end: span.start), replacement: quote),
                TextEdit(span: Span(file: span.file, start: span.end, end: span.end), replacement: quote),
            ])
    }
}

extension YAMLNode.Entry {
    /// Key and value.
    public var span: Span { keySpan.union(value.span) }

    /// The same key with one item of the value.
    func item(_ node: YAMLNode) -> YAMLNode.Entry {
        YAMLNode.Entry(key: key, keySpan: keySpan, keyStyle: keyStyle, value: node)
    }

    /// True for `key:` with nothing behind it.
    var isEmpty: Bool {
        if case .scalar(let scalar) = value.content { return scalar.style == .plain && scalar.text.isEmpty }
        return false
    }
}
