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
        guard step.opcode == .fractionChoice else { return }
        states[slot + 1] = set
        roots[slot + 1] = roots[slot]
    }

    /// States, and the slots whose highest state is that of the result where it is one.
    private func result(_ step: Instruction, _ list: [Int32]) -> (StateSet, roots: [Int32]?) {
        func set(_ slot: Int32) -> StateSet { states[Int(slot)] }
        func own(_ slot: Int32) -> [Int32] { roots[Int(slot)] }
        let (a, b) = (step.a, step.b)
        switch step.opcode {
        case .input: return (original.schema.fields[Int(a)].mayNotApply ? [.answers, .notApplicable] : .answers, nil)
        case .listCount:
            return (original.schema.fields[Int(a)].mayNotApply ? [.answers, .notApplicable] : .answers, nil)
        case .element:
            guard case .list(_, let fields) = original.schema.fields[Int(a)].kind else { return (.any, nil) }
            return (fields[Int(b)].mayNotApply ? [.answers, .notApplicable] : .answers, nil)
        case .claim, .asOf, .evidence, .evidenceToCome, .missing, .surelyTrue, .forEach: return (.known, [])
        case .copy, .negate, .absolute, .not: return (set(a), own(a))
        case .add, .subtract, .multiply, .minimum, .maximum, .divide, .equal, .notEqual, .less, .lessOrEqual, .join,
            .daysBetween, .monthsBetween, .yearsBetween, .yearOf, .monthOf, .dayOf, .addMonths:
            return (set(a).strict(set(b)), own(a) + own(b))
        case .and, .or: return (set(a).logic(set(b)), nil)
        case .applicable: return (set(a).contains(.open) ? .answers : .known, nil)
        case .atLeast: return (list.allSatisfy { set($0).isKnown } ? .known : .answers, nil)
        case .choose, .choice: return (chosen(step, list), uniformRoots(step, list))
        case .fractionChoice: return (chosen(step, list), nil)
        case .defaultIfUnknown: return (set(a).subtracting(.unknown).union(set(b)), nil)
        case .zeroIfUnknown: return (set(a).subtracting([.unknown, .open]).union(.known), nil)
        case .when: return (set(b).isKnown ? set(a).union(.notApplicable) : [set(a), .open, .notApplicable], nil)
        case .dropNotApplicable: return (set(a).contains(.open) || set(a).contains(.unknown) ? .answers : .known, nil)
        case .weigh: return (set(a).contains(.open) ? [set(b), .answers] : set(b).union(.known), nil)
        }
    }

    private func chosen(_ step: Instruction, _ list: [Int32]) -> StateSet {
        let (tests, values) = parts(step, list)
        let settled = tests.allSatisfy { states[Int($0)].isKnown }
        var set: StateSet = settled ? [] : .answers
        for value in values { set.formUnion(states[Int(value)]) }
        // Where tests are not known or nothing applies, values that differ come to unknown or open.
        let tested = tests.reduce(into: StateSet()) { $0.formUnion(states[Int($1)]) }
        let mixes =
            tested.contains(.notApplicable) || tested.contains(.open) || set.contains(.notApplicable) && !settled
        if mixes { return .any }
        if step.opcode != .choose, otherwise(step) == false { set.formUnion(.answers) }
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
    private func otherwise(_ step: Instruction) -> Bool { step.opcode == .choose || step.c >= 0 }

    private func parts(_ step: Instruction, _ list: [Int32]) -> (tests: [Int32], values: [Int32]) {
        if step.opcode == .choose { return ([step.b], [step.a, step.c]) }
        let width = step.opcode == .choice ? 2 : 3
        var tests: [Int32] = []
        var values: [Int32] = []
        for (position, slot) in list.enumerated() {
            let isTest = position < Int(step.b) * width && position % width == 0
            if isTest { tests.append(slot) } else { values.append(slot) }
        }
        if step.opcode == .choice, step.c >= 0 { values.append(step.c) }
        return (tests, values)
    }

    /// Roots that are all known only where the result of a choice or a test is known too; empty where there are none.
    private func ceiling(_ step: Instruction, _ list: [Int32]) -> [Int32] {
        var read: [Int32] = []
        switch step.opcode {
        case .choose, .choice, .fractionChoice:
            guard otherwise(step) else { return [] }
            let (tests, values) = parts(step, list)
            read = tests + values
        case .and, .or, .zeroIfUnknown, .atLeast: read = list.isEmpty ? [step.a, step.b] : list
        default: return []
        }
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
