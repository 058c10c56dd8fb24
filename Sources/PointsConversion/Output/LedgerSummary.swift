import Diagnostics
import ExactNumbers

/// The result of a run.
public struct LedgerSummary: Sendable, Equatable {
    public private(set) var settled = 0
    public private(set) var refused = 0
    /// Acts cut by at least one cap or budget.
    public private(set) var capped = 0
    /// Acts too small to be paid.
    public private(set) var belowMinimum = 0
    /// Points paid.
    public private(set) var points: Int128 = 0
    /// Reductions of settled acts in micrograms of CO2e: exact, and not touched by any factor.
    public private(set) var micrograms: Int128 = 0
    /// Refused acts by reason.
    public private(set) var reasons: [Refusal.Reason: Int] = [:]

    public init() {}

    /// Counts one line of the ledger.
    public mutating func add(_ line: LedgerLine) {
        if let refusal = line.refusal {
            refused += 1
            reasons[refusal.reason, default: 0] += 1
            return
        }
        settled += 1
        if line.reductions.contains(where: \.isMinimum) { belowMinimum += 1 }
        if line.reductions.contains(where: { !$0.isMinimum }) { capped += 1 }
        points += line.points
        micrograms += line.grams?.mantissa(atScale: PointsLimits.gramPlaces) ?? 0
    }

    /// Reductions of settled acts in gCO2e.
    public var grams: ExactDecimal { ExactDecimal(mantissa: micrograms, scale: PointsLimits.gramPlaces).reduced }

    /// The summary in words.
    public func text(_ language: MessageLanguage) -> String {
        var text = Message(
            zh:
                "结算 \(settled) 条（其中 \(capped) 条受上限削减，\(belowMinimum) 条不足最低），未结算 \(refused) 条；减排量 \(grams) 克，积分 \(points)\n",
            en:
                "\(settled) settled (\(capped) cut by a cap, \(belowMinimum) below the minimum), \(refused) refused; \(grams) g reduced, \(points) points\n"
        )[language]
        for reason in Refusal.Reason.allCases {
            if let count = reasons[reason] { text += "  " + reason.title[language] + ": \(count)\n" }
        }
        return text
    }
}
