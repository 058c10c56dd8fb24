import RuleProgram

/// Formulas over columns of bits, with constants folded.
extension ColumnPlanner {
    mutating func bit(_ kind: ColumnStep.Kind, _ a: Int32, _ b: Int32) -> Int32 {
        let (zeros, ones) = (ColumnPlanner.zeros, ColumnPlanner.ones)
        switch kind {
        case .bitAnd:
            if a == zeros || b == zeros { return zeros }
            if a == ones || a == b { return b }
            if b == ones { return a }
        case .bitOr:
            if a == ones || b == ones { return ones }
            if a == zeros || a == b { return b }
            if b == zeros { return a }
        case .bitAndNot:
            if a == zeros || b == ones || a == b { return zeros }
            if b == zeros { return a }
            if a == ones { return inverse(b) }
        default:
            if a == b { return zeros }
            if a == zeros { return b }
            if b == zeros { return a }
        }
        // x and not y is one step.
        if kind == .bitAnd || kind == .bitAndNot, let plain = inverses[b] {
            return bit(kind == .bitAnd ? .bitAndNot : .bitAnd, a, plain)
        }
        if kind == .bitAnd, let plain = inverses[a] { return bit(.bitAndNot, b, plain) }
        let swaps = kind != .bitAndNot && a > b
        return emit(ColumnStep(kind: kind, d: 0, a: swaps ? b : a, b: swaps ? a : b), .bits)
    }

    private mutating func inverse(_ register: Int32) -> Int32 {
        if let plain = inverses[register] { return plain }
        let made = emit(ColumnStep(kind: .bitNot, d: 0, a: register), .bits)
        if !fixed.contains(register) { inverses[made] = register }
        return made
    }

    mutating func and(_ a: Int32, _ b: Int32) -> Int32 { bit(.bitAnd, a, b) }
    mutating func or(_ a: Int32, _ b: Int32) -> Int32 { bit(.bitOr, a, b) }
    /// a and not b.
    mutating func andNot(_ a: Int32, _ b: Int32) -> Int32 { bit(.bitAndNot, a, b) }
    mutating func not(_ a: Int32) -> Int32 {
        if a == ColumnPlanner.zeros { return ColumnPlanner.ones }
        return andNot(ColumnPlanner.ones, a)
    }
    mutating func exclusiveOr(_ a: Int32, _ b: Int32) -> Int32 {
        if a == ColumnPlanner.ones { return not(b) }
        if b == ColumnPlanner.ones { return not(a) }
        return bit(.bitExclusiveOr, a, b)
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

    /// The state of a strict operation of `operands` that writes `slot`; shared with others over the same roots.
    mutating func strict(_ slot: Int32, _ operands: [ColumnValue]) -> Planes {
        let list = roots[Int(slot)]
        if states[Int(slot)].isKnown { return .known }
        guard !list.contains(where: { accumulators.contains($0) }), list != [slot] else {
            return operands.reduce(.known) { strict($0, planes($1)) }
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
