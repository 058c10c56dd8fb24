import ExactNumbers
import RuleSyntax

/// The running account of a scheme: acts go in, in order, and each gives one line. A value: a copy is a snapshot, and the
/// same acts in the same order give the same lines for ever.
///
/// Several versions of a scheme may stand side by side; the act's day picks one, and sums run on across versions.
public struct PointsLedger: Sendable {
    /// Versions of one scheme, by first day; their `effective` ranges must not overlap.
    public let schemes: [PointsScheme]
    public let labels: LabelTable
    /// True if no labels were given at all: then an act's own multiplier counts.
    public let hasLabels: Bool

    var sums = LedgerSums()
    /// By scheme and cap, the behaviours that share it as numbers of `sums`.
    let capSlots: [[[Int32]?]]
    var paid: [String: PaidAct] = [:]
    var meters: [MeterKey: String] = [:]
    /// Time of the latest settled act, by user.
    var latest: [String: ActTime] = [:]

    /// What is remembered of a settled act.
    struct PaidAct: Sendable {
        var line: Int
        var file: String?
        /// Nil for an act restored from an earlier ledger.
        var fingerprint: UInt64?

        var zh: String { (file.map { "`\($0)` " } ?? "") + "第 \(line) 行" }
        var en: String { "line \(line)" + (file.map { " of `\($0)`" } ?? "") }
    }

    struct MeterKey: Hashable, Sendable {
        var behaviour: String
        var meter: String
        var period: PointsPeriod
        var index: Int32
    }

    public init(schemes: [PointsScheme], labels: LabelTable? = nil) {
        let schemes = schemes.sorted { $0.effective.lowerBound < $1.effective.lowerBound }
        let sums = LedgerSums(schemes: schemes)
        self.schemes = schemes
        self.sums = sums
        capSlots = schemes.map { scheme in
            scheme.caps.map { cap in cap.behaviours.map { sums.slots(of: $0.map { scheme.behaviours[$0].id }) } }
        }
        self.labels = labels ?? LabelTable()
        hasLabels = labels != nil
    }

    public init(scheme: PointsScheme, labels: LabelTable? = nil) {
        self.init(schemes: [scheme], labels: labels)
    }

    /// Settles one act or refuses it. A refused act changes nothing.
    public mutating func apply(_ act: ActRecord) -> LedgerLine {
        var line = LedgerLine(act)
        switch assess(act, into: &line) {
        case .failure(let refusal):
            line.refusal = refusal
        case .success(let claim):
            settle(claim, into: &line)
            paid[line.act] = PaidAct(line: act.line, file: act.file, fingerprint: act.fingerprint)
            if let key = claim.meter { meters[key] = line.act }
            if !line.isLate { latest[line.user] = claim.time }
        }
        return line
    }

    private mutating func settle(_ claim: Claim, into line: inout LedgerLine) {
        let scheme = schemes[claim.scheme]
        var amount = claim.exact
        line.exactPoints = amount
        limit(&amount, claim: claim, line: &line)
        let points = Int128.divide(amount.numerator, by: amount.denominator, rounding: scheme.rounding)
        line.points = points
        line.remainder =
            PointsFraction(
                numerator: amount.numerator - points * amount.denominator, denominator: amount.denominator
            ).reduced
        if points > 0 {
            sums.add(points, user: line.user, behaviour: line.behaviour, day: claim.day)
        }
    }
}
