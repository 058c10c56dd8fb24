import Diagnostics

/// Lines broken to fit a terminal.
enum DisplayColumns {
    /// Lines of at most `width` columns: broken at spaces, or between wide characters, never before closing punctuation.
    static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for piece in pieces(text) {
            let size = DisplayWidth.of(piece)
            if used + size > width, !line.isEmpty, !(piece == " ") {
                lines.append(trimmed(line))
                line = ""
                used = 0
                if piece == " " { continue }
            }
            line += piece
            used += size
        }
        lines.append(trimmed(line))
        return lines
    }

    private static func trimmed(_ line: String) -> String {
        var result = line
        while result.last == " " { result.removeLast() }
        return result
    }

    /// Words, single spaces and wide characters, each with the closing punctuation after it.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var glue = false
        for character in text {
            let isWide = character.unicodeScalars.contains { DisplayWidth.of($0) == 2 }
            let closes = "，。；：、）！？”)".contains(character)
            if character == " " {
                pieces.append(" ")
                glue = false
            } else if closes, let last = pieces.last, last != " " {
                pieces[pieces.count - 1].append(character)
                glue = character == ")"
            } else if isWide || "（“".contains(character) {
                if let last = pieces.last?.last, "（“".contains(last) {
                    pieces[pieces.count - 1].append(character)
                } else {
                    pieces.append(String(character))
                }
                glue = false
            } else if glue || (pieces.last?.last).map({ "（“".contains($0) }) ?? false, !pieces.isEmpty {
                pieces[pieces.count - 1].append(character)
                glue = true
            } else {
                pieces.append(String(character))
                glue = true
            }
        }
        return pieces
    }
}
