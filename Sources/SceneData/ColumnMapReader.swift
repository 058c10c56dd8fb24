import Diagnostics
import ExactNumbers
import YAMLTree

/// Reads a column map from its YAML, saying everything that is wrong with it.
struct ColumnMapReader {
    var bag: DiagnosticBag

    mutating func error(_ code: DiagnosticCode, _ span: Span, zh: String, en: String) {
        bag.add(Diagnostic(code, .error, Message(zh: zh, en: en), at: span))
    }

    mutating func read(_ node: YAMLNode) -> ColumnMap? {
        guard let entries = mapping(node, MapKey.top) else { return nil }
        guard let name = entries[.map].flatMap({ text($0.value) }) else {
            if entries[.map] == nil {
                error(
                    .mapShape, Span(file: node.span.file, start: node.span.start, end: node.span.start),
                    zh: "列映射以 `映射: 名称` 开头",
                    en: "a column map begins with `map: NAME`")
            }
            return nil
        }
        var map = ColumnMap(name: name)
        map.norm = entries[.norm].flatMap { text($0.value) }
        map.scene = entries[.scene].map { texts($0.value) } ?? []
        map.asOf = entries[.asOf].flatMap { asOf($0.value) }
        if let entry = entries[.csv] { map.csv = dialect(entry.value) }
        if let entry = entries[.filter] { map.filters = filters(entry.value) }
        if let entry = entries[.columns] { map.rules = rules(entry.value) }
        if let entry = entries[.constants] { map.constants = pairs(entry.value) }
        if let entry = entries[.evidence] { map.evidence = pairs(entry.value) }
        if let entry = entries[.notApplicable] { map.claims = texts(entry.value) }
        if entries[.columns] == nil {
            error(
                .mapShape, name.span, zh: "列映射缺少 `各列`：每个输入来自哪一列",
                en: "the column map has no `columns`: say which column each input comes from")
        }
        return map
    }

    // MARK: parts

    private mutating func asOf(_ node: YAMLNode) -> ColumnMap.AsOf? {
        if case .scalar = node.content {
            guard let found = text(node) else { return nil }
            guard let day = CalendarDay(found.text) else {
                error(
                    .mapBadValue, node.span, zh: "`\(Excerpt.of(found.text))` 不是日期：请写如 `2026-01-31`，或 `{列: 列名}`",
                    en: "`\(Excerpt.of(found.text))` is no date: write one as `2026-01-31`, or `{column: NAME}`")
                return nil
            }
            return .day(day)
        }
        guard let entries = mapping(node, MapKey.asOfKeys) else { return nil }
        if let column = entries[.column].flatMap({ text($0.value) }) { return .column(column) }
        guard let year = entries[.year].flatMap({ text($0.value) }) else {
            error(.mapShape, node.span, zh: "评价日需要 `列` 或 `年份`", en: "the date of assessment wants `column` or `year`")
            return nil
        }
        guard let on = entries[.on] else { return .year(year, month: 12, day: 31) }
        guard let written = text(on.value) else { return nil }
        let parts = written.text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, CalendarDay(year: 2001, month: parts[0], day: parts[1]) != nil else {
            error(
                .mapBadValue, on.value.span, zh: "`\(Excerpt.of(written.text))` 不是每年都有的日子：请写如 `12-31`",
                en: "`\(Excerpt.of(written.text))` is no day of every year: write it as `12-31`")
            return nil
        }
        return .year(year, month: parts[0], day: parts[1])
    }

    private mutating func filters(_ node: YAMLNode) -> [ColumnMap.Filter] {
        if case .sequence(let items) = node.content { return items.flatMap { filters($0) } }
        guard let entries = mapping(node, MapKey.filterKeys), let column = entries[.column].flatMap({ text($0.value) })
        else {
            if case .mapping = node.content {
                error(.mapShape, node.span, zh: "筛选需要 `列`", en: "a filter wants a `column`")
            }
            return []
        }
        var result: [ColumnMap.Filter] = []
        if let entry = entries[.isOneOf] {
            result.append(
                ColumnMap.Filter(
                    column: column, texts: texts(entry.value).map { CSVHeader.collapsed($0.text) }, negated: false))
        }
        if let entry = entries[.isNot] {
            result.append(
                ColumnMap.Filter(
                    column: column, texts: texts(entry.value).map { CSVHeader.collapsed($0.text) }, negated: true))
        }
        if result.isEmpty {
            error(.mapShape, node.span, zh: "筛选需要 `是` 或 `不是`", en: "a filter wants `is` or `is_not`")
        }
        return result
    }

    private mutating func rules(_ node: YAMLNode) -> [ColumnMap.Rule] {
        guard case .mapping(let entries) = node.content else {
            error(.mapShape, node.span, zh: "`各列` 应为映射：输入名称和列", en: "`columns` takes a mapping of inputs to columns")
            return []
        }
        return entries.compactMap { rule($0) }
    }

    private mutating func rule(_ entry: YAMLNode.Entry) -> ColumnMap.Rule? {
        let input = ColumnMap.Text(entry.key, span: entry.keySpan)
        let span = entry.keySpan.union(entry.value.span)
        if case .scalar = entry.value.content {
            guard let column = text(entry.value) else { return nil }
            return ColumnMap.Rule(input: input, columns: [column], span: span)
        }
        guard let parts = mapping(entry.value, MapKey.ruleKeys) else { return nil }
        var rule = ColumnMap.Rule(input: input, columns: [], span: span)
        switch (parts[.from], parts[.sum]) {
        case (let from?, nil): rule.columns = text(from.value).map { [$0] } ?? []
        case (nil, let sum?): rule.columns = texts(sum.value)
        default:
            error(
                .mapShape, entry.keySpan, zh: "`\(input.text)` 需要 `来自`（一列）或 `合计`（几列）之一",
                en: "`\(input.text)` wants either `from` (one column) or `sum` (several)")
            return nil
        }
        guard !rule.columns.isEmpty else { return nil }
        rule.unit = parts[.unit].flatMap { text($0.value) }
        rule.rounding = parts[.round].flatMap { rounding($0.value) }
        rule.missing = parts[.missing].map { texts($0.value).map { CSVHeader.collapsed($0.text) } } ?? []
        if let zero = parts[.zero] { rule.zero = word(zero.value, MapWords.zero) ?? .keep }
        if let negative = parts[.negative] { rule.negative = word(negative.value, MapWords.negative) ?? .keep }
        if let blank = parts[.blank] { rule.blank = word(blank.value, MapWords.blank) ?? .missing }
        if let values = parts[.values] {
            rule.values = pairs(values.value).map { (CSVHeader.collapsed($0.input.text), $0.answer) }
        }
        return rule
    }

    private mutating func rounding(_ node: YAMLNode) -> ColumnMap.Rounding? {
        if case .scalar = node.content {
            return word(node, MapWords.modes).map { ColumnMap.Rounding(places: nil, mode: $0) }
        }
        guard let parts = mapping(node, MapKey.roundKeys) else { return nil }
        var result = ColumnMap.Rounding(places: nil, mode: .halfUp)
        if let places = parts[.places] { result.places = whole(places.value, 0...38) }
        if let mode = parts[.mode] {
            guard let found = word(mode.value, MapWords.modes) else { return nil }
            result.mode = found
        } else {
            error(.mapShape, node.span, zh: "修约需要 `方式`", en: "a rounding wants its `mode`")
        }
        return result
    }
}
