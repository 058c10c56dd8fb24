import BigInt
import ExactNumbers

/// A rational number of any size, always reduced, denominator positive.
public struct ExactFraction: Hashable, Sendable {
    public let numerator: BigInt
    public let denominator: BigInt

    /// Nil if `denominator` is 0.
    public init?(_ numerator: BigInt, over denominator: BigInt) {
        if denominator == 0 { return nil }
        self.init(numerator, nonZero: denominator)
    }

    private init(_ numerator: BigInt, nonZero denominator: BigInt) {
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator < 0 ? -1 : 1
        let step = divisor == 0 ? 1 : divisor
        self.numerator = sign * numerator / step
        self.denominator = sign * denominator / step
    }

    public init(_ whole: Int) { self.init(BigInt(whole), nonZero: 1) }

    public init(_ decimal: ExactDecimal) {
        self.init(BigInt(decimal.mantissa), nonZero: BigInt(10).power(decimal.scale))
    }

    public static let zero = ExactFraction(0)
    public static let one = ExactFraction(1)

    public var isWhole: Bool { denominator == 1 }

    /// The value as a machine integer, if it is one.
    public var whole: Int? { isWhole ? Int(exactly: numerator) : nil }

    public static func + (left: ExactFraction, right: ExactFraction) -> ExactFraction {
        ExactFraction(
            left.numerator * right.denominator + right.numerator * left.denominator,
            nonZero: left.denominator * right.denominator)
    }

    public static func - (left: ExactFraction, right: ExactFraction) -> ExactFraction { left + -right }

    public static prefix func - (value: ExactFraction) -> ExactFraction {
        ExactFraction(-value.numerator, nonZero: value.denominator)
    }

    public static func * (left: ExactFraction, right: ExactFraction) -> ExactFraction {
        ExactFraction(left.numerator * right.numerator, nonZero: left.denominator * right.denominator)
    }

    /// Nil when dividing by 0.
    public func divided(by other: ExactFraction) -> ExactFraction? {
        ExactFraction(numerator * other.denominator, over: denominator * other.numerator)
    }

    /// Whole powers; nil for a negative power of 0.
    public func power(_ exponent: Int) -> ExactFraction? {
        if exponent < 0 { return ExactFraction.one.divided(by: self)?.power(-exponent) }
        return ExactFraction(numerator.power(exponent), nonZero: denominator.power(exponent))
    }

    /// Rounded to `places` decimal places.
    public func rounded(to places: Int, mode: RoundingMode) -> ExactFraction {
        let step = BigInt(10).power(abs(places))
        let shifted =
            places >= 0
            ? ExactFraction(numerator * step, nonZero: denominator)
            : ExactFraction(numerator, nonZero: denominator * step)
        let whole = shifted.roundedToWhole(mode)
        return places >= 0 ? ExactFraction(whole, nonZero: step) : ExactFraction(whole * step, nonZero: 1)
    }

    private func roundedToWhole(_ mode: RoundingMode) -> BigInt {
        let negative = numerator < 0
        let size = negative ? -numerator : numerator
        let (lower, rest) = size.quotientAndRemainder(dividingBy: denominator)
        if rest == 0 { return negative ? -lower : lower }
        let twice = rest * 2
        let upward: Bool
        switch mode {
        case .halfUp: upward = twice >= denominator
        case .halfDown: upward = twice > denominator
        case .halfEven: upward = twice > denominator || (twice == denominator && lower % 2 == 1)
        case .down: upward = false
        case .up: upward = true
        case .floor: upward = negative
        case .ceiling: upward = !negative
        }
        let result = upward ? lower + 1 : lower
        return negative ? -result : result
    }
}

extension ExactFraction: Comparable, CustomStringConvertible {
    public static func < (left: ExactFraction, right: ExactFraction) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }

    /// `7` or `-3/4`.
    public var description: String { isWhole ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
