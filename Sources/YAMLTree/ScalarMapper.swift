import Diagnostics

/// Rebuilds the text of a scalar from its source bytes, as YAML reads it, and keeps the place of every byte.
///
/// libyaml gives the text and the marks only; what stands between them (escapes, folded lines, indentation) is walked here a
/// second time by the same rules. `text` must come out equal to libyaml's.
struct ScalarMapper {
    let bytes: [UInt8]
    private(set) var text: [UInt8] = []
    private(set) var segments: [TextMap.Segment] = []
    /// End in the file of the text, before a closing quote or the line breaks after a block.
    private(set) var sourceEnd: Int
    private var runEnd = -1

    init(bytes: [UInt8], start: Int) {
        self.bytes = bytes
        sourceEnd = start
    }

    /// The map of a scalar that stands in `range` and reads as `value`.
    static func map(
        _ value: [UInt8], _ range: Range<Int>, _ style: YAMLNode.ScalarStyle, in source: YAMLText
    ) -> TextMap {
        let quote = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
        if style != .literal, style != .folded, value.count == range.count - 2 * quote {
            return TextMap(file: source.file, source: (range.lowerBound + quote)..<(range.upperBound - quote))
        }
        var mapper = ScalarMapper(bytes: source.bytes, start: range.lowerBound)
        switch style {
        case .plain: mapper.plain(range)
        case .singleQuoted: mapper.singleQuoted(range)
        case .doubleQuoted: mapper.doubleQuoted(range)
        case .literal, .folded: mapper.block(start: range.lowerBound, value: value, literal: style == .literal)
        }
        guard mapper.text == value else {
            let whole = TextMap.Segment(text: 0, source: range.lowerBound, length: range.count)
            let end = TextMap.Segment(text: value.count, source: range.upperBound)
            return TextMap(file: source.file, segments: [whole, end], sourceEnd: range.upperBound)
        }
        return mapper.map(file: source.file)
    }

    private func map(file: SourceID) -> TextMap {
        var segments = segments
        if let last = segments.last, last.length > 0 || last.source + text.count - last.text != sourceEnd {
            segments.append(TextMap.Segment(text: text.count, source: sourceEnd))
        }
        if segments.isEmpty { segments = [TextMap.Segment(text: 0, source: sourceEnd)] }
        return TextMap(file: file, segments: segments, sourceEnd: sourceEnd)
    }

    /// Copies source bytes as they are.
    mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if runEnd != range.lowerBound {
            segments.append(TextMap.Segment(text: text.count, source: range.lowerBound))
        }
        text.append(contentsOf: bytes[range])
        runEnd = range.upperBound
        sourceEnd = max(sourceEnd, runEnd)
    }

    /// Appends `replacement` for the source bytes of `range`, which are not written byte for byte.
    mutating func substitute(_ replacement: [UInt8], for range: Range<Int>) {
        if replacement.count == range.count, replacement.elementsEqual(bytes[range]) { return copy(range) }
        segments.append(TextMap.Segment(text: text.count, source: range.lowerBound, length: range.count))
        text.append(contentsOf: replacement)
        runEnd = -1
        sourceEnd = max(sourceEnd, range.upperBound)
    }

    /// Ends the scalar at `offset`.
    mutating func finish(at offset: Int) { sourceEnd = offset }

    /// Length of the line break at `offset`: 0 if there is none.
    func breakLength(_ offset: Int) -> Int {
        guard offset < bytes.count else { return 0 }
        if bytes[offset] == 0x0A { return 1 }
        guard bytes[offset] == 0x0D else { return 0 }
        return offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
    }

    func isBlank(_ offset: Int) -> Bool {
        offset < bytes.count && (bytes[offset] == 0x20 || bytes[offset] == 0x09)
    }

    func isBlankOrBreak(_ offset: Int) -> Bool { isBlank(offset) || breakLength(offset) > 0 }

    /// Passes blanks and line breaks from `offset` up to `end`: blanks within a line stay, one line break becomes a space,
    /// further ones stay as LF. After an escaped line break (`escaped`) nothing stands for the break itself.
    mutating func fold(from offset: Int, to end: Int, escaped: Bool = false) -> Int {
        var index = offset
        var breaks: [Range<Int>] = []
        while index < end, isBlankOrBreak(index) {
            let length = breakLength(index)
            if length > 0 { breaks.append(index..<(index + length)) }
            index += max(1, length)
        }
        if escaped {
            for line in breaks { substitute([0x0A], for: line) }
        } else if breaks.isEmpty {
            copy(offset..<index)
        } else if breaks.count == 1 {
            substitute([0x20], for: breaks[0])
        } else {
            for line in breaks.dropFirst() { substitute([0x0A], for: line) }
        }
        return index
    }
}
