import Diagnostics

/// The questions of a norm in one language, as data for forms.
struct Questionnaire: Sendable, Encodable {
    struct Choice: Sendable, Encodable {
        var id: String
        var title: String
    }

    struct Question: Sendable, Encodable {
        /// Index in the norm's schema.
        var field: Int
        var id: String
        var name: String
        var ask: String
        var help: String?
        /// `number`, `boolean`, `date`, `option`, `text` or `list`.
        var kind: String
        var unit: String?
        /// The unit as people read it.
        var unitText: String?
        var decimals: Int?
        /// Ends of what may be answered.
        var least: String?
        var most: String?
        /// Ends of what is usual.
        var usualLeast: String?
        var usualMost: String?
        var options: [Choice]?
        var rows: Int?
        var fields: [Question]?
        var evidence: [Choice]?
        var mayNotApply: Bool
        /// When it does not apply, in the norm's words.
        var mayNotApplyText: String?
        /// What the norm takes where it is not answered: `open`, `value`, `zero_points`, `not_assessable`.
        var ifUnknown: String
        var minutes: Int?
        var isChangeable: Bool
    }

    /// A criterion that a scene may claim not applicable.
    struct Claim: Sendable, Encodable {
        var id: String
        var title: String
        var text: String?
    }

    struct Section: Sendable, Encodable {
        var id: String
        var title: String
        var questions: [Question]
        var claims: [Claim]
    }

    struct Grade: Sendable, Encodable {
        var id: String
        var title: String
        var name: String
        var from: String
    }

    var id: String
    var version: String
    var title: String
    var status: String
    var effectiveFrom: String
    var effectiveTo: String
    var of: String
    var grades: [Grade]
    var sections: [Section]

    var questions: [Question] { sections.flatMap(\.questions) }
}
