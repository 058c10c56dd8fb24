import BigInt
import ExactNumbers

extension Rational {
    /// Rounded to `places`, which may be negative: tens, hundreds.
    public func rounded(places: Int, _ mode: RoundingMode) -> Rational {
        let factor = BigInt(10).power(places.magnitude > 10_000 ? 10_000 : Int(places.magnitude))
        let scaled = places >= 0 ? self * Rational(factor) : self / Rational(factor)
        let floor = scaled.floored(places: 0)
        let rest = scaled - Rational(floor)
        let half = Rational(1, 2)
        let up: Bool
        switch mode {
        case .floor: up = false
        case .ceiling: up = !rest.isZero
        case .down: up = !rest.isZero && scaled < .zero
        case .up: up = !rest.isZero && scaled > .zero
        case .halfUp: up = rest > half || (rest == half && scaled > .zero)
        case .halfDown: up = rest > half || (rest == half && scaled < .zero)
        case .halfEven: up = rest > half || (rest == half && floor % 2 != 0)
        }
        let whole = Rational(up ? floor + 1 : floor)
        return places >= 0 ? whole / Rational(factor) : whole * Rational(factor)
    }

    /// Rounded half to even to so many significant digits.
    public func rounded(digits: Int) -> Rational {
        guard !isZero else { return self }
        let size = String(numerator.magnitude).count - String(denominator.magnitude).count
        var places = digits - size
        while true {
            let result = rounded(places: places, .halfEven)
            let mantissa =
                (places >= 0
                    ? result * Rational(BigInt(10).power(places)) : result / Rational(BigInt(10).power(-places)))
            if String(mantissa.numerator.magnitude).count <= digits { return result }
            places -= 1
        }
    }
}
