import Diagnostics

/// A kind of mapping with the keys it knows.
public struct KeyContext: Sendable {
    /// What the mapping is, as in `criterion`.
    public let title: Message
    public let keys: [Keyword]
    private let bySpelling: [String: Keyword]

    public init(zh: String, en: String, keys: [Keyword]) {
        self.title = Message(zh: zh, en: en)
        self.keys = keys
        var bySpelling: [String: Keyword] = [:]
        for key in keys {
            bySpelling[key.zh] = key
            bySpelling[key.en] = key
        }
        self.bySpelling = bySpelling
    }

    /// The key `text` spells in this context, in either language.
    public func keyword(for text: String) -> Keyword? { bySpelling[text] }

    /// Every spelling known here.
    public var spellings: [String] { keys.flatMap { $0.en == $0.zh ? [$0.en] : [$0.en, $0.zh] } }

    /// The keys as a reader of `language` would list them.
    public func listing(_ language: MessageLanguage) -> String {
        let spellings = keys.map { "`" + (language == .zh ? $0.zh : $0.en) + "`" }
        return spellings.joined(separator: language == .zh ? "、" : ", ")
    }
}
