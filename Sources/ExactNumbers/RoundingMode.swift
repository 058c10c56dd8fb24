/// How a value between two steps is rounded. Raw values are the English keywords.
public enum RoundingMode: String, Sendable, CaseIterable, Equatable {
    /// Ties away from zero (四舍五入).
    case halfUp = "half up"
    /// Ties to the even neighbour (GB/T 8170).
    case halfEven = "half even"
    /// Ties towards zero.
    case halfDown = "half down"
    /// Towards zero.
    case down
    /// Away from zero.
    case up
    /// Towards minus infinity.
    case floor
    /// Towards plus infinity.
    case ceiling
}

extension Int128 {
    /// `numerator ÷ denominator` rounded to a whole number. `denominator` must be positive.
    @inlinable
    public static func divide(_ numerator: Int128, by denominator: Int128, rounding mode: RoundingMode) -> Int128 {
        let quotient: Int128
        let remainder: Int128
        if let n = Int64(exactly: numerator), let d = Int64(exactly: denominator), n != Int64.min {
            let result = n.quotientAndRemainder(dividingBy: d)
            quotient = Int128(result.quotient)
            remainder = Int128(result.remainder)
        } else {
            let result = numerator.quotientAndRemainder(dividingBy: denominator)
            quotient = result.quotient
            remainder = result.remainder
        }
        if remainder == 0 { return quotient }
        let away: Int128 = numerator < 0 ? -1 : 1
        let rest = remainder < 0 ? -remainder : remainder
        let other = denominator - rest
        switch mode {
        case .halfUp: return rest >= other ? quotient + away : quotient
        case .halfDown: return rest > other ? quotient + away : quotient
        case .halfEven:
            if rest == other { return quotient & 1 == 0 ? quotient : quotient + away }
            return rest > other ? quotient + away : quotient
        case .down: return quotient
        case .up: return quotient + away
        case .floor: return numerator < 0 ? quotient - 1 : quotient
        case .ceiling: return numerator < 0 ? quotient : quotient + 1
        }
    }

    /// `10^exponent` for exponents 0...38.
    @inlinable
    public static func powerOfTen(_ exponent: Int) -> Int128 {
        var result: Int128 = 1
        var left = exponent
        while left > 0 {
            result &*= 10
            left -= 1
        }
        return result
    }
}
