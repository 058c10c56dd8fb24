import Diagnostics
import ExactNumbers

/// One question of the norm, or one field of a list's records.
public struct InputDeclaration: Sendable, Equatable {
    /// Who answers a question.
    public enum Respondent: String, Sendable, Equatable, CaseIterable { case applicant, verifier }
    /// A type as written.
    public enum TypeName: String, Sendable, Equatable, CaseIterable {
        case number, whole, boolean, date, text, option
    }
    /// The options of an input: those of a named set, or its own.
    public enum Options: Sendable, Equatable {
        case named(Name)
        case inline([OptionDeclaration])
    }
    /// The entries of a list: how many at most, and their fields.
    public struct ListShape: Sendable, Equatable {
        public var max: Located<Int>
        public var fields: [InputDeclaration]
        public init(max: Located<Int>, fields: [InputDeclaration]) {
            self.max = max
            self.fields = fields
        }
    }
    /// What an unanswered question counts as, as written.
    public enum Unknown: Sendable, Equatable {
        case value(Expression)
        case zeroPoints
        case notAssessable
    }
    /// Whether an answer may be `not applicable`.
    public enum MayNotApply: Sendable, Equatable {
        case no
        case yes(BilingualText?)
    }

    /// How the thing asked about may be changed for a better score, and what that takes.
    public struct Change: Sendable, Equatable {
        /// Which way answers may move. `up` of a boolean is from no to yes.
        public enum Direction: Sendable, Equatable {
            case up, down, any
        }
        public var direction: Located<Direction>?
        /// In the unit of the input.
        public var step: Located<ExactDecimal>?
        /// The farthest answer, in the unit of the input.
        public var limit: Located<ExactDecimal>?
        /// Yuan, as soon as anything changes.
        public var once: Located<ExactDecimal>?
        /// Yuan for every step.
        public var perStep: Located<ExactDecimal>?
        /// As soon as anything changes.
        public var days: Located<Int>?
        public var span: Span
    }

    public var name: DeclaredName
    public var title: BilingualText?
    public var type: Located<TypeName>?
    public var unit: UnitSyntax?
    public var scale: Located<Int>?
    public var range: RangeSyntax?
    public var options: Options?
    public var list: ListShape?
    public var ask: BilingualText?
    public var help: BilingualText?
    public var evidence: [Name] = []
    /// Groups that stood among `evidence` before the checker put their kinds in their place.
    public var evidenceGroups: [Name] = []
    public var when: Expression?
    public var mayNotApply: MayNotApply = .no
    public var ifUnknown: Located<Unknown>?
    public var usual: RangeSyntax?
    /// What aggregates over this list give where it is empty and they do not say so themselves.
    public var empty: Expression?
    /// Minutes that answering takes.
    public var effort: Located<Int>?
    /// Who answers; the applicant if it does not say.
    public var answeredBy: Located<Respondent>?
    public var change: Change?
    /// The whole entry, key included.
    public var span: Span

    public init(name: DeclaredName, span: Span) {
        self.name = name
        self.span = span
    }
}

/// What an unanswered question does to the criteria that read it.
public enum CriterionUnknown: String, Sendable, Equatable, CaseIterable {
    case open
    case zeroPoints = "zero points"
}
