import Diagnostics

/// A pipe table as written in a block scalar (or read from a CSV file): headers and rows of cells,
/// each cell still text with its place. What a cell means is decided by the column it stands in.
public struct PipeTable: Sendable, Equatable {
    /// The text of a cell and where it stands.
    public struct Cell: Sendable, Equatable {
        /// Trimmed text.
        public var text: LocatedText
        /// The word of the language the cell is, where its place asks for one: a heading such as `points`, a status.
        public var keyword: Keyword?
        public var span: Span { text.span }
        public init(text: LocatedText, keyword: Keyword? = nil) {
            self.text = text
            self.keyword = keyword
        }
    }

    public var header: [Cell]
    public var rows: [[Cell]]
    public var span: Span
    /// How its cells are spelled.
    public var dialect: ExpressionDialect

    public init(header: [Cell], rows: [[Cell]], span: Span, dialect: ExpressionDialect = .norm) {
        self.dialect = dialect
        self.header = header
        self.rows = rows
        self.span = span
    }
}
