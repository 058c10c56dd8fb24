import Diagnostics
import ExactNumbers
import RuleSyntax

/// A checked norm: everything resolved, typed and bounded. What the compiler lowers and the documents describe.
public struct NormModel: Sendable {
    public var document: NormDocument
    public var optionSets: [OptionSetModel] = []
    public var inputs: [InputModel] = []
    public var facts: [FactModel] = []
    public var parameters: [ParameterModel] = []
    public var lookups: [LookupModel] = []
    public var gates: [GateModel] = []
    public var sections: [SectionModel] = []
    /// All criteria, those of sections first, then deductions, then bonus items; sections and bonus refer to them by index.
    public var criteria: [CriterionModel] = []
    public var bonus: BonusModel?
    public var total: TotalModel
    public var grades: [GradeModel] = []
    public var behaviours: [OptionModel] = []
    public var evidenceKinds: [(option: OptionModel, factor: ExactDecimal)] = []
    public var evidenceMissing: Int?
    /// Greatest share that may drop out.
    public var mayDrop: Rational?
    public var multiplier: MultiplierModel?
    public var rounding: RoundingMode
    public var effective: ClosedRange<CalendarDay>
    /// Every number that decides something, with where it comes from.
    public var provenance: [ProvenanceEntry] = []
    /// Every use and declaration of a name, for renaming between languages.
    public var nameUses: [NameUse] = []
}

/// Names and title of a thing.
public struct Naming: Sendable, Equatable {
    /// The English name, or the only one.
    public var id: String
    public var chinese: String
    public var title: BilingualText?
    public var span: Span

    public init(_ name: DeclaredName, title: BilingualText?) {
        id = name.id
        chinese = name.chinese
        self.title = title
        span = name.span
    }

    /// Title, or else name, in the language.
    public func label(_ language: MessageLanguage) -> String {
        switch language {
        case .zh: return title?.zh ?? (chinese != id ? chinese : title?.en ?? id)
        case .en: return title?.en ?? (id.utf8.allSatisfy { $0 < 128 } ? id : title?.zh ?? id)
        }
    }
}

/// An option of a set.
public struct OptionModel: Sendable, Equatable {
    public var naming: Naming
    public init(_ declaration: OptionDeclaration) { naming = Naming(declaration.name, title: declaration.title) }
}

/// A set of options under a name.
public struct OptionSetModel: Sendable, Equatable {
    public var naming: Naming
    public let options: [OptionModel]
    /// First option of each name.
    private let positions: [String: Int]

    public init(naming: Naming, options: [OptionModel]) {
        self.naming = naming
        self.options = options
        var positions: [String: Int] = [:]
        for (index, option) in options.enumerated() {
            for name in [option.naming.id, option.naming.chinese] where positions[name] == nil {
                positions[name] = index
            }
        }
        self.positions = positions
    }

    /// Position of the option with this name, in either language.
    public func index(of name: String) -> Int? { positions[name] }
}

/// A question to the scene: type, range, and what holds where it is not answered.
public struct InputModel: Sendable {
    /// What an unanswered question counts as.
    public enum Unknown: Sendable, Equatable {
        case open
        case value(TypedExpression)
        case zeroPoints
        case notAssessable
    }
    public var naming: Naming
    public var declaration: InputDeclaration
    public var type: ValueType
    public var scale: Int
    /// Numbers and dates.
    public var interval: Interval?
    public var usual: Interval?
    public var listMax: Int?
    public var fields: [InputModel]
    public var when: TypedExpression?
    public var ifUnknown: Unknown
    public var mayNotApply: Bool
    public var textConstants: [String] = []
    /// How it may be changed for a better score; nil: not at all.
    public var change: ChangeModel?
}

/// How an answer may be changed, and what that takes.
public struct ChangeModel: Sendable, Equatable {
    public var direction: InputDeclaration.Change.Direction
    /// In units of the input's last decimal place; 1 for yes or no and options.
    public var step: Int
    /// The farthest answer at the input's scale; nil: the end of its range.
    public var limit: Int?
    /// Yuan, as soon as anything changes.
    public var once: ExactDecimal
    /// Yuan for every step.
    public var perStep: ExactDecimal
    /// As soon as anything changes.
    public var days: Int
}

/// What an expression names.
public struct Reads: Sendable, Equatable {
    public var inputs: IndexBits = []
    public var facts: IndexBits = []
    public var lookups: IndexBits = []
    /// Parameters of one value, and those whose lookups are read.
    public var parameters: IndexBits = []

    /// Adds what `other` reads.
    public mutating func formUnion(_ other: Reads) {
        inputs.formUnion(other.inputs)
        facts.formUnion(other.facts)
        lookups.formUnion(other.lookups)
        parameters.formUnion(other.parameters)
    }
    public init() {}
}

/// A value computed from answers.
public struct FactModel: Sendable {
    /// What a fact is where its need does not hold.
    public enum Otherwise: Sendable, Equatable {
        case zeroPoints, notApplicable, notAssessable
        case value(TypedExpression)
    }
    public var naming: Naming
    public var declaration: FactDeclaration
    public var value: TypedExpression
    public var needs: TypedExpression?
    public var otherwise: Otherwise?
    public var when: TypedExpression?
    public var round: Int?
    /// What its parts name themselves.
    public var whenReads = Reads()
    public var needsReads = Reads()
    public var valueReads = Reads()
    public var otherwiseReads = Reads()
    /// All that it reads, through facts and lookups too.
    public var reads: Reads
    /// Type, range and applicability as its readers see it.
    public var type: ValueType { value.type }
    public var interval: Interval?
    public var mayNotApply: Bool
}

/// A parameter: a constant, a table or a dated series.
public struct ParameterModel: Sendable {
    public var naming: Naming
    public var declaration: ParameterDeclaration
    public var unit: Unit
    public var isImported: Bool
}

/// One way a parameter is read: a value column with its arguments.
public struct LookupModel: Sendable {
    public var parameter: Int
    public var column: String
    public var value: TypedExpression
    /// Holds where the series has a value; nil if it always has.
    public var available: TypedExpression?
    /// What the lookup depends on.
    public var reads: Reads
}

/// A condition of eligibility.
public struct GateModel: Sendable {
    public var naming: Naming
    public var declaration: GateDeclaration
    public var require: TypedExpression
    public var when: TypedExpression?
    public var after: [Int]
    public var otherwise: GateDeclaration.Otherwise
    public var ifUnknown: GateDeclaration.Unknown
    /// Shows what it finds, and decides nothing.
    public var isProvisional: Bool { declaration.provisional != nil }
    /// What `when` and `require` name themselves.
    public var whenReads = Reads()
    public var ownReads = Reads()
    /// All that `require` reads, through facts and lookups too.
    public var reads: Reads
}

/// A criterion with its points and how they come about.
public struct CriterionModel: Sendable {
    /// Where in the norm a criterion stands.
    public enum Place: Sendable, Equatable {
        case section(Int)
        case deduction(Int)
        case bonus
    }
    public var naming: Naming
    public var declaration: CriterionDeclaration
    public var place: Place
    public var points: Rational
    /// The number of points, or for `met` a boolean.
    public var value: TypedExpression
    public var when: TypedExpression?
    public var mayBeClaimedNotApplicable: Bool
    /// An unanswered question gives 0.
    public var zeroIfUnknown: Bool
    public var round: Int?
    /// What the conditions on its applying name, its section's too; its own condition alone; and what its method names.
    public var whenReads = Reads()
    public var ownWhenReads = Reads()
    public var ownReads = Reads()
    /// All that its method reads, through facts and lookups too.
    public var reads: Reads
    /// Inputs whose evidence counts.
    public var evidenceInputs: [Int]
    /// Where its thresholds come from, and where its points do.
    public var provenance: Provenance?
    public var pointsProvenance: Provenance?
}

/// A section: criteria, weight, minimum.
public struct SectionModel: Sendable {
    public var naming: Naming
    public var declaration: SectionDeclaration
    public var criteria: [Int]
    public var deductions: [Int]
    public var points: Rational
    public var weight: Rational
    /// Least share of the weight.
    public var minimumShare: Rational?
    public var when: TypedExpression?
    /// What `when` names.
    public var whenReads = Reads()
    public var round: Int?
}

/// Criteria whose points come on top, with their cap.
public struct BonusModel: Sendable {
    public var criteria: [Int]
    public var cap: Rational?
    public var round: Int?
}

/// How the total is made from the sections.
public struct TotalModel: Sendable, Equatable {
    public var of: Rational
    public var low: Rational
    public var high: Rational
    public var round: Int?
}

/// A grade: from which total on, and what else it takes.
public struct GradeModel: Sendable {
    public var naming: Naming
    public var declaration: GradeDeclaration
    public var from: Rational
    public var also: TypedExpression?
    public var reads: Reads
}

/// The factor on points by status and grade.
public struct MultiplierModel: Sendable {
    /// A change of the factor for some grades, days or behaviours.
    public struct Adjustment: Sendable {
        /// Grade indexes it holds for.
        public var grades: [Bool]
        public var days: ClosedRange<CalendarDay>
        /// Index of the behaviour; nil for any.
        public var behaviour: Int?
        public var add: ExactDecimal
    }
    public var low: ExactDecimal
    public var high: ExactDecimal
    public var validity: CalendarDuration
    public var notEligible: ExactDecimal
    public var notAssessable: ExactDecimal
    public var incomplete: ExactDecimal
    public var invalid: ExactDecimal
    public var base: [ExactDecimal]
    public var adjustments: [Adjustment]
}
