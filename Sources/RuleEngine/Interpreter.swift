import ExactNumbers
import RuleProgram

/// Runs a program on one scene after another. Holds the slots, so that a run allocates nothing.
/// Not safe to share between threads; make one per thread.
public final class Interpreter {
    public let program: RuleProgram
    @usableFromInline let values: UnsafeMutablePointer<Int128>
    @usableFromInline let states: UnsafeMutablePointer<UInt8>
    /// The evidence factor 1.
    private let one: Int128
    private let instructions: UnsafeMutableBufferPointer<Instruction>
    private let operands: UnsafeMutableBufferPointer<Int32>
    #if DEBUG
        /// What the steps run so far have met; nil where nobody asks.
        public var coverage: StepCoverage?
        private lazy var lanes = program.slotBounds.map { NumberLane($0) }
    #endif

    public init(_ program: RuleProgram) {
        self.program = program
        one = .powerOfTen(program.evidenceScale)
        let count = max(program.initialValues.count, 1)
        values = .allocate(capacity: count)
        states = .allocate(capacity: count)
        for index in 0..<count {
            (values + index).initialize(to: index < program.initialValues.count ? program.initialValues[index] : 0)
            (states + index).initialize(to: 0)
        }
        if program.unknownSlot >= 0 { states[Int(program.unknownSlot)] = ValueState.unknown.rawValue }
        instructions = .allocate(capacity: program.instructions.count)
        _ = instructions.initialize(from: program.instructions)
        operands = .allocate(capacity: program.operands.count)
        _ = operands.initialize(from: program.operands)
    }

    deinit {
        values.deallocate()
        states.deallocate()
        instructions.deallocate()
        operands.deallocate()
    }

    /// Value of a slot after a run.
    @inlinable public func value(_ slot: Int32) -> Int128 { values[Int(slot)] }

    /// State of a slot after a run.
    @inlinable public func state(_ slot: Int32) -> ValueState { ValueState(rawValue: states[Int(slot)]) ?? .unknown }

    /// Puts a value and state that were computed elsewhere into a slot, to be read from there like those of a run.
    @inlinable public func set(_ slot: Int32, _ value: Int128, _ state: ValueState) {
        values[Int(slot)] = value
        states[Int(slot)] = state.rawValue
    }

    /// Puts in a value alone.
    @inlinable public func set(_ slot: Int32, _ value: Int128) { values[Int(slot)] = value }

    /// Puts in a state alone.
    @inlinable public func set(_ slot: Int32, _ state: ValueState) { states[Int(slot)] = state.rawValue }

    /// Entry of the operand lists.
    @inline(__always) func operand(_ position: Int) -> Int32 { operands[position] }

    /// Evaluates one scene. The record must have the layout of the program's schema.
    public func run(_ record: SceneRecord) {
        execute(from: 0, to: instructions.count, record: record, element: 0)
    }

    private func execute(from start: Int, to end: Int, record: borrowing SceneRecord, element: Int) {
        var index = start
        while index < end {
            let step = instructions[index]
            index += 1
            let d = Int(step.destination)
            let a = Int(step.a)
            let b = Int(step.b)
            #if DEBUG
                if coverage != nil { note(step) }
            #endif
            switch step.opcode {
            case .input:
                values[d] = record.values[a]
                states[d] = record.states[a].rawValue
            case .evidence:
                let counts = record.states[a] == .known && states[b] == 0
                values[d] = counts ? evidenceFactor(record.evidence[a]) : one
                states[d] = 0
            case .evidenceToCome:
                if record.states[a] == .known {
                    values[d] = states[b] == ValueState.open.rawValue ? evidenceFactor(record.evidence[a]) : one
                } else {
                    let mayCome = states[b] == ValueState.unknown.rawValue || states[b] == ValueState.open.rawValue
                    values[d] = mayCome ? values[Int(step.c)] : one
                }
                states[d] = 0
            case .claim:
                values[d] = record.claims[a] ? 1 : 0
                states[d] = 0
            case .asOf:
                values[d] = Int128(record.asOf)
                states[d] = 0
            case .listCount:
                values[d] = record.values[a]
                states[d] = record.states[a].rawValue
            case .forEach:
                if record.states[a] == .known {
                    for position in 0..<Int(record.values[a]) {
                        execute(from: index, to: index + b, record: record, element: position)
                    }
                }
                index += b
            case .element:
                values[d] = record.lists[a].values[b][element]
                states[d] = record.lists[a].states[b][element].rawValue
            case .copy:
                values[d] = values[a]
                states[d] = states[a]
            case .add:
                values[d] = values[a] &+ values[b]
                states[d] = max(states[a], states[b])
            case .subtract:
                values[d] = values[a] &- values[b]
                states[d] = max(states[a], states[b])
            case .multiply:
                values[d] = values[a] &* values[b]
                states[d] = max(states[a], states[b])
            case .negate:
                values[d] = 0 &- values[a]
                states[d] = states[a]
            case .absolute:
                values[d] = values[a] < 0 ? 0 &- values[a] : values[a]
                states[d] = states[a]
            case .minimum:
                values[d] = min(values[a], values[b])
                states[d] = max(states[a], states[b])
            case .maximum:
                values[d] = max(values[a], values[b])
                states[d] = max(states[a], states[b])
            case .divide:
                values[d] = quotient(values[a], values[b], step.mode)
                states[d] = max(states[a], states[b])
            case .equal:
                values[d] = values[a] == values[b] ? 1 : 0
                states[d] = max(states[a], states[b])
            case .notEqual:
                values[d] = values[a] != values[b] ? 1 : 0
                states[d] = max(states[a], states[b])
            case .less:
                values[d] = values[a] < values[b] ? 1 : 0
                states[d] = max(states[a], states[b])
            case .lessOrEqual:
                values[d] = values[a] <= values[b] ? 1 : 0
                states[d] = max(states[a], states[b])
            case .daysBetween: calendar(.daysBetween, d, a, b)
            case .monthsBetween: calendar(.monthsBetween, d, a, b)
            case .yearsBetween: calendar(.yearsBetween, d, a, b)
            case .addMonths: calendar(.addMonths, d, a, b)
            case .yearOf: calendar(.yearOf, d, a, a)
            case .monthOf: calendar(.monthOf, d, a, a)
            case .dayOf: calendar(.dayOf, d, a, a)
            case .and: and(d, a, b)
            case .or: or(d, a, b)
            case .not:
                values[d] = 1 &- values[a]
                states[d] = states[a]
            case .applicable:
                values[d] = states[a] == ValueState.notApplicable.rawValue ? 0 : 1
                states[d] = states[a] == ValueState.open.rawValue ? ValueState.unknown.rawValue : 0
            case .atLeast: atLeast(d, operands: a, count: b, needed: Int(step.c))
            case .choose: choose(d, a, condition: b, Int(step.c))
            case .choice: choice(d, operands: a, rows: b, otherwise: Int(step.c))
            case .fractionChoice: fractionChoice(d, operands: a, rows: b, otherwise: Int(step.c))
            case .join:
                values[d] = values[a]
                states[d] = max(states[a], states[b])
            case .defaultIfUnknown:
                let source = states[a] == ValueState.unknown.rawValue ? b : a
                values[d] = values[source]
                states[d] = states[source]
            case .zeroIfUnknown:
                let missing = states[a] == ValueState.unknown.rawValue || states[a] == ValueState.open.rawValue
                values[d] = missing ? 0 : values[a]
                states[d] = missing ? 0 : states[a]
            case .when: when(d, a, b)
            case .dropNotApplicable:
                let dropped = states[a] == ValueState.notApplicable.rawValue
                values[d] = dropped ? 0 : values[a]
                states[d] = dropped ? 0 : min(states[a], ValueState.unknown.rawValue)
            case .weigh:
                let dropped = states[a] == ValueState.notApplicable.rawValue
                values[d] = dropped ? 0 : values[b]
                states[d] =
                    states[a] == ValueState.open.rawValue ? ValueState.unknown.rawValue : (dropped ? 0 : states[b])
            case .missing:
                let isMissing = states[a] == ValueState.unknown.rawValue || states[a] == ValueState.open.rawValue
                values[d] = isMissing ? 1 : 0
                states[d] = 0
            case .surelyTrue:
                values[d] = states[a] == 0 && values[a] != 0 ? 1 : 0
                states[d] = 0
            }
        }
    }

    #if DEBUG
        private func note(_ step: Instruction) {
            coverage?.note(step, program.operands, state: { state($0) }, lane: { lanes[Int($0)] })
        }
    #endif

    /// Factor of the kind named, or of none.
    private func evidenceFactor(_ kind: Int16) -> Int128 {
        program.evidenceFactors[kind >= 0 ? Int(kind) : program.evidenceFactors.count - 1]
    }

    @inline(__always)
    private func quotient(_ numerator: Int128, _ denominator: Int128, _ mode: UInt8) -> Int128 {
        guard denominator > 0 else { return 0 }
        return .divide(numerator, by: denominator, rounding: roundingModes[Int(mode)])
    }

    @inline(__always)
    private func calendar(_ function: CalendarFunction, _ d: Int, _ a: Int, _ b: Int) {
        values[d] = function.result(values[a], values[b])
        states[d] = max(states[a], states[b])
    }
}

/// Index of a rounding mode in an instruction.
public let roundingModes: [RoundingMode] = [.halfUp, .halfEven, .halfDown, .down, .up, .floor, .ceiling]
