/// One pass over the rows of a block. Operands are registers.
struct ColumnStep: Sendable {
    var kind: Kind
    /// Lane of the operands.
    var lane: ColumnLane = .bits
    /// Rounding mode of a quotient.
    var mode: UInt8 = 0
    var d: Int32
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    /// Further register, or number of a field.
    var e: Int32 = 0
    var constant: Int128 = 0
    var other: Int128 = 0
    /// Lanes of the operands of `fractionsDiffer`, two bits each from `a` upwards.
    var lanes: UInt8 = 0

    enum Kind: UInt8, Sendable {
        // Bits.
        case bitAnd, bitOr, bitAndNot, bitNot, bitExclusiveOr
        // Arithmetic: two columns, or a column and `constant`.
        case add, subtract, multiply, minimum, maximum, absolute, multiplyWide
        case addConstant, subtractFromConstant, multiplyConstant, minimumConstant, maximumConstant, multiplyWideConstant
        case divide, divideByConstant
        // Comparisons: d is a column of bits.
        case equal, less, lessOrEqual
        case equalConstant, lessConstant, lessOrEqualConstant, greaterConstant, greaterOrEqualConstant
        // d ← where bit of `a`: b, else c; `constant` and `other` stand for b and c.
        case select, selectConstant, selectConstants
        case fill
        // From one lane to another.
        case widen, narrow, toWide, fromWide
        // A row at a time.
        /// `mode` is the opcode; dates in `a` and `b`.
        case calendar
        /// d ← factor of the evidence kind in `a` where bit of `b`, else 1.
        case evidence
        /// d ← bits where a ÷ b differs from c ÷ e, looked at only where d is set already.
        case fractionsDiffer
        /// Runs the steps to `b` once per position of list field `a`, with the rows that have it as bits in `d`.
        case loop
        /// d, and state bits `b` and `c` ← element of list field `a`, record field `e`, where bit of the loop's rows.
        case element
    }
}
