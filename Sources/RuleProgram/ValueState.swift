/// What is known of a value. The order is the order of `docs/semantics.md`: a strict operation takes the highest.
public enum ValueState: UInt8, Sendable, Comparable {
    case known = 0
    /// Applies, but is not answered.
    case unknown = 1
    /// Not known whether it applies.
    case open = 2
    case notApplicable = 3

    @inlinable
    public static func < (left: ValueState, right: ValueState) -> Bool { left.rawValue < right.rawValue }
}
