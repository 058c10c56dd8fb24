import BigInt
import ExactNumbers
import RuleModel

/// Whether a result is the one expected.
struct StandardComparison {
    /// Numbers that the standard rounds may differ by this much.
    private static let tolerance = Rational(1, 100_000_000)
    private let rounds: Bool

    init(_ record: ConformanceRecord) {
        let rounding = ["exponentiation", "fn:sqrt", "fn:exp", "fn:log", "fn:stddev", "fn:mean"]
        let text = (record.expression ?? "") + (record.logic?.text ?? "")
        rounds = rounding.contains(where: record.features.contains) || text.contains("/")
    }

    func same(_ found: StandardValue, _ expected: StandardValue) -> Bool {
        switch (found, expected) {
        case (.null, .null): return true
        case (.boolean(let a), .boolean(let b)): return a == b
        case (.number(let a), .number(let b)):
            if a == b { return true }
            // A quotient that nobody rounded has 34 digits in the standard.
            if a.rounded(digits: 34) == b { return true }
            let distance = a < b ? b - a : a - b
            return rounds && distance < StandardComparison.tolerance
        case (.string(let a), .string(let b)): return Array(a.unicodeScalars) == Array(b.unicodeScalars)
        case (.date(let a), .date(let b)): return a == b
        case (.duration(let a), .duration(let b)): return a == b
        case (.moment(let type, let a), .moment(let other, let b)):
            guard type == other else { return false }
            return Moment(a).map { $0 == Moment(b) } ?? (a == b)
        case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
        case (.context(let a), .context(let b)):
            return a.count == b.count && a.allSatisfy { name, value in b[name].map { same(value, $0) } ?? false }
        default: return false
        }
    }
}
