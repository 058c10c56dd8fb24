import ExactNumbers
import RuleEngine
import RuleProgram

/// The results a scene can still have, over every way to answer what it leaves unknown.
///
/// Sound always: no completion inside the declared ranges, options and lists falls outside. A completion answers every unknown
/// question, also where the norm has a stand-in for no answer, with any kind of evidence or none; answers given, evidence named
/// for them, claims and the day of assessment stay as they are. The score is the total as it is shown in every status, so also
/// where a gate fails or the scene is not assessable.
public struct ScoreBounds: Sendable {
    /// One end of the range.
    public struct End: Sendable {
        /// No completion lies beyond it. A total that is nowhere rounded is given to twelve places, outwards.
        public var score: ExactDecimal
        /// The best completion found, verified by scoring it; nil if the search found none within its budget.
        public var witness: SceneRecord?
        /// The score of the witness.
        public var reached: ExactDecimal?
        /// The witness scores the end itself (to within 10⁻⁹ where totals are not rounded).
        public var isExact: Bool
    }

    /// An outcome that a completion can have.
    public struct Outcome: Sendable, Hashable {
        public var status: SceneStatus
        /// Index of the grade; nil unless graded.
        public var grade: Int?
        /// True if a completion is known that has it; false if only no proof against it was found.
        public var isProved: Bool
    }

    /// nil where no completion has a score (nothing applies).
    public var low: End?
    public var high: End?
    /// Every outcome that cannot be excluded: grades from the best, then not eligible, then not assessable.
    public var outcomes: [Outcome]
    /// A completion for each outcome that is proved, in the same places.
    public var witnesses: [SceneRecord?]
    /// Steps of the program that were run over ranges.
    public var steps: Int
    /// Steps that the search for exact ends and for outcomes was allowed.
    public var budget: Int

    /// Both ends are exact.
    public var isExact: Bool { low?.isExact ?? true && high?.isExact ?? true }

    /// Grades that cannot be excluded, from the best.
    public var grades: [Int] { outcomes.compactMap(\.grade) }

    /// The one outcome that is left: nothing that is still missing can change status or grade.
    public var decided: Outcome? { outcomes.count == 1 ? outcomes.first : nil }
}
