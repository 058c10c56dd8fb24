import ExactNumbers

/// An exact number of points: `numerator ÷ denominator`, the denominator positive. Never rounded on the way.
public struct PointsFraction: Sendable {
    public var numerator: Int128
    public var denominator: Int128

    public init(numerator: Int128, denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    public static let zero = PointsFraction(numerator: 0, denominator: 1)

    public var isZero: Bool { numerator == 0 }

    /// The same value in lowest terms.
    public var reduced: PointsFraction {
        var a = numerator.magnitude
        var b = denominator.magnitude
        while b != 0 { (a, b) = (b, a % b) }
        guard a > 1 else { return self }
        let divisor = Int128(a)
        return PointsFraction(numerator: numerator / divisor, denominator: denominator / divisor)
    }

    /// The value as a decimal, if it has one that fits; thirds have none.
    public var decimal: ExactDecimal? {
        let value = reduced
        var rest = value.denominator
        var twos = 0
        var fives = 0
        while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
        while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
        let scale = max(twos, fives)
        guard rest == 1, scale <= 38 else { return nil }
        let (mantissa, overflow) = value.numerator.multipliedReportingOverflow(
            by: .powerOfTen(scale) / value.denominator)
        return overflow ? nil : ExactDecimal(mantissa: mantissa, scale: scale)
    }
}

extension PointsFraction: Equatable {
    public static func == (left: PointsFraction, right: PointsFraction) -> Bool {
        let a = left.reduced
        let b = right.reduced
        return a.numerator == b.numerator && a.denominator == b.denominator
    }
}

extension PointsFraction: CustomStringConvertible {
    /// Exact text: `52.5` where the value is a decimal, else a fraction in lowest terms such as `250/3`.
    public var description: String {
        if let decimal { return decimal.reduced.description }
        let value = reduced
        return "\(value.numerator)/\(value.denominator)"
    }
}
