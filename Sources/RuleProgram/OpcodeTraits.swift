/// What a step of one kind reads, writes and gives.
///
/// This is the one place that says it: the reducer, the cost, the column planner, the evaluator over ranges and the coverage of the
/// tests all ask here. `Opcode.traits` has an entry for every opcode, so a new one does not compile until it is described.
public struct OpcodeTraits: Sendable {
    /// What a step wants of a slot that it reads.
    public enum Role: Sendable, Equatable {
        /// A number, day or index, with its state.
        case value
        /// A day, or a number of months: never wider than 32 bits.
        case day
        /// A number that is the same in every run: where an accumulator begins.
        case constant
        /// 0 or 1, with its state.
        case condition
        /// The state alone.
        case state
    }

    /// What one row of an operand list holds.
    public enum Row: Sendable, Equatable {
        /// A condition.
        case condition
        /// A condition and a value.
        case choice
        /// A condition, a numerator and a denominator.
        case fraction

        /// The slots of a row in order.
        public var roles: [Role] {
            switch self {
            case .condition: Row.conditionRoles
            case .choice: Row.choiceRoles
            case .fraction: Row.fractionRoles
            }
        }

        private static let conditionRoles: [Role] = [.condition]
        private static let choiceRoles: [Role] = [.condition, .value]
        private static let fractionRoles: [Role] = [.condition, .value, .value]
    }

    /// What one of the fields `a`, `b` and `c` of an instruction stands for.
    public enum Field: Sendable, Equatable {
        case unused
        case slot(Role)
        /// The slot of a value, or -1.
        case optionalValue
        /// A field of the schema.
        case question
        /// A field of the records of the list that `a` names.
        case entryField
        case claim
        /// Where the rows begin in the operand lists; `b` is their number.
        case rows(Row)
        /// Where a numerator and a denominator stand in the operand lists, or -1.
        case pair
        /// A whole number: rows, steps of a body, conditions that have to hold.
        case count
    }

    /// What a step puts into its slots.
    public enum Result: Sendable, Equatable {
        case nothing
        /// 0 or 1.
        case boolean
        /// A whole number within the bounds proved for the slot.
        case number
        /// A day number.
        case date
        /// What the question holds.
        case answer
        /// One of the values that the step reads, or 0.
        case values
    }

    /// Which state a step gives.
    public enum States: Sendable, Equatable {
        case nothing
        case known
        /// That of the answer.
        case answer
        /// The highest of the slots that it reads.
        case strict
        /// Rules of their own (`docs/semantics.md`, section 1).
        case logic, applicable, count, choice, fractionChoice
        case defaultIfUnknown, zeroIfUnknown, when, dropNotApplicable, weigh
    }

    public var a: Field
    public var b: Field
    public var c: Field
    public var result: Result
    public var states: States
    /// Slots that it writes, from its destination upwards.
    public var writes: Int32
    /// True if `a` and `b` can change places.
    public var isCommutative: Bool

    init(
        _ a: Field = .unused, _ b: Field = .unused, _ c: Field = .unused, gives result: Result, _ states: States,
        writes: Int32 = 1, isCommutative: Bool = false
    ) {
        self.a = a
        self.b = b
        self.c = c
        self.result = result
        self.states = states
        self.writes = writes
        self.isCommutative = isCommutative
    }

    /// What the rows of the operand list hold; nil for a step without one.
    public var row: Row? { if case .rows(let row) = a { row } else { nil } }
}

extension Opcode {
    /// What steps of this kind read, write and give.
    public var traits: OpcodeTraits {
        let (value, condition) = (OpcodeTraits.Field.slot(.value), OpcodeTraits.Field.slot(.condition))
        let (state, day) = (OpcodeTraits.Field.slot(.state), OpcodeTraits.Field.slot(.day))
        return switch self {
        case .input: .init(.question, gives: .answer, .answer)
        case .evidence: .init(.question, state, gives: .number, .known)
        case .evidenceToCome: .init(.question, state, value, gives: .number, .known)
        case .claim: .init(.claim, gives: .boolean, .known)
        case .asOf: .init(gives: .date, .known)
        case .listCount: .init(.question, gives: .answer, .answer)
        case .forEach: .init(.question, .count, gives: .nothing, .nothing, writes: 0)
        case .element: .init(.question, .entryField, gives: .answer, .answer)

        case .copy: .init(.slot(.constant), gives: .values, .strict)
        case .add, .multiply: .init(value, value, gives: .number, .strict, isCommutative: true)
        case .subtract, .divide: .init(value, value, gives: .number, .strict)
        case .negate, .absolute: .init(value, gives: .number, .strict)
        case .minimum, .maximum: .init(value, value, gives: .values, .strict, isCommutative: true)
        case .equal, .notEqual: .init(value, value, gives: .boolean, .strict, isCommutative: true)
        case .less, .lessOrEqual: .init(value, value, gives: .boolean, .strict)
        case .daysBetween, .monthsBetween, .yearsBetween: .init(day, day, gives: .number, .strict)
        case .yearOf, .monthOf, .dayOf: .init(day, gives: .number, .strict)
        case .addMonths: .init(day, day, gives: .date, .strict)

        case .and, .or: .init(condition, condition, gives: .boolean, .logic, isCommutative: true)
        case .not: .init(condition, gives: .boolean, .strict)
        case .applicable: .init(state, gives: .boolean, .applicable)
        case .atLeast: .init(.rows(.condition), .count, .count, gives: .boolean, .count)
        case .choose: .init(value, condition, value, gives: .values, .choice)
        case .choice: .init(.rows(.choice), .count, .optionalValue, gives: .values, .choice)
        case .fractionChoice: .init(.rows(.fraction), .count, .pair, gives: .values, .fractionChoice, writes: 2)

        case .join: .init(value, state, gives: .values, .strict)
        case .defaultIfUnknown: .init(value, value, gives: .values, .defaultIfUnknown)
        case .zeroIfUnknown: .init(value, gives: .values, .zeroIfUnknown)
        case .when: .init(value, condition, gives: .values, .when)
        case .dropNotApplicable: .init(value, gives: .values, .dropNotApplicable)
        case .weigh: .init(state, value, gives: .values, .weigh)
        case .missing: .init(state, gives: .boolean, .known)
        case .surelyTrue: .init(condition, gives: .boolean, .known)
        }
    }
}
