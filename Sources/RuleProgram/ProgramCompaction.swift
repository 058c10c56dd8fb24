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
                guard !keep[index], step.writes.contains(where: { needed[Int($0)] }) else { continue }
                keep[index] = true
                step.visitOperands(reducer.operands) { slot, _ in needed[Int(slot)] = true }
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
        var (step, slots) = old.mapped(list) { renumbered($0) }
        if old.opcode == .forEach { step.b = Int32(body) }
        step = step.placed(at: Int32(operands.count))
        operands += slots
        // The slots of one step stay side by side.
        for slot in old.writes { _ = renumbered(slot) }
        if old.opcode.traits.writes > 0 { step.destination = renumbered(old.destination) }
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
