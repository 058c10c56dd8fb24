/// One source file: its path, its bytes and where its lines begin. Lines end at LF, CRLF or a lone CR.
public struct SourceFile: Sendable, Equatable {
    /// The path as the user gave it; only shown, never opened.
    public var path: String
    public let bytes: [UInt8]
    /// Byte offset of the first byte of every line; never empty.
    public let lineStarts: [Int]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A {
                starts.append(index)
            } else if byte == 0x0D {
                if index < bytes.count, bytes[index] == 0x0A { index += 1 }
                starts.append(index)
            }
        }
        lineStarts = starts
    }

    /// The whole text; bytes that are not UTF-8 become U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Number of lines; an empty file has one.
    public var lineCount: Int { lineStarts.count }

    /// Index (from 0) of the line that holds the byte `offset`; offsets out of bounds are clamped.
    public func lineIndex(at offset: Int) -> Int {
        let target = min(max(offset, 0), bytes.count)
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= target { low = middle } else { high = middle }
        }
        return low
    }

    /// Bytes of line `index` (from 0) without its line break; empty for a line that does not exist.
    public func lineRange(_ index: Int) -> Range<Int> {
        guard lineStarts.indices.contains(index) else { return bytes.count..<bytes.count }
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
        if end > start, bytes[end - 1] == 0x0A { end -= 1 }
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// The text of `range`, clamped to the file.
    public func text(in range: Range<Int>) -> String {
        let start = min(max(range.lowerBound, 0), bytes.count)
        let end = min(max(range.upperBound, start), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The place of the byte `offset`, clamped to the file. An offset inside a character gives the place of that character.
    public func position(at offset: Int) -> SourcePosition {
        let target = min(max(offset, 0), bytes.count)
        let line = lineIndex(at: target)
        let start = lineStarts[line]
        let prefix = SourceFile.units(in: bytes[start..<characterStart(target, notBefore: start)])
        return SourcePosition(
            offset: target, line: line + 1, column: prefix.characters + 1, utf16Column: prefix.utf16 + 1)
    }

    /// Code points and UTF-16 units before the byte `offset`, from the start of the file.
    public func counts(upTo offset: Int) -> (characters: Int, utf16: Int) {
        let target = min(max(offset, 0), bytes.count)
        return SourceFile.units(in: bytes[0..<characterStart(target, notBefore: 0)])
    }

    private func characterStart(_ offset: Int, notBefore floor: Int) -> Int {
        var start = offset
        while start > floor, start < bytes.count, offset - start < 3, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    private static func units(in slice: ArraySlice<UInt8>) -> (characters: Int, utf16: Int) {
        var characters = 0
        var utf16 = 0
        for byte in slice where byte & 0xC0 != 0x80 {
            characters += 1
            utf16 += byte >= 0xF0 ? 2 : 1
        }
        return (characters, utf16)
    }
}

/// A place in a source file. Lines and columns count from 1.
public struct SourcePosition: Sendable, Hashable {
    /// Bytes from the start of the file.
    public var offset: Int
    public var line: Int
    /// Column in Unicode code points.
    public var column: Int
    /// Column in UTF-16 units, as editors count.
    public var utf16Column: Int
    public init(offset: Int, line: Int, column: Int, utf16Column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
        self.utf16Column = utf16Column
    }
}
