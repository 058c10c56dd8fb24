import Diagnostics
import YAMLTree

/// The entries of one mapping under their keywords.
public struct Fields: Sendable {
    public let context: KeyContext
    /// Where a missing key is reported: the key that owns the mapping.
    public let owner: Span
    /// The owner as the reader wrote it, for messages.
    public let ownerName: String
    var found: [Keyword: YAMLNode.Entry] = [:]

    /// The entry under `keyword`; nil if it is not written.
    public subscript(keyword: Keyword) -> YAMLNode.Entry? { found[keyword] }

    /// True if the key is written.
    public func has(_ keyword: Keyword) -> Bool { found[keyword] != nil }

    /// The place of the key.
    public func keySpan(_ keyword: Keyword) -> Span? { found[keyword]?.keySpan }
}

extension DocumentReader {
    /// The mapping under `entry` with the keys of `context`; reports unknown keys and keys written in both languages.
    public mutating func fields(_ entry: YAMLNode.Entry, in context: KeyContext) -> Fields? {
        guard case .mapping(let entries) = entry.value.content else {
            reportShape(entry, .keys(context))
            return nil
        }
        return fields(entries, in: context, owner: entry.keySpan, ownerName: entry.key)
    }

    mutating func fields(
        _ entries: [YAMLNode.Entry], in context: KeyContext, owner: Span, ownerName: String
    ) -> Fields {
        var fields = Fields(context: context, owner: owner, ownerName: ownerName)
        let written = Set(entries.compactMap { context.keyword(for: $0.key) })
        var strangers: [(entry: YAMLNode.Entry, meant: Keyword?)] = []
        for entry in entries {
            guard let keyword = context.keyword(for: entry.key) else {
                strangers.append((entry, reportUnknown(entry, in: context, besides: written)))
                continue
            }
            note(keyword, at: entry.keySpan, isKey: true)
            if let first = fields.found[keyword] {
                report(
                    .keyInBothLanguages,
                    zh: "`\(entry.key)` 与 `\(first.key)` 是同一个键，只留一个",
                    en: "`\(entry.key)` and `\(first.key)` are the same key, keep one of them",
                    at: entry.keySpan,
                    labels: [
                        Diagnostic.Label(span: first.keySpan, text: Message(zh: "先写在这里", en: "written here first"))
                    ])
                continue
            }
            fields.found[keyword] = entry
        }
        for case (let entry, let keyword?) in strangers where fields.found[keyword] == nil { fields.found[keyword] = entry }
        return fields
    }

    /// Gives the keyword that was probably meant: reading on with it, one slip of the pen stays one finding.
    private mutating func reportUnknown(
        _ entry: YAMLNode.Entry, in context: KeyContext, besides written: Set<Keyword>
    ) -> Keyword? {
        let free = context.spellings.filter { context.keyword(for: $0).map { !written.contains($0) } ?? false }
        let nearest = closestMatch(of: entry.key, among: free) ?? closestMatch(of: entry.key, among: context.spellings)
        let zh = nearest.map { "，是不是 `\($0)`？" } ?? ""
        let en = nearest.map { ", did you mean `\($0)`?" } ?? ""
        report(
            .unknownKey,
            zh: "\(context.title.zh)没有 `\(entry.key)` 这个键\(zh)",
            en: "`\(entry.key)` is not a key of \(article(context.title.en))\(en)",
            at: entry.keySpan,
            notes: elsewhere(entry.key) + [
                Message(zh: "可用的键：\(context.listing(.zh))", en: "keys known here: \(context.listing(.en))")
            ],
            fixIts: nearest.map { [DocumentReader.replacing(entry.keySpan, by: $0)] } ?? [])
        return nearest.flatMap { context.keyword(for: $0) }
    }

    /// Where a key that is unknown here is known.
    private func elsewhere(_ key: String) -> [Message] {
        let titles = KeyContext.all.filter { $0.keyword(for: key) != nil }.map(\.title).prefix(4)
        guard !titles.isEmpty else { return [] }
        let zh = titles.map(\.zh).joined(separator: "、")
        let en = titles.map { article($0.en) }.joined(separator: ", ")
        return [Message(zh: "`\(key)` 是这些地方的键：\(zh)", en: "`\(key)` is a key of \(en)")]
    }

    /// Reports that `keyword` is not written, at the key that owns the mapping. Returns true if it is there.
    @discardableResult
    public mutating func require(_ keyword: Keyword, _ fields: Fields) -> Bool {
        if fields.has(keyword) { return true }
        report(
            .missingKey,
            zh: "\(fields.context.title.zh) `\(fields.ownerName)` 缺少 `\(keyword.zh)`（\(keyword.en)）",
            en: "\(fields.context.title.en) `\(fields.ownerName)` has no `\(keyword.en)`",
            at: fields.owner)
        return false
    }

    /// The entries of a mapping `id → …`.
    public mutating func entries(_ entry: YAMLNode.Entry) -> [YAMLNode.Entry] {
        guard case .mapping(let entries) = entry.value.content else {
            reportShape(entry, .entries)
            return []
        }
        return entries
    }

    func article(_ noun: String) -> String {
        guard let first = noun.first else { return noun }
        return ("aeiou".contains(first) ? "an " : "a ") + noun
    }
}
