import Diagnostics
import YAMLTree

/// Puts the bars of a pipe table under one another by display width. Touches only bars and the blanks around cells.
struct TableAligner {
    let text: LocatedText
    let source: [UInt8]
    /// Edits inside cells, sorted by place.
    let inner: [TextEdit]

    func edits() -> [TextEdit] {
        let bytes = Array(text.string.utf8)
        let lines = PipeTableParser.lines(of: bytes)
        guard let first = lines.first, lines.count > 1, stands(bytes, lines),
            lines.allSatisfy({ $0.startsWithBar && $0.endsWithBar && $0.cells.count == first.cells.count })
        else { return [] }
        let contents = lines.map { line in line.cells.map { text.span(PipeTableParser.trim($0, bytes)) } }
        var widths = Array(repeating: 1, count: first.cells.count)
        var shown = contents.map { $0.map { width(of: $0) } }
        for (number, line) in lines.enumerated() where !isRule(number, line) {
            for column in widths.indices { widths[column] = max(widths[column], shown[number][column]) }
        }
        var edits: [TextEdit] = []
        for (number, line) in lines.enumerated() {
            indent(line, bytes, into: &edits)
            for column in widths.indices {
                let cell = span(of: line.cells[column])
                let content = contents[number][column]
                if isRule(number, line) {
                    replace(cell.start, cell.end, by: rule(content, width: widths[column] + 2), into: &edits)
                    shown[number][column] = widths[column]
                } else if content.start == content.end {
                    replace(cell.start, cell.end, by: blanks(widths[column] + 2), into: &edits)
                } else {
                    replace(cell.start, content.start, by: " ", into: &edits)
                    replace(content.end, cell.end, by: blanks(widths[column] - shown[number][column] + 1), into: &edits)
                }
            }
            straightenBars(line, into: &edits)
        }
        return edits
    }

    private func isRule(_ number: Int, _ line: PipeTableParser.Line) -> Bool { number == 1 && line.isRule }

    /// True if every line of the text is a line of the file, byte for byte.
    private func stands(_ bytes: [UInt8], _ lines: [PipeTableParser.Line]) -> Bool {
        lines.allSatisfy { line in
            let span = span(of: line.range)
            guard span.end - span.start == line.range.count, span.end <= source.count,
                source[span.start..<span.end].elementsEqual(bytes[line.range])
            else { return false }
            var place = span.start
            while place > 0, source[place - 1] == UInt8(ascii: " ") || source[place - 1] == UInt8(ascii: "\t") {
                place -= 1
            }
            return place == 0 || source[place - 1] == UInt8(ascii: "\n")
        }
    }

    private func span(of range: Range<Int>) -> Span { text.span(range) }

    private func width(of content: Span) -> Int {
        var bytes: [UInt8] = []
        var place = content.start
        for edit in inner[firstEdit(from: content.start)...] {
            guard edit.span.start < content.end, edit.span.end <= content.end else { break }
            guard edit.span.start >= place else { continue }
            bytes += source[place..<edit.span.start]
            bytes += Array(edit.replacement.utf8)
            place = edit.span.end
        }
        if place < content.end { bytes += source[place..<content.end] }
        return DisplayWidth.of(String(decoding: bytes, as: UTF8.self))
    }

    private func firstEdit(from start: Int) -> Int {
        var low = 0
        var high = inner.count
        while low < high {
            let middle = (low + high) / 2
            if inner[middle].span.start < start { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func rule(_ content: Span, width: Int) -> String {
        let startsAligned = source[content.start] == UInt8(ascii: ":")
        let endsAligned = source[content.end - 1] == UInt8(ascii: ":")
        let dashes = max(3, width - (startsAligned ? 1 : 0) - (endsAligned ? 1 : 0))
        return (startsAligned ? ":" : "") + String(repeating: "-", count: dashes) + (endsAligned ? ":" : "")
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(1, count)) }

    /// Takes away blanks before the first bar that belong to the text and not to its indentation.
    private func indent(_ line: PipeTableParser.Line, _ bytes: [UInt8], into edits: inout [TextEdit]) {
        var start = line.range.lowerBound
        while start > 0, bytes[start - 1] == UInt8(ascii: " ") || bytes[start - 1] == UInt8(ascii: "\t") { start -= 1 }
        guard start < line.range.lowerBound else { return }
        let blank = span(of: start..<line.range.lowerBound)
        replace(blank.start, blank.end, by: "", into: &edits)
    }

    private func straightenBars(_ line: PipeTableParser.Line, into edits: inout [TextEdit]) {
        var start = line.range.lowerBound
        var next = 0
        for end in line.cells.map(\.lowerBound) + [line.range.upperBound] {
            let bar = span(of: start..<end)
            replace(bar.start, bar.end, by: "|", into: &edits)
            start = next < line.cells.count ? line.cells[next].upperBound : end
            next += 1
        }
    }

    private func replace(_ start: Int, _ end: Int, by replacement: String, into edits: inout [TextEdit]) {
        guard !source[start..<end].elementsEqual(replacement.utf8) else { return }
        edits.append(TextEdit(span: Span(file: text.map.file, start: start, end: end), replacement: replacement))
    }
}
