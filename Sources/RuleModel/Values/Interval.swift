import BigInt
/// The values a number or a day can take: two ends, each included or not, or without limit, and, where all values are
/// multiples of a power of ten, how many decimal places they have.
public struct Interval: Sendable, Equatable {
    /// An end of an interval.
    public struct Bound: Sendable, Equatable {
        public var value: Rational
        public var included: Bool
        public init(_ value: Rational, included: Bool = true) {
            self.value = value
            self.included = included
        }
    }

    /// Nil: without limit.
    public var low: Bound?
    public var high: Bound?
    /// Decimal places of every value; nil for a dense range.
    public var places: Int?

    public init(low: Bound?, high: Bound?, places: Int?) {
        self.places = places
        self.low = low
        self.high = high
        normalise()
    }

    public init(_ low: Rational, _ high: Rational, places: Int? = nil) {
        self.init(low: Bound(low), high: Bound(high), places: places)
    }

    /// The interval of one value.
    public static func point(_ value: Rational) -> Interval {
        Interval(low: Bound(value), high: Bound(value), places: value.decimalPlaces)
    }

    /// Whether every value, written with so many decimal places, has at most the 38 digits that fit 128 bits.
    func fits(places: Int) -> Bool {
        let most = Rational(BigInt.powerOfTen(max(0, 38 - places)))
        return [low, high].allSatisfy { end in end.map { -most < $0.value && $0.value < most } ?? true }
    }

    /// On a grid, ends move inwards to the nearest value that is in the range.
    private mutating func normalise() {
        guard let places else { return }
        let unit = BigInt.powerOfTen(places)
        if let end = low, !end.included || !end.value.isWhole {
            let first = end.value.ceiled(places: places)
            let value = Rational(first, unit)
            low = Bound(!end.included && value == end.value ? Rational(first + 1, unit) : value)
        }
        if let end = high, !end.included || !end.value.isWhole {
            let last = end.value.floored(places: places)
            let value = Rational(last, unit)
            high = Bound(!end.included && value == end.value ? Rational(last - 1, unit) : value)
        }
    }

    public var isEmpty: Bool {
        guard let low, let high else { return false }
        return low.value > high.value || (low.value == high.value && !(low.included && high.included))
    }

    /// True if the value lies inside.
    public func contains(_ value: Rational) -> Bool {
        if let low, value < low.value || (value == low.value && !low.included) { return false }
        if let high, value > high.value || (value == high.value && !high.included) { return false }
        return true
    }

    public var isPositive: Bool {
        guard let low else { return false }
        return low.value > .zero || (low.value == .zero && !low.included)
    }

    public var isNegative: Bool {
        guard let high else { return false }
        return high.value < .zero || (high.value == .zero && !high.included)
    }

    public var isNotNegative: Bool { low.map { $0.value >= .zero } ?? false }

    /// The single value, if there is only one.
    public var point: Rational? {
        guard let low, let high, low.value == high.value else { return nil }
        return low.value
    }
}

extension Interval {
    /// The values in both.
    public func intersection(_ other: Interval) -> Interval {
        var result = self
        if let end = other.low {
            if let mine = low {
                if end.value > mine.value || (end.value == mine.value && !end.included) { result.low = end }
            } else {
                result.low = end
            }
        }
        if let end = other.high {
            if let mine = high {
                if end.value < mine.value || (end.value == mine.value && !end.included) { result.high = end }
            } else {
                result.high = end
            }
        }
        return Interval(low: result.low, high: result.high, places: places ?? other.places)
    }

    /// The smallest interval that holds both.
    public func union(_ other: Interval) -> Interval {
        func lower(_ a: Bound?, _ b: Bound?) -> Bound? {
            guard let a, let b else { return nil }
            if a.value == b.value { return Bound(a.value, included: a.included || b.included) }
            return a.value < b.value ? a : b
        }
        func upper(_ a: Bound?, _ b: Bound?) -> Bound? {
            guard let a, let b else { return nil }
            if a.value == b.value { return Bound(a.value, included: a.included || b.included) }
            return a.value > b.value ? a : b
        }
        return Interval(low: lower(low, other.low), high: upper(high, other.high), places: commonPlaces(other))
    }

    private func commonPlaces(_ other: Interval) -> Int? {
        guard let a = places, let b = other.places else { return nil }
        return max(a, b)
    }

    public static prefix func - (value: Interval) -> Interval {
        func flip(_ end: Bound?) -> Bound? { end.map { Bound(-$0.value, included: $0.included) } }
        return Interval(low: flip(value.high), high: flip(value.low), places: value.places)
    }

    public static func + (left: Interval, right: Interval) -> Interval {
        func add(_ a: Bound?, _ b: Bound?) -> Bound? {
            guard let a, let b else { return nil }
            return Bound(a.value + b.value, included: a.included && b.included)
        }
        return Interval(
            low: add(left.low, right.low), high: add(left.high, right.high), places: left.commonPlaces(right))
    }

    public static func * (left: Interval, right: Interval) -> Interval {
        var places: Int?
        if let a = left.places, let b = right.places { places = a + b }
        guard let a = left.low, let b = left.high, let c = right.low, let d = right.high else {
            return unbounded(product: left, right, places: places)
        }
        let products = [(a, c), (a, d), (b, c), (b, d)].map {
            let zero = ($0.0.value.isZero && $0.0.included) || ($0.1.value.isZero && $0.1.included)
            return Bound($0.0.value * $0.1.value, included: zero || ($0.0.included && $0.1.included))
        }
        var low = products[0]
        var high = products[0]
        for product in products.dropFirst() {
            if product.value < low.value || (product.value == low.value && product.included) { low = product }
            if product.value > high.value || (product.value == high.value && product.included) { high = product }
        }
        return Interval(low: low, high: high, places: places)
    }

    /// Products with a side without limit: only the sign is kept.
    private static func unbounded(product left: Interval, _ right: Interval, places: Int?) -> Interval {
        if left.isNotNegative && right.isNotNegative {
            let included = !(left.isPositive && right.isPositive)
            return Interval(low: Bound(.zero, included: included), high: nil, places: places)
        }
        return Interval(low: nil, high: nil, places: places)
    }

    /// `1 ÷ self`; nil if 0 is in the range.
    public var reciprocal: Interval? {
        guard isPositive || isNegative else { return nil }
        if isNegative { return (-self).reciprocal.map { -$0 } }
        func flip(_ end: Bound?) -> Bound? {
            guard let end else { return Bound(.zero, included: false) }
            return end.value.isZero ? nil : Bound(.one / end.value, included: end.included)
        }
        return Interval(low: flip(high), high: flip(low), places: nil)
    }

    /// All values times `factor`.
    public func scaled(by factor: Rational) -> Interval {
        guard !factor.isZero else { return .point(.zero) }
        func scale(_ end: Bound?) -> Bound? { end.map { Bound($0.value * factor, included: $0.included) } }
        var places: Int?
        if let mine = self.places, let more = factor.decimalPlaces { places = mine + more }
        return factor > .zero
            ? Interval(low: scale(low), high: scale(high), places: places)
            : Interval(low: scale(high), high: scale(low), places: places)
    }

    /// The range of the lesser of two values.
    public func minimum(_ other: Interval) -> Interval {
        // Of equal ends, one included is enough for the lesser value to reach the low end; the high one takes both.
        func least(_ a: Bound?, _ b: Bound?, missing: Bound?, isLow: Bool) -> Bound? {
            guard let a, let b else { return missing }
            if a.value == b.value {
                return Bound(a.value, included: isLow ? a.included || b.included : a.included && b.included)
            }
            return a.value < b.value ? a : b
        }
        return Interval(
            low: least(low, other.low, missing: nil, isLow: true),
            high: least(high, other.high, missing: high ?? other.high, isLow: false), places: commonPlaces(other))
    }

    /// The range of the greater of two values.
    public func maximum(_ other: Interval) -> Interval { -((-self).minimum(-other)) }
}

extension Interval: CustomStringConvertible {
    /// As a FEEL range.
    public var description: String {
        let left = low.map { ($0.included ? "[" : "(") + $0.value.description } ?? "(-∞"
        let right = high.map { $0.value.description + ($0.included ? "]" : ")") } ?? "∞)"
        return left + ".." + right
    }
}
