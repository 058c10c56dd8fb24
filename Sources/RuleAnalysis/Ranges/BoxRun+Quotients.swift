import ExactNumbers
import RuleEngine
import RuleProgram

/// Ranges of quotients, which those of numerators and divisors alone would lose.
extension BoxRun {
    /// Range of a number wherever it counts.
    @inline(__always)
    func range(_ number: NumberReference) -> RealRange {
        number.register >= 0
            ? registers[Int(number.register)] : ofSlots(number.numerator, number.denominator, number.scale)
    }

    private func ofSlots(_ numerator: Int32, _ denominator: Int32, _ scale: Int32) -> RealRange {
        let top = cells[Int(numerator)]
        var result = RealRange(top.low, top.high)
        if scale > 0 { result = result / BoxRun.powers[min(Int(scale), 38)] }
        guard denominator >= 0 else { return result }
        let below = cells[Int(denominator)]
        return result / RealRange(max(1, below.low), max(1, below.high))
    }

    /// Powers of ten; more places than these no number has.
    static let powers: [RealRange] = (0...38).map { RealRange(.powerOfTen($0), .powerOfTen($0)) }

    func execute(_ step: QuotientOperation) {
        guard step.register >= 0 else { return narrowSlot(step) }
        var result: RealRange
        switch step.code {
        case .same: result = range(step.a)
        case .add: result = range(step.a) + range(step.b)
        case .subtract: result = range(step.a) - range(step.b)
        case .multiply: result = range(step.a) * range(step.b)
        case .divide: result = range(step.a) / range(step.b)
        case .negate: result = -range(step.a)
        case .scale: result = range(step.a) * RealRange(low: step.low, high: step.high)
        case .minimum:
            let (x, y) = (range(step.a), range(step.b))
            result = RealRange(low: min(x.low, y.low), high: min(x.high, y.high))
        case .maximum:
            let (x, y) = (range(step.a), range(step.b))
            result = RealRange(low: max(x.low, y.low), high: max(x.high, y.high))
        case .choose: result = chosen(step)
        case .within: result = RealRange(low: step.low, high: step.high)
        case .share: result = share(step)
        case .round, .less, .lessOrEqual: return
        }
        let base =
            step.isFirst ? ofSlots(step.numerator, step.denominator, step.scale) : registers[Int(step.register)]
        registers[Int(step.register)] = base.narrowed(result.low, result.high)
    }

    private func chosen(_ step: QuotientOperation) -> RealRange {
        var result: RealRange?
        func take(_ number: NumberReference) {
            guard cells[Int(number.numerator)].mayBeKnown else { return }
            let own = range(number)
            result = result?.union(own) ?? own
        }
        let hasDefault = step.a.numerator >= 0
        for place in Int(step.start)..<Int(step.start + step.count) {
            let test = cells[Int(rows[place].condition)]
            if test.surelyFails || (hasDefault && !test.mayHold) { continue }
            take(rows[place].value)
            if test.surelyHolds { return result ?? .all }
        }
        if hasDefault { take(step.a) }
        return result ?? .all
    }

    /// Steps that narrow a slot: comparisons, roundings and ranges that are proved.
    private func narrowSlot(_ step: QuotientOperation) {
        let slot = Int(step.slot)
        switch step.code {
        case .less:
            let (x, y) = (range(step.a), range(step.b))
            if x.high < y.low { cells[slot].narrow(1, 1) }
            if x.low >= y.high { cells[slot].narrow(0, 0) }
        case .lessOrEqual:
            let (x, y) = (range(step.a), range(step.b))
            if x.high <= y.low { cells[slot].narrow(1, 1) }
            if x.low > y.high { cells[slot].narrow(0, 0) }
        case .round:
            let value = range(step.a) * BoxRun.powers[min(Int(step.scale), 38)]
            let rounded = BoxRun.rounded(value, roundingModes[Int(step.mode)])
            cells[slot].narrow(rounded.0, rounded.1)
        case .within: narrow(slot, step.low, step.high, Int(step.scale))
        case .share:
            let value = share(step)
            narrow(slot, value.low, value.high, Int(step.scale))
        default: break
        }
    }

    private func narrow(_ slot: Int, _ low: Double, _ high: Double, _ scale: Int) {
        let value = RealRange(low: low, high: high) * BoxRun.powers[min(scale, 38)]
        cells[slot].narrow(BoxRun.whole(value.low.rounded(.up)), BoxRun.whole(value.high.rounded(.down)))
    }

    static func whole(_ value: Double) -> Int128 {
        if abs(value) < 9e18 { return Int128(Int64(value)) }
        return Int128(clamping: value)
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
    private func share(_ step: QuotientOperation) -> RealRange {
        let off = step.a.numerator >= 0 ? range(step.a) : .zero
        return RealRange(
            low: extreme(step, off.high, greatest: false), high: extreme(step, off.low, greatest: true))
    }

    private func extreme(_ step: QuotientOperation, _ off: Double, greatest: Bool) -> Double {
        var sum = RealRange.zero
        var of = RealRange.zero
        var open: [(value: RealRange, of: RealRange)] = []
        for place in Int(step.start)..<Int(step.start + step.count) {
            let part = rows[place]
            let states = cells[Int(part.value.numerator)].states
            if states == Cell.notApplicable { continue }
            let own = range(part.value)
            let (value, weight) = greatest ? (own.high, part.low) : (own.low, part.high)
            let next = (RealRange(low: value, high: value), RealRange(low: weight, high: weight))
            // What is out of nothing adds the same, whatever else applies.
            if states & (Cell.notApplicable | Cell.open) != 0, weight > 0 {
                open.append(next)
            } else {
                sum = sum + next.0
                of = of + next.1
            }
        }
        func order(_ a: RealRange, _ b: RealRange) -> Bool { greatest ? a.low > b.low : a.low < b.low }
        open.sort { order($0.value * $1.of, $1.value * $0.of) }
        // Parts of nearly one share may stand in the wrong order, which changes as little.
        let slack = open.count > 1 ? 1e-13 : 0
        let factor = RealRange(low: step.low, high: step.high)
        func share(_ sum: RealRange, of: RealRange) -> Double? {
            guard of.high > 0 else { return nil }
            let value = (sum - RealRange(low: off, high: off)) / of * factor
            return greatest ? max(0, value.high * (1 + slack)) : max(0, value.low * (1 - slack))
        }
        func better(_ a: Double?, _ b: Double?) -> Double? {
            guard let a, let b else { return a ?? b }
            return greatest ? max(a, b) : min(a, b)
        }
        // The best of all sets of parts is one of the first of them in this order: each part beyond the share itself helps. Where
        // nothing surely applies, what is taken off may also weigh most on one part alone.
        var best = share(sum, of: of)
        if best == nil { for part in open { best = better(best, share(sum + part.value, of: part.of)) } }
        for part in open {
            sum = sum + part.value
            of = of + part.of
            best = better(best, share(sum, of: of))
        }
        return best ?? (greatest ? RealRange.limit : 0)
    }
}
