import RuleCompiler
import RuleProgram

/// A number in slots, with the register of its range where it has a divisor of its own.
struct NumberReference: Sendable {
    var numerator: Int32
    var denominator: Int32
    var scale: Int32
    /// -1: read from the slots.
    var register: Int32

    static let none = NumberReference(numerator: -1, denominator: -1, scale: 0, register: -1)
}

/// A step over quotients, laid out flat.
struct QuotientOperation: Sendable {
    enum Code: Sendable {
        case same, add, subtract, multiply, divide, negate, scale, minimum, maximum, choose, round, less, lessOrEqual,
            within, share
    }

    var code: Code
    var a = NumberReference.none
    var b = NumberReference.none
    /// Factor or bounds.
    var low = 0.0
    var high = 0.0
    /// Rows of a choice or parts of a share, in the plan's list.
    var start: Int32 = 0
    var count: Int32 = 0
    var mode: UInt8 = 0
    /// Register written, or -1 where the step narrows a slot.
    var register: Int32
    /// Slot that is narrowed, or -1; with its scale.
    var slot: Int32
    var scale: Int32
    /// The first step that writes its register; later ones narrow it.
    var isFirst: Bool
    /// Numerator and divisor of the register.
    var numerator: Int32
    var denominator: Int32
}

/// A row of a choice, or a part of a share with what it is out of.
struct QuotientRow: Sendable {
    var condition: Int32 = -1
    var value: NumberReference
    var low = 0.0
    var high = 0.0
}
