import Diagnostics

/// Maps byte offsets of a scalar's text to bytes of the file: one segment for a plain one-line scalar, one per line for a
/// block scalar, one per run between escapes for a double-quoted one.
public struct TextMap: Sendable, Equatable {
    public struct Segment: Sendable, Equatable {
        /// Offset in the text where the segment starts.
        public var text: Int
        /// Offset in the file of the segment's first byte.
        public var source: Int
        public init(text: Int, source: Int) {
            self.text = text
            self.source = source
        }
    }

    public var file: SourceID
    /// Sorted by `text`; never empty.
    public var segments: [Segment]
    /// End in the file of the last segment.
    public var sourceEnd: Int

    public init(file: SourceID, segments: [Segment], sourceEnd: Int) {
        self.file = file
        self.segments = segments
        self.sourceEnd = sourceEnd
    }

    /// Place in the file of the text offset `offset` (clamped to the end).
    public func source(_ offset: Int) -> Int {
        var low = 0
        var high = segments.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if segments[middle].text <= offset { low = middle } else { high = middle }
        }
        let segment = segments[low]
        return min(segment.source + max(0, offset - segment.text), sourceEnd)
    }

    /// Place in the file of a range of the text. The end is one past the last byte's place, so a range never spills into the
    /// next line's indentation.
    public func span(_ range: Range<Int>) -> Span {
        let start = source(range.lowerBound)
        let end = range.isEmpty ? start : source(range.upperBound - 1) + 1
        return Span(file: file, start: start, end: max(start, end))
    }
}
