import Diagnostics
import ExactNumbers
import YAMLTree

extension DocumentReader {
    mutating func fact(_ entry: YAMLNode.Entry) -> FactDeclaration? {
        guard let name = declared(entry, .symbol), let fields = fields(entry, in: .fact) else { return nil }
        var fact = FactDeclaration(name: name, span: entry.span)
        translate(&fact.name, by: fields[.name], .symbol)
        fact.title = fields[.title].flatMap { bilingual($0) }
        fact.clause = fields[.clause].flatMap { text($0)?.value }
        fact.type = fields[.type].flatMap { keyword($0, KeywordList.types) }
        fact.unit = unit(fields[.unit])
        fact.when = condition(fields[.when])
        fact.needs = condition(fields[.needs])
        fact.otherwise = fields[.otherwise].flatMap { factOtherwise($0) }
        fact.show = fields[.show].flatMap { places($0) }
        fact.round = fields[.round].flatMap { places($0) }
        fact.source = fields[.source].flatMap { provenance($0) }
        fact.body = factBody(fields)
        checkNeeds(fields)
        return fact
    }

    private mutating func factBody(_ fields: Fields) -> FactDeclaration.Body? {
        if let table = fields.keySpan(.table), let value = fields.keySpan(.value) {
            reportExclusive(
                table.start > value.start ? table : value, table.start > value.start ? value : table,
                zh: "一个指标只有 `取值` 或 `表`，删去一个", en: "a fact has a `value` or a `table`, remove one of them")
            return nil
        }
        if fields.has(.table) { return decisionTable(fields, output: .value).map { .table($0) } }
        reportTableKeys(fields)
        guard require(.value, fields) else { return nil }
        return expression(fields[.value]).map { .value($0) }
    }

    private mutating func checkNeeds(_ fields: Fields) {
        if fields.has(.needs), !fields.has(.otherwise), let needs = fields.keySpan(.needs) {
            report(
                .missingKey, zh: "指标 `\(fields.ownerName)` 有 `前提` 而没有 `否则`：前提不成立时怎么办",
                en: "fact `\(fields.ownerName)` has `needs` but no `otherwise`: what holds where the need does not",
                at: needs)
        } else if fields.has(.otherwise), !fields.has(.needs), let otherwise = fields.keySpan(.otherwise) {
            report(
                .missingKey, zh: "指标 `\(fields.ownerName)` 有 `否则` 而没有 `前提`：写明前提，或删去 `否则`",
                en:
                    "fact `\(fields.ownerName)` has `otherwise` but no `needs`: say what it needs, or remove `otherwise`",
                at: otherwise)
        }
    }

    private mutating func factOtherwise(_ entry: YAMLNode.Entry) -> Located<FactDeclaration.Otherwise>? {
        guard let (text, scalar) = formula(entry) else { return nil }
        if let match = KeywordList.factOtherwise.lookup(text.string) {
            note(match.keyword, at: text.span)
            return Located(match.value, span: text.span)
        }
        let words = KeywordList.factOtherwise.keywords
        if text.string.contains(" "), closestMatch(of: text.string, among: words.flatMap { [$0.en, $0.zh] }) != nil {
            reportUnknownWord(text, of: entry.key, words)
            return nil
        }
        return Located(.value(expression(text, in: scalar)), span: text.span)
    }

    mutating func parameter(_ entry: YAMLNode.Entry) -> ParameterDeclaration? {
        guard let name = declared(entry, .symbol), let fields = fields(entry, in: .parameter) else { return nil }
        var parameter = ParameterDeclaration(name: name, span: entry.span)
        translate(&parameter.name, by: fields[.name], .symbol)
        parameter.title = fields[.title].flatMap { bilingual($0) }
        parameter.unit = unit(fields[.unit])
        parameter.scale = fields[.scale].flatMap { places($0) }
        parameter.clock = fields[.clock].flatMap { keyword($0, KeywordList.clocks) }
        parameter.carryYears = fields[.carry].flatMap { carry($0) }
        parameter.columns = columnNames(fields[.columns])
        parameter.source = fields[.source].flatMap { provenance($0) }
        parameter.prove = fields[.prove].map { items($0) }?.compactMap { expression($0) } ?? []
        parameter.body = parameterBody(fields)
        return parameter
    }

    /// `guide: 引导值` for each value column that has a name in the other language.
    private mutating func columnNames(_ entry: YAMLNode.Entry?) -> [DeclaredName] {
        guard let entry else { return [] }
        return entries(entry).compactMap { entry in
            guard var name = declared(entry, .column) else { return nil }
            translate(&name, by: entry, .column)
            return name
        }
    }

    private mutating func parameterBody(_ fields: Fields) -> ParameterDeclaration.Body? {
        let bodies = [Keyword.value, .table, .values].compactMap { fields.keySpan($0) }
            .sorted { $0.start < $1.start }
        if bodies.count > 1 {
            reportExclusive(
                bodies[1], bodies[0], zh: "一个参数只有 `取值`、`表` 或 `数值表`，只留一个",
                en: "a parameter has a `value`, a `table` or `values`, keep one of them")
            return nil
        }
        for keyword in [Keyword.clock, .carry] where !fields.has(.values) && !bodies.isEmpty {
            guard let span = fields.keySpan(keyword) else { continue }
            report(
                .keysExclude, zh: "`\(keyword.zh)` 只用于 `数值表`（按日期取值的参数）",
                en: "`\(keyword.en)` is only for `values`, a parameter that changes with dates", at: span)
        }
        if fields.has(.table) {
            guard var table = table(fields[.table]) else { return nil }
            noteParameterColumns(&table, from: 0)
            return .table(table)
        }
        if fields.has(.values) {
            guard var table = table(fields[.values]), noteSeriesHeading(&table) else { return nil }
            noteParameterColumns(&table, from: 1)
            return .series(table)
        }
        guard !bodies.isEmpty else {
            report(
                .missingKey, zh: "参数 `\(fields.ownerName)` 缺少 `取值`、`表` 或 `数值表`",
                en: "parameter `\(fields.ownerName)` has no `value`, `table` or `values`", at: fields.owner)
            return nil
        }
        return expression(fields[.value]).map { .constant($0) }
    }

    /// `at most 3 years` 不超过 3 年.
    private mutating func carry(_ entry: YAMLNode.Entry) -> Located<Int>? {
        let example = Message(zh: "不超过 3 年", en: "at most 3 years")
        guard let (text, _) = limit(entry, example: example) else { return nil }
        for keyword in [Keyword.years, .year] {
            for spelling in [keyword.en, keyword.zh] where text.string.hasSuffix(spelling) {
                let start = text.string.index(text.string.endIndex, offsetBy: -spelling.count)
                let number = text.prefix(upTo: start).trimmed()
                guard let count = Int(number.string), (0...100).contains(count) else { continue }
                note(count == 1 ? .year : .years, at: text.suffix(from: start).span)
                return Located(count, span: number.span)
            }
        }
        report(
            .unknownKeyword, zh: "`\(entry.key)` 应写成 `\(example.zh)`，年数为 0 到 100 的整数",
            en: "`\(entry.key)` is written `\(example.en)`, with a whole number of years from 0 to 100",
            at: entry.value.span)
        return nil
    }
}
