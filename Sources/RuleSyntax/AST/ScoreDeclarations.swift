import Diagnostics
import ExactNumbers

/// A condition without points.
public struct GateDeclaration: Sendable, Equatable {
    /// What a gate that is not passed leads to.
    public enum Otherwise: String, Sendable, Equatable, CaseIterable { case fail, notAssessable = "not assessable" }
    /// What an undecided gate leads to.
    public enum Unknown: String, Sendable, Equatable, CaseIterable { case open, fail, notAssessable = "not assessable" }

    public var name: DeclaredName
    public var title: BilingualText?
    public var clause: String?
    public var when: Expression?
    public var require: Expression?
    public var otherwise: Located<Otherwise>?
    /// `provisional: scores only`: what it finds is shown, and keeps no scene from a grade. The place it is written at.
    public var provisional: Located<Bool>?
    public var after: [Name] = []
    public var ifUnknown: Located<Unknown>?
    public var source: Provenance?
    public var span: Span

    public init(name: DeclaredName, span: Span) {
        self.name = name
        self.span = span
    }
}

/// A section as written.
public struct SectionDeclaration: Sendable, Equatable {
    /// A share of the weight (`50 %`) or points: the expression as written.
    public var name: DeclaredName
    public var title: BilingualText?
    public var points: Located<ExactDecimal>?
    public var weight: Located<ExactDecimal>?
    public var minimum: Expression?
    public var round: Located<Int>?
    public var when: Expression?
    public var criteria: [CriterionDeclaration] = []
    public var deductions: [CriterionDeclaration] = []
    public var source: Provenance?
    public var pointsSource: Provenance?
    public var span: Span

    public init(name: DeclaredName, span: Span) {
        self.name = name
        self.span = span
    }
}

/// A scored indicator; also the shape of a deduction and of a bonus item.
public struct CriterionDeclaration: Sendable, Equatable {
    /// How the points of a criterion come about.
    public enum Method: Sendable, Equatable {
        case met(Expression)
        case value(Expression)
        /// Last column headed `points`.
        case table(TableSyntax)
        case bands(Bands)
        case interpolation(Interpolation)
        case each([Item])
        case atLeast(count: Located<Int>, of: [Name])
    }
    /// A condition with points of its own.
    public struct Item: Sendable, Equatable {
        public var name: Name
        public var points: Located<ExactDecimal>
        public init(name: Name, points: Located<ExactDecimal>) {
            self.name = name
            self.points = points
        }
    }
    /// Points in steps of a value.
    public struct Bands: Sendable, Equatable {
        /// On which side of its threshold a step holds.
        public enum Direction: String, Sendable, Equatable, CaseIterable {
            case atLeast = "at least", above, atMost = "at most", below
        }
        /// A threshold and its points.
        public struct Step: Sendable, Equatable {
            public var threshold: Expression
            public var points: Expression
            public var span: Span
            public init(threshold: Expression, points: Expression, span: Span) {
                self.threshold = threshold
                self.points = points
                self.span = span
            }
        }
        public var of: Expression
        public var direction: Located<Direction>
        public var steps: [Step]
        public var otherwise: Expression?
        public init(of: Expression, direction: Located<Direction>, steps: [Step], otherwise: Expression?) {
            self.of = of
            self.direction = direction
            self.steps = steps
            self.otherwise = otherwise
        }
    }
    /// Points on straight lines between anchors.
    public struct Interpolation: Sendable, Equatable {
        /// A value and its points.
        public struct Anchor: Sendable, Equatable {
            public var at: Expression
            public var points: Expression
            public var span: Span
            public init(at: Expression, points: Expression, span: Span) {
                self.at = at
                self.points = points
                self.span = span
            }
        }
        public var of: Expression
        public var anchors: [Anchor]
        /// True when `outside: clamp` was written.
        public var clamps: Bool
        public var span: Span
        public init(of: Expression, anchors: [Anchor], clamps: Bool, span: Span) {
            self.of = of
            self.anchors = anchors
            self.clamps = clamps
            self.span = span
        }
    }

    public var name: DeclaredName
    public var title: BilingualText?
    public var clause: String?
    public var points: Located<ExactDecimal>?
    public var when: Expression?
    public var mayNotApply: InputDeclaration.MayNotApply = .no
    public var tags: [Name] = []
    public var evidenceFree = false
    public var ifUnknown: Located<CriterionUnknown>?
    public var round: Located<Int>?
    public var note: BilingualText?
    /// Where its thresholds come from.
    public var source: Provenance?
    /// Where its points come from, if that is another place.
    public var pointsSource: Provenance?
    public var method: Method?
    public var span: Span

    public init(name: DeclaredName, span: Span) {
        self.name = name
        self.span = span
    }
}

/// The bonus items as written.
public struct BonusDeclaration: Sendable, Equatable {
    public var cap: Located<ExactDecimal>?
    public var round: Located<Int>?
    public var criteria: [CriterionDeclaration]
    public var source: Provenance?
    public var pointsSource: Provenance?
    public var span: Span
    public init(
        cap: Located<ExactDecimal>?, round: Located<Int>?, criteria: [CriterionDeclaration], source: Provenance?,
        pointsSource: Provenance? = nil, span: Span
    ) {
        self.pointsSource = pointsSource
        self.cap = cap
        self.round = round
        self.criteria = criteria
        self.source = source
        self.span = span
    }
}

/// The total as written.
public struct TotalDeclaration: Sendable, Equatable {
    public var of: Located<ExactDecimal>?
    public var round: Located<Int>?
    public var range: RangeSyntax?
    public var span: Span
    public init(of: Located<ExactDecimal>?, round: Located<Int>?, range: RangeSyntax?, span: Span) {
        self.of = of
        self.round = round
        self.range = range
        self.span = span
    }
}

/// A grade as written.
public struct GradeDeclaration: Sendable, Equatable {
    public var name: DeclaredName
    public var title: BilingualText?
    public var from: Located<ExactDecimal>?
    public var also: Expression?
    public var source: Provenance?
    public var span: Span
    public init(name: DeclaredName, span: Span) {
        self.name = name
        self.span = span
    }
}

/// Grade, status, date and behaviour to a factor on points.
public struct MultiplierDeclaration: Sendable, Equatable {
    public var within: RangeSyntax?
    public var valid: Located<CalendarDuration>?
    public var status: PipeTable?
    public var base: PipeTable?
    public var adjust: PipeTable?
    public var source: Provenance?
    public var span: Span
    public init(span: Span) { self.span = span }
}
