import Diagnostics

/// Maps byte offsets of a scalar's text to bytes of the file: one segment for a plain one-line scalar, one per line for a
/// block scalar, one per run between escapes for a double-quoted one.
public struct TextMap: Sendable, Equatable {
    /// A stretch of text that stands in one piece in the file.
    public struct Segment: Sendable, Equatable {
        /// Offset in the text where the segment starts.
        public var text: Int
        /// Offset in the file of the segment's first byte.
        public var source: Int
        /// 0 where the text is written byte for byte. Else the number of bytes of the file that stand for the whole segment:
        /// an escape, a doubled quote, a line break read as a space or as LF.
        public var length: Int
        public init(text: Int, source: Int, length: Int = 0) {
            self.text = text
            self.source = source
            self.length = length
        }
    }

    public var file: SourceID
    /// Sorted by `text`; never empty. A segment with a `length` is always followed by another.
    public var segments: [Segment]
    /// End in the file of the last segment.
    public var sourceEnd: Int

    public init(file: SourceID, segments: [Segment], sourceEnd: Int) {
        self.file = file
        self.segments = segments
        self.sourceEnd = sourceEnd
    }

    /// A map of text that stands in the file byte for byte.
    public init(file: SourceID, source: Range<Int>) {
        self.init(
            file: file, segments: [Segment(text: 0, source: source.lowerBound)], sourceEnd: source.upperBound)
    }

    /// Place in the file of the text offset `offset` (clamped to the end). Inside an escape: the escape's first byte.
    public func source(_ offset: Int) -> Int {
        guard let segment = segment(at: offset) else { return sourceEnd }
        if segment.length > 0 { return min(segment.source, sourceEnd) }
        return min(segment.source + max(0, offset - segment.text), sourceEnd)
    }

    /// Place in the file of a range of the text. The end is one past the last byte's place, so a range never spills into the
    /// next line's indentation; an escape at the end is covered whole.
    public func span(_ range: Range<Int>) -> Span {
        let start = source(range.lowerBound)
        guard !range.isEmpty, let last = segment(at: range.upperBound - 1) else {
            return Span(file: file, start: start, end: start)
        }
        let end = last.length > 0 ? last.source + last.length : last.source + range.upperBound - last.text
        return Span(file: file, start: start, end: max(start, min(end, sourceEnd)))
    }

    private func segment(at offset: Int) -> Segment? {
        var low = 0
        var high = segments.count
        guard high > 0 else { return nil }
        while high - low > 1 {
            let middle = (low + high) / 2
            if segments[middle].text <= offset { low = middle } else { high = middle }
        }
        return segments[low]
    }
}
