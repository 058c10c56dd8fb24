import Diagnostics

extension ExpressionParser {
    /// Cuts `| a | b |` lines into cells: header, optional `|---|` line, rows. Empty lines are skipped, `\|` is a bar inside a
    /// cell. Nil if the shape is broken; every row that does not fit the header is reported at the row.
    public static func pipeTable(_ text: LocatedText, into bag: inout DiagnosticBag) -> PipeTable? {
        PipeTableParser.parse(text, into: &bag)
    }
}

/// The layout of pipe tables.
enum PipeTableParser {
    /// One line of a table with the bytes between its bars.
    struct Line: Sendable {
        /// The line without its indentation and line end, in bytes of the table's text.
        var range: Range<Int>
        /// Between the bars, blanks included.
        var cells: [Range<Int>]
        /// Bytes of `\` before an escaped bar.
        var escapes: [Int]
        var startsWithBar: Bool
        var endsWithBar: Bool
        var isRule: Bool
    }

    static func parse(_ text: LocatedText, into bag: inout DiagnosticBag) -> PipeTable? {
        guard text.string.utf8.count <= ExpressionLimits.tableBytes else {
            bag.add(
                Diagnostic(
                    .malformedTable, .error,
                    Message(zh: "表格过大，请改用 `csv:` 文件", en: "table is too large, keep it in a `csv:` file"), at: text.span
                ))
            return nil
        }
        let bytes = Array(text.string.utf8)
        let lines = lines(of: bytes)
        guard let headerLine = lines.first else {
            report(
                text.span, "表格是空的；第一行写列标题，如 `| 星级 | 得分 |`",
                "table is empty; its first line holds the headers, as in `| star | points |`", &bag)
            return nil
        }
        guard checkBars(headerLine, text, bytes, width: nil, into: &bag) else { return nil }
        let header = headerLine.cells.map { cell($0, headerLine, text, bytes) }
        var sound = true
        for cell in header where cell.text.string.isEmpty {
            report(cell.span, "列标题是空的", "column header is empty", &bag)
            sound = false
        }
        var rows: [[PipeTable.Cell]] = []
        for (number, line) in lines.enumerated().dropFirst() {
            if number == 1, line.isRule { continue }
            guard checkBars(line, text, bytes, width: header.count, into: &bag),
                checkWidth(line, header, text, into: &bag)
            else {
                sound = false
                continue
            }
            rows.append(line.cells.map { cell($0, line, text, bytes) })
        }
        if sound, rows.isEmpty {
            report(text.span(headerLine.range), "表格只有标题，没有行", "table has a header and no rows", &bag)
            sound = false
        }
        guard sound, let last = lines.last else { return nil }
        return PipeTable(
            header: header, rows: rows, span: text.span(headerLine.range.lowerBound..<last.range.upperBound))
    }

    private static func report(_ span: Span, _ zh: String, _ en: String, _ bag: inout DiagnosticBag) {
        bag.add(Diagnostic(.malformedTable, .error, Message(zh: zh, en: en), at: span))
    }

    private static func checkBars(
        _ line: Line, _ text: LocatedText, _ bytes: [UInt8], width: Int?, into bag: inout DiagnosticBag
    ) -> Bool {
        if line.startsWithBar, line.endsWithBar, !line.cells.isEmpty { return true }
        let span = text.span(line.range)
        guard line.startsWithBar else {
            report(span, "表格的每一行都以 `|` 开头", "every line of a table starts with `|`", &bag)
            return false
        }
        let fits = width == nil || width == line.cells.count
        bag.add(
            Diagnostic(
                .malformedTable, .error, Message(zh: "表格的每一行都以 `|` 结尾", en: "every line of a table ends with `|`"),
                at: span,
                fixIts: fits && !line.cells.isEmpty
                    ? [.insert(" |", after: span, title: Message(zh: "在行末加 `|`", en: "add `|` at the end"))] : []))
        return false
    }

    private static func checkWidth(
        _ line: Line, _ header: [PipeTable.Cell], _ text: LocatedText, into bag: inout DiagnosticBag
    ) -> Bool {
        guard line.cells.count != header.count, let first = header.first, let last = header.last else { return true }
        bag.add(
            Diagnostic(
                .raggedRow, .error,
                Message(
                    zh: "这一行有 \(line.cells.count) 格，标题有 \(header.count) 列；格内的竖线写作 `\\|`",
                    en:
                        "row has \(line.cells.count) cells, the header has \(header.count); a bar inside a cell is written `\\|`"
                ),
                at: text.span(line.range),
                labels: [
                    Diagnostic.Label(
                        span: first.span.union(last.span), text: Message(zh: "标题在这里", en: "the header is here"))
                ]))
        return false
    }

    static func cell(_ range: Range<Int>, _ line: Line, _ text: LocatedText, _ bytes: [UInt8]) -> PipeTable.Cell {
        let trimmed = trim(range, bytes)
        let part = LocatedText(
            string: String(decoding: bytes[trimmed], as: UTF8.self), map: text.map,
            offset: text.offset + trimmed.lowerBound)
        let escapes = line.escapes.filter { trimmed.contains($0) }.map { $0 - trimmed.lowerBound }
        return PipeTable.Cell(text: part.removing(bytesAt: escapes))
    }

    static func trim(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, LocatedText.isBlank(bytes[start]) { start += 1 }
        while end > start, LocatedText.isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
