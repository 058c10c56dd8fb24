import ExactNumbers
import RuleEngine
import RuleProgram

/// Whole numbers over ranges. Where the engine's would outgrow 128 bits they do not count, so ranges stop there.
extension BoxRun {
    /// A strict step: `ends` gives the least and the greatest value of those that the operands may have.
    @inline(__always)
    func arithmetic(_ d: Int, _ a: Int, _ b: Int, _ ends: (Cell, Cell) -> (Int128, Int128)) {
        let (x, y) = (cells[a], cells[b])
        var result = Cell(low: 0, high: 0, states: Cell.strict(x.states, y.states))
        if result.mayBeKnown { (result.low, result.high) = ends(x, y) }
        cells[d] = result
    }

    @inline(__always)
    static func sum(_ x: Cell, _ y: Cell) -> (Int128, Int128) { (x.low.adding(y.low), x.high.adding(y.high)) }

    @inline(__always)
    static func difference(_ x: Cell, _ y: Cell) -> (Int128, Int128) {
        (x.low.subtracting(y.high), x.high.subtracting(y.low))
    }

    @inline(__always)
    static func product(_ x: Cell, _ y: Cell) -> (Int128, Int128) {
        if x.low >= 0, y.low >= 0 { return (x.low.multiplied(by: y.low), x.high.multiplied(by: y.high)) }
        let (p, q) = (x.low.multiplied(by: y.low), x.low.multiplied(by: y.high))
        let (r, s) = (x.high.multiplied(by: y.low), x.high.multiplied(by: y.high))
        return (min(min(p, q), min(r, s)), max(max(p, q), max(r, s)))
    }

    /// Divisors that count are positive; the engine gives 0 for others.
    static func quotient(_ x: Cell, _ y: Cell, _ mode: RoundingMode) -> (Int128, Int128) {
        guard y.high > 0 else { return (0, 0) }
        let (least, most) = (max(y.low, 1), y.high)
        let low = quotient(x.low, x.low >= 0 ? most : least, mode)
        let high = quotient(x.high, x.high >= 0 ? least : most, mode)
        return y.low > 0 ? (low, high) : (min(low, 0), max(high, 0))
    }

    private static func quotient(_ a: Int128, _ b: Int128, _ mode: RoundingMode) -> Int128 {
        a == .min || a == .max ? a : .divide(a, by: b, rounding: mode)
    }

    func absolute(_ d: Int, _ a: Int) {
        let x = cells[a]
        var result = x
        if x.high <= 0 {
            (result.low, result.high) = (Int128(0).subtracting(x.high), Int128(0).subtracting(x.low))
        } else if x.low < 0 {
            (result.low, result.high) = (0, max(x.high, Int128(0).subtracting(x.low)))
        }
        cells[d] = result
    }

    /// A comparison: whether it can hold, and whether it can fail, for values that the operands may have.
    @inline(__always)
    func compare(_ d: Int, _ a: Int, _ b: Int, holds: (Cell, Cell) -> Bool, fails: (Cell, Cell) -> Bool) {
        let (x, y) = (cells[a], cells[b])
        cells[d] = Cell(
            low: fails(x, y) ? 0 : 1, high: holds(x, y) ? 1 : 0, states: Cell.strict(x.states, y.states))
    }
}

extension Cell {
    /// Some value is in both ranges.
    @inline(__always)
    func meets(_ other: Cell) -> Bool { low <= other.high && other.low <= high }

    /// Both ranges are one value, the same.
    @inline(__always)
    func isSame(as other: Cell) -> Bool { low == high && other.low == other.high && low == other.low }
}
