/// What is left of a rewritten program: the steps that wanted slots need, over slots numbered anew in the order of their use.
struct ProgramCompaction {
    private(set) var instructions: [Instruction] = []
    private(set) var operands: [Int32] = []
    /// Old slots in their new order.
    private(set) var order: [Int32] = []
    /// New number of each old slot, or -1.
    private(set) var number: [Int32]

    init(_ reducer: ProgramReducer, wanted: [Int32]) {
        number = Array(repeating: -1, count: reducer.initialValues.count)
        var needed = Array(repeating: false, count: reducer.initialValues.count)
        for slot in wanted { needed[Int(slot)] = true }
        var keep = Array(repeating: false, count: reducer.instructions.count)
        let ends = ProgramCompaction.loopEnds(reducer.instructions)
        // Accumulators are read by the next round of their loop: go over the steps until nothing new is needed.
        var before = -1
        while before != keep.count(where: { $0 }) {
            before = keep.count(where: { $0 })
            for index in reducer.instructions.indices.reversed() {
                let step = reducer.instructions[index]
                if step.opcode == .forEach {
                    keep[index] = (index + 1..<ends[index]).contains { keep[$0] }
                    continue
                }
                let writes =
                    needed[Int(step.destination)] || step.opcode == .fractionChoice && needed[Int(step.destination) + 1]
                guard writes, !keep[index] else { continue }
                keep[index] = true
                step.visitOperands(reducer.operands) { needed[Int($0)] = true }
            }
        }
        for (index, step) in reducer.instructions.enumerated() where keep[index] {
            append(step, reducer.operands, body: (index + 1..<max(index + 1, ends[index])).count { keep[$0] })
        }
        for slot in wanted { _ = renumbered(slot) }
    }

    /// One past the last step of the loop that begins at each position.
    private static func loopEnds(_ steps: [Instruction]) -> [Int] {
        steps.indices.map { steps[$0].opcode == .forEach ? $0 + 1 + Int(steps[$0].b) : $0 }
    }

    private mutating func append(_ old: Instruction, _ list: [Int32], body: Int) {
        var step = old
        switch step.opcode {
        case .forEach: step.b = Int32(body)
        case .choice, .fractionChoice, .atLeast:
            var slots: [Int32] = []
            step.visitOperands(list) { slots.append($0) }
            if step.opcode == .choice, step.c >= 0 {
                slots.removeLast()
                step.c = renumbered(step.c)
            }
            step.a = Int32(operands.count)
            if step.opcode == .fractionChoice, step.c >= 0 { step.c = step.a + step.b * 3 }
            operands += slots.map { renumbered($0) }
        default:
            let reads = step.opcode.reads
            if reads.a { step.a = renumbered(step.a) }
            if reads.b { step.b = renumbered(step.b) }
            if reads.c { step.c = renumbered(step.c) }
        }
        if step.opcode != .forEach { step.destination = renumbered(step.destination) }
        if step.opcode == .fractionChoice { _ = renumbered(old.destination + 1) }
        instructions.append(step)
    }

    private mutating func renumbered(_ slot: Int32) -> Int32 {
        if number[Int(slot)] < 0 {
            number[Int(slot)] = Int32(order.count)
            order.append(slot)
        }
        return number[Int(slot)]
    }
}

extension Opcode {
    /// Which of the fields `a`, `b` and `c` are slots that a step reads; operand lists aside.
    public var reads: (a: Bool, b: Bool, c: Bool) {
        switch self {
        case .input, .claim, .asOf, .listCount, .forEach, .element, .choice, .fractionChoice, .atLeast:
            (false, false, false)
        case .evidence: (false, true, false)
        case .evidenceToCome: (false, true, true)
        case .copy, .negate, .absolute, .not, .applicable, .zeroIfUnknown, .dropNotApplicable, .missing, .surelyTrue:
            (true, false, false)
        case .choose: (true, true, true)
        default: (true, true, false)
        }
    }
}

extension Instruction {
    /// Calls `body` with every slot that the step reads; `list` holds the operand lists.
    public func visitOperands(_ list: [Int32], _ body: (Int32) -> Void) {
        let reads = opcode.reads
        if reads.a { body(a) }
        if reads.b { body(b) }
        if reads.c { body(c) }
        let width: Int32 = opcode == .choice ? 2 : opcode == .fractionChoice ? 3 : opcode == .atLeast ? 1 : 0
        for position in 0..<Int(width * b) where width > 0 { body(list[Int(a) + position]) }
        if opcode == .choice, c >= 0 { body(c) }
        if opcode == .fractionChoice, c >= 0 {
            body(list[Int(c)])
            body(list[Int(c) + 1])
        }
    }
}
