/// `and` and `or` over what conditions may be: sets of no, yes, unknown, open, not applicable.
enum Conditions {
    /// Bits: 1 no, 2 yes, 4 unknown, 8 open, 16 not applicable.
    private typealias Set = UInt8

    @inline(__always)
    private static func set(_ cell: Cell) -> Set {
        (cell.mayFail ? 1 : 0) | (cell.mayHold ? 2 : 0) | ((cell.states & ~Cell.known) << 1)
    }

    @inline(__always)
    private static func cell(_ set: Set) -> Cell {
        Cell(
            low: set & 1 != 0 ? 0 : (set & 2 != 0 ? 1 : 0), high: set & 2 != 0 ? 1 : 0,
            states: (set & 3 != 0 ? Cell.known : 0) | ((set >> 1) & ~Cell.known))
    }

    @inline(__always)
    static func and(_ a: Cell, _ b: Cell) -> Cell {
        if a.isKnown, b.isKnown {
            return Cell(low: min(a.low, b.low), high: min(a.high, b.high), states: Cell.known)
        }
        return cell(joined(set(a), set(b), deciding: 1))
    }

    @inline(__always)
    static func or(_ a: Cell, _ b: Cell) -> Cell {
        if a.isKnown, b.isKnown {
            return Cell(low: max(a.low, b.low), high: max(a.high, b.high), states: Cell.known)
        }
        return cell(joined(set(a), set(b), deciding: 2))
    }

    private static func joined(_ a: Set, _ b: Set, deciding: Set) -> Set {
        var result: Set = 0
        var left = a
        while left != 0 {
            let x = left & (~left &+ 1)
            left &= left &- 1
            var right = b
            while right != 0 {
                let y = right & (~right &+ 1)
                right &= right &- 1
                result |= one(x, y, deciding)
            }
        }
        return result
    }

    /// Two single outcomes.
    private static func one(_ x: Set, _ y: Set, _ deciding: Set) -> Set {
        if x == deciding || y == deciding { return deciding }
        let (low, high) = (min(x, y), max(x, y))
        let mixes = high == 16 && low > 2 && low != high
        return mixes ? 8 : high
    }
}
