import BigInt
import RuleSyntax

/// A unit of measure: powers of base dimensions and an exact factor to their base units.
public struct Unit: Sendable, Hashable {
    /// Dimension symbol to exponent; no zero exponents.
    public var dimensions: [String: Int]
    /// Value in base units of one of this unit.
    public var factor: Rational
    /// `%` alone: not to be mixed with bare numbers in sums and comparisons.
    public var isPercent: Bool
    /// As written, for people.
    public var text: String

    public init(dimensions: [String: Int], factor: Rational, isPercent: Bool = false, text: String) {
        self.dimensions = dimensions
        self.factor = factor
        self.isPercent = isPercent
        self.text = text
    }

    /// A bare number.
    public static let none = Unit(dimensions: [:], factor: .one, text: "")
    public static let percent = Unit(dimensions: [:], factor: Rational(1, 100), isPercent: true, text: "%")

    /// Days or months: what a duration is counted in.
    public var isDuration: Bool { dimensions == ["d": 1] || dimensions == ["month": 1] }

    public var isBare: Bool { dimensions.isEmpty && !isPercent && factor == .one }

    public static func == (left: Unit, right: Unit) -> Bool {
        left.dimensions == right.dimensions && left.factor == right.factor && left.isPercent == right.isPercent
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(dimensions)
        hasher.combine(factor)
        hasher.combine(isPercent)
    }

    /// Factor from values in this unit to values in `other`; nil if they do not measure the same, or one is `%` and the other bare.
    public func conversion(to other: Unit) -> Rational? {
        guard dimensions == other.dimensions else { return nil }
        if dimensions.isEmpty && isPercent != other.isPercent && (isBare || other.isBare) { return nil }
        return factor / other.factor
    }

    /// Unit of a product. Without dimensions left it is a bare number again, and `rescale` is what the values take.
    public func multiplied(by other: Unit, inverse: Bool = false) -> (unit: Unit, rescale: Rational) {
        if other.isBare { return (self, .one) }
        if isBare && !inverse { return (other, .one) }
        var dimensions = self.dimensions
        for (symbol, exponent) in other.dimensions {
            let sum = (dimensions[symbol] ?? 0) + (inverse ? -exponent : exponent)
            dimensions[symbol] = sum == 0 ? nil : sum
        }
        let factor = inverse ? self.factor / other.factor : self.factor * other.factor
        if dimensions.isEmpty { return (.none, factor) }
        return (
            Unit(
                dimensions: dimensions, factor: factor,
                text: UnitText(text).multiplied(by: UnitText(other.text), inverse: inverse).description), .one
        )
    }
}
