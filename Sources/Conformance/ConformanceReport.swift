import Foundation

/// Totals over the records of a file.
public struct ConformanceReport: Sendable {
    /// Counts of the three verdicts.
    public struct Tally: Sendable, Equatable {
        public var same = 0
        public var refused = 0
        public var different = 0
        /// Of those that are different: meant and listed.
        public var deviations = 0
        public var total: Int { same + refused + different }

        mutating func count(_ outcome: ConformanceOutcome) {
            switch outcome.verdict {
            case .same: same += 1
            case .refused: refused += 1
            case .different:
                different += 1
                if outcome.deviation != nil { deviations += 1 }
            }
        }
    }

    public private(set) var outcomes: [ConformanceOutcome] = []
    public private(set) var all = Tally()
    /// Profile `policy`, a result that is not null, no time of day: what a norm should be able to say.
    public private(set) var wanted = Tally()
    /// The same with times of day.
    public private(set) var timesOfDay = Tally()
    public private(set) var byCategory: [String: Tally] = [:]
    public private(set) var wantedByCategory: [String: Tally] = [:]
    public private(set) var bySource: [String: Tally] = [:]
    public private(set) var byProfile: [String: Tally] = [:]
    /// Refusals by the code of their diagnostic: all, and those of what is wanted.
    public private(set) var codes: [String: (all: Int, wanted: Int)] = [:]
    /// Of what is wanted and the same: those whose inputs are written into the norm.
    public private(set) var inputsAsConstants = 0

    public init() {}

    /// Counts one record and what came of it.
    public mutating func add(_ outcome: ConformanceOutcome) {
        outcomes.append(outcome)
        let record = outcome.record
        let hasResult = record.expected.map { !$0.isNull } ?? (record.expectedExpression != nil)
        let isPolicy = record.profile == "policy" && hasResult
        let isWanted = isPolicy && !record.usesTimeOfDay
        all.count(outcome)
        byCategory[record.category, default: Tally()].count(outcome)
        bySource[record.source, default: Tally()].count(outcome)
        byProfile[record.profile, default: Tally()].count(outcome)
        if isWanted {
            wanted.count(outcome)
            wantedByCategory[record.category, default: Tally()].count(outcome)
            if outcome.verdict == .same, outcome.inputsAsConstants { inputsAsConstants += 1 }
        } else if isPolicy {
            timesOfDay.count(outcome)
        }
        if case .refused(let code) = outcome.verdict {
            codes[code, default: (0, 0)].all += 1
            if isWanted { codes[code, default: (0, 0)].wanted += 1 }
        }
    }

    /// Share in per mille, as text: `91.2 %`.
    static func share(_ part: Int, of total: Int) -> String {
        guard total > 0 else { return "-" }
        let rate = (part * 1000 + total / 2) / total
        return "\(rate / 10).\(rate % 10) %"
    }
}
