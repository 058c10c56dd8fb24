/// What is known of a value, in the order of `docs/semantics.md` §1.
public enum Standing: String, Sendable, Comparable, CaseIterable {
    case known
    case unknown
    case open
    case notApplicable = "not applicable"

    private var rank: Int {
        switch self {
        case .known: return 0
        case .unknown: return 1
        case .open: return 2
        case .notApplicable: return 3
        }
    }

    public static func < (left: Standing, right: Standing) -> Bool { left.rank < right.rank }
}

/// A condition of three outcomes.
public enum Tri: String, Sendable, Equatable {
    case yes, no, maybe

    public init(_ value: Bool) { self = value ? .yes : .no }

    public func and(_ other: Tri) -> Tri {
        if self == .no || other == .no { return .no }
        return self == .yes && other == .yes ? .yes : .maybe
    }

    public func or(_ other: Tri) -> Tri {
        if self == .yes || other == .yes { return .yes }
        return self == .no && other == .no ? .no : .maybe
    }

    public var negated: Tri {
        switch self {
        case .yes: return .no
        case .no: return .yes
        case .maybe: return .maybe
        }
    }
}
