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

    /// From rounded ends and the signs of what the rounding took away: one step outwards, but not from a number that is the
    /// exact result.
    private init(rounding low: Double, _ lowError: Double, _ high: Double, _ highError: Double) {
        self.low = RealRange.cut(lowError < 0 ? low.nextDown : low)
        self.high = RealRange.cut(highError > 0 ? high.nextUp : high)
    }

    private static func cut(_ value: Double) -> Double { min(max(value, -limit), limit) }

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

    /// What a rounded sum leaves out of the exact one.
    private static func errorOfSum(_ a: Double, _ b: Double, _ sum: Double) -> Double {
        let part = sum - a
        return (a - (sum - part)) + (b - part)
    }

    /// What a rounded product leaves out. Near zero, where that would be lost itself, it counts on both sides.
    private static func errorOfProduct(_ a: Double, _ b: Double, _ product: Double, up: Bool) -> Double {
        guard abs(product) < 1e-200, a != 0, b != 0 else { return (-product).addingProduct(a, b) }
        return up ? 1 : -1
    }

    static func + (a: RealRange, b: RealRange) -> RealRange {
        let (low, high) = (a.low + b.low, a.high + b.high)
        return RealRange(
            rounding: low, errorOfSum(a.low, b.low, low), high, errorOfSum(a.high, b.high, high))
    }

    static func - (a: RealRange, b: RealRange) -> RealRange { a + -b }

    static func * (a: RealRange, b: RealRange) -> RealRange {
        if a.low >= 0, b.low >= 0 {
            return RealRange(low: product(a.low, b.low).low, high: product(a.high, b.high).high)
        }
        var result = product(a.low, b.low)
        for other in [product(a.low, b.high), product(a.high, b.low), product(a.high, b.high)] {
            result = result.union(other)
        }
        return result
    }

    private static func product(_ a: Double, _ b: Double) -> RealRange {
        let value = a * b
        return RealRange(
            rounding: value, errorOfProduct(a, b, value, up: false), value, errorOfProduct(a, b, value, up: true))
    }

    /// Divisors that count are positive.
    static func / (a: RealRange, b: RealRange) -> RealRange {
        guard b.high > 0 else { return .all }
        let least = a.low >= 0 ? quotient(a.low, b.high).low : (b.low > 0 ? quotient(a.low, b.low).low : -limit)
        let most = a.high <= 0 ? quotient(a.high, b.high).high : (b.low > 0 ? quotient(a.high, b.low).high : limit)
        return RealRange(low: least, high: most)
    }

    private static func quotient(_ a: Double, _ b: Double) -> RealRange {
        let value = a / b
        // What the product of quotient and divisor has too much, the quotient has too much: `b` is positive.
        return RealRange(
            rounding: value, -errorOfProduct(value, b, a, up: true), value, -errorOfProduct(value, b, a, up: false))
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
