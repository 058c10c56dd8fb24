import ExactNumbers
import RuleEngine
import RuleProgram

/// Whole numbers over ranges. Where the engine's would outgrow 128 bits they do not count, so ranges stop there.
extension BoxRun {
    @inline(__always)
    func arithmetic(_ step: Instruction, _ d: Int, _ a: Int, _ b: Int) {
        let (x, y) = (cells[a], cells[b])
        var result = Cell(low: 0, high: 0, states: Cell.strict(x.states, y.states))
        guard result.mayBeKnown else {
            cells[d] = result
            return
        }
        switch step.opcode {
        case .add:
            result.low = x.low.adding(y.low)
            result.high = x.high.adding(y.high)
        case .subtract where a == b: break
        case .subtract:
            result.low = x.low.subtracting(y.high)
            result.high = x.high.subtracting(y.low)
        case .multiply: multiply(x, y, &result)
        case .minimum:
            result.low = min(x.low, y.low)
            result.high = min(x.high, y.high)
        case .maximum:
            result.low = max(x.low, y.low)
            result.high = max(x.high, y.high)
        default: divide(x, y, roundingModes[Int(step.mode)], &result)
        }
        cells[d] = result
    }

    @inline(__always)
    private func multiply(_ x: Cell, _ y: Cell, _ result: inout Cell) {
        if x.low >= 0, y.low >= 0 {
            result.low = x.low.multiplied(by: y.low)
            result.high = x.high.multiplied(by: y.high)
            return
        }
        let (p, q) = (x.low.multiplied(by: y.low), x.low.multiplied(by: y.high))
        let (r, s) = (x.high.multiplied(by: y.low), x.high.multiplied(by: y.high))
        result.low = min(min(p, q), min(r, s))
        result.high = max(max(p, q), max(r, s))
    }

    /// Divisors that count are positive; the engine gives 0 for others.
    private func divide(_ x: Cell, _ y: Cell, _ mode: RoundingMode, _ result: inout Cell) {
        guard y.high > 0 else { return }
        let (least, most) = (max(y.low, 1), y.high)
        result.low = quotient(x.low, x.low >= 0 ? most : least, mode)
        result.high = quotient(x.high, x.high >= 0 ? least : most, mode)
        if y.low <= 0 {
            result.low = min(result.low, 0)
            result.high = max(result.high, 0)
        }
    }

    private func quotient(_ a: Int128, _ b: Int128, _ mode: RoundingMode) -> Int128 {
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

    @inline(__always)
    func compare(_ opcode: Opcode, _ d: Int, _ a: Int, _ b: Int) {
        let (x, y) = (cells[a], cells[b])
        let canHold: Bool
        let canFail: Bool
        switch opcode {
        case .less:
            canHold = x.low < y.high
            canFail = x.high >= y.low
        case .lessOrEqual:
            canHold = x.low <= y.high
            canFail = x.high > y.low
        default:
            let meets = x.low <= y.high && y.low <= x.high
            let isSame = x.low == x.high && y.low == y.high && x.low == y.low
            canHold = opcode == .equal ? meets : !isSame
            canFail = opcode == .equal ? !isSame : meets
        }
        cells[d] = Cell(low: canFail ? 0 : 1, high: canHold ? 1 : 0, states: Cell.strict(x.states, y.states))
    }
}
