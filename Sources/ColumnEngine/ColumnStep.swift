import RuleEngine

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

    enum Kind: Hashable, Sendable {
        case bits(BitOperation)
        case numbers(NumberOperation)
        /// Products of 32-bit lanes in 64 bits: of two columns, or of one and `constant`.
        case multiplyWide, multiplyWideConstant
        // From one lane to another.
        case widen, narrow, toWide, fromWide
        // A row at a time.
        /// Dates in `a` and `b`.
        case calendar(CalendarFunction)
        /// d ← factor of the evidence kind in `a` where bit of `b`, else 1.
        case evidence
        /// d ← bits where a ÷ b differs from c ÷ e, looked at only where d is set already.
        case fractionsDiffer
        /// Runs the steps to `b` once per position of list field `a`, with the rows that have it as bits in `d`.
        case loop
        /// d, and state bits `b` and `c` ← element of list field `a`, record field `e`, where bit of the loop's rows.
        case element
    }

    /// Passes over columns of bits.
    enum BitOperation: UInt8, Sendable {
        case and, or, andNot, not, exclusiveOr
    }

    /// Passes over columns of numbers of one lane.
    enum NumberOperation: UInt8, Sendable {
        // Arithmetic: two columns, or a column and `constant`.
        case add, subtract, multiply, minimum, maximum, absolute
        case addConstant, subtractFromConstant, multiplyConstant, minimumConstant, maximumConstant
        case divide, divideByConstant
        // Comparisons: d is a column of bits.
        case equal, less, lessOrEqual
        case equalConstant, lessConstant, lessOrEqualConstant, greaterConstant, greaterOrEqualConstant
        // d ← where bit of `a`: b, else c; `constant` and `other` stand for b and c.
        case select, selectConstant, selectConstants
        case fill
    }
}

extension ColumnStep {
    /// Registers that the step writes.
    var writes: [Int32] {
        switch kind {
        case .element: [d, b, c]
        case .bits, .numbers, .multiplyWide, .multiplyWideConstant, .widen, .narrow, .toWide, .fromWide, .calendar,
            .evidence, .fractionsDiffer, .loop:
            [d]
        }
    }

    /// Registers that the step reads.
    var reads: [Int32] {
        switch kind {
        case .bits(.not): [a]
        case .bits(.and), .bits(.or), .bits(.andNot), .bits(.exclusiveOr): [a, b]
        case .numbers(let operation):
            switch operation {
            case .add, .subtract, .multiply, .minimum, .maximum, .divide, .equal, .less, .lessOrEqual: [a, b]
            case .absolute, .addConstant, .subtractFromConstant, .multiplyConstant, .minimumConstant, .maximumConstant,
                .divideByConstant, .equalConstant, .lessConstant, .lessOrEqualConstant, .greaterConstant,
                .greaterOrEqualConstant, .selectConstants:
                [a]
            case .select: [a, b, c]
            case .selectConstant: [a, c]
            case .fill: []
            }
        case .multiplyWide, .calendar, .evidence: [a, b]
        case .multiplyWideConstant, .widen, .narrow, .toWide, .fromWide: [a]
        case .fractionsDiffer: [d, a, b, c, e]
        case .loop, .element: []
        }
    }
}
