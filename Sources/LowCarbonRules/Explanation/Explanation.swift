/// Why a scene has its result: read from the slots of one evaluation, in one language. Pure data.
///
/// Texts are for people; numbers that a machine may want stand beside them as decimal text. What does not hold for a scene is absent.
public struct Explanation: Sendable, Equatable, Encodable {
    /// The norm that the scene was scored under.
    public struct Norm: Sendable, Equatable, Encodable {
        public var id: String
        public var title: String
        public var version: String
        /// `draft`, `consultation`, `issued`, `in force`, `withdrawn`.
        public var status: String
        /// True if results under it are no labels yet.
        public var isDraft: Bool
    }

    public var language: String
    public var scene: String
    public var norm: Norm
    public var asOf: String
    /// As in results: `graded`, `not_eligible`, `not_assessable`, `incomplete`, `invalid`.
    public var status: String
    public var statusText: String
    /// The result in a few sentences.
    public var summary: [String]
    public var score: String?
    public var of: String
    /// Bounds of the score over every completion of the missing answers; only of incomplete scenes.
    public var scoreRange: Range?
    public var grade: Grade?
    public var multiplier: Multiplier
    /// Data errors of an invalid scene.
    public var errors: [Finding]
    /// Likely slips; they change nothing.
    public var warnings: [Finding]
    public var gates: [Gate]
    public var sections: [Section]
    public var bonus: Bonus?
    /// How the total comes about, a step a line.
    public var total: [Step]
    public var grades: [Rung]
    /// What keeps a scene from being assessed.
    public var notAssessable: [Note]
    /// Answers that are missing.
    public var unanswered: [Question]
    /// Criteria with points to gain, the largest step first.
    public var gains: [Gain]

    /// Least and greatest score that unanswered questions still leave open.
    public struct Range: Sendable, Equatable, Encodable {
        public var low: String
        public var high: String
        /// Titles of the grades that are still possible, best first; none where no answer brings a grade.
        public var grades: [String]
    }

    /// A grade by id and title.
    public struct Grade: Sendable, Equatable, Encodable {
        public var id: String
        public var title: String
    }

    /// Something wrong with the scene's data.
    public struct Finding: Sendable, Equatable, Encodable {
        public var input: String
        public var code: String
        public var text: String
        public var place: String
    }

    /// One line with a sign for how it stands.
    public struct Note: Sendable, Equatable, Encodable {
        /// What kind of remark it is.
        public enum Mark: String, Sendable, Encodable {
            case met, unmet, unknown, notApplicable = "not_applicable", none
        }
        public var mark: Mark
        public var text: String
        public init(_ mark: Mark, _ text: String) {
            self.mark = mark
            self.text = text
        }
    }

    /// One line of a computation.
    public struct Step: Sendable, Equatable, Encodable {
        public var text: String
        /// Decimal text; absent where it is not known.
        public var value: String?
    }

    /// A gate and whether the scene passes it.
    public struct Gate: Sendable, Equatable, Encodable {
        /// Whether a gate is passed.
        public enum State: String, Sendable, Encodable {
            case passed, failed, open, notConsidered = "not_considered"
            /// Not met, and provisional: it keeps no scene from a grade.
            case notMet = "not_met"
        }
        public var id: String
        public var title: String
        public var clause: String?
        public var state: State
        public var stateText: String
        /// What follows if it fails.
        public var otherwise: String
        public var why: [Note]
        public var readings: [Reading]
        public var provisional: String?
    }

    /// A section with its criteria.
    public struct Section: Sendable, Equatable, Encodable {
        public var id: String
        public var title: String
        public var score: String?
        public var of: String?
        public var isApplicable: Bool?
        public var criteria: [Criterion]
        public var deductions: [Criterion]
        public var steps: [Step]
        public var minimum: Note?
    }

    /// Points beyond the sections.
    public struct Bonus: Sendable, Equatable, Encodable {
        public var points: String?
        public var criteria: [Criterion]
        public var steps: [Step]
    }

    /// A grade on the ladder of grades, and how far away it is.
    public struct Rung: Sendable, Equatable, Encodable {
        public var id: String
        public var title: String
        public var from: String
        public var isReached: Bool
        /// Points missing, if the score is known and lower.
        public var missing: String?
        public var also: Note?
    }

    /// The factor on points, day by day.
    public struct Multiplier: Sendable, Equatable, Encodable {
        /// Days with one factor.
        public struct Stretch: Sendable, Equatable, Encodable {
            public var from: String
            public var to: String
            public var behaviour: String?
            public var multiplier: String
        }
        /// On the as-of day, for any behaviour; where no answer can change status and grade, the factor for these.
        public var value: String
        public var steps: [Step]
        /// Adjustments for the grade, with their days and behaviours.
        public var adjustments: [Note]
        public var schedule: [Stretch]
        public var validity: String
    }

    /// An unanswered question and what it is needed for.
    public struct Question: Sendable, Equatable, Encodable {
        public var input: String
        public var name: String
        public var ask: String?
        /// Titles of the criteria and gates that wait for it.
        public var neededFor: [String]
        /// What the norm takes in its place.
        public var taken: String?
    }

    /// A change that would bring points.
    public struct Gain: Sendable, Equatable, Encodable {
        public var criterion: String
        public var title: String
        /// Points of the criterion that the step adds.
        public var points: String
        public var text: String
    }
}
