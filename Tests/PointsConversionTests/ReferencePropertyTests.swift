import BigInt
import ExactNumbers
import RuleSyntax
import Testing

@testable import PointsConversion

/// Random schemes and acts: the ledger against the slow reference.
@Suite struct ReferencePropertyTests {
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
        mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
        mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }
    }

    private let behaviours = ["bus", "walk", "cup"]
    private let factors = ["1", "0.8", "0.5", "0.0625"]

    private func reference(_ random: inout Random) -> ReferenceLedger {
        let perGram = random.below(2) == 0
        func value(_ random: inout Random) -> String {
            random.pick(
                perGram ? ["1", "0.5", "0.333333333", "2.75", "0"] : ["1", "28.8", "3", "8.2", "700", "0.007"])
        }
        var rows = [ReferenceLedger.Row(from: "2026-01-01", behaviour: nil, value: value(&random))]
        rows.append(.init(from: "2026-03-15", behaviour: random.pick(behaviours), value: value(&random)))
        rows.append(.init(from: "2026-06-01", behaviour: nil, value: value(&random)))
        var caps: [ReferenceLedger.Cap] = []
        for list in [["bus"], ["walk"], ["bus", "cup"], nil] as [[String]?] {
            for per in PointsPeriod.allCases where random.below(3) == 0 {
                let hasPoints = random.below(3) > 0
                let acts = per != .act && (!hasPoints || random.below(2) == 0) ? 1 + random.below(6) : nil
                guard hasPoints || acts != nil else { continue }
                let points = hasPoints ? random.below(10) * (1 + 5 * per.rank) * 20 : nil
                caps.append(.init(behaviours: list, per: per, points: points, acts: acts))
            }
        }
        var budgets: [(per: PointsPeriod, points: Int)] = []
        for per in PointsPeriod.allCases where per != .act && random.below(4) == 0 {
            budgets.append((per, 1 + random.below(5000)))
        }
        return ReferenceLedger(
            perGram: perGram, rows: rows, caps: caps, budgets: budgets, minimum: random.pick([0, 0, 1, 20]),
            mode: random.pick(RoundingMode.allCases))
    }

    private func text(_ reference: ReferenceLedger) -> String {
        var text = """
            points: random
            title: random
            version: "1"
            status: draft
            effective: 2026-01-01..2026-12-31
            time_zone: "+08:00"
            rounding: \(reference.mode.rawValue)
            behaviours: {bus: 公交, walk: 步行, cup: 自带杯}
            evidence: {kinds: {e0: 1, e1: 0.8, e2: 0.5, e3: 0.0625}}
            multiplier: {within: "[0..3]"}
            minimum: \(reference.minimum)
            rates: |
              | from | behaviour | \(reference.perGram ? "points per gram" : "grams per point") |

            """
        for row in reference.rows { text += "  | \(row.from) | \(row.behaviour ?? "-") | \(row.value) |\n" }
        if !reference.caps.isEmpty {
            text += "caps: |\n  | behaviour | per | points | acts |\n"
            for cap in reference.caps {
                let points = cap.points.map { String($0) } ?? "-"
                let acts = cap.acts.map { String($0) } ?? "-"
                let names = cap.behaviours?.joined(separator: ", ") ?? "-"
                text += "  | \(names) | \(cap.per.rawValue) | \(points) | \(acts) |\n"
            }
        }
        if !reference.budgets.isEmpty {
            text += "budget: |\n  | per | points |\n"
            for budget in reference.budgets { text += "  | \(budget.per.rawValue) | \(budget.points) |\n" }
        }
        return text
    }

    @Test(arguments: 0..<60)
    func agrees(seed: Int) throws {
        var random = Random(state: UInt64(seed))
        var reference = reference(&random)
        let source = text(reference)
        var ledger = PointsLedger(scheme: try loadScheme(source))
        for number in 0..<60 {
            let user = random.pick(["甲", "乙"])
            let behaviour = random.pick(behaviours)
            let day = CalendarDay(number: 20454 + Int32(random.below(365)) / Int32(1 + random.below(60))).description
            let grams = random.pick([
                "0", "105", "274.5", "0.000001", "999999999999.999999", "33.33", "\(random.below(5000))",
            ])
            let kind = random.below(4)
            let multiplier = random.pick(["1", "1.25", "0", "1.3333", "3"])
            let settled = reference.settle(
                user: user, behaviour: behaviour, day: day, grams: grams, evidence: factors[kind],
                multiplier: multiplier)
            let expected = try #require(settled)
            let line = ledger.apply(
                act("\(number)", user: user, behaviour, at: day + "T12:00:00+08:00", grams: grams) {
                    $0.evidence = "e\(kind)"
                    $0.multiplier = multiplier
                })
            #expect(line.refusal == nil)
            let found = ReferenceLedger.Result(
                exact: rational(line.exactPoints), cuts: line.reductions.map { rational($0.cut) },
                points: BigInt(line.points), remainder: rational(line.remainder))
            #expect(found == expected, "\(source)\n\(line.json)")
            let cuts = found.cuts.reduce(Rational(0), +)
            #expect(found.exact == Rational(found.points) + found.remainder + cuts)
            #expect(found.remainder < Rational(1) && Rational(-1) < found.remainder)
        }
    }

    private func rational(_ value: PointsFraction?) -> Rational {
        value.map { Rational(BigInt($0.numerator), BigInt($0.denominator)) } ?? Rational(-999)
    }

    /// Refused acts between them, doubled ones, and a run broken off and taken up again change nothing.
    @Test(arguments: 0..<20)
    func interruptionsChangeNothing(seed: Int) throws {
        var random = Random(state: UInt64(1000 + seed))
        let scheme = try loadScheme(text(reference(&random)))
        var plain = PointsLedger(scheme: scheme)
        var disturbed = PointsLedger(scheme: scheme)
        var written: [String] = []
        for number in 0..<50 {
            let day = CalendarDay(number: 20454 + Int32(random.below(90))).description
            let record = act(
                "\(number)", user: random.pick(["a", "b"]), random.pick(behaviours), at: day + "T12:00:00+08:00",
                grams: "\(random.below(300)).5"
            ) {
                $0.evidence = "e1"
            }
            var bad = record
            bad.grams = random.pick(["-1", "x", ""])
            #expect(disturbed.apply(bad).isRefused)
            let line = plain.apply(record)
            #expect(disturbed.apply(record) == line)
            #expect(disturbed.apply(record).refusal?.reason == .alreadyPaid)
            written.append(line.json)
            if number % 10 == 9 {
                disturbed = PointsLedger(scheme: scheme)
                for earlier in written { try disturbed.restore(json: Array(earlier.utf8)[...]) }
            }
        }
    }
}
