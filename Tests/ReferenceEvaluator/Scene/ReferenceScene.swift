import ExactNumbers

/// One scene's answers, names in either language.
public struct ReferenceScene: Sendable, Equatable {
    public var asOf: CalendarDay
    /// Questions without an entry are unanswered.
    public var answers: [String: ReferenceAnswer]
    /// Question → evidence kind.
    public var evidence: [String: String]
    /// Criteria claimed not applicable.
    public var claims: Set<String>

    public init(
        asOf: CalendarDay, answers: [String: ReferenceAnswer] = [:], evidence: [String: String] = [:],
        claims: Set<String> = []
    ) {
        self.asOf = asOf
        self.answers = answers
        self.evidence = evidence
        self.claims = claims
    }
}

/// An answer as given: numbers in the question's unit, options by name, list records by field name.
public indirect enum ReferenceAnswer: Sendable, Equatable {
    case number(ExactDecimal)
    case boolean(Bool)
    case option(String)
    case date(CalendarDay)
    case text(String)
    case list([[String: ReferenceAnswer]])
    case notApplicable
}
