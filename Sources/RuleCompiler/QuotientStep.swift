import BigInt
import ExactNumbers
import RuleModel
import RuleProgram

/// What a program does with numbers that have a divisor of their own, said of the numbers instead of their slots.
///
/// The engine needs none of it: it works on numerators and divisors as whole numbers. An analysis over ranges does, because
/// the range of `a ÷ b` is lost where those of its two slots are all that is known.
public struct QuotientStep: Sendable {
    /// Between which doubles an exact number lies.
    public struct Factor: Sendable, Equatable {
        public var low: Double
        public var high: Double

        init(_ value: Rational) {
            let near = Double(value.numerator) / Double(value.denominator)
            let isExact = value.denominator == 1 && value.numerator.magnitude < 1 << 52
            low = isExact ? near : near.nextDown.nextDown.nextDown
            high = isExact ? near : near.nextUp.nextUp.nextUp
        }
    }

    /// A row of a choice.
    public struct Row: Sendable {
        public var condition: Int32
        public var value: NumberSlot
    }

    /// A part of a mean: its value, and what it is out of.
    public struct Part: Sendable {
        public var value: NumberSlot
        public var of: Factor
    }

    /// How the result comes about. Bounds of `within` are nil where there is none.
    public enum Operation: Sendable {
        case same(NumberSlot)
        case add(NumberSlot, NumberSlot)
        case subtract(NumberSlot, NumberSlot)
        case multiply(NumberSlot, NumberSlot)
        case divide(NumberSlot, NumberSlot)
        case negate(NumberSlot)
        case scale(NumberSlot, Factor)
        case minimum(NumberSlot, NumberSlot)
        case maximum(NumberSlot, NumberSlot)
        case choose([Row], otherwise: NumberSlot?)
        /// The result is a whole number at its scale.
        case round(NumberSlot, mode: UInt8)
        /// The numerator of the result is the slot of a boolean.
        case less(NumberSlot, NumberSlot)
        case lessOrEqual(NumberSlot, NumberSlot)
        /// The result, which has its value already, lies between the bounds wherever it counts.
        case within(Factor?, Factor?)
        /// `factor × (Σ value − minus, not below 0) ÷ Σ of`, both sums over the parts that apply.
        case share([Part], minus: NumberSlot?, factor: Factor)
    }

    public var result: NumberSlot
    public var operation: Operation
    /// Instructions that stand before it.
    public var position: Int
}

extension ProgramCompiler {
    private func hasDivisor(_ number: Number) -> Bool { number.denominator.map { $0.constant == nil } ?? false }

    /// Takes note of how a number with a divisor of its own comes about.
    func note(_ result: Number, _ operation: QuotientStep.Operation, of operands: Number...) {
        guard hasDivisor(result) || operands.contains(where: { hasDivisor($0) }) else { return }
        record(slot(result), operation)
    }

    func note(_ condition: Int32, _ operation: QuotientStep.Operation, comparing a: Number, _ b: Number) {
        guard hasDivisor(a) || hasDivisor(b) else { return }
        record(NumberSlot(numerator: condition, denominator: -1, scale: 0), operation)
    }

    func noteChoice(_ result: Number, _ rows: [(condition: Int32, value: Number)], otherwise: Number?) {
        guard hasDivisor(result) else { return }
        record(
            slot(result),
            .choose(
                rows.map { .init(condition: $0.condition, value: slot($0.value)) },
                otherwise: otherwise.map { slot($0) }))
    }

    func noteRange(_ number: Number, _ interval: Interval) {
        guard !isConstant(number.numerator), number.numerator != unknownSlotIfAny else { return }
        record(
            slot(number),
            .within((interval.low?.value).map { .init($0) }, (interval.high?.value).map { .init($0) }))
    }

    func noteShare(
        _ result: Number, _ parts: [(value: Number, of: Rational)], minus: Number?, factor: Rational
    ) {
        record(
            slot(result),
            .share(
                parts.map { .init(value: slot($0.value), of: .init($0.of)) }, minus: minus.map { slot($0) },
                factor: .init(factor)))
    }
}
