import Diagnostics
import ExactNumbers

/// `points:` — how reductions become points, as written, nothing resolved.
public struct PointsDocument: Sendable, Equatable {
    public var id: Name
    public var language: DocumentLanguage
    public var title: BilingualText?
    public var version: Located<String>?
    public var status: Located<NormStatus>?
    public var effective: Located<ClosedRange<CalendarDay>>?
    public var supersedes: Located<String>?
    /// `+08:00`.
    public var timeZone: Located<String>?
    public var rounding: Located<RoundingMode>?
    public var lateActs: Located<PointsLateActs>?
    public var source: Provenance?
    public var sources: [SourceEntry] = []
    public var behaviours: [PointsBehaviour] = []
    public var rates: PointsRates?
    public var evidence: EvidenceStrength?
    public var evidenceSource: Provenance?
    public var multiplier: PointsMultiplier?
    public var caps: PointsLimitTable?
    public var budget: PointsLimitTable?
    public var minimum: PointsMinimum?
    public var span: Span

    public init(id: Name, language: DocumentLanguage, span: Span) {
        self.id = id
        self.language = language
        self.span = span
    }
}

/// What happens to an act that arrives after a later one of the same user.
public enum PointsLateActs: String, Sendable, Equatable, CaseIterable { case accept, refuse }

/// The stretch over which a limit adds up. Raw values are the English keywords.
public enum PointsPeriod: String, Sendable, Equatable, Hashable, CaseIterable {
    case act, day, month, year, total
}

/// One kind of behaviour that earns points.
public struct PointsBehaviour: Sendable, Equatable {
    public var name: DeclaredName
    public var title: BilingualText?
    /// A meter counts once in each such period; `total` is once for ever.
    public var oncePerMeter: Located<PointsPeriod>?
    /// Kinds of evidence accepted; empty for all.
    public var evidence: [Name] = []
    public var span: Span

    public init(name: DeclaredName, span: Span) {
        self.name = name
        self.span = span
    }
}

/// The table of rates.
public struct PointsRates: Sendable, Equatable {
    /// What points are given per.
    public enum Basis: String, Sendable, Equatable, CaseIterable {
        case pointsPerGram = "points per gram"
        case gramsPerPoint = "grams per point"
    }
    /// A rate of a kind of act.
    public struct Row: Sendable, Equatable {
        public var from: Located<CalendarDay>
        /// Empty for `-`, all behaviours.
        public var behaviours: [Name]
        public var value: Located<ExactDecimal>
        public var source: PointsRowSource
        public var span: Span
    }
    public var basis: Basis
    public var rows: [Row]
    public var source: Provenance?
    public var span: Span
}

/// What a row says of where it comes from, in columns of its own.
public struct PointsRowSource: Sendable, Equatable {
    public var mark: Located<Provenance.Mark>?
    public var ref: Name?
    public var note: String?
    public init() {}
}

/// Which multipliers count, and what stands in for a missing one.
public struct PointsMultiplier: Sendable, Equatable {
    /// What holds where no valid label is known.
    public enum NotValid: Sendable, Equatable {
        case refuse
        case factor(ExactDecimal)
    }
    public var within: RangeSyntax?
    public var noLabel: Located<ExactDecimal>?
    public var suspended: Located<ExactDecimal>?
    public var notValid: Located<NotValid>?
    public var source: Provenance?
    public var span: Span
}

/// The table of caps, or of budgets.
public struct PointsLimitTable: Sendable, Equatable {
    /// A limit of a kind of act.
    public struct Row: Sendable, Equatable {
        /// Empty for `-`, all together.
        public var behaviours: [Name]
        public var per: Located<PointsPeriod>
        public var points: Located<ExactDecimal>?
        public var acts: Located<ExactDecimal>?
        public var source: PointsRowSource
        public var span: Span
    }
    public var rows: [Row]
    public var source: Provenance?
    public var span: Span
}

/// The least an act must be worth to be paid.
public struct PointsMinimum: Sendable, Equatable {
    public var points: Located<ExactDecimal>?
    public var grams: Located<ExactDecimal>?
    public var source: Provenance?
    public var span: Span
}
