import ExactNumbers

/// Steps whose result stands somewhere already.
extension ProgramReducer {
    /// The slot that holds the result of `step` without running it; nil where it has to run, perhaps in a simpler form.
    mutating func folded(_ step: inout Instruction, _ list: inout [Int32]) -> Int32? {
        let (a, b) = (step.a, step.b)
        switch step.opcode {
        case .copy: return a
        case .missing: return states(a).isDisjoint(with: [.unknown, .open]) ? constantSlot(0) : nil
        case .surelyTrue: return isKnown(a) ? a : nil
        case .applicable: return states(a).applies ? constantSlot(1) : nil
        case .dropNotApplicable: return states(a).applies ? a : nil
        case .zeroIfUnknown: return states(a).isDisjoint(with: [.unknown, .open]) ? a : nil
        case .defaultIfUnknown: return states(a).contains(.unknown) ? nil : a
        case .weigh: return states(a).applies ? b : nil
        case .when: return constant(b) == nil ? nil : constant(b) == 0 ? nil : a
        case .join: return merged(roots[Int(a)] + roots[Int(b)]) == roots[Int(a)] ? a : nil
        case .not: return constant(a).map { constantSlot(1 &- $0) }
        case .and, .or: return logic(&step)
        case .choose: return choose(&step)
        case .choice: return choice(&step, &list)
        case .equal, .notEqual, .less, .lessOrEqual: return compared(&step)
        case .add, .subtract, .multiply, .negate, .minimum, .maximum: return arithmetic(&step)
        default: return nil
        }
    }

    private mutating func logic(_ step: inout Instruction) -> Int32? {
        let (a, b) = (step.a, step.b)
        if a == b { return a }
        let absorbing: Int128 = step.opcode == .and ? 0 : 1
        for (one, other) in [(a, b), (b, a)] {
            guard let value = constant(one) else { continue }
            return (value != 0) == (absorbing != 0) ? constantSlot(absorbing) : other
        }
        if a > b { (step.a, step.b) = (b, a) }
        return nil
    }

    private mutating func choose(_ step: inout Instruction) -> Int32? {
        let (value, condition, otherwise) = (step.a, step.b, step.c)
        if let settled = constant(condition) { return settled != 0 ? value : otherwise }
        if value == otherwise, isKnown(value) { return value }
        // Zero where missing: one step, and known from then on.
        if constant(value) == 0, let test = maker(of: condition), test.opcode == .missing, test.a == otherwise {
            step = Instruction(.zeroIfUnknown, step.destination, otherwise)
        }
        return nil
    }

    /// The step that wrote a slot, if the rewritten program holds it.
    private func maker(of slot: Int32) -> Instruction? { makers[slot].map { instructions[$0] } }

    private mutating func choice(_ step: inout Instruction, _ list: inout [Int32]) -> Int32? {
        var rows: [Int32] = []
        for row in stride(from: 0, to: list.count, by: 2) {
            if let settled = constant(list[row]) {
                if settled == 0 { continue }
                step.c = list[row + 1]
                break
            }
            rows += [list[row], list[row + 1]]
        }
        list = rows
        step.b = Int32(rows.count / 2)
        if rows.isEmpty, step.c >= 0 { return step.c }
        // A row for every answer: the last one needs no test.
        if step.c < 0, let last = list.last, coversEveryAnswer(list) {
            step.c = last
            list.removeLast(2)
            step.b -= 1
        }
        return nil
    }

    /// Whether the conditions of a choice compare one answer with each value that it can have.
    private func coversEveryAnswer(_ list: [Int32]) -> Bool {
        var asked: Int32 = -1
        var values: Set<Int128> = []
        var tests = stride(from: 0, to: list.count, by: 2).map { list[$0] }
        while let test = tests.popLast() {
            guard let step = maker(of: test) else { return false }
            if step.opcode == .or {
                tests += [step.a, step.b]
                continue
            }
            guard step.opcode == .equal else { return false }
            let (column, value) = constant(step.a) == nil ? (step.a, step.b) : (step.b, step.a)
            guard let number = constant(value), asked < 0 || asked == column else { return false }
            asked = column
            values.insert(number)
        }
        guard asked >= 0, let answer = maker(of: asked), answer.opcode == .input else { return false }
        switch original.schema.fields[Int(answer.a)].kind {
        case .option(let options): return options.indices.allSatisfy { values.contains(Int128($0)) }
        case .number(_, let low, let high):
            guard high >= low, high &- low < 1_000 else { return false }
            return stride(from: Int(low), through: Int(high), by: 1).allSatisfy { values.contains(Int128($0)) }
        default: return false
        }
    }

    private mutating func compared(_ step: inout Instruction) -> Int32? {
        let (a, b) = (step.a, step.b)
        if let x = constant(a), let y = constant(b) {
            switch step.opcode {
            case .equal: return constantSlot(x == y ? 1 : 0)
            case .notEqual: return constantSlot(x != y ? 1 : 0)
            case .less: return constantSlot(x < y ? 1 : 0)
            default: return constantSlot(x <= y ? 1 : 0)
            }
        }
        if a > b, step.opcode == .equal || step.opcode == .notEqual { (step.a, step.b) = (b, a) }
        return nil
    }

    private mutating func arithmetic(_ step: inout Instruction) -> Int32? {
        let (a, b) = (step.a, step.b)
        if step.opcode == .negate { return constant(a).map { constantSlot(0 &- $0) } }
        let (x, y) = (constant(a), constant(b))
        if let x, let y {
            switch step.opcode {
            case .add: return constantSlot(x &+ y)
            case .subtract: return constantSlot(x &- y)
            case .multiply: return constantSlot(x &* y)
            case .minimum: return constantSlot(min(x, y))
            default: return constantSlot(max(x, y))
            }
        }
        switch step.opcode {
        case .add, .subtract:
            if y == 0 { return a }
            if x == 0, step.opcode == .add { return b }
        case .multiply:
            if y == 1 { return a }
            if x == 1 { return b }
        default: break
        }
        if a > b, step.opcode != .subtract { (step.a, step.b) = (b, a) }
        return nil
    }
}
