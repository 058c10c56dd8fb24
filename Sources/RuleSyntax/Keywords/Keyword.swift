/// A word of the rule language in both spellings: a key, a value or a table heading.
///
/// Two keywords are the same if both spellings are: `from` is 起始 in a series and 起点 in a grade, two keywords.
public struct Keyword: Hashable, Sendable, CustomStringConvertible {
    /// The English spelling, as in `may_not_apply` or `half up`.
    public let en: String
    /// The Chinese spelling, as in 可不适用 or 四舍五入.
    public let zh: String

    public init(_ en: String, _ zh: String) {
        self.en = en
        self.zh = zh
    }

    /// The keyword as `language` spells it.
    public subscript(language: DocumentLanguage) -> String { language == .zh ? zh : en }

    public var description: String { en }

    /// The language `text` spells this keyword in; nil if it does not. English wins where both spellings are alike.
    public func language(of text: String) -> DocumentLanguage? {
        if text == en { return .en }
        if text == zh { return .zh }
        return nil
    }

    /// `text` with runs of white space (the full-width space too) made one space, none at the ends.
    public static func normalised(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Every keyword of norms and factor files: keys, values and table headings, without repetition.
    public static let all: [Keyword] = {
        var seen: Set<Keyword> = []
        let keys = KeyContext.all.flatMap(\.keys)
        return (keys + KeywordList.all.flatMap(\.keywords)).filter { seen.insert($0).inserted }
    }()
}
