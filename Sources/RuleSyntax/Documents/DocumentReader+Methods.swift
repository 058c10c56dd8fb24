import Diagnostics
import YAMLTree

extension DocumentReader {
    /// `bands`, `steps`, `otherwise`.
    mutating func bands(_ fields: Fields) -> CriterionDeclaration.Bands? {
        require(.steps, fields)
        let value = expression(fields[.bands])
        let otherwise = expression(fields[.otherwise])
        guard var table = table(fields[.steps]), let direction = direction(&table) else { return nil }
        let steps = table.rows.compactMap { row -> CriterionDeclaration.Bands.Step? in
            guard row.count == 2 else { return nil }
            let threshold = cellExpression(row[0])
            let points = cellExpression(row[1])
            guard let threshold, let points else { return nil }
            return CriterionDeclaration.Bands.Step(
                threshold: threshold, points: points, span: row[0].span.union(row[1].span))
        }
        guard let value, steps.count == table.rows.count else { return nil }
        return CriterionDeclaration.Bands(of: value, direction: direction, steps: steps, otherwise: otherwise)
    }

    /// The direction that the first column is headed by; the second must be headed `points`.
    private mutating func direction(
        _ table: inout PipeTable
    ) -> Located<CriterionDeclaration.Bands.Direction>? {
        let zh = "档位表的表头是 `| 不低于 | 得分 |`（或 `高于`、`不高于`、`低于`）"
        let en = "the table of `steps` is headed `| at least | points |` (or `above`, `at most`, `below`)"
        guard table.header.count == 2 else {
            report(
                .tableHeading, zh: "\(zh)，这里有 \(table.header.count) 列",
                en: "\(en), here are \(table.header.count) columns",
                at: headerSpan(table))
            return nil
        }
        let cell = table.header[0]
        guard let match = KeywordList.directions.lookup(cell.text.string) else {
            let text = Keyword.normalised(cell.text.string)
            let near = closestMatch(of: text, among: KeywordList.directions.keywords.flatMap { [$0.en, $0.zh] })
            report(
                .tableHeading, zh: "\(zh)，不是 `\(text)`", en: "\(en), not `\(text)`", at: cell.span,
                fixIts: near.map { [DocumentReader.replacing(cell.span, by: $0)] } ?? [])
            return nil
        }
        table.header[0].keyword = match.keyword
        note(match.keyword, at: cell.span)
        guard require(.pointsHeading, at: 1, in: &table) else { return nil }
        return Located(match.value, span: cell.span)
    }

    /// `interpolate`, `anchors`, `outside`.
    mutating func interpolation(_ fields: Fields) -> CriterionDeclaration.Interpolation? {
        require(.anchors, fields)
        require(.outside, fields)
        let value = expression(fields[.interpolate])
        let clamps = fields[.outside].flatMap { keyword($0, KeywordList.outside) }
        guard var table = table(fields[.anchors]), require([.atHeading, .pointsHeading], in: &table) else { return nil }
        let anchors = table.rows.compactMap { row -> CriterionDeclaration.Interpolation.Anchor? in
            guard row.count == 2 else { return nil }
            let at = cellExpression(row[0])
            let points = cellExpression(row[1])
            guard let at, let points else { return nil }
            return CriterionDeclaration.Interpolation.Anchor(
                at: at, points: points, span: row[0].span.union(row[1].span))
        }
        guard let value, anchors.count == table.rows.count, let interpolate = fields[.interpolate] else { return nil }
        return CriterionDeclaration.Interpolation(
            of: value, anchors: anchors, clamps: clamps?.value ?? false, span: interpolate.span)
    }

    /// `each: {window_interlock: 1.5}`.
    mutating func checkList(_ entry: YAMLNode.Entry?) -> [CriterionDeclaration.Item]? {
        guard let entry else { return nil }
        guard case .mapping(let written) = entry.value.content, !written.isEmpty else {
            reportShape(entry, .entries)
            return nil
        }
        let items = declarations(entry) { reader, part -> CriterionDeclaration.Item? in
            let name = reader.checkedName(part.key, span: part.keySpan, .symbol)
            if let name { reader.note(name, .symbol, .reference) }
            let points = reader.number(part)
            guard let name, let points else { return nil }
            return CriterionDeclaration.Item(name: name, points: points)
        }
        return items.count == written.count ? items : nil
    }

    /// `at_least: {count: 3, of: [a, b, c]}`.
    mutating func atLeast(_ entry: YAMLNode.Entry?) -> CriterionDeclaration.Method? {
        guard let entry, let fields = fields(entry, in: .atLeast) else { return nil }
        require(.count, fields)
        require(.among, fields)
        let count = fields[.count].flatMap { whole($0, in: 1...10_000) }
        let names = references(fields[.among], .symbol)
        guard let count, let among = fields[.among], !names.isEmpty else { return nil }
        guard count.value <= names.count else {
            report(
                .outOfBounds, zh: "`\(entry.key)` 要求 \(count.value) 项，却只列了 \(names.count) 项",
                en: "`\(entry.key)` asks for \(count.value), but only \(names.count) are listed", at: count.span,
                labels: [Diagnostic.Label(span: among.keySpan, text: Message(zh: "列在这里", en: "listed here"))])
            return nil
        }
        return .atLeast(count: count, of: names)
    }
}
