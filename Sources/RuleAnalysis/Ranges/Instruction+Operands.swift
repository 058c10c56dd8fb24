import RuleProgram

/// What an instruction reads, as indices.
extension Instruction {
    /// Slots read.
    func reads(_ program: RuleProgram) -> [Int] {
        var slots: [Int] = []
        visitOperands(program.operands) { slot, _ in slots.append(Int(slot)) }
        return slots
    }
}
