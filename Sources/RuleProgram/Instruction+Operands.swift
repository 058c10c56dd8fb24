/// What one instruction reads and writes, read off the opcode table.
extension Instruction {
    /// Slots written, in order.
    public var writes: Range<Int32> { destination..<(destination + opcode.traits.writes) }

    /// The question that it asks the record, or nil.
    public var question: Int? { opcode.traits.a == .question ? Int(a) : nil }

    /// Calls `body` with every slot that the step reads and what it wants of it; `list` holds the operand lists.
    public func visitOperands(_ list: [Int32], _ body: (Int32, OpcodeTraits.Role) -> Void) {
        let traits = opcode.traits
        visit(traits.a, a, list, body)
        visit(traits.b, b, list, body)
        visit(traits.c, c, list, body)
    }

    private func visit(
        _ field: OpcodeTraits.Field, _ value: Int32, _ list: [Int32], _ body: (Int32, OpcodeTraits.Role) -> Void
    ) {
        switch field {
        case .unused, .question, .entryField, .claim, .count: break
        case .slot(let role): body(value, role)
        case .optionalValue: if value >= 0 { body(value, .value) }
        case .rows(let row):
            let roles = row.roles
            for number in 0..<max(0, Int(b)) {
                let start = Int(value) + number * roles.count
                for (place, role) in roles.enumerated() { body(list[start + place], role) }
            }
        case .pair:
            guard value >= 0 else { return }
            body(list[Int(value)], .value)
            body(list[Int(value) + 1], .value)
        }
    }

    /// The slots that the step reads.
    public func reads(_ list: [Int32]) -> [Int32] {
        var slots: [Int32] = []
        visitOperands(list) { slot, _ in slots.append(slot) }
        return slots
    }

    /// The step over other slots, its destination aside, with nothing in the fields it does not use.
    ///
    /// - Returns: the step, and what its operand list holds, a pair at the end; `placed` says where the list stands.
    func mapped(_ list: [Int32], _ slot: (Int32) -> Int32) -> (step: Instruction, list: [Int32]) {
        let traits = opcode.traits
        var step = self
        var own: [Int32] = []
        func field(_ field: OpcodeTraits.Field, _ value: Int32) -> Int32 {
            switch field {
            case .unused: return 0
            case .question, .entryField, .claim, .count: return value
            case .slot: return slot(value)
            case .optionalValue: return value >= 0 ? slot(value) : -1
            case .rows, .pair:
                visit(field, value, list) { operand, _ in own.append(slot(operand)) }
                return value
            }
        }
        step.a = field(traits.a, a)
        step.b = field(traits.b, b)
        step.c = field(traits.c, c)
        return (step, own)
    }

    /// The step with its operand list at `start`.
    func placed(at start: Int32) -> Instruction {
        let traits = opcode.traits
        guard let row = traits.row else { return self }
        var step = self
        step.a = start
        if traits.c == .pair, c >= 0 { step.c = start + b * Int32(row.roles.count) }
        return step
    }
}
