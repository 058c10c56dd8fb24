/// Between which two doubles an exact number lies. Every operation rounds outwards.
///
/// Numbers that count have at most 39 digits, so ends beyond `limit` never matter and are cut there.
struct RealRange: Equatable {
    var low: Double
    var high: Double

    static let limit = 1e40
    static let all = RealRange(low: -limit, high: limit)
    static let zero = RealRange(low: 0, high: 0)

    init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// From rounded ends, one step outwards.
    private init(rounding low: Double, _ high: Double) {
        self.low = low == 0 ? 0 : min(max(low.nextDown, -RealRange.limit), RealRange.limit)
        self.high = high == 0 ? 0 : min(max(high.nextUp, -RealRange.limit), RealRange.limit)
    }

    init(_ low: Int128, _ high: Int128) {
        self.low = RealRange.double(low, up: false)
        self.high = RealRange.double(high, up: true)
    }

    /// A whole number as a double, rounded outwards where it has more than 53 bits.
    @inline(__always)
    static func double(_ value: Int128, up: Bool) -> Double {
        let low = Int64(truncatingIfNeeded: value)
        if Int128(low) == value {
            let near = Double(low)
            if low.magnitude < 1 << 53 { return near }
            return up ? near.nextUp : near.nextDown
        }
        let top = Int64(truncatingIfNeeded: value >> 64)
        let near = Double(top) * 18_446_744_073_709_551_616 + Double(UInt64(truncatingIfNeeded: value))
        return up ? near.nextUp.nextUp : near.nextDown.nextDown
    }

    static func + (a: RealRange, b: RealRange) -> RealRange {
        RealRange(rounding: a.low + b.low, a.high + b.high)
    }

    static func - (a: RealRange, b: RealRange) -> RealRange {
        RealRange(rounding: a.low - b.high, a.high - b.low)
    }

    static func * (a: RealRange, b: RealRange) -> RealRange {
        let (p, q, r, s) = (a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)
        return RealRange(rounding: min(min(p, q), min(r, s)), max(max(p, q), max(r, s)))
    }

    /// Divisors that count are positive.
    static func / (a: RealRange, b: RealRange) -> RealRange {
        guard b.high > 0 else { return .all }
        let least = a.low >= 0 ? a.low / b.high : (b.low > 0 ? a.low / b.low : -limit)
        let most = a.high <= 0 ? a.high / b.high : (b.low > 0 ? a.high / b.low : limit)
        return RealRange(rounding: max(least, -limit), min(most, limit))
    }

    static prefix func - (a: RealRange) -> RealRange { RealRange(low: -a.high, high: -a.low) }

    func union(_ other: RealRange) -> RealRange {
        RealRange(low: min(low, other.low), high: max(high, other.high))
    }

    /// Narrowed; a range that would be empty stands for values that never count, and is left alone.
    func narrowed(_ least: Double, _ most: Double) -> RealRange {
        let (a, b) = (max(low, least), min(high, most))
        return a <= b ? RealRange(low: a, high: b) : self
    }
}
