import Diagnostics
import YAMLTree

/// What a file holds; named by its first key.
public enum DocumentKind: String, Sendable, Equatable, CaseIterable {
    case norm, factors, points, tests, map

    public var keyword: Keyword {
        switch self {
        case .norm: return .norm
        case .factors: return .factors
        case .points: return .pointsRules
        case .tests: return .tests
        case .map: return .map
        }
    }

    /// The kind `key` names, in either language.
    public init?(key: String) {
        guard let kind = DocumentKind.allCases.first(where: { $0.keyword.language(of: key) != nil }) else { return nil }
        self = kind
    }

    /// The kind of the document under `root`: named by the first key, or, in a file that has it in the wrong place, by the
    /// first key that names a kind.
    public init?(of root: YAMLNode) {
        guard case .mapping(let entries) = root.content else { return nil }
        guard let kind = entries.lazy.compactMap({ DocumentKind(key: $0.key) }).first else { return nil }
        self = kind
    }
}
