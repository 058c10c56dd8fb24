import ExactNumbers
import RuleCompiler
import RuleEngine
import RuleProgram

/// Ranges of quotients, which those of numerators and divisors alone would lose.
extension BoxRun {
    /// Range of a number wherever it counts.
    func range(_ number: NumberSlot) -> RealRange {
        if number.denominator >= 0,
            let register = plan.registers[.init(numerator: number.numerator, denominator: number.denominator)]
        {
            return registers[register]
        }
        return ofSlots(number.numerator, number.denominator, number.scale)
    }

    private func ofSlots(_ numerator: Int32, _ denominator: Int32, _ scale: Int) -> RealRange {
        let top = cells[Int(numerator)]
        var result = RealRange(top.low, top.high)
        if scale > 0 { result = result / BoxRun.powers[min(scale, 40)] }
        guard denominator >= 0 else { return result }
        let below = cells[Int(denominator)]
        return result / RealRange(max(1, below.low), max(1, below.high))
    }

    private static let powers: [RealRange] = (0...40).map { exponent in
        var power = RealRange(low: 1, high: 1)
        for _ in 0..<exponent { power = power * RealRange(low: 10, high: 10) }
        return power
    }

    func execute(_ quotient: AnalysisPlan.Quotient) {
        guard quotient.register >= 0 else { return narrowSlot(quotient) }
        var result: RealRange
        switch quotient.operation {
        case .same(let a): result = range(a)
        case .add(let a, let b): result = range(a) + range(b)
        case .subtract(let a, let b): result = range(a) - range(b)
        case .multiply(let a, let b): result = range(a) * range(b)
        case .divide(let a, let b): result = range(a) / range(b)
        case .negate(let a): result = -range(a)
        case .scale(let a, let factor): result = range(a) * RealRange(low: factor.low, high: factor.high)
        case .minimum(let a, let b):
            let (x, y) = (range(a), range(b))
            result = RealRange(low: min(x.low, y.low), high: min(x.high, y.high))
        case .maximum(let a, let b):
            let (x, y) = (range(a), range(b))
            result = RealRange(low: max(x.low, y.low), high: max(x.high, y.high))
        case .choose(let rows, let otherwise): result = chosen(rows, otherwise)
        case .within(let low, let high):
            let base =
                quotient.isFirst
                ? ofSlots(quotient.key.numerator, quotient.key.denominator, quotient.scale)
                : registers[quotient.register]
            result = base.narrowed(low?.low ?? -RealRange.limit, high?.high ?? RealRange.limit)
        case .share(let parts, let minus, let factor): result = share(parts, minus, factor)
        case .round, .less, .lessOrEqual: return
        }
        let base =
            quotient.isFirst
            ? ofSlots(quotient.key.numerator, quotient.key.denominator, quotient.scale) : registers[quotient.register]
        registers[quotient.register] = result.narrowed(base.low, base.high)
    }

    private func chosen(_ rows: [QuotientStep.Row], _ otherwise: NumberSlot?) -> RealRange {
        var result: RealRange?
        func take(_ number: NumberSlot) {
            guard cells[Int(number.numerator)].mayBeKnown else { return }
            result = result?.union(range(number)) ?? range(number)
        }
        for row in rows {
            let test = cells[Int(row.condition)]
            if test.surelyFails { continue }
            take(row.value)
            if test.surelyHolds { return result ?? .zero }
        }
        if let otherwise { take(otherwise) }
        return result ?? .zero
    }

    /// Steps that narrow a slot: comparisons, roundings and ranges that are proved.
    private func narrowSlot(_ quotient: AnalysisPlan.Quotient) {
        switch quotient.operation {
        case .less(let a, let b):
            let (x, y) = (range(a), range(b))
            if x.high < y.low { cells[quotient.slot].narrow(1, 1) } else if x.low >= y.high { cells[quotient.slot].narrow(0, 0) }
        case .lessOrEqual(let a, let b):
            let (x, y) = (range(a), range(b))
            if x.high <= y.low { cells[quotient.slot].narrow(1, 1) } else if x.low > y.high { cells[quotient.slot].narrow(0, 0) }
        case .round(let a, let mode):
            let value = range(a) * BoxRun.powers[min(quotient.scale, 40)]
            let rounded = BoxRun.rounded(value, roundingModes[Int(mode)])
            cells[quotient.slot].narrow(rounded.0, rounded.1)
        case .within(let low, let high):
            narrow(quotient.slot, low?.low ?? -RealRange.limit, high?.high ?? RealRange.limit, quotient.scale)
        case .share(let parts, let minus, let factor):
            let value = share(parts, minus, factor)
            narrow(quotient.slot, value.low, value.high, quotient.scale)
        default: break
        }
    }

    private func narrow(_ slot: Int, _ low: Double, _ high: Double, _ scale: Int) {
        let value = RealRange(low: low, high: high) * BoxRun.powers[min(scale, 40)]
        cells[slot].narrow(BoxRun.whole(value.low.rounded(.up)), BoxRun.whole(value.high.rounded(.down)))
    }

    private static func whole(_ value: Double) -> Int128 {
        value >= 1.7e38 ? .max : value <= -1.7e38 ? .min : Int128(value)
    }

    /// What values of a range may round to.
    private static func rounded(_ value: RealRange, _ mode: RoundingMode) -> (Int128, Int128) {
        func one(_ number: Double, _ rule: FloatingPointRoundingRule) -> Int128 { whole(number.rounded(rule)) }
        switch mode {
        case .halfUp, .halfEven, .halfDown:
            return (one((value.low - 0.5).nextDown, .up), one((value.high + 0.5).nextUp, .down))
        case .down: return (one(value.low, .towardZero), one(value.high, .towardZero))
        case .up: return (one(value.low, .awayFromZero), one(value.high, .awayFromZero))
        case .floor: return (one(value.low, .down), one(value.high, .down))
        case .ceiling: return (one(value.low, .up), one(value.high, .up))
        }
    }

    /// The mean over what applies. Parts that may drop out are taken in where that lowers, or raises, the share most.
    private func share(
        _ parts: [QuotientStep.Part], _ minus: NumberSlot?, _ factor: QuotientStep.Factor
    ) -> RealRange {
        let off = minus.map { range($0) } ?? .zero
        return RealRange(
            low: extreme(parts, off.high, factor, greatest: false),
            high: extreme(parts, off.low, factor, greatest: true))
    }

    private func extreme(
        _ parts: [QuotientStep.Part], _ off: Double, _ factor: QuotientStep.Factor, greatest: Bool
    ) -> Double {
        var sum = 0.0
        var of = 0.0
        var open: [(value: Double, of: Double)] = []
        for part in parts {
            let states = cells[Int(part.value.numerator)].states
            if states == Cell.notApplicable { continue }
            let value = greatest ? range(part.value).high : range(part.value).low
            let weight = greatest ? part.of.low : part.of.high
            if states & (Cell.notApplicable | Cell.open) != 0 {
                open.append((value, weight))
            } else {
                sum = greatest ? (sum + value).nextUp : (sum + value).nextDown
                of = greatest ? (of + weight).nextDown : (of + weight).nextUp
            }
        }
        open.sort { greatest ? $0.value * $1.of > $1.value * $0.of : $0.value * $1.of < $1.value * $0.of }
        func share(_ sum: Double, _ of: Double) -> Double {
            guard of > 0 else { return greatest ? 0 : RealRange.limit }
            let net = greatest ? max(0, (sum - off).nextUp) : max(0, (sum - off).nextDown)
            let value = net / of * (greatest ? factor.high : factor.low)
            // More than all roundings on the way, those of the order below included.
            return greatest ? value * (1 + 1e-13) : max(0, value * (1 - 1e-13))
        }
        // The best of all prefixes is the best of all sets: with what is taken off, a set is best where its worst member still
        // lies beyond the share.
        var best = share(sum, of)
        for part in open {
            sum = greatest ? (sum + part.value).nextUp : (sum + part.value).nextDown
            of = greatest ? (of + part.of).nextDown : (of + part.of).nextUp
            best = greatest ? max(best, share(sum, of)) : min(best, share(sum, of))
        }
        return best == RealRange.limit ? 0 : best
    }
}
