import BigInt
import ExactNumbers
import RuleModel

/// Whether a result is the one expected.
struct StandardComparison {
    /// Numbers that the standard rounds may differ by this much.
    private static let tolerance = Rational(1, 100_000_000)
    private let rounds: Bool
    /// A record of a norm has a value, not its nearest decimal.
    private let isExact: Bool

    init(_ record: ConformanceRecord) {
        let rounding = ["exponentiation", "fn:sqrt", "fn:exp", "fn:log", "fn:stddev", "fn:mean"]
        let text = (record.expression ?? "") + (record.logic?.text ?? "")
        isExact = record.norm != nil
        rounds = rounding.contains(where: record.features.contains) || text.contains("/")
    }

    func same(_ found: StandardValue, _ expected: StandardValue) -> Bool {
        switch (found, expected) {
        case (.null, .null): return true
        case (.boolean(let a), .boolean(let b)): return a == b
        case (.number(let a), .number(let b)):
            if a == b || isExact { return a == b }
            // A quotient that nobody rounded has 34 digits in the standard.
            if a.rounded(digits: 34) == b { return true }
            let distance = a < b ? b - a : a - b
            return rounds && distance < StandardComparison.tolerance
        case (.quantity(let a, let unit), .quantity(let b, let other)):
            guard unit.dimensions == other.dimensions, unit.isPercent == other.isPercent else { return false }
            return a * unit.factor == b * other.factor
        case (.state(let a), .state(let b)): return a == b
        case (.string(let a), .string(let b)): return Array(a.unicodeScalars) == Array(b.unicodeScalars)
        case (.date(let a), .date(let b)): return a == b
        case (.duration(let a), .duration(let b)): return a == b
        case (.moment(let type, let a), .moment(let other, let b)):
            guard type == other else { return false }
            return Moment(a).map { $0 == Moment(b) } ?? (a == b)
        case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
        case (.context(let a), .context(let b)):
            guard a.count == b.count else { return false }
            return a.allSatisfy { name, value in
                guard let wanted = b[name] else { return false }
                return isExact && name == "score range" ? holds(value, wanted) : same(value, wanted)
            }
        default: return false
        }
    }

    /// Whether bounds leave room for the least and the greatest score that are possible.
    private func holds(_ found: StandardValue, _ possible: StandardValue) -> Bool {
        guard case .list(let bounds) = found, case .list(let ends) = possible, bounds.count == 2, ends.count == 2,
            case .number(let low) = bounds[0], case .number(let high) = bounds[1],
            case .number(let least) = ends[0], case .number(let greatest) = ends[1]
        else { return false }
        return low <= least && greatest <= high
    }
}
