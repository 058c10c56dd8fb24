import BigInt
import ExactNumbers
import RuleSyntax

@testable import PointsConversion

/// A fraction of any size.
struct Rational: Equatable, Comparable {
    var n: BigInt
    var d: BigInt

    init(_ n: BigInt, _ d: BigInt = 1) {
        let divisor = n.greatestCommonDivisor(with: d)
        self.n = divisor == 0 ? n : n / divisor
        self.d = divisor == 0 ? d : d / divisor
    }

    init(decimal text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        self.init(BigInt(String(parts[0]) + fraction) ?? 0, BigInt(10).power(fraction.utf8.count))
    }

    static func + (a: Rational, b: Rational) -> Rational { Rational(a.n * b.d + b.n * a.d, a.d * b.d) }
    static func - (a: Rational, b: Rational) -> Rational { Rational(a.n * b.d - b.n * a.d, a.d * b.d) }
    static func * (a: Rational, b: Rational) -> Rational { Rational(a.n * b.n, a.d * b.d) }
    static func / (a: Rational, b: Rational) -> Rational { Rational(a.n * b.d, a.d * b.n) }
    static func < (a: Rational, b: Rational) -> Bool { a.n * b.d < b.n * a.d }

    /// Not negative here.
    func rounded(_ mode: RoundingMode) -> BigInt {
        let (whole, rest) = n.quotientAndRemainder(dividingBy: d)
        if rest == 0 { return whole }
        switch mode {
        case .down, .floor: return whole
        case .up, .ceiling: return whole + 1
        case .halfUp: return rest * 2 >= d ? whole + 1 : whole
        case .halfDown: return rest * 2 > d ? whole + 1 : whole
        case .halfEven: return rest * 2 > d || (rest * 2 == d && whole % 2 == 1) ? whole + 1 : whole
        }
    }
}

/// The conversion written down plainly and slowly: every sum is added up again from all lines before.
struct ReferenceLedger {
    struct Row { var from: String; var behaviour: String?; var value: String }
    struct Cap { var behaviours: [String]?; var per: PointsPeriod; var points: Int?; var acts: Int? }
    struct Entry { var user: String; var behaviour: String; var day: String; var points: BigInt }
    struct Result: Equatable { var exact: Rational; var cuts: [Rational]; var points: BigInt; var remainder: Rational }

    var perGram: Bool
    var rows: [Row]
    var caps: [Cap]
    var budgets: [(per: PointsPeriod, points: Int)]
    var minimum: Int
    var mode: RoundingMode
    var entries: [Entry] = []

    /// `2026-07-01` cut to the period.
    static func key(_ day: String, _ per: PointsPeriod) -> String {
        switch per {
        case .act, .total: ""
        case .day: day
        case .month: String(day.prefix(7))
        case .year: String(day.prefix(4))
        }
    }

    mutating func settle(
        user: String, behaviour: String, day: String, grams: String, evidence: String, multiplier: String
    ) -> Result? {
        let begun = rows.filter { $0.from <= day }
        let own = begun.filter { $0.behaviour == behaviour }.max { $0.from < $1.from }
        guard let row = own ?? begun.filter({ $0.behaviour == nil }).max(by: { $0.from < $1.from }) else { return nil }
        let rate = Rational(decimal: row.value)
        let base = Rational(decimal: grams) * Rational(decimal: evidence) * Rational(decimal: multiplier)
        let exact = perGram ? base * rate : base / rate
        var amount = exact
        var cuts: [Rational] = []
        func cut(to limit: BigInt) {
            let rest = Rational(max(limit, 0))
            if amount > rest {
                cuts.append(amount - rest)
                amount = rest
            }
        }
        if amount < Rational(BigInt(minimum)) { cut(to: 0) }
        let order: [PointsPeriod] = [.act, .day, .month, .year, .total]
        for per in order {
            let here = caps.filter { $0.per == per && ($0.behaviours?.contains(behaviour) ?? true) }
            for cap in here.sorted(by: { ($0.behaviours?.count ?? 99) < ($1.behaviours?.count ?? 99) }) {
                let before = entries.filter {
                    per != .act && $0.user == user && ReferenceLedger.key($0.day, per) == ReferenceLedger.key(day, per)
                        && (cap.behaviours?.contains($0.behaviour) ?? true)
                }
                if let points = cap.points { cut(to: BigInt(points) - before.reduce(0) { $0 + $1.points }) }
                if let acts = cap.acts, before.count(where: { $0.points > 0 }) >= acts { cut(to: 0) }
            }
        }
        for per in order {
            for budget in budgets where budget.per == per {
                let before = entries.filter { ReferenceLedger.key($0.day, per) == ReferenceLedger.key(day, per) }
                cut(to: BigInt(budget.points) - before.reduce(0) { $0 + $1.points })
            }
        }
        let points = amount.rounded(mode)
        entries.append(Entry(user: user, behaviour: behaviour, day: day, points: points))
        return Result(exact: exact, cuts: cuts, points: points, remainder: amount - Rational(points))
    }
}
