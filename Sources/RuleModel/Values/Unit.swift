import BigInt
import RuleSyntax

/// A unit of measure: powers of base dimensions and an exact factor to their base units.
public struct Unit: Sendable, Hashable {
    /// Dimension symbol to exponent; no zero exponents.
    public var dimensions: [String: Int]
    /// Value in base units of one of this unit; each `%` counts as 1/100.
    public var factor: Rational
    /// How often `%` stands in it: 1 in `%` and `%/a`, -1 in `1/%`.
    public var percent: Int
    /// As written, for people.
    public var text: String
    /// Whether a bare number beside a value in this unit can be read in one way only. No part of what makes two units equal.
    public var spelling: Spelling

    /// How a unit came about.
    public enum Spelling: Sendable {
        /// A declaration, a literal or `convert` says it, or it follows from such units in one way.
        case certain
        /// Computed as a product or quotient with a `%`: a bare number may be meant with the `%` or without.
        case percentProduct
        /// Of parts of one dimension in different units, kWh and MWh: a bare number may be meant in either.
        case mixed
    }

    public init(
        dimensions: [String: Int], factor: Rational, percent: Int = 0, text: String, spelling: Spelling = .certain
    ) {
        self.dimensions = dimensions
        self.factor = factor
        self.percent = percent
        self.text = text
        self.spelling = spelling
    }

    /// A bare number.
    public static let none = Unit(dimensions: [:], factor: .one, text: "")
    public static let percent = Unit(dimensions: [:], factor: Rational(1, 100), percent: 1, text: "%")

    /// Days or months: what a duration is counted in.
    public var isDuration: Bool { dimensions == ["d": 1] || dimensions == ["month": 1] }

    public var isBare: Bool { dimensions.isEmpty && percent == 0 && factor == .one }

    /// `%` alone: not to be mixed with bare numbers in sums and comparisons.
    public var isPercent: Bool { dimensions.isEmpty && percent == 1 && factor == Unit.percent.factor }

    public static func == (left: Unit, right: Unit) -> Bool {
        left.dimensions == right.dimensions && left.factor == right.factor && left.percent == right.percent
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(dimensions)
        hasher.combine(factor)
        hasher.combine(percent)
    }

    /// Factor from values in this unit to values in `other`; nil if they do not measure the same, or one is bare and `%` stands
    /// in the other.
    public func conversion(to other: Unit) -> Rational? {
        guard dimensions == other.dimensions else { return nil }
        if dimensions.isEmpty, (percent == 0) != (other.percent == 0), isBare || other.isBare { return nil }
        return factor / other.factor
    }

    /// Unit of a product. Where no dimensions are left it is a bare number again, or as many `%` as are left; `rescale` is what the
    /// values take then.
    public func multiplied(by other: Unit, inverse: Bool = false) -> (unit: Unit, rescale: Rational) {
        if other.isBare { return (self, .one) }
        if isBare && !inverse { return (other, .one) }
        var dimensions = self.dimensions
        for (symbol, exponent) in other.dimensions {
            let sum = (dimensions[symbol] ?? 0) + (inverse ? -exponent : exponent)
            dimensions[symbol] = sum == 0 ? nil : sum
        }
        let percent = self.percent + (inverse ? -other.percent : other.percent)
        let factor = inverse ? self.factor / other.factor : self.factor * other.factor
        if dimensions.isEmpty {
            let unit = Unit.percents(percent)
            return (unit, factor / unit.factor)
        }
        var unit = Unit(
            dimensions: dimensions, factor: factor, percent: percent,
            text: UnitText(text).multiplied(by: UnitText(other.text), inverse: inverse).description)
        if percent != 0 { unit.spelling = .percentProduct }
        if spelling == .mixed || other.spelling == .mixed { unit.spelling = .mixed }
        return (unit, .one)
    }

    /// `%` to a power; a bare number for 0.
    private static func percents(_ exponent: Int) -> Unit {
        switch exponent {
        case 0: return .none
        case 1: return .percent
        default:
            let hundreds = BigInt(100).power(Int(exponent.magnitude))
            let power = exponent.magnitude == 1 ? "%" : "%^\(exponent.magnitude)"
            return Unit(
                dimensions: [:], factor: exponent > 0 ? Rational(1, hundreds) : Rational(hundreds, 1),
                percent: exponent,
                text: exponent > 0 ? power : "1/" + power,
                spelling: .percentProduct)
        }
    }

    /// This unit for values of which some come from values in `other`.
    public func joined(with other: Unit) -> Unit {
        var unit = self
        if other != self {
            unit.spelling = .mixed
        } else if spelling == .certain {
            unit.spelling = other.spelling
        }
        return unit
    }

    /// What is left of the written form without `%`; `1` if nothing is.
    public var textWithoutPercent: String { UnitText(text).without("%").description }
}
