import Diagnostics

/// A pipe table as written in a block scalar (or read from a CSV file): headers and rows of cells,
/// each cell still text with its place. What a cell means is decided by the column it stands in.
public struct PipeTable: Sendable, Equatable {
    public struct Cell: Sendable, Equatable {
        /// Trimmed text.
        public var text: LocatedText
        public var span: Span { text.span }
        public init(text: LocatedText) { self.text = text }
    }

    public var header: [Cell]
    public var rows: [[Cell]]
    public var span: Span

    public init(header: [Cell], rows: [[Cell]], span: Span) {
        self.header = header
        self.rows = rows
        self.span = span
    }
}
