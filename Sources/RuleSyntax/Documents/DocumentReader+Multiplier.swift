import Diagnostics
import YAMLTree

extension DocumentReader {
    mutating func multiplier(_ entry: YAMLNode.Entry) -> MultiplierDeclaration? {
        guard let fields = fields(entry, in: .multiplier) else { return nil }
        var multiplier = MultiplierDeclaration(span: entry.span)
        for key in [Keyword.within, .valid, .status, .base] { require(key, fields) }
        multiplier.within = range(fields[.within])
        multiplier.valid = fields[.valid].flatMap { duration($0) }
        multiplier.status = statusTable(fields[.status])
        multiplier.base = baseTable(fields[.base])
        multiplier.adjust = adjustTable(fields[.adjust])
        multiplier.source = fields[.source].flatMap { provenance($0) }
        return multiplier
    }

    /// `| status | multiplier |`, one row per status.
    private mutating func statusTable(_ entry: YAMLNode.Entry?) -> PipeTable? {
        guard let entry, var table = table(entry), require([.status, .multiplier], in: &table) else { return nil }
        for row in table.rows.indices {
            guard let cell = table.rows[row].first else { continue }
            if let match = KeywordList.sceneStatuses.lookup(cell.text.string) {
                table.rows[row][0].keyword = match.keyword
                note(match.keyword, at: cell.span)
            } else {
                reportUnknownWord(cell.text, of: entry.key, KeywordList.sceneStatuses.keywords)
            }
        }
        noteCells(table, 1..<2, .expression)
        return table
    }

    /// `| grade | multiplier |`, one row per grade.
    private mutating func baseTable(_ entry: YAMLNode.Entry?) -> PipeTable? {
        guard var table = table(entry), require([.gradeHeading, .multiplier], in: &table) else { return nil }
        noteCells(table, 0..<1, .unaryTests)
        noteCells(table, 1..<2, .expression)
        return table
    }

    /// `| grade | act date | behaviour | add |`, every row that matches adds.
    private mutating func adjustTable(_ entry: YAMLNode.Entry?) -> PipeTable? {
        let headings: [Keyword] = [.gradeHeading, .actDateHeading, .behaviourHeading, .addHeading]
        guard var table = table(entry), require(headings, in: &table) else { return nil }
        noteCells(table, 0..<1, .unaryTests)
        noteCells(table, 1..<2, .cell)
        noteCells(table, 2..<3, .unaryTests)
        noteCells(table, 3..<4, .expression)
        return table
    }
}
