import ExactNumbers

/// From status or grade, day and behaviour to the factor on points. All factors are scaled by `scale`.
public struct MultiplierPlan: Sendable {
    /// A change of the factor for some grades, days or behaviours.
    public struct Adjustment: Sendable {
        /// By grade index.
        public var grades: [Bool]
        /// First and last day, inclusive.
        public var from: CalendarDay
        public var to: CalendarDay
        /// Index of the behaviour, or -1 for any.
        public var behaviour: Int
        public var add: Int128
        public init(grades: [Bool], from: CalendarDay, to: CalendarDay, behaviour: Int, add: Int128) {
            self.grades = grades
            self.from = from
            self.to = to
            self.behaviour = behaviour
            self.add = add
        }
    }

    public var scale: Int
    public var low: Int128
    public var high: Int128
    public var validity: CalendarDuration
    /// By `SceneStatus` raw value; the entry of `graded` is not used.
    public var statuses: [Int128]
    /// By grade index.
    public var base: [Int128]
    public var adjustments: [Adjustment]
    public var behaviourCount: Int

    public init(
        scale: Int, low: Int128, high: Int128, validity: CalendarDuration, statuses: [Int128], base: [Int128],
        adjustments: [Adjustment], behaviourCount: Int
    ) {
        self.scale = scale
        self.low = low
        self.high = high
        self.validity = validity
        self.statuses = statuses
        self.base = base
        self.adjustments = adjustments
        self.behaviourCount = behaviourCount
    }
}

/// The outcome of an evaluation. The order is that of `docs/semantics.md`, section 3.
public enum SceneStatus: Int, Sendable, CaseIterable {
    case invalid = 0, notAssessable, notEligible, incomplete, graded

    /// As in JSON output.
    public var id: String {
        switch self {
        case .invalid: return "invalid"
        case .notAssessable: return "not_assessable"
        case .notEligible: return "not_eligible"
        case .incomplete: return "incomplete"
        case .graded: return "graded"
        }
    }
}
