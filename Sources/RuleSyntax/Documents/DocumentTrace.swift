import Diagnostics
import YAMLTree

/// Where a document uses the words of the language, names and formulas: what the formatter and the conversion between
/// languages rewrite. Everything is in the order it was read.
public struct DocumentTrace: Sendable {
    /// A key, value or heading.
    public struct KeywordUse: Sendable, Equatable {
        public var keyword: Keyword
        public var span: Span
        public var isKey: Bool
    }

    /// A text with a grammar of its own.
    public struct TextUse: Sendable, Equatable {
        /// How an expression text is to be read.
        public enum Kind: Sendable, Equatable {
            case expression, unaryTests, range, unit
            /// A whole pipe table; its cells follow as uses of their own.
            case table
            /// A heading that is an expression with an optional unit.
            case heading
            /// A cell whose meaning the heading's type decides: a test where it is compared, else a value.
            case cell
        }
        public var kind: Kind
        public var text: LocatedText
        /// How the scalar around the text is written.
        public var style: YAMLNode.ScalarStyle
        public var inFlow: Bool
    }

    /// A name where it is declared, referred to, or given in the other language.
    public struct NameUse: Sendable, Equatable {
        /// Among which names a name is looked up.
        public enum Space: Sendable, Equatable {
            /// Inputs, facts, parameters, sections, criteria, gates.
            case symbol
            case optionSet, option, grade, behaviour, tag, evidenceKind, source, unit, document, column
        }
        /// Whether a name is declared or used.
        public enum Role: Sendable, Equatable {
            case declaration
            case reference
            /// The name in another language of the declaration before it; `languageKey` is the `zh` or `en` it stands under.
            case translation(DocumentLanguage, languageKey: Span?)
        }
        public var name: Name
        public var space: Space
        public var role: Role
    }

    public var keywords: [KeywordUse] = []
    public var texts: [TextUse] = []
    public var names: [NameUse] = []

    public init() {}
}
