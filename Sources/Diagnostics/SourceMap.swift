/// The source files of one run. A `Span` names its file by its index here.
public struct SourceMap: Sendable, Equatable {
    public private(set) var files: [SourceFile] = []

    public init() {}

    /// Adds a file and returns its name for spans. The same path with the same bytes keeps its name.
    public mutating func add(path: String, bytes: [UInt8]) -> SourceID {
        if let index = files.firstIndex(where: { $0.path == path && $0.bytes == bytes }) { return SourceID(index) }
        files.append(SourceFile(path: path, bytes: bytes))
        return SourceID(files.count - 1)
    }

    /// Adds a file given as text.
    public mutating func add(path: String, text: String) -> SourceID { add(path: path, bytes: Array(text.utf8)) }

    /// The file of that name; nil if it was never added.
    public subscript(id: SourceID) -> SourceFile? {
        files.indices.contains(id.index) ? files[id.index] : nil
    }

    /// The path of a file; `<unknown>` if it was never added.
    public func path(of id: SourceID) -> String { self[id]?.path ?? "<unknown>" }

    /// The source text of a span, clamped to its file.
    public func text(of span: Span) -> String {
        guard let file = self[span.file], span.start <= span.end else { return "" }
        return file.text(in: span.start..<span.end)
    }

    /// The first byte's place and the place after the last byte; nil if the file was never added.
    public func positions(of span: Span) -> (start: SourcePosition, end: SourcePosition)? {
        guard let file = self[span.file] else { return nil }
        return (file.position(at: span.start), file.position(at: max(span.start, span.end)))
    }
}
