import Diagnostics
import ExactNumbers
import RuleSyntax

/// A checked points scheme: everything an act needs to become points, with nothing left to resolve.
public struct PointsScheme: Sendable, Equatable {
    /// One kind of low-carbon behaviour that the scheme pays for.
    public struct Behaviour: Sendable, Equatable {
        public var id: String
        public var chinese: String
        public var title: Message
        /// A meter is paid at most once in each such period.
        public var oncePerMeter: PointsPeriod?
        /// Evidence kinds accepted, as indices of `evidence`; nil for all.
        public var acceptedEvidence: Set<Int>?

        /// Both names.
        var name: Message { Message(zh: chinese, en: id) }
    }

    /// A kind of evidence and the share of the points it is worth.
    public struct EvidenceKind: Sendable, Equatable {
        public var id: String
        public var chinese: String
        /// 0 … 1.
        public var factor: ExactDecimal
    }

    public var stamp: VersionStamp
    public var title: Message
    /// First and last day, in `timeZone`.
    public var effective: ClosedRange<CalendarDay>
    public var timeZone: FixedOffset
    public var rounding: RoundingMode
    public var behaviours: [Behaviour]
    public var rates: [ConversionRate]
    public var evidence: [EvidenceKind]
    /// Index of the kind that counts for an act that names none.
    public var missingEvidence: Int?
    public var multiplier: MultiplierRule
    /// In the order they are applied: act, day, month, year, total; within one, single behaviours before groups before all.
    public var caps: [PointsCap]
    /// Pools for all users together.
    public var budgets: [PointsBudget]
    /// An act worth less, before caps, is paid nothing.
    public var minimumPoints: Int128?
    /// An act with fewer grams is paid nothing.
    public var minimumGrams: ExactDecimal?
    public var lateActs: PointsLateActs

    /// The behaviour with that name in either language.
    public func behaviour(named name: String) -> Int? {
        behaviours.firstIndex { $0.id == name || $0.chinese == name }
    }

    /// The evidence kind with that name in either language.
    public func evidence(named name: String) -> Int? {
        evidence.firstIndex { $0.id == name || $0.chinese == name }
    }
}

/// Which rules produced a line; kept on every line of a ledger.
public struct VersionStamp: Sendable, Equatable {
    public var rules: String
    public var version: String
    public var status: NormStatus
    /// `sha256:` and the digest of the file's bytes.
    public var digest: String

    public init(rules: String, version: String, status: NormStatus, digest: String) {
        self.rules = rules
        self.version = version
        self.status = status
        self.digest = digest
    }
}
