/// One step of a program. Operands are slots unless the opcode says otherwise.
public struct Instruction: Sendable, Equatable {
    public var opcode: Opcode
    /// Rounding mode of `divide`, or unused.
    public var mode: UInt8
    public var destination: Int32
    public var a: Int32
    public var b: Int32
    public var c: Int32

    public init(_ opcode: Opcode, _ destination: Int32, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, mode: UInt8 = 0)
    {
        self.opcode = opcode
        self.mode = mode
        self.destination = destination
        self.a = a
        self.b = b
        self.c = c
    }
}

/// What an instruction does. `d`, `a`, `b`, `c` are its fields; "strict" means that the state of the result is the highest
/// state of the operands (`docs/semantics.md`, section 1).
public enum Opcode: UInt8, Sendable, CaseIterable {
    // Answers of the scene.
    /// d ← answer of schema field `a`.
    case input
    /// d ← evidence factor of schema field `a` where it is answered and its value in slot `b` is known; else 1.
    case evidence
    /// d ← the least evidence factor that field `a` may still bring: its own where answered but slot `b` is open, the value of
    /// slot `c` where it is not answered and `b` is unknown or open; else 1.
    case evidenceToCome
    /// d ← claim `a` (boolean, known).
    case claim
    /// d ← day number of the assessment.
    case asOf
    /// d ← number of elements of list field `a`, with the state of the list.
    case listCount
    /// Runs the next `b` instructions once per element of list field `a`.
    case forEach
    /// d ← current element of list field `a`, record field `b`.
    case element

    // Strict arithmetic on scaled integers.
    case copy, add, subtract, multiply, negate, absolute, minimum, maximum
    /// d ← a ÷ b rounded to a whole number by `mode`; 0 where b is not positive.
    case divide
    /// Comparisons of scaled integers of one scale; d is boolean.
    case equal, notEqual, less, lessOrEqual
    /// Dates: whole days, months and years from `a` to `b`; parts of the date `a`; `a` plus `b` months.
    case daysBetween, monthsBetween, yearsBetween, yearOf, monthOf, dayOf, addMonths

    // Logic over states.
    case and, or, not
    /// d ← whether `a` applies.
    case applicable
    /// d ← at least `c` of the `b` slots in the operand list from `a` are true.
    case atLeast
    /// d ← value of `a` if condition `b`, else `c`; candidates joined.
    case choose
    /// Rows of (condition, value) in the operand list from `a`, `b` of them; first that surely matches ends the search.
    /// If `c` is not negative it is the slot of the value where no row matches.
    case choice
    /// As `choice` with rows of (condition, numerator, denominator) and results in `d` and `d + 1`; the default is in the
    /// operand list at `c` (numerator, denominator) if `c` is not negative.
    case fractionChoice

    // States at the edges of the norm.
    /// d ← value of `a` with the highest state of `a` and `b`.
    case join
    /// d ← `a`, or `b` where `a` is unknown (not where it is open).
    case defaultIfUnknown
    /// d ← `a`, or a known 0 where `a` is unknown or open.
    case zeroIfUnknown
    /// d ← `a` where `b` holds, not applicable where it does not, open where that is not known.
    case when
    /// d ← `a`; 0 where not applicable; unknown where open.
    case dropNotApplicable
    /// d ← `b` where `a` applies, 0 where it does not, unknown where open.
    case weigh
    /// d ← whether `a` is unknown or open; known itself.
    case missing
    /// d ← true, known, only if `a` is known and true.
    case surelyTrue
}
