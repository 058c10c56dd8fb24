import BigInt
import ExactNumbers

/// An exact fraction in lowest terms; the denominator is positive.
public struct Rational: Hashable, Sendable {
    public let numerator: BigInt
    public let denominator: BigInt

    /// `denominator` must not be zero; a zero denominator gives 0, which callers exclude beforehand.
    public init(_ numerator: BigInt, _ denominator: BigInt = 1) {
        if denominator == 1 || denominator == 0 {
            self.numerator = denominator == 0 ? 0 : numerator
            self.denominator = 1
            return
        }
        if let top = Int(exactly: numerator), let bottom = Int(exactly: denominator), top != .min, bottom > 0 {
            var (x, y) = (abs(top), bottom)
            while y != 0 { (x, y) = (y, x % y) }
            self.numerator = x == 1 ? numerator : BigInt(top / x)
            self.denominator = x == 1 ? denominator : BigInt(bottom / x)
            return
        }
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / divisor
        self.denominator = sign * denominator / divisor
    }

    public init(_ whole: Int) { self.init(BigInt(whole), 1) }

    public init(_ decimal: ExactDecimal) {
        self.init(BigInt(decimal.mantissa), .powerOfTen(decimal.scale))
    }

    public static let zero = Rational(0)
    public static let one = Rational(1)

    public static func + (left: Rational, right: Rational) -> Rational {
        Rational(
            left.numerator * right.denominator + right.numerator * left.denominator,
            left.denominator * right.denominator)
    }
    public static func - (left: Rational, right: Rational) -> Rational { left + -right }
    public static prefix func - (value: Rational) -> Rational { Rational(-value.numerator, value.denominator) }
    public static func * (left: Rational, right: Rational) -> Rational {
        Rational(left.numerator * right.numerator, left.denominator * right.denominator)
    }
    /// `right` must not be zero.
    public static func / (left: Rational, right: Rational) -> Rational {
        Rational(left.numerator * right.denominator, left.denominator * right.numerator)
    }

    public var isZero: Bool { numerator == 0 }

    public var isWhole: Bool { denominator == 1 }

    /// Decimal places needed to write it exactly; nil if it does not terminate.
    public var decimalPlaces: Int? {
        var rest = denominator
        var twos = 0
        var fives = 0
        while rest % 2 == 0 {
            rest /= 2
            twos += 1
        }
        while rest % 5 == 0 {
            rest /= 5
            fives += 1
        }
        return rest == 1 ? max(twos, fives) : nil
    }

    /// `self × 10^places` rounded towards minus infinity.
    public func floored(places: Int) -> BigInt {
        if denominator == 1, places >= 0 { return numerator * .powerOfTen(places) }
        let scaled = numerator * .powerOfTen(places)
        let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// `self × 10^places` rounded towards plus infinity.
    public func ceiled(places: Int) -> BigInt { -(-self).floored(places: places) }
}

extension Rational: Comparable {
    public static func < (left: Rational, right: Rational) -> Bool {
        left.denominator == right.denominator
            ? left.numerator < right.numerator
            : left.numerator * right.denominator < right.numerator * left.denominator
    }
}

extension Rational: CustomStringConvertible {
    /// Decimal text where that is exact, else `p/q`.
    public var description: String {
        guard let places = decimalPlaces else { return "\(numerator)/\(denominator)" }
        let digits = String((numerator * .powerOfTen(places) / denominator).magnitude)
        let sign = numerator < 0 ? "-" : ""
        guard places > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }
}

extension BigInt {
    private static let powersOfTen: [BigInt] = (0...40).map { BigInt(10).power($0) }

    /// 10 to a power that is not negative.
    public static func powerOfTen(_ exponent: Int) -> BigInt {
        exponent < powersOfTen.count ? powersOfTen[exponent] : BigInt(10).power(exponent)
    }
}
