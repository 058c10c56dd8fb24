extension Explanation {
    /// A criterion, deduction or bonus item: its points, what they rest on, and what would give more.
    public struct Criterion: Sendable, Equatable, Encodable {
        /// What became of a criterion.
        public enum Outcome: String, Sendable, Encodable {
            case full, part, zero, unknown, notApplicable = "not_applicable", open
        }
        public var id: String
        public var title: String
        public var clause: String?
        public var outcome: Outcome
        /// Absent where not known or not applicable.
        public var points: String?
        public var of: String
        public var why: [Note]
        /// What the next step takes.
        public var next: [Note]
        /// Points that the next step adds.
        public var gain: String?
        /// From the points of the method to those that count: evidence, cap, rounding.
        public var steps: [Step]
        public var readings: [Reading]
        public var evidence: [Note]
        /// Says that the thresholds are not verified, and how far they are.
        public var provisional: String?
        public var unanswered: [String]
        public var note: String?
    }

    /// A value that a computation reads, with what it was computed from.
    public struct Reading: Sendable, Equatable, Encodable {
        /// Where a value comes from.
        public enum Kind: String, Sendable, Encodable {
            case input, fact, parameter, criterion, section, gate, total, bonus
        }
        /// Whether a value is known.
        public enum State: String, Sendable, Encodable { case known, unknown, open, notApplicable = "not_applicable" }
        public var kind: Kind
        public var id: String
        public var name: String
        public var state: State
        /// For people: rounded as the norm says under `show:`, with its unit.
        public var text: String
        /// Decimal text of a number that is known, at most 12 places.
        public var value: String?
        public var unit: String?
        /// How it was computed, as the norm writes it.
        public var formula: String?
        /// Where it was taken from: the row of a table, the vintage of a series, the evidence, a default.
        public var origin: String?
        public var provisional: String?
        public var from: [Reading]
    }
}
