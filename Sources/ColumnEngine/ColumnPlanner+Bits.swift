import RuleProgram

/// Formulas over columns of bits, with constants folded.
extension ColumnPlanner {
    mutating func and(_ a: Int32, _ b: Int32) -> Int32 {
        let (zeros, ones) = (ColumnPlanner.zeros, ColumnPlanner.ones)
        if a == zeros || b == zeros { return zeros }
        if a == ones || a == b { return b }
        if b == ones { return a }
        // x and not y is one step.
        if let plain = inverses[b] { return andNot(a, plain) }
        if let plain = inverses[a] { return andNot(b, plain) }
        return commutative(.and, a, b)
    }

    mutating func or(_ a: Int32, _ b: Int32) -> Int32 {
        let (zeros, ones) = (ColumnPlanner.zeros, ColumnPlanner.ones)
        if a == ones || b == ones { return ones }
        if a == zeros || a == b { return b }
        if b == zeros { return a }
        return commutative(.or, a, b)
    }

    /// a and not b.
    mutating func andNot(_ a: Int32, _ b: Int32) -> Int32 {
        let (zeros, ones) = (ColumnPlanner.zeros, ColumnPlanner.ones)
        if a == zeros || b == ones || a == b { return zeros }
        if b == zeros { return a }
        if a == ones { return inverse(b) }
        if let plain = inverses[b] { return and(a, plain) }
        return emit(ColumnStep(kind: .bits(.andNot), d: 0, a: a, b: b), .bits)
    }

    mutating func not(_ a: Int32) -> Int32 {
        if a == ColumnPlanner.zeros { return ColumnPlanner.ones }
        return andNot(ColumnPlanner.ones, a)
    }

    mutating func exclusiveOr(_ a: Int32, _ b: Int32) -> Int32 {
        let (zeros, ones) = (ColumnPlanner.zeros, ColumnPlanner.ones)
        if a == b { return zeros }
        if a == zeros { return b }
        if b == zeros { return a }
        if a == ones { return not(b) }
        if b == ones { return not(a) }
        return commutative(.exclusiveOr, a, b)
    }

    private mutating func commutative(_ operation: ColumnStep.BitOperation, _ a: Int32, _ b: Int32) -> Int32 {
        emit(ColumnStep(kind: .bits(operation), d: 0, a: min(a, b), b: max(a, b)), .bits)
    }

    private mutating func inverse(_ register: Int32) -> Int32 {
        if let plain = inverses[register] { return plain }
        let made = emit(ColumnStep(kind: .bits(.not), d: 0, a: register), .bits)
        if !fixed.contains(register) { inverses[made] = register }
        return made
    }

    /// Where `mask`: a, else b.
    mutating func pick(_ mask: Int32, _ a: Int32, _ b: Int32) -> Int32 {
        if a == b { return a }
        return or(and(mask, a), andNot(b, mask))
    }

    // MARK: - States

    mutating func known(_ state: Planes) -> Int32 { not(or(state.low, state.high)) }
    mutating func isUnknown(_ state: Planes) -> Int32 { andNot(state.low, state.high) }
    mutating func isOpen(_ state: Planes) -> Int32 { andNot(state.high, state.low) }
    mutating func isNotApplicable(_ state: Planes) -> Int32 { and(state.low, state.high) }
    /// Unknown or open.
    mutating func isMissing(_ state: Planes) -> Int32 { exclusiveOr(state.low, state.high) }

    mutating func pick(_ mask: Int32, _ a: Planes, _ b: Planes) -> Planes {
        Planes(low: pick(mask, a.low, b.low), high: pick(mask, a.high, b.high))
    }

    /// The higher of two states.
    mutating func strict(_ a: Planes, _ b: Planes) -> Planes {
        let high = or(a.high, b.high)
        let notApplicable = or(isNotApplicable(a), isNotApplicable(b))
        return Planes(low: or(notApplicable, andNot(or(a.low, b.low), high)), high: high)
    }

    /// The state of a strict operation; shared with others over the same roots.
    mutating func strict(_ step: Instruction) -> Planes {
        let slot = step.destination
        let list = roots[Int(slot)]
        if states[Int(slot)].isKnown { return .known }
        guard !list.contains(where: { accumulators.contains($0) }), list != [slot] else {
            return step.reads(program.operands).reduce(.known) { strict($0, planes(value($1))) }
        }
        for level in rootStates.reversed() {
            if let made = level[list] { return made }
        }
        let made = list.reduce(Planes.known) { strict($0, planes(value($1))) }
        rootStates[rootStates.count - 1][list] = made
        return made
    }

    /// State of `and` or `or` where neither side decides it.
    mutating func undecided(_ a: Planes, _ b: Planes) -> Planes {
        let highest = strict(a, b)
        let mixes = or(and(isNotApplicable(a), isMissing(b)), and(isNotApplicable(b), isMissing(a)))
        return Planes(low: andNot(highest.low, mixes), high: or(highest.high, mixes))
    }
}
