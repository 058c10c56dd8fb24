import Diagnostics
import YAMLTree

/// How the YAML scalar around a text is written, and so what may be put into it without changing how YAML reads it.
enum ScalarContext: Sendable, Equatable {
    case block, singleQuoted, doubleQuoted, plain

    /// Told from the bytes before the scalar's first one.
    init(of text: LocatedText, in source: [UInt8]) {
        let start = min(text.map.source(0), source.count)
        var place = start
        while place > 0, source[place - 1] == UInt8(ascii: " ") { place -= 1 }
        if place > 0, source[place - 1] == UInt8(ascii: "\n"), ScalarContext.opensBlock(before: place - 1, in: source) {
            self = .block
            return
        }
        switch start > 0 ? source[start - 1] : 0 {
        case UInt8(ascii: "\""): self = .doubleQuoted
        case UInt8(ascii: "'"): self = .singleQuoted
        default: self = .plain
        }
    }

    /// True if the last line with anything on it before `end` ends in `|` or `>` with indicators and perhaps a comment.
    private static func opensBlock(before end: Int, in source: [UInt8]) -> Bool {
        var lineEnd = end
        while true {
            var lineStart = lineEnd
            while lineStart > 0, source[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
            let line = source[lineStart..<lineEnd]
            if line.allSatisfy({ LocatedText.isBlank($0) }) {
                guard lineStart > 0 else { return false }
                lineEnd = lineStart - 1
                continue
            }
            let words = line.split(whereSeparator: { LocatedText.isBlank($0) })
            let comment = words.firstIndex { $0.first == UInt8(ascii: "#") } ?? words.endIndex
            guard let last = words[..<comment].last, let sign = last.first,
                sign == UInt8(ascii: "|") || sign == UInt8(ascii: ">")
            else { return false }
            return last.dropFirst().allSatisfy {
                $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
                    || (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0)
            }
        }
    }

    /// True if `replacement` can stand in the scalar, at its very start or further in.
    func allows(_ replacement: String, atStart: Bool) -> Bool {
        switch self {
        case .block: return true
        case .singleQuoted: return !replacement.utf8.contains(UInt8(ascii: "'"))
        case .doubleQuoted: return !replacement.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        case .plain:
            if atStart, let first = replacement.unicodeScalars.first,
                "-?:,[]{}#&*!|>'\"%@`".unicodeScalars.contains(first)
            {
                return false
            }
            return !replacement.unicodeScalars.contains { ",[]{}#:\"'".unicodeScalars.contains($0) }
        }
    }
}
