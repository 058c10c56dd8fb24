import ExactNumbers

/// A compiled norm: one list of instructions over slots, and what its slots mean.
///
/// A slot holds a 128-bit integer and a `ValueState`. The compiler has proved that no operation on values that count
/// overflows; values on branches that are not taken may wrap and are never looked at.
public struct RuleProgram: Sendable {
    public var schema: InputSchema
    public var instructions: [Instruction]
    /// Operand lists of `atLeast`, `choice` and `fractionChoice`.
    public var operands: [Int32]
    /// Start value of every slot; constants stay as they are.
    public var initialValues: [Int128]
    /// A slot that is never written and always unknown, or -1.
    public var unknownSlot: Int32
    /// Inclusive bounds proved for each slot.
    public var slotBounds: [SlotBounds]
    /// Factor per evidence kind, scaled by `evidenceScale`; the last one counts where no kind is named.
    public var evidenceFactors: [Int128]
    public var evidenceScale: Int

    public var outcome: OutcomeLayout
    public var multiplier: MultiplierPlan

    public init(
        schema: InputSchema, instructions: [Instruction], operands: [Int32], initialValues: [Int128],
        unknownSlot: Int32, slotBounds: [SlotBounds], evidenceFactors: [Int128], evidenceScale: Int,
        outcome: OutcomeLayout,
        multiplier: MultiplierPlan
    ) {
        self.schema = schema
        self.instructions = instructions
        self.operands = operands
        self.initialValues = initialValues
        self.unknownSlot = unknownSlot
        self.slotBounds = slotBounds
        self.evidenceFactors = evidenceFactors
        self.evidenceScale = evidenceScale
        self.outcome = outcome
        self.multiplier = multiplier
    }
}

/// The least and greatest integer a slot can hold where its value counts.
public struct SlotBounds: Sendable, Equatable {
    public var low: Int128
    public var high: Int128
    public init(low: Int128, high: Int128) {
        self.low = low
        self.high = high
    }
}

/// A number in slots: `numerator × 10^-scale`, divided by `denominator` if that is not -1.
public struct NumberSlot: Sendable, Equatable {
    public var numerator: Int32
    public var denominator: Int32
    public var scale: Int
    public init(numerator: Int32, denominator: Int32, scale: Int) {
        self.numerator = numerator
        self.denominator = denominator
        self.scale = scale
    }
}

/// Where the parts of a result stand.
public struct OutcomeLayout: Sendable {
    /// A scored thing: points or score, and what it is out of.
    public struct Score: Sendable {
        public var value: NumberSlot
        public var of: NumberSlot
        public init(value: NumberSlot, of: NumberSlot) {
            self.value = value
            self.of = of
        }
    }

    /// Boolean slots; the order of each list is that of the norm.
    public var gates: [Int32]
    public var criteria: [Score]
    public var sections: [Score]
    public var bonus: NumberSlot
    public var total: NumberSlot
    /// Slot of the index of the grade.
    public var grade: Int32
    public var notAssessable: Int32
    public var notEligible: Int32

    public init(
        gates: [Int32], criteria: [Score], sections: [Score], bonus: NumberSlot, total: NumberSlot, grade: Int32,
        notAssessable: Int32, notEligible: Int32
    ) {
        self.gates = gates
        self.criteria = criteria
        self.sections = sections
        self.bonus = bonus
        self.total = total
        self.grade = grade
        self.notAssessable = notAssessable
        self.notEligible = notEligible
    }
}
