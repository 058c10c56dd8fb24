import ExactNumbers
import RuleProgram

/// The cheapest ways to a grade.
public struct Path: Sendable {
    /// What a plan's cost is counted in.
    public enum Measure: Sendable {
        case yuan
        /// Days of all changes added up.
        case days
    }

    /// One answer that a plan changes.
    public struct Change: Sendable, Equatable {
        /// Index of the input.
        public var field: Int
        /// As in a `SceneRecord`.
        public var from: Int128
        public var to: Int128
        public var steps: Int
        public var yuan: ExactDecimal
        public var days: Int
    }

    /// Changes that lead to the grade, checked by scoring the changed scene.
    public struct Plan: Sendable {
        public var changes: [Change]
        public var yuan: ExactDecimal
        public var days: Int
        public var grade: Int
        public var score: ExactDecimal?
        public var record: SceneRecord
        /// No plan costs less than this, among those that change no superset of what an earlier plan changes.
        public var leastCost: ExactDecimal
        /// It is the cheapest of these.
        public var isOptimal: Bool
    }

    /// How the search ended where there is no plan.
    public enum Ending: Sendable, Equatable {
        case found
        /// The scene has the grade, or a better one.
        case alreadyThere
        /// No change of what the norm declares changeable leads there.
        case impossible
        /// The budget ended before a plan was found.
        case gaveUp
    }

    /// Index of the grade aimed at.
    public var target: Int
    /// The cheapest first; each changes something that those before it do without.
    public var plans: [Plan]
    public var ending: Ending
    public var steps: Int
}
