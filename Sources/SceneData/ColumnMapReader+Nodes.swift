import Diagnostics
import YAMLTree

extension ColumnMapReader {
    /// The entries of a mapping by their keys; unknown and doubled keys are told. Nil (and told) if it is no mapping.
    mutating func mapping(_ node: YAMLNode, _ keys: [MapKey]) -> [MapKey: YAMLNode.Entry]? {
        guard case .mapping(let entries) = node.content else {
            let wanted = keys.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            let wantedChinese = keys.map { "`\($0.chinese)`" }.joined(separator: "、")
            error(
                .mapShape, node.span, zh: "此处应为映射，键为 \(wantedChinese)",
                en: "a mapping is wanted here, with the keys \(wanted)")
            return nil
        }
        var result: [MapKey: YAMLNode.Entry] = [:]
        for entry in entries {
            guard
                let key = keys.first(where: {
                    $0.rawValue == entry.key || $0.chinese == entry.key || ($0 == .evidence && entry.key == "证据")
                })
            else {
                let near = Suggestion.closest(to: entry.key, among: keys.flatMap { [$0.rawValue, $0.chinese] })
                let shown = Excerpt.of(entry.key)
                error(
                    .mapUnknownKey, entry.keySpan, zh: "此处没有键 `\(shown)`" + (near.map { "：是否指 `\($0)`？" } ?? ""),
                    en: "there is no key `\(shown)` here" + (near.map { ": did you mean `\($0)`?" } ?? ": take it out"))
                continue
            }
            if result[key] != nil {
                error(
                    .mapTwice, entry.keySpan, zh: "`\(entry.key)` 与 `\(key.rawValue)` 同义，只留一个",
                    en: "`\(entry.key)` is given twice (in both languages): keep one of them")
                continue
            }
            result[key] = entry
        }
        return result
    }

    mutating func text(_ node: YAMLNode) -> ColumnMap.Text? {
        guard case .scalar(let scalar) = node.content else {
            error(.mapBadValue, node.span, zh: "此处应为单个文本", en: "a single text is wanted here")
            return nil
        }
        return ColumnMap.Text(scalar.text, span: node.span)
    }

    /// One text or a list of them.
    mutating func texts(_ node: YAMLNode) -> [ColumnMap.Text] {
        guard case .sequence(let items) = node.content else { return text(node).map { [$0] } ?? [] }
        return items.compactMap { text($0) }
    }

    mutating func pairs(_ node: YAMLNode) -> [ColumnMap.Constant] {
        guard case .mapping(let entries) = node.content else {
            error(.mapShape, node.span, zh: "此处应为映射", en: "a mapping is wanted here")
            return []
        }
        return entries.compactMap { entry in
            text(entry.value).map {
                ColumnMap.Constant(input: ColumnMap.Text(entry.key, span: entry.keySpan), answer: $0)
            }
        }
    }

    mutating func word<Value>(_ node: YAMLNode, _ words: [(String, Value)]) -> Value? {
        guard let found = text(node) else { return nil }
        if let match = words.first(where: { $0.0 == found.text }) { return match.1 }
        if let match = words.first(where: { $0.0 == found.text.lowercased() }) { return match.1 }
        let listed = words.map { "`\($0.0 == "\t" ? "\\t" : $0.0)`" }.joined(separator: ", ")
        error(
            .mapBadValue, node.span, zh: "`\(Excerpt.of(found.text))` 不能用在此处：可用 \(listed)",
            en: "`\(Excerpt.of(found.text))` does not fit here: it takes \(listed)")
        return nil
    }

    mutating func whole(_ node: YAMLNode, _ range: ClosedRange<Int>) -> Int? {
        guard let found = text(node) else { return nil }
        if let value = Int(found.text), range.contains(value) { return value }
        error(
            .mapBadValue, node.span, zh: "`\(Excerpt.of(found.text))` 应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
            en: "`\(Excerpt.of(found.text))` should be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    mutating func dialect(_ node: YAMLNode) -> CSVDialect {
        var result = CSVDialect()
        guard let parts = mapping(node, MapKey.csvKeys) else { return result }
        if let entry = parts[.encoding], let name = word(entry.value, MapWords.encodings) {
            result.encoding = name.isEmpty ? nil : name
        }
        if let entry = parts[.skipRows] { result.skipRows = whole(entry.value, 0...10_000) ?? 0 }
        if let entry = parts[.delimiter] {
            result.delimiter = word(entry.value, MapWords.delimiters) ?? result.delimiter
        }
        if let entry = parts[.thousands] { result.thousands = word(entry.value, MapWords.thousands) }
        if let entry = parts[.decimal] { result.decimal = word(entry.value, MapWords.decimals) ?? result.decimal }
        if let entry = parts[.notAvailable] {
            result.notAvailable = texts(entry.value).map { CSVHeader.collapsed($0.text) }
        }
        if let thousands = result.thousands, thousands == result.decimal {
            error(
                .mapBadValue, node.span, zh: "千分位与小数点是同一个字符", en: "`thousands` and `decimal` are the same character")
        }
        return result
    }
}

extension ColumnMap {
    /// Reads a column map from the root of its YAML file. Nil if there is too little to go on; then `bag` holds an error.
    public static func read(_ node: YAMLNode, into bag: inout DiagnosticBag) -> ColumnMap? {
        var reader = ColumnMapReader(bag: bag)
        let map = reader.read(node)
        bag = reader.bag
        return map
    }

    /// Reads a column map from the bytes of its file.
    public static func load(_ bytes: [UInt8], file: SourceID, into bag: inout DiagnosticBag) -> ColumnMap? {
        guard let node = YAMLLoader.load(bytes, file: file, into: &bag) else { return nil }
        return read(node, into: &bag)
    }
}
