import ExactNumbers
import RuleProgram

/// Choices between values: the first condition that surely holds decides; where conditions are not known, what is left has to agree.
extension ColumnPlanner {
    /// One value that may be chosen, and the rows where it may be.
    private struct Candidate {
        var value: ColumnValue
        /// Not ruled out by its own condition.
        var possible: Int32
        /// Not ruled out by its own condition nor by an earlier one.
        var mask: Int32
        /// `mask`, and its condition is not known.
        var undecided: Int32
        var condition: Planes
    }

    /// Where `mask`: a, else b; the state is that of `b`.
    mutating func select(_ mask: Int32, _ a: ColumnValue, _ b: ColumnValue) -> ColumnValue {
        if mask == ColumnPlanner.zeros { return b }
        if mask == ColumnPlanner.ones { return a.with(planes(b)) }
        if a.constant != nil, a.constant == b.constant { return b }
        var result = b
        result.constant = nil
        if isBoolean(a), isBoolean(b), a.lane == .bits || b.lane == .bits {
            result.lane = .bits
            result.register = pick(mask, bits(a), bits(b))
            return result
        }
        let lane = max(a.lane, b.lane, .int32)
        result.lane = lane
        switch (a.constant, b.constant) {
        case (let x?, let y?):
            result.register = emit(
                ColumnStep(kind: .numbers(.selectConstants), lane: lane, d: 0, a: mask, constant: x, other: y), lane)
        case (let x?, nil):
            result.register = emit(
                ColumnStep(
                    kind: .numbers(.selectConstant), lane: lane, d: 0, a: mask, c: register(b, lane), constant: x), lane
            )
        case (nil, let y?):
            result.register = emit(
                ColumnStep(
                    kind: .numbers(.selectConstant), lane: lane, d: 0, a: not(mask), c: register(a, lane), constant: y),
                lane)
        default:
            result.register = emit(
                ColumnStep(
                    kind: .numbers(.select), lane: lane, d: 0, a: mask, b: register(a, lane), c: register(b, lane)),
                lane)
        }
        return result
    }

    /// Rows of a choice: condition and value.
    func rows(_ step: Instruction) -> [(condition: Int32, value: Int32)] {
        (0..<Int(step.b)).map { row in
            (program.operands[Int(step.a) + row * 2], program.operands[Int(step.a) + row * 2 + 1])
        }
    }

    mutating func choice(_ rows: [(condition: Int32, value: Int32)], otherwise: Int32) -> ColumnValue {
        let list = candidates(
            rows.map(\.condition), rows.map { value($0.value) }, otherwise >= 0 ? value(otherwise) : nil)
        guard let first = list.candidates.last else {
            return zero.with(Planes(low: ColumnPlanner.ones, high: ColumnPlanner.zeros))
        }
        var chosen = first.value
        for candidate in list.candidates.dropLast().reversed() {
            chosen = select(candidate.mask, candidate.value, chosen)
        }
        if list.candidates.allSatisfy({ $0.undecided == ColumnPlanner.zeros }), list.none == ColumnPlanner.zeros {
            return chosen.with(decidedState(list.candidates))
        }
        let differ = differing(list.candidates, from: chosen)
        return chosen.with(joinedState(list.candidates, none: list.none, differ: differ))
    }

    mutating func fractionChoice(_ step: Instruction) {
        var conditions: [Int32] = []
        var tops: [ColumnValue] = []
        var bottoms: [ColumnValue] = []
        for row in 0..<Int(step.b) {
            let start = Int(step.a) + row * 3
            conditions.append(program.operands[start])
            tops.append(fraction(program.operands[start + 1], program.operands[start + 2]))
            bottoms.append(value(program.operands[start + 2]))
        }
        var last: (ColumnValue, ColumnValue)?
        if step.c >= 0 {
            let (top, bottom) = (program.operands[Int(step.c)], program.operands[Int(step.c) + 1])
            last = (fraction(top, bottom), value(bottom))
        }
        let list = candidates(conditions, tops, last?.0)
        let below = bottoms + [last?.1].compactMap { $0 }
        guard var top = list.candidates.last?.value, var bottom = below.last else { return }
        for (candidate, own) in zip(list.candidates, below).dropLast().reversed() {
            top = select(candidate.possible, candidate.value, top)
            bottom = select(candidate.possible, own, bottom)
        }
        var differ = ColumnPlanner.zeros
        if list.candidates.contains(where: { $0.undecided != ColumnPlanner.zeros }) {
            let chosen = (operand(top), operand(bottom))
            let parts = zip(list.candidates, below).map { ($0, operand($0.value), operand($1)) }
            let pairwise = mayNotApply(list.candidates)
            for (index, one) in parts.enumerated() {
                let (top, bottom) = (one.1, one.2)
                let others = pairwise ? parts[(index + 1)...].map { ($0.0, $0.1, $0.2) } : [(one.0, chosen.0, chosen.1)]
                if !pairwise && index == 0 { continue }
                for other in others {
                    let many = pairwise ? knownRows(other.0) : several(list.candidates)
                    let own = pairwise ? knownRows(one.0) : one.0.mask
                    let test = newRegister(.bits)
                    fixed.insert(test)
                    steps.append(ColumnStep(kind: .bits(.and), d: test, a: own, b: many))
                    steps.append(
                        ColumnStep(
                            kind: .fractionsDiffer, d: test, a: top.register, b: bottom.register, c: other.1.register,
                            e: other.2.register, lanes: packed([top.lane, bottom.lane, other.1.lane, other.2.lane])))
                    differ = or(differ, test)
                }
            }
        }
        let state = joinedState(list.candidates, none: list.none, differ: differ)
        set(step.destination, top.with(state))
        set(step.destination + 1, bottom.with(state))
    }

    /// The value in a register of the lane it has.
    private mutating func operand(_ value: ColumnValue) -> (register: Int32, lane: ColumnLane) {
        let lane = max(value.lane, .int32)
        return (register(value, lane), lane)
    }

    private func packed(_ lanes: [ColumnLane]) -> UInt8 { lanes.reversed().reduce(0) { $0 << 2 | $1.rawValue } }

    /// The numerator in the state of the fraction.
    private mutating func fraction(_ top: Int32, _ bottom: Int32) -> ColumnValue {
        value(top).with(strict(planes(value(top)), planes(value(bottom))))
    }

    private mutating func candidates(_ conditions: [Int32], _ values: [ColumnValue], _ otherwise: ColumnValue?)
        -> (candidates: [Candidate], none: Int32)
    {
        var decided = ColumnPlanner.zeros
        var list: [Candidate] = []
        for (slot, value) in zip(conditions, values) {
            let condition = self.value(slot)
            let (settled, holds) = (known(planes(condition)), bits(condition))
            let possible = or(holds, not(settled))
            let mask = andNot(possible, decided)
            list.append(
                Candidate(
                    value: value, possible: possible, mask: mask, undecided: andNot(mask, settled),
                    condition: planes(condition)))
            decided = or(decided, and(settled, holds))
        }
        if let otherwise {
            list.append(
                Candidate(
                    value: otherwise, possible: ColumnPlanner.ones, mask: not(decided),
                    undecided: ColumnPlanner.zeros, condition: .known))
            return (list, ColumnPlanner.zeros)
        }
        let some = list.reduce(ColumnPlanner.zeros) { or($0, $1.mask) }
        return (list, not(some))
    }

    /// State where every condition is known: that of the one candidate.
    private mutating func decidedState(_ list: [Candidate]) -> Planes {
        list.reduce(.known) { state, candidate in
            Planes(
                low: or(state.low, and(candidate.mask, candidate.value.low)),
                high: or(state.high, and(candidate.mask, candidate.value.high)))
        }
    }

    /// Rows with more than one candidate.
    private mutating func several(_ list: [Candidate]) -> Int32 {
        var (seen, twice) = (ColumnPlanner.zeros, ColumnPlanner.zeros)
        for candidate in list {
            twice = or(twice, and(seen, candidate.mask))
            seen = or(seen, candidate.mask)
        }
        return twice
    }

    /// Rows whose candidates, all of them known, have different values.
    private mutating func differing(_ list: [Candidate], from chosen: ColumnValue) -> Int32 {
        var groups: [(constant: Int128, mask: Int32)] = []
        var differ = ColumnPlanner.zeros
        for candidate in list {
            guard let constant = candidate.value.constant else { continue }
            if let index = groups.firstIndex(where: { $0.constant == constant }) {
                groups[index].mask = or(groups[index].mask, candidate.mask)
            } else {
                groups.append((constant, candidate.mask))
            }
        }
        if list.allSatisfy({ $0.value.constant != nil }) {
            var seen = ColumnPlanner.zeros
            for group in groups {
                differ = or(differ, and(seen, group.mask))
                seen = or(seen, group.mask)
            }
            return differ
        }
        if mayNotApply(list) {
            // Only values that are known count, whichever comes first.
            for (index, one) in list.enumerated() {
                for other in list[(index + 1)...] {
                    let both = and(knownRows(one), knownRows(other))
                    if both == ColumnPlanner.zeros { continue }
                    differ = or(differ, andNot(both, equal(one.value, other.value)))
                }
            }
            return differ
        }
        for candidate in list.dropFirst() {
            let mask = and(candidate.mask, several(list))
            if mask == ColumnPlanner.zeros { continue }
            differ = or(differ, andNot(mask, equal(candidate.value, chosen)))
        }
        return differ
    }

    /// Whether a condition may be one that does not apply.
    private func mayNotApply(_ list: [Candidate]) -> Bool {
        list.contains { $0.condition.high != ColumnPlanner.zeros && $0.undecided != ColumnPlanner.zeros }
    }

    /// Rows where a candidate may be chosen and is known.
    private mutating func knownRows(_ candidate: Candidate) -> Int32 {
        and(candidate.mask, known(planes(candidate.value)))
    }

    /// State of what is joined; the cases are those of `Candidates.state` in the scalar interpreter.
    private mutating func joinedState(_ list: [Candidate], none: Int32, differ: Int32) -> Planes {
        let zeros = ColumnPlanner.zeros
        var (nothing, something) = (zeros, zeros)
        var (highestUnknown, highestOpen) = (zeros, zeros)
        var (testUnknown, testOpen, testNothing) = (zeros, zeros, zeros)
        for candidate in list {
            let state = planes(candidate.value)
            nothing = or(nothing, and(candidate.mask, isNotApplicable(state)))
            something = or(something, andNot(candidate.mask, isNotApplicable(state)))
            highestUnknown = or(highestUnknown, and(candidate.mask, isUnknown(state)))
            highestOpen = or(highestOpen, and(candidate.mask, isOpen(state)))
            testUnknown = or(testUnknown, and(candidate.undecided, isUnknown(candidate.condition)))
            testOpen = or(testOpen, and(candidate.undecided, isOpen(candidate.condition)))
            testNothing = or(testNothing, and(candidate.undecided, isNotApplicable(candidate.condition)))
        }
        let allNothing = andNot(nothing, something)
        let agree = not(or(or(nothing, differ), or(or(highestUnknown, highestOpen), none)))
        // More than one candidate: the highest of values and conditions, at least unknown.
        let mixed = and(testNothing, or(testUnknown, testOpen))
        let testsNothing = andNot(testNothing, mixed)
        let testsOpen = or(testOpen, mixed)
        let manyHigh = or(testsNothing, or(or(highestOpen, testsOpen), nothing))
        // Once they are answered the candidates may be one value: open.
        let mayAgree = andNot(andNot(testsNothing, nothing), differ)
        let manyLow = or(andNot(testsNothing, mayAgree), not(manyHigh))
        let many = several(list)
        let oneHigh = highestOpen
        let oneLow = andNot(highestUnknown, highestOpen)
        let high = pick(many, manyHigh, oneHigh)
        let low = pick(many, manyLow, oneLow)
        return Planes(
            low: or(or(allNothing, none), andNot(low, agree)), high: or(allNothing, andNot(andNot(high, agree), none)))
    }
}
