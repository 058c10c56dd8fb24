import Diagnostics

/// The bytes of one file with what the loader asks about them: lines, neighbours, snippets; and makes findings about places.
struct YAMLText {
    let bytes: [UInt8]
    let file: SourceID

    func span(_ range: Range<Int>) -> Span { Span(file: file, start: range.lowerBound, end: range.upperBound) }

    func error(_ code: DiagnosticCode, _ range: Range<Int>, zh: String, en: String) -> Diagnostic {
        Diagnostic(code, .error, Message(zh: zh, en: en), at: span(range))
    }

    /// The text of `range`, cut to 40 characters, on one line.
    func snippet(_ range: Range<Int>) -> String {
        YAMLText.shorten(String(decoding: bytes[clamp(range)], as: UTF8.self))
    }

    static func shorten(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(40) {
            if scalar.value < 0x20 || CharacterScan.kind(of: scalar.value) != nil {
                result += " "
            } else {
                result.unicodeScalars.append(scalar == "`" ? "'" : scalar)
            }
        }
        return text.unicodeScalars.count > 40 ? result + "…" : result
    }

    func clamp(_ range: Range<Int>) -> Range<Int> {
        let start = min(max(0, range.lowerBound), bytes.count)
        return start..<min(max(start, range.upperBound), bytes.count)
    }

    func isBreak(_ offset: Int) -> Bool {
        bytes.indices.contains(offset) && (bytes[offset] == 0x0A || bytes[offset] == 0x0D)
    }

    func isBlank(_ offset: Int) -> Bool {
        bytes.indices.contains(offset) && (bytes[offset] == 0x20 || bytes[offset] == 0x09)
    }

    /// The byte at `offset` as a character; nil at the end and inside other than ASCII.
    func ascii(_ offset: Int) -> Character? {
        guard bytes.indices.contains(offset), bytes[offset] < 0x80 else { return nil }
        return Character(Unicode.Scalar(bytes[offset]))
    }

    /// The line that holds `offset`, without its line break.
    func line(at offset: Int) -> Range<Int> {
        var start = min(max(0, offset), bytes.count)
        while start > 0, !isBreak(start - 1) { start -= 1 }
        var end = min(max(0, offset), bytes.count)
        while end < bytes.count, !isBreak(end) { end += 1 }
        return start..<end
    }

    /// The nearest line before `line` that holds more than blanks and comments.
    func lineBefore(_ line: Range<Int>) -> Range<Int>? {
        var offset = line.lowerBound
        while offset > 0 {
            offset -= 1
            let candidate = self.line(at: offset)
            let content = trimmed(candidate)
            if !content.isEmpty, bytes[content.lowerBound] != 0x23 { return candidate }
            offset = candidate.lowerBound
        }
        return nil
    }

    /// `range` without blanks at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isBlank(start) { start += 1 }
        while end > start, isBlank(end - 1) { end -= 1 }
        return start..<end
    }

    /// From `offset` to the end of its line, without a trailing comment and blanks.
    func rest(from offset: Int) -> Range<Int> {
        let end = line(at: offset).upperBound
        var stop = offset
        while stop < end, !(bytes[stop] == 0x23 && stop > offset && isBlank(stop - 1)) { stop += 1 }
        return trimmed(offset..<stop)
    }

    /// Where the value begins on the line of `offset`: after indentation, dashes and one `key: `.
    func valueStart(onLineOf offset: Int) -> Int {
        let content = trimmed(line(at: offset))
        var start = content.lowerBound
        while start < content.upperBound, bytes[start] == 0x2D, isBlank(start + 1) {
            start = trimmed((start + 1)..<content.upperBound).lowerBound
        }
        if let colon = firstColon(in: start..<content.upperBound) {
            start = trimmed((colon + 1)..<content.upperBound).lowerBound
        }
        return start
    }

    /// The first `:` that is followed by a blank or ends `range`, outside quotes.
    func firstColon(in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        var quote: UInt8?
        while index < range.upperBound {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if (byte == 0x22 || byte == 0x27) && index == range.lowerBound {
                quote = byte
            } else if byte == 0x3A, index + 1 >= range.upperBound || isBlank(index + 1) {
                return index
            }
            index += 1
        }
        return nil
    }

    /// A mend that puts `range` in quotes.
    func quoteFix(_ range: Range<Int>) -> Diagnostic.FixIt {
        Diagnostic.FixIt(
            title: Message(zh: "加引号", en: "put it in quotes"),
            edits: [
                TextEdit(
                    span: span(range),
                    replacement: YAMLText.quoted(String(decoding: bytes[clamp(range)], as: UTF8.self)))
            ])
    }

    /// `text` as a YAML scalar in quotes.
    static func quoted(_ text: String) -> String {
        if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
        var result = "'"
        for character in text { result += character == "'" ? "''" : String(character) }
        return result + "'"
    }
}
