import RuleProgram

/// What a slot may hold over all scenes of a box: states, and the least and greatest value where it is known.
struct Cell: Equatable {
    var low: Int128
    var high: Int128
    var states: States

    /// A set of value states.
    typealias States = UInt8

    static let known: States = 1
    static let unknown: States = 2
    static let open: States = 4
    static let notApplicable: States = 8
    static let undecided: States = unknown | open

    static func point(_ value: Int128) -> Cell { Cell(low: value, high: value, states: known) }

    static let boolean = Cell(low: 0, high: 1, states: known)

    /// In no state: where a union begins.
    static let nothing = Cell(low: 0, high: 0, states: 0)

    init(low: Int128, high: Int128, states: States) {
        self.low = low
        self.high = high
        self.states = states
    }

    /// One value in one state.
    var isPoint: Bool {
        switch states {
        case Cell.known: return low == high
        case Cell.unknown, Cell.open, Cell.notApplicable: return true
        default: return false
        }
    }

    /// The state where there is only one.
    var onlyState: ValueState? {
        states.nonzeroBitCount == 1 ? ValueState(rawValue: UInt8(states.trailingZeroBitCount)) : nil
    }

    var mayBeKnown: Bool { states & Cell.known != 0 }
    var isKnown: Bool { states == Cell.known }
    /// For conditions: may be known and true, or known and false.
    var mayHold: Bool { states & Cell.known != 0 && high != 0 }
    var mayFail: Bool { states & Cell.known != 0 && low == 0 }
    var surelyHolds: Bool { states == Cell.known && low != 0 }
    var surelyFails: Bool { states == Cell.known && high == 0 }

    /// Takes in what `other` may be.
    mutating func formUnion(_ other: Cell) {
        if other.mayBeKnown {
            if mayBeKnown {
                low = min(low, other.low)
                high = max(high, other.high)
            } else {
                low = other.low
                high = other.high
            }
        }
        states |= other.states
    }

    /// Narrows the values; a range that would be empty stands for values that never count, and is left alone.
    mutating func narrow(_ least: Int128, _ most: Int128) {
        let (a, b) = (max(low, least), min(high, most))
        guard a <= b else { return }
        low = a
        high = b
    }

    /// States of a strict operation: the highest of each pair.
    @inline(__always)
    static func strict(_ a: States, _ b: States) -> States {
        if a == known { return b }
        if b == known { return a }
        let leastA = a & (~a &+ 1)
        let leastB = b & (~b &+ 1)
        return (a & ~(leastB &- 1)) | (b & ~(leastA &- 1))
    }
}

/// Whole numbers that stop at the ends of 128 bits: what lies beyond never counts.
extension Int128 {
    @inline(__always)
    func adding(_ other: Int128) -> Int128 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    @inline(__always)
    func subtracting(_ other: Int128) -> Int128 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }

    @inline(__always)
    func multiplied(by other: Int128) -> Int128 {
        if isSmall && other.isSmall { return self &* other }
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
    }

    /// Within 63 bits, so that a product fits.
    @inline(__always)
    var isSmall: Bool { self <= 0x7FFF_FFFF_FFFF_FFFF && self >= -0x7FFF_FFFF_FFFF_FFFF }
}
