import Diagnostics
import YAMLTree

extension DocumentReader {
    /// `table`, `hit` and `default` of a fact or criterion; the last column must be headed `output`.
    mutating func decisionTable(_ fields: Fields, output: Keyword) -> TableSyntax? {
        let hit = fields[.hit].flatMap { keyword($0, KeywordList.hitPolicies) }
        let defaultValue = expression(fields[.defaultValue])
        guard var table = table(fields[.table]), requireLast(output, in: &table) else { return nil }
        guard table.header.count > 1 else {
            report(
                .tableHeading, zh: "表里只有 `\(output.zh)` 一列，前面应有条件列",
                en: "the table has only the column `\(output.en)`, conditions come before it", at: headerSpan(table))
            return nil
        }
        let last = table.header.count - 1
        for column in 0..<last { noteCell(table.header[column], .heading) }
        noteCells(table, 0..<last, .unaryTests)
        noteCells(table, last..<(last + 1), .expression)
        return TableSyntax(table: table, hit: hit, defaultValue: defaultValue)
    }

    /// Reports `hit` and `default` where there is no table.
    mutating func reportTableKeys(_ fields: Fields) {
        for keyword in [Keyword.hit, .defaultValue] {
            guard let span = fields.keySpan(keyword) else { continue }
            report(
                .keysExclude, zh: "`\(keyword.zh)` 只与 `表` 一起用", en: "`\(keyword.en)` only goes with `table`", at: span)
        }
    }

    /// Marks the first column of a series; reports any other heading than `from`, `date`, `data year`.
    mutating func noteSeriesHeading(_ table: inout PipeTable) -> Bool {
        guard let cell = table.header.first else { return false }
        if let match = KeywordList.seriesHeadings.lookup(cell.text.string) {
            table.header[0].keyword = match.keyword
            note(match.keyword, at: cell.span)
            return true
        }
        let text = Keyword.normalised(cell.text.string)
        let near = closestMatch(of: text, among: KeywordList.seriesHeadings.keywords.flatMap { [$0.en, $0.zh] })
        report(
            .tableHeading, zh: "数值表第一列的表头应为 `起始`、`日期` 或 `数据年份`，不是 `\(text)`",
            en: "the first column of `values` is headed `from`, `date` or `data year`, not `\(text)`", at: cell.span,
            fixIts: near.map { [DocumentReader.replacing(cell.span, by: $0)] } ?? [])
        return false
    }

    /// Marks the columns that hold metadata of a row, and records the others.
    mutating func noteParameterColumns(_ table: inout PipeTable, from first: Int) {
        for column in table.header.indices where column >= first {
            let cell = table.header[column]
            if let match = KeywordList.metadataHeadings.lookup(cell.text.string) {
                table.header[column].keyword = match.keyword
                note(match.keyword, at: cell.span)
                if match.keyword == .mark { noteMarks(&table, column) }
            } else {
                noteCell(cell, .heading)
                noteCells(table, column..<(column + 1), .cell)
            }
        }
        if first == 1 { noteCells(table, 0..<1, .cell) }
    }

    /// Marks the words of a `mark` column; reports others. An empty cell and `-` say nothing.
    private mutating func noteMarks(_ table: inout PipeTable, _ column: Int) {
        for row in table.rows.indices where table.rows[row].indices.contains(column) {
            let cell = table.rows[row][column]
            if cell.text.string.isEmpty || cell.text.string == "-" { continue }
            if let match = KeywordList.marks.lookup(cell.text.string) {
                table.rows[row][column].keyword = match.keyword
                note(match.keyword, at: cell.span)
            } else {
                reportUnknownWord(cell.text, of: table.header[column].text.string, KeywordList.marks.keywords)
            }
        }
    }
}
