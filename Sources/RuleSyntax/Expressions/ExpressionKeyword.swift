/// The reserved words of expressions. Raw values are the English spellings, except for the `and` of `between`, which
/// Chinese tells apart (`介于 a 和 b`).
public enum ExpressionKeyword: String, Sendable, Equatable, CaseIterable {
    case `if`, then, `else`, or, and, not, between, `in`, some, every, satisfies, `for`, `return`
    case `true`, `false`, null
    case betweenAnd = "between…and"

    public var english: String { self == .betweenAnd ? "and" : rawValue }

    public var chinese: String {
        switch self {
        case .if: "如果"
        case .then: "则"
        case .else: "否则"
        case .or: "或"
        case .and: "且"
        case .not: "非"
        case .between: "介于"
        case .betweenAnd: "和"
        case .in: "属于"
        case .some: "存在"
        case .every: "每个"
        case .satisfies: "满足"
        case .for: "对"
        case .return: "返回"
        case .true: "是"
        case .false: "否"
        case .null: "null"
        }
    }

    /// The spelling in `language`.
    public func spelling(_ language: DocumentLanguage) -> String { language == .zh ? chinese : english }

    /// The keyword that `word` spells in either language.
    public init?(word: String) {
        guard let keyword = ExpressionKeyword.words[word] else { return nil }
        self = keyword
    }

    private static let words: [String: ExpressionKeyword] = {
        var words: [String: ExpressionKeyword] = [:]
        for keyword in allCases {
            words[keyword.chinese] = keyword
            if keyword != .betweenAnd { words[keyword.english] = keyword }
        }
        return words
    }()
}
