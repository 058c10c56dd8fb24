import Diagnostics
import YAMLTree

extension LocatedText {
    /// The bytes `range` of the text as a text of their own. The range must fall on character boundaries.
    public func slice(_ range: Range<Int>) -> LocatedText {
        let bytes = Array(string.utf8)
        let bounds = range.clamped(to: 0..<bytes.count)
        return LocatedText(
            string: String(decoding: bytes[bounds], as: UTF8.self), map: map, offset: offset + bounds.lowerBound)
    }

    /// Without spaces and line ends on either side.
    public func trimmed() -> LocatedText {
        let bytes = Array(string.utf8)
        var start = 0
        var end = bytes.count
        while start < end, LocatedText.isBlank(bytes[start]) { start += 1 }
        while end > start, LocatedText.isBlank(bytes[end - 1]) { end -= 1 }
        return slice(start..<end)
    }

    /// Without the bytes at `removed` (sorted), each remaining byte still knowing its place.
    func removing(bytesAt removed: [Int]) -> LocatedText {
        guard !removed.isEmpty else { return self }
        var kept: [UInt8] = []
        var segments: [TextMap.Segment] = []
        var expected = -1
        var next = 0
        for (place, byte) in string.utf8.enumerated() {
            if next < removed.count, removed[next] == place {
                next += 1
                continue
            }
            let source = map.source(offset + place)
            if source != expected { segments.append(TextMap.Segment(text: kept.count, source: source)) }
            expected = source + 1
            kept.append(byte)
        }
        if segments.isEmpty { segments.append(TextMap.Segment(text: 0, source: span.start)) }
        return LocatedText(
            string: String(decoding: kept, as: UTF8.self),
            map: TextMap(file: map.file, segments: segments, sourceEnd: span.end))
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }
}
