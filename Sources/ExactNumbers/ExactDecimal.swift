/// An exact decimal: `mantissa × 10^-scale`.
public struct ExactDecimal: Hashable, Sendable {
    public var mantissa: Int128
    /// Decimal places, 0...38.
    public var scale: Int

    public init(mantissa: Int128, scale: Int) {
        self.mantissa = mantissa
        self.scale = scale
    }

    public init(_ whole: Int) {
        self.init(mantissa: Int128(whole), scale: 0)
    }

    /// The same value without trailing zeros in the fraction.
    public var reduced: ExactDecimal {
        var result = self
        while result.scale > 0, result.mantissa % 10 == 0 {
            result.mantissa /= 10
            result.scale -= 1
        }
        return result
    }

    /// The mantissa at `scale` places; nil if that loses digits or does not fit.
    public func mantissa(atScale target: Int) -> Int128? {
        if target >= scale {
            guard target - scale <= 38 else { return nil }
            let (value, overflow) = mantissa.multipliedReportingOverflow(by: .powerOfTen(target - scale))
            return overflow ? nil : value
        }
        let value = reduced
        guard value.scale <= target else { return nil }
        return value.mantissa(atScale: target)
    }

    /// Rounded to `places` decimal places (a value with fewer stays as it is).
    public func rounded(to places: Int, mode: RoundingMode) -> ExactDecimal {
        guard places < scale else { return self }
        return ExactDecimal(
            mantissa: .divide(mantissa, by: .powerOfTen(scale - places), rounding: mode), scale: places)
    }
}

extension ExactDecimal: Comparable {
    public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        let scale = max(left.scale, right.scale)
        if let a = left.mantissa(atScale: scale), let b = right.mantissa(atScale: scale) { return a < b }
        let a = left.mantissa.multipliedFullWidth(by: .powerOfTen(scale - left.scale))
        let b = right.mantissa.multipliedFullWidth(by: .powerOfTen(scale - right.scale))
        return a.high != b.high ? a.high < b.high : a.low < b.low
    }

    public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
        let a = left.reduced
        let b = right.reduced
        return a.mantissa == b.mantissa && a.scale == b.scale
    }

    public func hash(into hasher: inout Hasher) {
        let value = reduced
        hasher.combine(value.mantissa)
        hasher.combine(value.scale)
    }
}
