import ExactNumbers

/// Which multipliers a scheme takes, and what stands in where an act has none.
public struct MultiplierRule: Sendable, Equatable {
    /// What an act at a scene whose label is not valid on that day gets.
    public enum NotValid: Sendable, Equatable {
        case refuse
        case factor(ExactDecimal)
    }

    /// Least and greatest multiplier accepted, both included. A multiplier outside is refused, never clamped.
    public var within: ClosedRange<ExactDecimal>
    /// Without a label.
    public var noLabel: ExactDecimal
    /// While the label is suspended.
    public var suspended: ExactDecimal
    public var notValid: NotValid

    public init(
        within: ClosedRange<ExactDecimal>, noLabel: ExactDecimal, suspended: ExactDecimal, notValid: NotValid
    ) {
        self.within = within
        self.noLabel = noLabel
        self.suspended = suspended
        self.notValid = notValid
    }

    /// Only the multiplier 1.
    public static let none = MultiplierRule(
        within: ExactDecimal(1)...ExactDecimal(1), noLabel: ExactDecimal(1), suspended: ExactDecimal(1),
        notValid: .refuse)
}
