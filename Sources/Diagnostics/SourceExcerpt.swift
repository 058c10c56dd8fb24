/// The source lines of one finding with a row of carets under each marked place.
struct SourceExcerpt {
    private struct Mark {
        var span: Span
        var isPrimary: Bool
        var text: String
    }

    private let marks: [Mark]
    private let severity: Diagnostic.Severity
    private let renderer: TextRenderer
    private let gutter: Int

    init(_ diagnostic: Diagnostic, renderer: TextRenderer, gutter: Int) {
        marks =
            [Mark(span: diagnostic.span, isPrimary: true, text: "")]
            + diagnostic.labels.map { Mark(span: $0.span, isPrimary: false, text: renderer.text($0.text)) }
        severity = diagnostic.severity
        self.renderer = renderer
        self.gutter = gutter
    }

    /// The excerpt of the finding's own file, then those of other files with labels.
    func lines(in map: SourceMap) -> [String] {
        var files: [SourceID] = []
        for mark in marks where !files.contains(mark.span.file) { files.append(mark.span.file) }
        return files.flatMap { id -> [String] in
            guard let file = map[id] else { return [] }
            var result: [String] = []
            let own = marks.filter { $0.span.file == id }
            if id != marks[0].span.file, let first = own.first {
                let place = file.position(at: first.span.start)
                result.append(
                    bare("-->") + " "
                        + "\(DisplayLine.visible(file.path)):\(place.line):\(place.column)")
            }
            return result + excerpt(of: file, marks: own)
        }
    }

    private func excerpt(of file: SourceFile, marks: [Mark]) -> [String] {
        var shown: Set<Int> = []
        for mark in marks { shown.formUnion(SourceExcerpt.lines(of: mark.span, in: file)) }
        var result = [bare("|")]
        var previous: Int?
        for index in shown.sorted() {
            if let previous, index > previous + 1 { result.append(bare("…")) }
            previous = index
            result += line(index, of: file, marks: marks)
        }
        return result
    }

    private func line(_ index: Int, of file: SourceFile, marks: [Mark]) -> [String] {
        let whole = file.lineRange(index)
        let range = SourceExcerpt.part(
            of: whole, around: marks[0].span, limit: renderer.sourceWidth * 8, in: file.bytes)
        let shown = DisplayLine(
            file.bytes[range], isCutLeft: range.lowerBound > whole.lowerBound,
            isCutRight: range.upperBound < whole.upperBound)
        let here = marks.compactMap { mark -> (columns: Range<Int>, mark: Mark)? in
            guard SourceExcerpt.lines(of: mark.span, in: file).contains(index) else { return nil }
            return (shown.columns(SourceExcerpt.part(of: mark.span, on: range, in: file)), mark)
        }
        let focus = here.first?.columns ?? 0..<1
        let window = SourceExcerpt.window(around: focus, width: shown.width, limit: renderer.sourceWidth)
        let (text, offset) = shown.text(in: window)
        let number = String(index + 1)
        let pad = String(repeating: " ", count: max(0, gutter - number.count))
        var result = [pad + renderer.paint(number + " |", .gutter) + (text.isEmpty ? "" : " " + text)]
        for (columns, mark) in here {
            let start = max(0, min(columns.lowerBound, window.upperBound) - offset)
            let width = max(1, min(columns.upperBound, window.upperBound) - max(columns.lowerBound, window.lowerBound))
            let caret = String(repeating: mark.isPrimary ? "^" : "-", count: width)
            let isLast = file.lineIndex(at: SourceExcerpt.lastByte(of: mark.span)) == index
            let label = isLast && !mark.text.isEmpty ? " " + mark.text : ""
            let row = String(repeating: " ", count: start + 1)
            result.append(
                bare("|") + row + renderer.paint(caret + label, mark.isPrimary ? .severity(severity) : .label))
        }
        return result
    }

    private func bare(_ sign: String) -> String {
        String(repeating: " ", count: gutter + 1) + renderer.paint(sign, .gutter)
    }

    private static func lastByte(of span: Span) -> Int { max(span.start, span.end - 1) }

    /// The lines a span is shown on: all of up to four, else the first two and the last.
    private static func lines(of span: Span, in file: SourceFile) -> [Int] {
        let first = file.lineIndex(at: span.start)
        let last = max(first, file.lineIndex(at: lastByte(of: span)))
        return last - first < 4 ? Array(first...last) : [first, first + 1, last]
    }

    /// The part of a line that is worth laying out: all of it, or `limit` bytes about the start of `span`.
    static func part(of line: Range<Int>, around span: Span, limit: Int, in bytes: [UInt8]) -> Range<Int> {
        guard line.count > limit else { return line }
        var start = max(line.lowerBound, min(span.start - limit / 2, line.upperBound - limit))
        var end = start + limit
        while start < end, bytes[start] & 0xC0 == 0x80 { start += 1 }
        while end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return start..<end
    }

    /// The bytes of a line (counted from its start) that belong to `span`; indentation of a continued line does not.
    private static func part(of span: Span, on line: Range<Int>, in file: SourceFile) -> Range<Int> {
        var start = max(span.start, line.lowerBound)
        if span.start < line.lowerBound {
            while start < line.upperBound, file.bytes[start] == 0x20 || file.bytes[start] == 0x09 { start += 1 }
        }
        let end = min(max(span.end, start), line.upperBound)
        start = min(start, line.upperBound)
        return (start - line.lowerBound)..<(max(start, end) - line.lowerBound)
    }

    /// The columns to show of a line of `width` columns so that `focus` is seen.
    static func window(around focus: Range<Int>, width: Int, limit: Int) -> Range<Int> {
        guard width > limit else { return 0..<max(width, 1) }
        let lead = limit / 4
        let start = focus.upperBound <= limit ? 0 : max(0, min(focus.lowerBound - lead, width - limit))
        return start..<(start + limit)
    }
}
