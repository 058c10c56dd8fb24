/// Rewrites a program step by step: copies are followed, settled steps become constants, equal steps are done once.
struct ProgramReducer {
    let original: RuleProgram
    /// The slot that holds the same value and state, by slot of the original.
    var alias: [Int32]
    var states: [StateSet]
    var roots: [[Int32]]
    /// By slot: roots whose highest state is never below the slot's; empty where nothing is known of that.
    var ceilings: [[Int32]]
    /// Steps that write each slot; more than one only in accumulators of loops.
    private var writers: [Int]
    private(set) var initialValues: [Int128]
    private(set) var bounds: [SlotBounds]
    private var constants: [Int128: Int32] = [:]
    private var done: [[Step: Int32]] = [[:]]
    private(set) var instructions: [Instruction] = []
    private(set) var operands: [Int32] = []
    /// By slot: position of the step that wrote it in `instructions`.
    private(set) var makers: [Int32: Int] = [:]

    /// What makes two steps the same.
    private struct Step: Hashable {
        var opcode: UInt8
        var mode: UInt8
        var a: Int32
        var b: Int32
        var c: Int32
        var list: [Int32]

        init(_ step: Instruction, _ list: [Int32]) {
            let traits = step.opcode.traits
            opcode = step.opcode.rawValue
            mode = step.mode
            // Where operand lists stand makes no difference, what they hold does.
            a = traits.row == nil ? step.a : 0
            b = step.b
            c = traits.c == .pair ? min(step.c, 0) : step.c
            self.list = list
        }
    }

    init(_ program: RuleProgram) {
        original = program
        let count = program.initialValues.count
        alias = (0..<Int32(count)).map { $0 }
        states = Array(repeating: .known, count: count)
        roots = Array(repeating: [], count: count)
        ceilings = Array(repeating: [], count: count)
        writers = Array(repeating: 0, count: count)
        initialValues = program.initialValues
        bounds = program.slotBounds
        for step in program.instructions {
            for slot in step.writes { writers[Int(slot)] += 1 }
        }
        if program.unknownSlot >= 0 {
            states[Int(program.unknownSlot)] = .unknown
            roots[Int(program.unknownSlot)] = [program.unknownSlot]
        }
        for slot in 0..<count where writers[slot] == 0 && slot != Int(program.unknownSlot) {
            constants[initialValues[slot]] = constants[initialValues[slot]] ?? Int32(slot)
            alias[slot] = constants[initialValues[slot]] ?? Int32(slot)
        }
        for slot in 0..<count where writers[slot] > 1 {
            states[slot] = .any
            roots[slot] = [Int32(slot)]
        }
    }

    // MARK: - Slots

    /// The value of a slot that is the same in every run.
    func constant(_ slot: Int32) -> Int128? {
        guard Int(slot) >= writers.count || writers[Int(slot)] == 0, slot != original.unknownSlot else { return nil }
        return initialValues[Int(slot)]
    }

    mutating func constantSlot(_ value: Int128) -> Int32 {
        if let known = constants[value] { return known }
        let slot = Int32(initialValues.count)
        initialValues.append(value)
        bounds.append(SlotBounds(low: value, high: value))
        alias.append(slot)
        states.append(.known)
        roots.append([])
        ceilings.append([])
        constants[value] = slot
        return slot
    }

    func states(_ slot: Int32) -> StateSet { states[Int(slot)] }
    func isKnown(_ slot: Int32) -> Bool { states[Int(slot)].isKnown }

    // MARK: - Steps

    mutating func rewrite(from start: Int, to end: Int) {
        var index = start
        while index < end {
            let step = original.instructions[index]
            index += 1
            if step.opcode == .forEach {
                let position = instructions.count
                instructions.append(step)
                done.append([:])
                rewrite(from: index, to: index + Int(step.b))
                done.removeLast()
                instructions[position].b = Int32(instructions.count - position - 1)
                index += Int(step.b)
            } else {
                rewrite(step)
            }
        }
    }

    private mutating func rewrite(_ old: Instruction) {
        var (step, list) = old.mapped(original.operands) { alias[Int($0)] }
        let isAccumulator = self.isAccumulator(step.destination)
        if !isAccumulator, let same = folded(&step, &list) {
            alias[Int(old.destination)] = same
            return
        }
        let key = Step(step, list)
        if !isAccumulator {
            for level in done.reversed() {
                guard let earlier = level[key] else { continue }
                for (own, other) in zip(old.writes, earlier...) {
                    alias[Int(own)] = other
                    widen(other, to: own)
                }
                return
            }
            done[done.count - 1][key] = step.destination
            deduce(step, list)
        }
        step = step.placed(at: Int32(operands.count))
        operands += list
        makers[step.destination] = instructions.count
        instructions.append(step)
    }

    /// True for a slot that several steps write.
    func isAccumulator(_ slot: Int32) -> Bool { Int(slot) < writers.count && writers[Int(slot)] > 1 }

    /// A step that two others are joined into counts wherever either did, with the values it had there.
    private mutating func widen(_ slot: Int32, to other: Int32) {
        guard constant(slot) == nil else { return }
        let (own, more) = (bounds[Int(slot)], original.slotBounds[Int(other)])
        bounds[Int(slot)] = SlotBounds(low: min(own.low, more.low), high: max(own.high, more.high))
    }

    // MARK: - The end

    mutating func finish(_ outcome: OutcomeLayout, and slots: [Int32]) -> ReducedProgram {
        let kept = outcome.mapped { alias[Int($0)] }
        let wanted = kept.slots + slots.map { alias[Int($0)] }
        let compact = ProgramCompaction(self, wanted: wanted)
        var program = original
        program.instructions = compact.instructions
        program.operands = compact.operands
        program.initialValues = compact.order.map { initialValues[Int($0)] }
        program.slotBounds = compact.order.map { bounds[Int($0)] }
        program.unknownSlot = original.unknownSlot < 0 ? -1 : compact.number[Int(original.unknownSlot)]
        program.outcome = kept.mapped { compact.number[Int($0)] }
        return ReducedProgram(
            program: program, states: compact.order.map { states[Int($0)] },
            roots: compact.order.map { slot in
                let mapped = roots[Int(slot)].map { compact.number[Int($0)] }
                return mapped.contains(-1) ? [compact.number[Int(slot)]] : mapped
            },
            map: (0..<original.initialValues.count).map { compact.number[Int(alias[$0])] })
    }
}
