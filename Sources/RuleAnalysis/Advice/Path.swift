import ExactNumbers
import RuleEngine
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

    /// Changes that lead to the grade, checked by scoring the changed scene; where questions are open, whatever their answers.
    public struct Plan: Sendable {
        public var changes: [Change]
        public var yuan: ExactDecimal
        public var days: Int
        /// Index of the grade; where questions are open, the least of those that their answers may lead to.
        public var grade: Int
        /// nil where questions are open that it depends on.
        public var score: ExactDecimal?
        /// No answer to an open question brings the score below or above these.
        public var low: ExactDecimal?
        public var high: ExactDecimal?
        /// Unanswered questions that the norm counts without an answer, where some answer could undo the plan.
        public var counted: [Int]
        /// The scene as changed; what was not answered stays so.
        public var record: SceneRecord
        /// No plan costs less than this, among those that change no superset of what an earlier plan changes.
        public var leastCost: ExactDecimal
        /// It is the cheapest of these.
        public var isOptimal: Bool
    }

    /// How the search ended where there is no plan.
    public enum Ending: Sendable, Equatable {
        case found
        /// The scene has the grade, or a better one, whatever the answers to open questions.
        case alreadyThere
        /// No change of what the norm declares changeable leads there; `Path.proof` says why.
        case impossible
        /// The budget ended before a plan was found; `Path.leastCost` says what no plan costs less than.
        case gaveUp
    }

    /// Why no plan leads to the grade.
    public enum Proof: Sendable, Equatable {
        /// Every change at once, each as far as it goes, is not enough.
        case beyondReach(Reach)
        /// The changes taken one by one do not exclude it, all of them together do: every combination was looked at, in so many
        /// parts.
        case exhausted(parts: Int)
        /// It depends on questions that are not answered: under some answers to them every change at once is not enough, and the
        /// reach is what is left then. With other answers there may be a plan.
        case hinges(on: [Int], Reach)
    }

    /// The best that the scene can reach with everything changeable free at once; sound, not always reached.
    public struct Reach: Sendable, Equatable {
        /// No plan has a higher score; nil where no plan has a score.
        public var highest: ExactDecimal?
        /// Index of the best grade that is not excluded; nil if none of the plans is graded.
        public var grade: Int?
        /// What every plan leaves the scene at, where that is settled: not assessable or not eligible.
        public var status: SceneStatus?
        /// Gates that no plan passes, by index.
        public var gates: [Int]
        /// Sections that no plan brings to their minimum, by index.
        public var sections: [Int]
    }

    /// Index of the grade aimed at.
    public var target: Int
    /// The cheapest first; each changes something that those before it do without.
    public var plans: [Plan]
    public var ending: Ending
    /// Only where the ending is `impossible`.
    public var proof: Proof?
    /// Where the search gave up: no plan costs less, in yuan or days as asked.
    public var leastCost: ExactDecimal?
    public var steps: Int
}
