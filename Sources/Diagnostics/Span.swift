/// Bytes `start..<end` of one source file.
public struct Span: Hashable, Sendable {
    public var file: SourceID
    public var start: Int
    public var end: Int

    public init(file: SourceID, start: Int, end: Int) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// From the start of `self` to the end of `other`.
    public func union(_ other: Span) -> Span {
        Span(file: file, start: min(start, other.start), end: max(end, other.end))
    }
}

/// Index of a file in a `SourceMap`.
public struct SourceID: Hashable, Sendable, Comparable {
    public var index: Int
    public init(_ index: Int) { self.index = index }
    public static func < (left: SourceID, right: SourceID) -> Bool { left.index < right.index }
}
