import ExactNumbers

/// What numbers the conversion takes. Within these limits a product of grams, rate, evidence factor and multiplier has a
/// numerator of at most 37 digits and a denominator of at most 23, so that every step is exact in 128 bits.
public enum PointsLimits {
    /// Decimal places of grams.
    public static let gramPlaces = 6
    /// Most grams of one act: a million tonnes.
    public static let mostGrams = ExactDecimal(1_000_000_000_000)
    /// Significant digits, and decimal places, of a rate.
    public static let rateDigits = 9
    /// Decimal places of evidence factors and multipliers.
    public static let factorPlaces = 4
    /// Greatest multiplier.
    public static let mostMultiplier = ExactDecimal(100)
    /// Greatest cap, budget or minimum in points.
    public static let mostPoints: Int128 = 1_000_000_000_000

    /// True for 0 … `mostGrams` with at most `gramPlaces` places.
    public static func holds(grams: ExactDecimal) -> Bool {
        let value = grams.reduced
        return value.scale <= gramPlaces && value.mantissa >= 0 && value <= mostGrams
    }

    /// True for a rate that is not negative and short enough.
    public static func holds(rate: ExactDecimal) -> Bool {
        let value = rate.reduced
        return value.scale <= rateDigits && value.mantissa >= 0 && value.mantissa < .powerOfTen(rateDigits)
    }

    /// True for an evidence factor 0 … 1.
    public static func holds(evidence: ExactDecimal) -> Bool {
        let value = evidence.reduced
        return value.scale <= factorPlaces && value.mantissa >= 0 && value <= ExactDecimal(1)
    }

    /// True for a multiplier 0 … 100.
    public static func holds(multiplier: ExactDecimal) -> Bool {
        let value = multiplier.reduced
        return value.scale <= factorPlaces && value.mantissa >= 0 && value <= mostMultiplier
    }
}
