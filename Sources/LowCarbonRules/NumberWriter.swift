import ExactNumbers
import RuleEngine
import RuleProgram

/// Writes the number of one slot, with at least so many decimal places, as `SceneScorer.decimal` gives it.
struct NumberWriter {
    let slot: NumberSlot
    let places: Int

    init(_ slot: NumberSlot, places: Int? = nil) {
        self.slot = slot
        self.places = max(0, min(places ?? 0, 38))
    }

    /// Writes the number; false, and nothing, where it is not known.
    @inline(__always)
    func write(_ interpreter: Interpreter, into out: inout OutputBytes) -> Bool {
        guard interpreter.state(slot.numerator) == .known else { return false }
        let numerator = interpreter.value(slot.numerator)
        let denominator = slot.denominator < 0 ? 1 : max(1, interpreter.value(slot.denominator))
        let small = Int64(truncatingIfNeeded: numerator)
        let divisor = Int64(truncatingIfNeeded: denominator)
        guard Int128(small) == numerator, Int128(divisor) == denominator, places <= 18, slot.scale >= 0,
            slot.scale <= 38
        else {
            general(interpreter, into: &out)
            return true
        }
        if divisor == 1 {
            out.decimal(small, scale: slot.scale, places: places)
            return true
        }
        let (whole, rest) = small.quotientAndRemainder(dividingBy: divisor)
        if rest == 0 {
            out.decimal(whole, scale: slot.scale, places: places)
            return true
        }
        // Up to twelve decimal places, rounded half up, as `ExactFraction.decimal`.
        let shift = max(0, 12 &- slot.scale)
        let shifted = Int128(small) &* NumberWriter.powers[shift]
        let rounded = Int128.divide(shifted, by: denominator, rounding: .halfUp)
        guard let mantissa = Int64(exactly: rounded) else {
            general(interpreter, into: &out)
            return true
        }
        out.decimal(mantissa, scale: slot.scale &+ shift, places: places)
        return true
    }

    private static let powers = (0...12).map { Int128.powerOfTen($0) }

    @inline(never)
    private func general(_ interpreter: Interpreter, into out: inout OutputBytes) {
        var value = interpreter.fraction(slot).decimal()
        if places > value.scale, let mantissa = value.mantissa(atScale: places) {
            value = ExactDecimal(mantissa: mantissa, scale: places)
        }
        out.append(value.description)
    }
}
