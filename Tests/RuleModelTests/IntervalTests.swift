import BigInt
import RuleModel
import Testing

/// Intervals against the values in them: what is said of an end is what values taken from the intervals reach.
struct IntervalTests {
    /// Thousandths inside: near each end and at quarters.
    private static func samples(_ interval: Interval) -> [Rational] {
        guard let low = interval.low, let high = interval.high else { return [] }
        var values = (0...4).map { low.value + (high.value - low.value) * Rational($0) / Rational(4) }
        values += [low.value + Rational(1, 1000), high.value - Rational(1, 1000), .zero]
        return values.filter { interval.contains($0) }
    }

    /// All intervals between -2, 0, 1 and 3 that are not empty.
    private static let intervals: [Interval] = {
        var result: [Interval] = []
        let ends = [-2, 0, 1, 3]
        for low in ends {
            for high in ends where low <= high {
                for (a, b) in [(true, true), (true, false), (false, true), (false, false)] {
                    let made = Interval(
                        low: .init(Rational(low), included: a), high: .init(Rational(high), included: b), places: nil)
                    if !made.isEmpty { result.append(made) }
                }
            }
        }
        return result
    }()

    /// Every value of `values` lies in the interval, and each end is reached where it is included and only then; one that is left
    /// out is come near to.
    private func expect(_ made: Interval, is values: [Rational], _ what: String) {
        guard let least = values.min(), let most = values.max(), let low = made.low, let high = made.high else {
            Issue.record("\(what) is \(made)")
            return
        }
        let near = Rational(1, 100)
        let isRight =
            values.allSatisfy { made.contains($0) } && (low.included ? least == low.value : least - low.value < near)
            && (high.included ? most == high.value : high.value - most < near)
        if !isRight { Issue.record("\(what) is \(made), values from \(least) to \(most)") }
    }

    @Test func operations() {
        for a in Self.intervals {
            for b in Self.intervals {
                let pairs = Self.samples(a).flatMap { x in Self.samples(b).map { (x, $0) } }
                expect(a + b, is: pairs.map { $0.0 + $0.1 }, "\(a) + \(b)")
                expect(a * b, is: pairs.map { $0.0 * $0.1 }, "\(a) * \(b)")
                expect(a.minimum(b), is: pairs.map { min($0.0, $0.1) }, "least of \(a), \(b)")
                expect(a.maximum(b), is: pairs.map { max($0.0, $0.1) }, "greatest of \(a), \(b)")
                expect(a.union(b), is: Self.samples(a) + Self.samples(b), "\(a) or \(b)")
                let both = a.intersection(b)
                let inBoth = (Self.samples(a) + Self.samples(b)).filter { a.contains($0) && b.contains($0) }
                if inBoth.isEmpty { #expect(both.isEmpty) } else { expect(both, is: inBoth, "\(a) and \(b)") }
            }
            expect(-a, is: Self.samples(a).map { -$0 }, "-\(a)")
            for factor in [Rational(-3), Rational(-1, 2), .one, Rational(5, 2)] {
                expect(a.scaled(by: factor), is: Self.samples(a).map { $0 * factor }, "\(a) times \(factor)")
            }
            #expect(a.isPositive == Self.samples(a).allSatisfy { $0 > .zero })
            #expect(a.isNegative == Self.samples(a).allSatisfy { $0 < .zero })
        }
    }

    /// `1 ÷ x`: ends change places and stay included or left out; an end at 0 leaves the other side without limit.
    @Test func reciprocals() {
        func made(_ low: Int, _ high: Int, _ a: Bool, _ b: Bool) -> String? {
            Interval(low: .init(Rational(low), included: a), high: .init(Rational(high), included: b), places: nil)
                .reciprocal?.description
        }
        #expect(made(2, 4, true, true) == "[0.25..0.5]")
        #expect(made(2, 4, false, true) == "[0.25..0.5)")
        #expect(made(2, 4, true, false) == "(0.25..0.5]")
        #expect(made(-4, -2, true, false) == "(-0.5..-0.25]")
        #expect(made(0, 4, false, true) == "[0.25..∞)")
        #expect(made(-4, 0, true, false) == "(-∞..-0.25]")
        #expect(made(0, 4, true, true) == nil)
        #expect(made(-1, 1, true, true) == nil)
        #expect(Interval(low: .init(Rational(2)), high: nil, places: nil).reciprocal?.description == "(0..0.5]")
    }

    /// Values of a grid keep the places that all of them need.
    @Test func places() {
        let tenths = Interval(Rational(0), Rational(2), places: 1)
        let thousandths = Interval(Rational(-1), Rational(1), places: 3)
        #expect((tenths + thousandths).places == 3)
        #expect((tenths * thousandths).places == 4)
        #expect(tenths.union(thousandths).places == 3)
        #expect(tenths.minimum(thousandths).places == 3)
        #expect(tenths.scaled(by: Rational(1, 4)).places == 3)
        #expect(tenths.scaled(by: Rational(1, 3)).places == nil)
        #expect((tenths + Interval(low: nil, high: nil, places: nil)).places == nil)
    }

    /// On a grid an end that is left out or off the grid moves to the next value inside.
    @Test func endsOnAGrid() {
        func made(_ low: Rational, _ a: Bool, _ high: Rational, _ b: Bool, _ places: Int) -> String {
            Interval(low: .init(low, included: a), high: .init(high, included: b), places: places).description
        }
        #expect(made(Rational(0), false, Rational(5), false, 0) == "[1..4]")
        #expect(made(Rational(0), false, Rational(5), false, 2) == "[0.01..4.99]")
        #expect(made(Rational(1, 2), true, Rational(9, 2), true, 0) == "[1..4]")
        #expect(made(Rational(1, 3), true, Rational(2, 3), true, 1) == "[0.4..0.6]")
        #expect(made(Rational(-5, 2), false, Rational(-1, 2), false, 1) == "[-2.4..-0.6]")
    }
}
