import Diagnostics
import YAMLTree

extension DocumentReader {
    /// A pipe table, or the file named by `{csv: …}`. Cells are only split, not read.
    public mutating func table(_ entry: YAMLNode.Entry?) -> PipeTable? {
        guard let entry else { return nil }
        switch entry.value.content {
        case .mapping:
            guard let fields = fields(entry, in: .csvTable), require(.csv, fields), let csv = fields[.csv] else {
                return nil
            }
            return tableFile(csv)
        case .sequence:
            reportShape(entry, .table)
            return nil
        case .scalar:
            guard let scalar = scalar(entry, .table) else { return nil }
            if scalar.style == .folded || scalar.style == .plain {
                report(
                    .wrongShape, zh: "`\(entry.key)` 的表要在 `|` 之后换行写，否则各行会连成一行",
                    en: "the table of `\(entry.key)` is written on the lines after `|`, else its lines run together",
                    at: entry.value.span)
                return nil
            }
            let text = LocatedText(string: scalar.text, map: scalar.map)
            note(.table, text, in: scalar)
            return ExpressionParser.pipeTable(text, into: &bag)
        }
    }

    /// Marks the last column as `heading`; reports any other.
    public mutating func requireLast(_ heading: Keyword, in table: inout PipeTable) -> Bool {
        guard let last = table.header.indices.last else { return false }
        return require(heading, at: last, in: &table)
    }

    /// Marks column `column` as `heading`; reports any other.
    public mutating func require(_ heading: Keyword, at column: Int, in table: inout PipeTable) -> Bool {
        let cell = table.header[column]
        let text = Keyword.normalised(cell.text.string)
        if heading.language(of: text) != nil {
            table.header[column].keyword = heading
            note(heading, at: cell.span)
            return true
        }
        let place =
            column == table.header.count - 1
            ? Message(zh: "最后一列", en: "the last column") : Message(zh: "第 \(column + 1) 列", en: "column \(column + 1)")
        let near = closestMatch(of: text, among: [heading.en, heading.zh])
        report(
            .tableHeading, zh: "\(place.zh)的表头应为 `\(heading.zh)`（\(heading.en)），不是 `\(text)`",
            en: "\(place.en) is headed `\(heading.en)`, not `\(text)`", at: cell.span,
            fixIts: near.map { [DocumentReader.replacing(cell.span, by: $0)] } ?? [])
        return false
    }

    /// Marks all columns; reports a table of other columns once.
    public mutating func require(_ headings: [Keyword], in table: inout PipeTable) -> Bool {
        guard table.header.count == headings.count else {
            let zh = headings.map(\.zh).joined(separator: " | ")
            let en = headings.map(\.en).joined(separator: " | ")
            report(
                .tableHeading, zh: "这张表的表头是 `| \(zh) |`，这里有 \(table.header.count) 列",
                en: "this table is headed `| \(en) |`, here are \(table.header.count) columns",
                at: headerSpan(table))
            return false
        }
        for column in headings.indices where !require(headings[column], at: column, in: &table) { return false }
        return true
    }

    func headerSpan(_ table: PipeTable) -> Span {
        guard let first = table.header.first, let last = table.header.last else { return table.span }
        return first.span.union(last.span)
    }

    /// Records the cells of `columns` for the formatter.
    mutating func noteCells(
        _ table: PipeTable, _ columns: Range<Int>, _ kind: DocumentTrace.TextUse.Kind, rowsOnly: Bool = true
    ) {
        for row in table.rows {
            for column in columns where row.indices.contains(column) { noteCell(row[column], kind) }
        }
    }

    mutating func noteCell(_ cell: PipeTable.Cell, _ kind: DocumentTrace.TextUse.Kind) {
        trace.texts.append(DocumentTrace.TextUse(kind: kind, text: cell.text, style: .literal, inFlow: false))
    }

    /// A cell that holds one expression; an empty one is reported.
    public mutating func cellExpression(_ cell: PipeTable.Cell) -> Expression? {
        guard !cell.text.string.isEmpty else {
            report(
                .emptyValue, zh: "表里这一格是空的，应写一个值", en: "this cell is empty, it takes a value", at: cell.span)
            return nil
        }
        noteCell(cell, .expression)
        return ExpressionParser.expression(cell.text, into: &bag)
    }
}
