import Diagnostics
import ExactNumbers
import YAMLTree

extension DocumentReader {
    /// A table alone, or `{table: …, source: …}`.
    private mutating func pointsTable(_ entry: YAMLNode.Entry) -> (PipeTable?, Provenance?) {
        guard case .mapping(let parts) = entry.value.content, !parts.contains(where: { $0.key == Keyword.csv.en })
        else {
            return (table(entry), nil)
        }
        guard let fields = fields(entry, in: .pointsTable) else { return (nil, nil) }
        require(.table, fields)
        return (table(fields[.table]), fields[.source].flatMap { provenance($0) })
    }

    /// The columns of a table by heading, in any order; an unknown or repeated one is reported.
    private mutating func columns(_ table: PipeTable, _ headings: [Keyword]) -> [Keyword: Int]? {
        var columns: [Keyword: Int] = [:]
        var isSound = true
        for (index, cell) in table.header.enumerated() {
            let text = Keyword.normalised(cell.text.string)
            guard let heading = headings.first(where: { $0.language(of: text) != nil }) else {
                let near = closestMatch(of: text, among: headings.flatMap { [$0.en, $0.zh] })
                let guess = near.map { Message(zh: "，是不是 `\($0)`？", en: ", did you mean `\($0)`?") }
                report(
                    .tableHeading, zh: "这张表没有 `\(text)` 列\(guess?.zh ?? "")",
                    en: "`\(text)` is no column of this table\(guess?.en ?? "")", at: cell.span,
                    notes: [
                        Message(
                            zh: "可用的列：" + headings.map { "`\($0.zh)`" }.joined(separator: "、"),
                            en: "columns known here: " + headings.map { "`\($0.en)`" }.joined(separator: ", "))
                    ],
                    fixIts: near.map { [DocumentReader.replacing(cell.span, by: $0)] } ?? [])
                isSound = false
                continue
            }
            note(heading, at: cell.span)
            if columns[heading] != nil {
                report(
                    .tableHeading, zh: "`\(text)` 列写了两次，只留一列", en: "column `\(text)` is written twice, keep one",
                    at: cell.span)
                isSound = false
            }
            columns[heading] = index
        }
        return isSound ? columns : nil
    }

    private mutating func reportMissingColumn(_ heading: Keyword, _ table: PipeTable) {
        report(
            .tableHeading, zh: "这张表缺少 `\(heading.zh)`（\(heading.en)）列", en: "this table has no column `\(heading.en)`",
            at: headerSpan(table))
    }

    mutating func pointsRates(_ entry: YAMLNode.Entry) -> PointsRates? {
        let (table, source) = pointsTable(entry)
        guard let table, let columns = columns(table, KeywordList.rateHeadings) else { return nil }
        for heading in [Keyword.fromHeading, .behaviourHeading] where columns[heading] == nil {
            reportMissingColumn(heading, table)
            return nil
        }
        guard (columns[.pointsPerGram] == nil) != (columns[.gramsPerPoint] == nil) else {
            report(
                .tableHeading, zh: "折算率的表要有一列 `每克积分`（points per gram）或 `每分克数`（grams per point），不能都有，也不能都没有",
                en:
                    "the table of rates takes one column `points per gram` or `grams per point`, not both and not neither",
                at: headerSpan(table))
            return nil
        }
        let basis: PointsRates.Basis = columns[.pointsPerGram] != nil ? .pointsPerGram : .gramsPerPoint
        let valueColumn = columns[.pointsPerGram] ?? columns[.gramsPerPoint]
        var rows: [PointsRates.Row] = []
        for row in table.rows {
            let from = cell(row, columns[.fromHeading]).flatMap { dayCell($0) }
            let behaviours = behaviourCell(cell(row, columns[.behaviourHeading]))
            let value = cell(row, valueColumn).flatMap { decimalCell($0) }
            let rowSource = rowSource(row, columns)
            guard let from, let behaviours, let value, let span = span(row) else { continue }
            rows.append(
                PointsRates.Row(from: from, behaviours: behaviours, value: value, source: rowSource, span: span))
        }
        return PointsRates(basis: basis, rows: rows, source: source, span: entry.keySpan)
    }

    mutating func pointsLimits(_ entry: YAMLNode.Entry, _ headings: [Keyword]) -> PointsLimitTable? {
        let (table, source) = pointsTable(entry)
        guard let table, let columns = columns(table, headings) else { return nil }
        var required: [Keyword] = [.per]
        if headings.contains(.behaviourHeading) { required.append(.behaviourHeading) }
        if columns[.acts] == nil { required.append(.pointsRules) }
        for heading in required where columns[heading] == nil {
            reportMissingColumn(heading, table)
            return nil
        }
        var rows: [PointsLimitTable.Row] = []
        for row in table.rows {
            let behaviours = behaviourCell(cell(row, columns[.behaviourHeading]))
            let per = cell(row, columns[.per]).flatMap { wordCell($0, KeywordList.pointsPeriods) }
            let points = cell(row, columns[.pointsRules]).flatMap { $0.text.string == "-" ? nil : decimalCell($0) }
            let acts = cell(row, columns[.acts]).flatMap { $0.text.string == "-" ? nil : decimalCell($0) }
            let rowSource = rowSource(row, columns)
            guard let behaviours, let per, let span = span(row) else { continue }
            rows.append(
                PointsLimitTable.Row(
                    behaviours: behaviours, per: per, points: points, acts: acts, source: rowSource, span: span))
        }
        return PointsLimitTable(rows: rows, source: source, span: entry.keySpan)
    }

    private func cell(_ row: [PipeTable.Cell], _ column: Int?) -> PipeTable.Cell? {
        column.flatMap { row.indices.contains($0) ? row[$0] : nil }
    }

    private func span(_ row: [PipeTable.Cell]) -> Span? {
        guard let first = row.first, let last = row.last else { return nil }
        return first.span.union(last.span)
    }

    private mutating func rowSource(_ row: [PipeTable.Cell], _ columns: [Keyword: Int]) -> PointsRowSource {
        var source = PointsRowSource()
        func written(_ heading: Keyword) -> PipeTable.Cell? {
            cell(row, columns[heading]).flatMap { ["", "-"].contains($0.text.string) ? nil : $0 }
        }
        source.mark = written(.mark).flatMap { wordCell($0, KeywordList.marks) }
        if let cell = written(.ref), let name = checkedName(cell.text, .source) {
            note(name, .source, .reference)
            source.ref = name
        }
        source.note = written(.note)?.text.string
        return source
    }

    private mutating func wordCell<Value>(_ cell: PipeTable.Cell, _ values: KeywordValues<Value>) -> Located<Value>? {
        if let match = values.lookup(cell.text.string) {
            note(match.keyword, at: cell.span)
            return Located(match.value, span: cell.span)
        }
        reportUnknownWord(cell.text, of: "表格 table", values.keywords)
        return nil
    }

    private mutating func dayCell(_ cell: PipeTable.Cell) -> Located<CalendarDay>? {
        if let day = CalendarDay(cell.text.string) { return Located(day, span: cell.span) }
        report(
            .notADate, zh: "这一格应为 `2026-07-01` 这样的日期，不能是 `\(cell.text.string)`",
            en: "this cell takes a day such as `2026-07-01`, not `\(cell.text.string)`", at: cell.span)
        return nil
    }

    private mutating func decimalCell(_ cell: PipeTable.Cell) -> Located<ExactDecimal>? {
        if let value = ExactDecimal(cell.text.string) { return Located(value, span: cell.span) }
        report(
            .notANumber, zh: "这一格应为一个数，不能是 `\(cell.text.string)`",
            en: "this cell takes a bare number, not `\(cell.text.string)`", at: cell.span)
        return nil
    }

    /// `-`, one behaviour, or several separated by commas.
    private mutating func behaviourCell(_ cell: PipeTable.Cell?) -> [Name]? {
        guard let cell, cell.text.string != "-" else { return [] }
        var names: [Name] = []
        var start = 0
        let bytes = Array(cell.text.string.utf8)
        let text = cell.text.string
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: { ",，、".contains($0) }) {
            let raw = String(part)
            let lead = raw.utf8.prefix { $0 == UInt8(ascii: " ") }.count
            let word = raw.split(separator: " ").joined(separator: " ")
            let at = start + lead
            let place = cell.text.span(min(at, bytes.count)..<min(at + word.utf8.count, bytes.count))
            start = text.utf8.distance(from: text.startIndex, to: part.endIndex)
            if start < bytes.count { start += text[part.endIndex].utf8.count }
            guard !word.isEmpty else {
                report(
                    .emptyValue, zh: "这一格要写行为；全部行为写 `-`", en: "this cell names behaviours; write `-` for all of them",
                    at: place)
                return nil
            }
            guard let name = checkedName(word, span: place, .behaviour) else { return nil }
            note(name, .behaviour, .reference)
            names.append(name)
        }
        return names
    }
}
