import BigInt

/// A number in slots while compiling: `numerator × 10^-scale ÷ denominator`, with proved bounds.
///
/// The state of the numerator's slot is the state of the whole number: it is never lower than the denominator's.
struct Number {
    var numerator: Int32
    var scale: Int
    var low: BigInt
    var high: BigInt
    var denominator: Denominator?

    /// A positive whole divisor.
    struct Denominator: Equatable {
        var slot: Int32
        var low: BigInt
        var high: BigInt
        /// Its value, where it is a constant.
        var constant: BigInt? { low == high ? low : nil }
    }
}

/// What an expression became.
enum Operand {
    case number(Number)
    /// Boolean, date, option or text.
    case plain(Int32)
}
