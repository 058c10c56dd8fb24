import Diagnostics

/// A key or keyword of the language as it stands in the file, recorded by the document parser.
///
/// Where a file names a thing in its *other* language (`name: {zh: 建筑面积}`), the pair is swapped: the inner key `zh` is
/// recorded as `KeyUse(span, en: "zh", zh: "en")`, its value as `NameUse(span, en: "建筑面积", zh: "floor_area")`.
public struct KeyUse: Sendable, Equatable {
    /// The word, with or without the quotation marks around it.
    public var span: Span
    public var en: String
    public var zh: String
    public init(span: Span, en: String, zh: String) {
        self.span = span
        self.en = en
        self.zh = zh
    }
    /// The key as `language` spells it.
    public subscript(language: DocumentLanguage) -> String { language == .zh ? zh : en }
}

/// A name of the rules (or a unit of their own) as it stands in the file, recorded by the checker.
public struct NameUse: Sendable, Equatable {
    public var span: Span
    public var en: String
    public var zh: String
    public init(span: Span, en: String, zh: String) {
        self.span = span
        self.en = en
        self.zh = zh
    }
    /// The name in `language`.
    public subscript(language: DocumentLanguage) -> String { language == .zh ? zh : en }
}

/// What the formatter has to know about a file besides its bytes.
public struct FormattingInput: Sendable, Equatable {
    /// How a text is to be read.
    public enum Kind: Sendable, Equatable {
        case expression, unaryTests, range, unit, columnHeader
        /// A whole pipe table; its cells are listed as texts of their own.
        case table
    }

    /// A text that holds expressions, and where it stands.
    public struct Text: Sendable, Equatable {
        public var text: LocatedText
        public var kind: Kind
        public init(_ text: LocatedText, _ kind: Kind) {
            self.text = text
            self.kind = kind
        }
    }

    public var texts: [Text]
    public var keys: [KeyUse]
    public var names: [NameUse]
    /// Free texts whose trailing spaces stay.
    public var verbatim: [Span]

    public init(texts: [Text] = [], keys: [KeyUse] = [], names: [NameUse] = [], verbatim: [Span] = []) {
        self.texts = texts
        self.keys = keys
        self.names = names
        self.verbatim = verbatim
    }
}
