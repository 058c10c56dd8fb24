import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData

/// Which norm an answer rests on.
struct NormMark: Sendable, Encodable {
    var id: String
    var version: String
    var title: String
    var isDraft: Bool

    init(_ version: ServedVersion, _ language: MessageLanguage) {
        id = version.id
        self.version = version.version
        title = version.title(language)
        isDraft = version.isDraft
    }
}

/// A grade by id and title.
struct GradeMark: Sendable, Encodable {
    var id: String
    var title: String
}

/// The result of a scene.
struct EvaluationAnswer: Sendable, Encodable {
    var norm: NormMark
    var scene: String
    var asOf: String
    var status: String
    var statusText: String
    var score: String?
    var of: String
    var grade: GradeMark?
    var multiplier: String
    var unanswered: [String]
    var warnings: [Problem.Fault]
    var explanation: Explanation?
}

/// The results a scene can still have.
struct BoundsAnswer: Sendable, Encodable {
    struct End: Sendable, Encodable {
        var score: String
        var isExact: Bool
    }
    struct Outcome: Sendable, Encodable {
        var status: String
        var grade: String?
        var title: String
        var isProved: Bool
    }
    struct Question: Sendable, Encodable {
        var input: String
        var name: String
        var narrowing: String
        var minutes: Int?
    }
    struct Idle: Sendable, Encodable {
        var input: String
        /// `does_not_apply` or `cannot_matter`.
        var reason: String
    }
    var norm: NormMark
    var scene: String
    var asOf: String
    var low: End?
    var high: End?
    var outcomes: [Outcome]
    var multipliers: [String]
    var isDecided: Bool
    var answered: Int
    var questionCount: Int
    var steps: Int
    var budget: Int
    /// The best questions to answer next; only where asked for.
    var questions: [Question]?
    /// Unanswered questions that need no answer; only where asked for.
    var idle: [Idle]?
    /// Answers taken as not given because they cannot be used; only where the caller is lenient.
    var errors: [Problem.Fault]
    var warnings: [Problem.Fault]
}

/// Answers that by themselves prove something.
struct ProofAnswer: Sendable, Encodable {
    var inputs: [String]
    var names: [String]
    var isMinimal: Bool
}

/// Why a scene has its outcome.
struct ReasonsAnswer: Sendable, Encodable {
    var status: String
    var grade: GradeMark?
    var proof: ProofAnswer
    var blocking: ProofAnswer?
}

/// Ways to a grade.
struct PathAnswer: Sendable, Encodable {
    struct Change: Sendable, Encodable {
        var input: String
        var name: String
        var from: String
        var to: String
        var fromText: String
        var toText: String
        var yuan: String
        var days: Int
    }
    struct Plan: Sendable, Encodable {
        var changes: [Change]
        var yuan: String
        var days: Int
        var grade: GradeMark
        var score: String?
        /// Where questions are open that the score depends on: what it lies between.
        var low: String?
        var high: String?
        /// Unanswered questions that the norm counts without an answer and the plan rests on.
        var counted: [String]?
        var isCheapest: Bool
        /// No plan of this kind costs less.
        var leastCost: String
    }
    var norm: NormMark
    var scene: String
    var asOf: String
    var target: GradeMark
    /// `found`, `already_there`, `impossible` or `gave_up`.
    var ending: String
    var plans: [Plan]
    /// Where it is impossible under some answers to these unanswered questions, whatever is changed.
    var questions: [String]?
    var steps: Int
}
