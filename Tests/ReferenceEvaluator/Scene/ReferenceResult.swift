/// Everything that `docs/semantics.md` defines for one scene. Exact values are texts of reduced fractions (`7`, `-3/4`), so two
/// results agree exactly if they are equal.
public struct ReferenceResult: Sendable, Equatable {
    /// `invalid`, `not assessable`, `not eligible`, `incomplete` or `graded`.
    public var status = "graded"
    /// By id. List inputs show the number of their records.
    public var inputs: [String: ReferenceCell] = [:]
    public var facts: [String: ReferenceCell] = [:]
    /// Parameters that need no arguments: `gwp`, or `quota.guide` where there is more than one value column. Imported series by
    /// data year are left out where the norm names no data year.
    public var parameters: [String: ReferenceCell] = [:]
    public var gates: [String: GateState] = [:]
    /// Criteria of sections, deductions and bonus items.
    public var criteria: [String: CriterionCell] = [:]
    public var sections: [String: SectionCell] = [:]
    public var bonus = ReferenceCell(.known)
    public var total = ReferenceCell(.known)
    /// Id of the grade; only where the status is `graded`.
    public var grade: String?
    /// On the as-of day, for any behaviour.
    public var multiplier: String?
    public var schedule: [ScheduleEntry] = []

    public init() {}

    public enum GateState: String, Sendable, Equatable {
        case passed, failed, unknown
        case notConsidered = "not considered"
    }

    /// A criterion after step 6 of §2. `points` is nil unless known.
    public struct CriterionCell: Sendable, Equatable {
        public var state: Standing
        public var points: String?
        public var of: String
        public init(_ state: Standing, points: String? = nil, of: String) {
            self.state = state
            self.points = points
            self.of = of
        }
    }

    /// `of` is the weight; `applicable` the points of its applicable criteria, nil while a criterion is open.
    public struct SectionCell: Sendable, Equatable {
        public var state: Standing
        public var score: String?
        public var of: String
        public var applicable: String?
        public init(_ state: Standing, score: String? = nil, of: String, applicable: String? = nil) {
            self.state = state
            self.score = score
            self.of = of
            self.applicable = applicable
        }
    }

    /// First and last day (`YYYY-MM-DD`), both included. `behaviour` is nil for acts of any behaviour that has no entries of its own;
    /// a behaviour has entries only if they differ from those.
    public struct ScheduleEntry: Sendable, Equatable {
        public var behaviour: String?
        public var first: String
        public var last: String
        public var multiplier: String
        public init(behaviour: String?, first: String, last: String, multiplier: String) {
            self.behaviour = behaviour
            self.first = first
            self.last = last
            self.multiplier = multiplier
        }
    }
}

/// A value in base units: metres, kilograms, joules, seconds, months, years, `%` as 1/100 (see `RuntimeUnit`).
/// Booleans are `true` and `false`, options their id, days `YYYY-MM-DD`. `text` is nil unless known.
public struct ReferenceCell: Sendable, Equatable {
    public var state: Standing
    public var text: String?
    public init(_ state: Standing, _ text: String? = nil) {
        self.state = state
        self.text = text
    }
}
