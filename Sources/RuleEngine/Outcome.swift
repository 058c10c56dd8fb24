import ExactNumbers
import RuleProgram

/// An exact number out of an evaluation: `numerator × 10^-scale ÷ denominator`.
public struct ExactFraction: Sendable, Equatable {
    public var numerator: Int128
    /// Positive.
    public var denominator: Int128
    public var scale: Int

    public init(numerator: Int128, denominator: Int128, scale: Int) {
        self.numerator = numerator
        self.denominator = denominator
        self.scale = scale
    }

    /// Without trailing zeros where the value is a decimal of at most `places` places; else rounded half up to `places`.
    public func decimal(atMost places: Int = 12) -> ExactDecimal {
        if denominator == 1 { return ExactDecimal(mantissa: numerator, scale: scale).reduced }
        let divisor = ExactFraction.gcd(numerator.magnitude, denominator.magnitude)
        var top = numerator / Int128(divisor)
        let below = denominator / Int128(divisor)
        if below == 1 { return ExactDecimal(mantissa: top, scale: scale).reduced }
        var shift = 0
        while shift + scale < places {
            let (next, overflow) = top.multipliedReportingOverflow(by: 10)
            if overflow { break }
            top = next
            shift += 1
        }
        let rounded = Int128.divide(top, by: below, rounding: .halfUp)
        return ExactDecimal(mantissa: rounded, scale: scale + shift).reduced
    }

    /// True if `decimal(atMost: 12)` is the value itself.
    public var terminates: Bool {
        let value = decimal()
        guard value.scale - scale <= 38 else { return false }
        let left = value.mantissa.multipliedReportingOverflow(by: denominator)
        if left.overflow { return false }
        if value.scale >= scale {
            let right = numerator.multipliedReportingOverflow(by: .powerOfTen(value.scale - scale))
            return !right.overflow && left.partialValue == right.partialValue
        }
        let more = left.partialValue.multipliedReportingOverflow(by: .powerOfTen(scale - value.scale))
        return !more.overflow && more.partialValue == numerator
    }

    private static func gcd(_ a: UInt128, _ b: UInt128) -> UInt128 {
        var (x, y) = (a, b)
        while y != 0 { (x, y) = (y, x % y) }
        return max(x, 1)
    }
}

/// Reading results after a run.
extension Interpreter {
    /// The number in slots, whatever its state.
    public func fraction(_ slot: NumberSlot) -> ExactFraction {
        ExactFraction(
            numerator: value(slot.numerator), denominator: slot.denominator < 0 ? 1 : max(1, value(slot.denominator)),
            scale: slot.scale)
    }

    /// The status of the scene just run; `isValid` says that its data had no errors.
    public func status(isValid: Bool = true) -> SceneStatus {
        guard isValid else { return .invalid }
        let layout = program.outcome
        if state(layout.notAssessable) != .known { return .incomplete }
        if value(layout.notAssessable) != 0 { return .notAssessable }
        if state(layout.notEligible) != .known { return .incomplete }
        if value(layout.notEligible) != 0 { return .notEligible }
        guard state(layout.total.numerator) == .known, state(layout.grade) == .known else { return .incomplete }
        return .graded
    }

    /// Index of the grade, for a scene that is graded.
    public func grade() -> Int { Int(value(program.outcome.grade)) }
}
