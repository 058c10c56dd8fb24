/// Which states a step can give, and whose states decide it.
extension ProgramReducer {
    /// Takes note of the states of what a step writes.
    mutating func deduce(_ step: Instruction, _ list: [Int32]) {
        let slot = Int(step.destination)
        var (set, from) = result(step, list)
        // An accumulator's state is that of the moment.
        if from?.contains(where: { isAccumulator($0) }) ?? false { from = nil }
        states[slot] = set
        roots[slot] = set.isKnown ? [] : from.map { merged($0) } ?? [step.destination]
        if from == nil, set.isSubset(of: .answers) { ceilings[slot] = ceiling(step, list) }
        for other in step.writes.dropFirst() {
            states[Int(other)] = set
            roots[Int(other)] = roots[slot]
        }
    }

    /// States, and the slots whose highest state is that of the result where it is one.
    private func result(_ step: Instruction, _ list: [Int32]) -> (StateSet, roots: [Int32]?) {
        func set(_ slot: Int32) -> StateSet { states[Int(slot)] }
        func own(_ slot: Int32) -> [Int32] { roots[Int(slot)] }
        let (a, b) = (step.a, step.b)
        switch step.opcode.traits.states {
        case .nothing, .known: return (.known, [])
        case .answer: return (answer(step), nil)
        case .strict:
            var (states, slots) = (StateSet.known, [Int32]())
            step.placed(at: 0).visitOperands(list) { slot, _ in
                states = states.strict(set(slot))
                slots += own(slot)
            }
            return (states, slots)
        case .logic: return (set(a).logic(set(b)), nil)
        case .applicable: return (set(a).contains(.open) ? .answers : .known, nil)
        case .count: return (list.allSatisfy { set($0).isKnown } ? .known : .answers, nil)
        case .choice: return (chosen(step, list), uniformRoots(step, list))
        case .fractionChoice: return (chosen(step, list), nil)
        case .defaultIfUnknown: return (set(a).subtracting(.unknown).union(set(b)), nil)
        case .zeroIfUnknown: return (set(a).subtracting([.unknown, .open]).union(.known), nil)
        case .when: return (set(b).isKnown ? set(a).union(.notApplicable) : [set(a), .open, .notApplicable], nil)
        case .dropNotApplicable: return (set(a).contains(.open) || set(a).contains(.unknown) ? .answers : .known, nil)
        case .weigh: return (set(a).contains(.open) ? [set(b), .answers] : set(b).union(.known), nil)
        }
    }

    /// States of the answer that a step reads.
    private func answer(_ step: Instruction) -> StateSet {
        var field = original.schema.fields[Int(step.a)]
        if step.opcode.traits.b == .entryField {
            guard case .list(_, let fields) = field.kind else { return .any }
            field = fields[Int(step.b)]
        }
        return field.mayNotApply ? [.answers, .notApplicable] : .answers
    }

    private func chosen(_ step: Instruction, _ list: [Int32]) -> StateSet {
        let (tests, values) = parts(step, list)
        let settled = tests.allSatisfy { states[Int($0)].isKnown }
        var set: StateSet = settled ? [] : .answers
        for value in values { set.formUnion(states[Int(value)]) }
        // Where tests are not known or nothing applies, values that differ give unknown or open.
        let tested = tests.reduce(into: StateSet()) { $0.formUnion(states[Int($1)]) }
        let mixes =
            tested.contains(.notApplicable) || tested.contains(.open) || set.contains(.notApplicable) && !settled
        if mixes { return .any }
        if !otherwise(step) { set.formUnion(.answers) }
        if step.opcode == .fractionChoice, values.contains(where: { !states[Int($0)].applies }) { return .any }
        return set
    }

    /// Roots of a choice between different constants whose conditions all have the same roots: it is known just where these are.
    private func uniformRoots(_ step: Instruction, _ list: [Int32]) -> [Int32]? {
        let (tests, values) = parts(step, list)
        guard otherwise(step), let first = tests.first, !roots[Int(first)].isEmpty,
            tests.allSatisfy({ roots[Int($0)] == roots[Int(first)] && states[Int($0)] == .answers }),
            values.allSatisfy({ constant($0) != nil }),
            values.contains(where: { constant($0) != constant(values[0]) })
        else { return nil }
        return roots[Int(first)]
    }

    /// False if a choice may end without a row.
    private func otherwise(_ step: Instruction) -> Bool {
        switch step.opcode.traits.c {
        case .optionalValue, .pair: step.c >= 0
        case .unused, .slot, .question, .entryField, .claim, .rows, .count: true
        }
    }

    private func parts(_ step: Instruction, _ list: [Int32]) -> (tests: [Int32], values: [Int32]) {
        var tests: [Int32] = []
        var values: [Int32] = []
        step.placed(at: 0).visitOperands(list) { slot, role in
            if role == .condition { tests.append(slot) } else { values.append(slot) }
        }
        return (tests, values)
    }

    /// Roots that are all known only where the result of a choice or a test is known too; empty where there are none.
    private func ceiling(_ step: Instruction, _ list: [Int32]) -> [Int32] {
        switch step.opcode.traits.states {
        case .choice, .fractionChoice: guard otherwise(step) else { return [] }
        case .logic, .zeroIfUnknown, .count: break
        case .nothing, .known, .answer, .strict, .applicable, .defaultIfUnknown, .when, .dropNotApplicable, .weigh:
            return []
        }
        let read = step.placed(at: 0).reads(list)
        guard read.allSatisfy({ states[Int($0)].isSubset(of: .answers) }) else { return [] }
        return merged(read.flatMap { roots[Int($0)] })
    }

    /// A set of roots in order, without those whose ceiling the others hold.
    func merged(_ list: [Int32]) -> [Int32] {
        var set = Array(list.sorted().reduce(into: [Int32]()) { if $0.last != $1 { $0.append($1) } })
        for root in set {
            let ceiling = ceilings[Int(root)]
            if !ceiling.isEmpty, ceiling.allSatisfy({ $0 != root && set.contains($0) }) { set.removeAll { $0 == root } }
        }
        return set
    }
}
