import Diagnostics

/// A YAML node with its place. Values are not interpreted: every scalar is text plus the style it was written in.
public struct YAMLNode: Sendable, Equatable {
    /// What a node holds.
    public indirect enum Content: Sendable, Equatable {
        case scalar(Scalar)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    /// How a text is written.
    public enum ScalarStyle: Sendable, Equatable { case plain, singleQuoted, doubleQuoted, literal, folded }

    /// A text with the bytes it comes from.
    public struct Scalar: Sendable, Equatable {
        /// The value after YAML's own unescaping and line folding.
        public var text: String
        public var style: ScalarStyle
        /// Where each byte of `text` stands in the file.
        public var map: TextMap
        /// True inside a flow collection (`{…}`, `[…]`).
        public var inFlow: Bool
        public init(text: String, style: ScalarStyle, map: TextMap, inFlow: Bool) {
            self.text = text
            self.style = style
            self.map = map
            self.inFlow = inFlow
        }
    }

    /// One `key: value` of a mapping, in the order written. Keys are scalars and unique.
    public struct Entry: Sendable, Equatable {
        public var key: String
        public var keySpan: Span
        public var keyStyle: ScalarStyle
        public var value: YAMLNode
        public init(key: String, keySpan: Span, keyStyle: ScalarStyle, value: YAMLNode) {
            self.key = key
            self.keySpan = keySpan
            self.keyStyle = keyStyle
            self.value = value
        }
    }

    public var content: Content
    public var span: Span
    /// True for a collection written `{…}` or `[…]`.
    public var isFlow: Bool

    public init(_ content: Content, span: Span, isFlow: Bool = false) {
        self.content = content
        self.span = span
        self.isFlow = isFlow
    }
}
