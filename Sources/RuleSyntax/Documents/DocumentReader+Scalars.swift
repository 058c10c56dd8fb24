import Diagnostics
import ExactNumbers
import YAMLTree

extension DocumentReader {
    /// Text as it stands.
    public mutating func text(_ entry: YAMLNode.Entry) -> Located<String>? {
        scalar(entry).map {
            let text = LocatedText(trimming: $0)
            return Located(text.string, span: entry.value.span)
        }
    }

    /// Text for people: one string, or `{zh: …, en: …}`.
    public mutating func bilingual(_ entry: YAMLNode.Entry) -> BilingualText? {
        if case .mapping = entry.value.content {
            guard let fields = fields(entry, in: .bilingual) else { return nil }
            let zh = fields[.chinese].flatMap { text($0) }
            let en = fields[.english].flatMap { text($0) }
            guard zh != nil || en != nil else {
                if fields.found.isEmpty { reportNoLanguage(entry) }
                return nil
            }
            return BilingualText(zh: zh?.value, en: en?.value, span: entry.value.span)
        }
        return text(entry).map { BilingualText(zh: $0.value, en: $0.value, span: $0.span) }
    }

    private mutating func reportNoLanguage(_ entry: YAMLNode.Entry) {
        guard case .mapping(let entries) = entry.value.content, entries.isEmpty else { return }
        report(
            .emptyValue, zh: "`\(entry.key)` 一种语言也没有写，应写 `{zh: …, en: …}` 或一段文字",
            en: "`\(entry.key)` has no text in either language, write `{zh: …, en: …}` or one text",
            at: entry.value.span)
    }

    /// One of the words of `values`.
    public mutating func keyword<Value>(
        _ entry: YAMLNode.Entry, _ values: KeywordValues<Value>
    ) -> Located<Value>? {
        guard let scalar = scalar(entry) else { return nil }
        let text = LocatedText(trimming: scalar)
        if let match = values.lookup(text.string) {
            note(match.keyword, at: text.span)
            return Located(match.value, span: text.span)
        }
        reportUnknownWord(text, of: entry.key, values.keywords)
        return nil
    }

    /// Reports a word that is none of those expected, with the closest one.
    public mutating func reportUnknownWord(_ text: LocatedText, of place: String, _ keywords: [Keyword]) {
        let nearest = closestMatch(of: text.string, among: keywords.flatMap { [$0.en, $0.zh] })
        let zh = keywords.map { "`\($0.zh)`" }.joined(separator: "、")
        let en = keywords.map { "`\($0.en)`" }.joined(separator: ", ")
        let guess = nearest.map { Message(zh: "，是不是 `\($0)`？", en: ", did you mean `\($0)`?") }
        report(
            .unknownKeyword,
            zh: "`\(place)` 不能是 `\(text.string)`\(guess?.zh ?? "，可用：" + zh)",
            en: "`\(text.string)` is no value of `\(place)`\(guess?.en ?? ", it takes " + en)",
            at: text.span, notes: guess == nil ? [] : [Message(zh: "可用：\(zh)", en: "known here: \(en)")],
            fixIts: nearest.map { [DocumentReader.replacing(text.span, by: $0)] } ?? [])
    }

    /// `true` 是 or `false` 否.
    public mutating func boolean(_ entry: YAMLNode.Entry) -> Located<Bool>? {
        guard let scalar = scalar(entry) else { return nil }
        let text = LocatedText(trimming: scalar)
        if let match = KeywordList.booleans.lookup(text.string) {
            note(match.keyword, at: text.span)
            return Located(match.value, span: text.span)
        }
        if !reportYesOrNo(text, of: entry.key) {
            reportUnknownWord(text, of: entry.key, KeywordList.booleans.keywords)
        }
        return nil
    }

    /// Reports `yes`, `no`, `on`, `off` and capitals where true or false is meant; true if so.
    mutating func reportYesOrNo(_ text: LocatedText, of place: String) -> Bool {
        let meant: Keyword
        switch text.string.lowercased() {
        case "yes", "on", "y", "true": meant = .yes
        case "no", "off", "n", "false": meant = .no
        default: return false
        }
        report(
            .yesOrNo,
            zh: "`\(place)` 写 `\(meant.zh)` 或 `\(meant.en)`，不写 `\(text.string)`",
            en: "write `\(meant.en)` or `\(meant.zh)` for `\(place)`, not `\(text.string)`",
            at: text.span, fixIts: [DocumentReader.replacing(text.span, by: meant[language])])
        return true
    }

    /// An exact decimal.
    public mutating func number(_ entry: YAMLNode.Entry) -> Located<ExactDecimal>? {
        guard let scalar = scalar(entry) else { return nil }
        let text = LocatedText(trimming: scalar)
        if let value = ExactDecimal(text.string) { return Located(value, span: text.span) }
        reportNotANumber(text, of: entry.key)
        return nil
    }

    private mutating func reportNotANumber(_ text: LocatedText, of place: String) {
        let start = text.string.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        let nearest = ExactDecimal(String(start)) == nil || text.string.contains(",") ? nil : String(start)
        report(
            .notANumber, zh: "`\(place)` 应为一个数，不带单位，不能是 `\(text.string)`",
            en: "`\(place)` takes a bare number, without a unit, not `\(text.string)`", at: text.span,
            fixIts: nearest.map { [DocumentReader.replacing(text.span, by: $0)] } ?? [])
    }

    /// A whole number within `bounds`.
    public mutating func whole(_ entry: YAMLNode.Entry, in bounds: ClosedRange<Int>) -> Located<Int>? {
        guard let scalar = scalar(entry) else { return nil }
        let text = LocatedText(trimming: scalar)
        guard let decimal = ExactDecimal(text.string) else {
            reportNotANumber(text, of: entry.key)
            return nil
        }
        if decimal.scale == 0, let value = Int(exactly: decimal.mantissa), bounds.contains(value) {
            return Located(value, span: text.span)
        }
        report(
            .outOfBounds,
            zh: "`\(entry.key)` 应为 \(bounds.lowerBound) 到 \(bounds.upperBound) 的整数，不能是 `\(text.string)`",
            en:
                "`\(entry.key)` takes a whole number from \(bounds.lowerBound) to \(bounds.upperBound), not `\(text.string)`",
            at: text.span)
        return nil
    }

    /// Decimal places, 0 to 18.
    public mutating func places(_ entry: YAMLNode.Entry) -> Located<Int>? { whole(entry, in: 0...18) }
}
