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
        case .and: return logic(&step, absorbing: 0)
        case .or: return logic(&step, absorbing: 1)
        case .choose: return choose(&step)
        case .choice: return choice(&step, &list)
        case .equal: return settled(&step) { $0 == $1 ? 1 : 0 }
        case .notEqual: return settled(&step) { $0 != $1 ? 1 : 0 }
        case .less: return settled(&step) { $0 < $1 ? 1 : 0 }
        case .lessOrEqual: return settled(&step) { $0 <= $1 ? 1 : 0 }
        case .add: return neutral(0, step) ?? settled(&step) { $0 &+ $1 }
        case .subtract: return constant(b) == 0 ? a : settled(&step) { $0 &- $1 }
        case .multiply: return neutral(1, step) ?? settled(&step) { $0 &* $1 }
        case .minimum: return settled(&step) { min($0, $1) }
        case .maximum: return settled(&step) { max($0, $1) }
        case .negate: return constant(a).map { constantSlot(0 &- $0) }
        case .absolute: return constant(a).map { constantSlot($0 < 0 ? 0 &- $0 : $0) }
        case .input, .evidence, .evidenceToCome, .claim, .asOf, .listCount, .forEach, .element, .divide, .daysBetween,
            .monthsBetween, .yearsBetween, .yearOf, .monthOf, .dayOf, .addMonths, .atLeast, .fractionChoice:
            return nil
        }
    }

    private mutating func logic(_ step: inout Instruction, absorbing: Int128) -> Int32? {
        let (a, b) = (step.a, step.b)
        if a == b { return a }
        for (one, other) in [(a, b), (b, a)] {
            guard let value = constant(one) else { continue }
            return (value != 0) == (absorbing != 0) ? constantSlot(absorbing) : other
        }
        return ordered(&step)
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

    /// The result of two constants.
    private mutating func settled(_ step: inout Instruction, _ result: (Int128, Int128) -> Int128) -> Int32? {
        if let x = constant(step.a), let y = constant(step.b) { return constantSlot(result(x, y)) }
        return ordered(&step)
    }

    /// The operand that the other one, a constant that changes nothing, leaves as it is.
    private func neutral(_ value: Int128, _ step: Instruction) -> Int32? {
        if constant(step.b) == value { return step.a }
        return constant(step.a) == value ? step.b : nil
    }

    /// Puts operands that can change places in order, so that equal steps are found.
    private func ordered(_ step: inout Instruction) -> Int32? {
        if step.opcode.traits.isCommutative, step.a > step.b { swap(&step.a, &step.b) }
        return nil
    }
}
