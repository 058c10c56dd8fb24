import ExactNumbers

/// The words that one place of a document accepts, each with what it stands for.
public struct KeywordValues<Value: Sendable>: Sendable {
    public let entries: [(keyword: Keyword, value: Value)]
    private let bySpelling: [String: Int]

    public init(_ entries: [(Keyword, Value)]) {
        self.entries = entries.map { (keyword: $0.0, value: $0.1) }
        var bySpelling: [String: Int] = [:]
        for (index, entry) in entries.enumerated() {
            for spelling in [entry.0.zh, entry.0.en] { bySpelling[spelling] = index }
        }
        self.bySpelling = bySpelling
    }

    public var keywords: [Keyword] { entries.map(\.keyword) }

    /// What `text` stands for, in either language; white space counts once.
    public func lookup(_ text: String) -> (keyword: Keyword, value: Value)? {
        bySpelling[Keyword.normalised(text)].map { entries[$0] }
    }
}

extension KeywordValues where Value: Equatable {
    /// The keyword that stands for `value`.
    public func keyword(for value: Value) -> Keyword? { entries.first { $0.value == value }?.keyword }
}

extension KeywordValues where Value == Keyword {
    /// Words that stand for themselves.
    public init(words: [Keyword]) { self.init(words.map { ($0, $0) }) }
}
