import ExactNumbers
import RuleEngine
import RuleProgram

/// Each instruction as steps (`docs/semantics.md`, section 1; the scalar interpreter says the same a row at a time).
extension ColumnPlanner {
    mutating func plan(_ step: Instruction) {
        let slot = step.destination
        switch step.opcode {
        case .forEach: break
        case .input, .listCount: set(slot, answer(Int(step.a)))
        case .element: set(slot, element(Int(step.a), Int(step.b)))
        case .claim: set(slot, bitValue(column(.claim(Int(step.a)), .bits)))
        case .asOf:
            let days = column(.asOf, .int32)
            set(
                slot,
                ColumnValue(
                    lane: .int32, register: days, constant: nil, low: ColumnPlanner.zeros, high: ColumnPlanner.zeros))
        case .evidence: set(slot, evidence(step))
        case .evidenceToCome: set(slot, evidenceToCome(step))
        case .copy: set(slot, value(step.a))
        case .join: set(slot, value(step.a).with(strict(step)))
        case .add: set(slot, arithmetic(step, .add, .addConstant))
        case .multiply: set(slot, product(step))
        case .minimum: set(slot, arithmetic(step, .minimum, .minimumConstant))
        case .maximum: set(slot, arithmetic(step, .maximum, .maximumConstant))
        case .subtract: set(slot, difference(step, value(step.a), value(step.b)))
        case .negate: set(slot, difference(step, zero, value(step.a)))
        case .divide: set(slot, quotient(step))
        case .absolute: set(slot, absolute(step))
        case .equal: set(slot, compared(step) { $0.equal($1, $2) })
        case .notEqual: set(slot, compared(step) { $0.not($0.equal($1, $2)) })
        case .less: set(slot, compared(step) { $0.less($1, $2) })
        case .lessOrEqual: set(slot, compared(step) { $0.lessOrEqual($1, $2) })
        case .daysBetween: set(slot, calendar(step, .daysBetween, value(step.b)))
        case .monthsBetween: set(slot, calendar(step, .monthsBetween, value(step.b)))
        case .yearsBetween: set(slot, calendar(step, .yearsBetween, value(step.b)))
        case .addMonths: set(slot, calendar(step, .addMonths, value(step.b)))
        case .yearOf: set(slot, calendar(step, .yearOf, value(step.a)))
        case .monthOf: set(slot, calendar(step, .monthOf, value(step.a)))
        case .dayOf: set(slot, calendar(step, .dayOf, value(step.a)))
        case .and: set(slot, conjunction(value(step.a), value(step.b)))
        case .or: set(slot, disjunction(value(step.a), value(step.b)))
        case .not: set(slot, bitValue(not(bits(value(step.a)))).with(strict(step)))
        case .applicable:
            let state = planes(value(step.a))
            set(slot, bitValue(not(isNotApplicable(state))).with(Planes(low: isOpen(state), high: ColumnPlanner.zeros)))
        case .atLeast: set(slot, atLeast(step))
        case .choose: set(slot, choice([(step.b, step.a)], otherwise: step.c))
        case .choice: set(slot, choice(rows(step), otherwise: step.c))
        case .fractionChoice: fractionChoice(step)
        case .missing: set(slot, bitValue(isMissing(planes(value(step.a)))))
        case .surelyTrue:
            let operand = value(step.a)
            set(slot, bitValue(and(known(planes(operand)), bits(operand))))
        case .defaultIfUnknown:
            let (own, other) = (value(step.a), value(step.b))
            let mask = isUnknown(planes(own))
            set(slot, select(mask, other, own).with(pick(mask, planes(other), planes(own))))
        case .zeroIfUnknown:
            let own = value(step.a)
            let nothing = isNotApplicable(planes(own))
            set(slot, select(isMissing(planes(own)), zero, own).with(Planes(low: nothing, high: nothing)))
        case .when: set(slot, value(step.a).with(guarded(value(step.a), by: value(step.b))))
        case .dropNotApplicable:
            let own = value(step.a)
            let state = Planes(low: isMissing(planes(own)), high: ColumnPlanner.zeros)
            set(slot, select(isNotApplicable(planes(own)), zero, own).with(state))
        case .weigh: set(slot, weighed(value(step.b), by: planes(value(step.a))))
        }
    }

    private mutating func guarded(_ own: ColumnValue, by condition: ColumnValue) -> Planes {
        let (state, test) = (planes(own), planes(condition))
        let (settled, holds) = (known(test), bits(condition))
        let off = or(andNot(settled, holds), isNotApplicable(test))
        let on = and(settled, holds)
        let open = isMissing(test)
        let low = or(or(and(on, state.low), off), and(open, isNotApplicable(state)))
        return Planes(low: low, high: or(or(and(on, state.high), off), open))
    }

    private mutating func weighed(_ weight: ColumnValue, by state: Planes) -> ColumnValue {
        let (nothing, open) = (isNotApplicable(state), isOpen(state))
        let rest = not(or(nothing, open))
        let low = or(open, and(rest, weight.low))
        return select(nothing, zero, weight).with(Planes(low: low, high: and(rest, weight.high)))
    }

    var zero: ColumnValue {
        ColumnValue(lane: .int32, constant: 0, low: ColumnPlanner.zeros, high: ColumnPlanner.zeros)
    }

    func bitValue(_ register: Int32) -> ColumnValue {
        ColumnValue(lane: .bits, register: register, constant: nil, low: ColumnPlanner.zeros, high: ColumnPlanner.zeros)
    }

    // MARK: - Answers

    private mutating func answer(_ field: Int) -> ColumnValue {
        let declared = program.schema.fields[field]
        let lane = ColumnLane(declared.kind)
        return ColumnValue(
            lane: lane, register: column(.fieldValues(field), lane), constant: nil,
            low: column(.fieldLow(field), .bits),
            high: declared.mayNotApply ? column(.fieldHigh(field), .bits) : ColumnPlanner.zeros)
    }

    private mutating func element(_ field: Int, _ index: Int) -> ColumnValue {
        guard case .list(_, let fields) = program.schema.fields[field].kind else { return zero }
        let lane = ColumnLane(fields[index].kind)
        let (register, low, high) = (newRegister(lane), newRegister(.bits), newRegister(.bits))
        steps.append(
            ColumnStep(kind: .element, lane: lane, d: register, a: Int32(field), b: low, c: high, e: Int32(index)))
        return ColumnValue(lane: lane, register: register, constant: nil, low: low, high: high)
    }

    // MARK: - Evidence

    private var factorLane: ColumnLane {
        ColumnLane(0, max(program.evidenceFactors.max() ?? 1, .powerOfTen(program.evidenceScale)))
    }

    /// The factor of the kind named where `mask`, else 1.
    private mutating func factor(_ field: Int32, where mask: Int32) -> ColumnValue {
        let kinds = column(.fieldEvidence(Int(field)), .int32)
        let register = emit(ColumnStep(kind: .evidence, lane: factorLane, d: 0, a: kinds, b: mask), factorLane)
        return ColumnValue(
            lane: factorLane, register: register, constant: nil, low: ColumnPlanner.zeros, high: ColumnPlanner.zeros)
    }

    private mutating func evidence(_ step: Instruction) -> ColumnValue {
        let answered = known(planes(answer(Int(step.a))))
        guard program.schema.fields[Int(step.a)].takesEvidence else { return oneFactor }
        return factor(step.a, where: and(answered, known(planes(value(step.b)))))
    }

    private var oneFactor: ColumnValue {
        let one = Int128.powerOfTen(program.evidenceScale)
        return ColumnValue(
            lane: ColumnLane(one, one), constant: one, low: ColumnPlanner.zeros, high: ColumnPlanner.zeros)
    }

    private mutating func evidenceToCome(_ step: Instruction) -> ColumnValue {
        let answered = known(planes(answer(Int(step.a))))
        let state = planes(value(step.b))
        let named =
            program.schema.fields[Int(step.a)].takesEvidence
            ? factor(step.a, where: and(answered, isOpen(state))) : oneFactor
        return select(andNot(isMissing(state), answered), value(step.c), named).with(.known)
    }

    // MARK: - Logic

    private mutating func conjunction(_ a: ColumnValue, _ b: ColumnValue) -> ColumnValue {
        let open = undecided(planes(a), planes(b))
        let decided = or(andNot(known(planes(a)), bits(a)), andNot(known(planes(b)), bits(b)))
        let state = Planes(low: andNot(open.low, decided), high: andNot(open.high, decided))
        return bitValue(andNot(known(state), decided)).with(state)
    }

    private mutating func disjunction(_ a: ColumnValue, _ b: ColumnValue) -> ColumnValue {
        let open = undecided(planes(a), planes(b))
        let decided = or(and(known(planes(a)), bits(a)), and(known(planes(b)), bits(b)))
        return bitValue(decided).with(Planes(low: andNot(open.low, decided), high: andNot(open.high, decided)))
    }

    /// Counts in columns: bit k of the count of each row is one column.
    private mutating func atLeast(_ step: Instruction) -> ColumnValue {
        var sure: [Int32] = []
        var possible: [Int32] = []
        for position in 0..<Int(step.b) {
            let operand = value(program.operands[Int(step.a) + position])
            let state = planes(operand)
            let isSure = and(known(state), bits(operand))
            count(isSure, &sure)
            count(or(isSure, isMissing(state)), &possible)
        }
        let met = reaches(sure, Int(step.c))
        let open = andNot(reaches(possible, Int(step.c)), met)
        return bitValue(met).with(Planes(low: open, high: ColumnPlanner.zeros))
    }

    private mutating func count(_ one: Int32, _ planes: inout [Int32]) {
        var carry = one
        for index in planes.indices {
            (planes[index], carry) = (exclusiveOr(planes[index], carry), and(planes[index], carry))
        }
        if carry != ColumnPlanner.zeros { planes.append(carry) }
    }

    /// Where a count is at least `needed`.
    private mutating func reaches(_ planes: [Int32], _ needed: Int) -> Int32 {
        if needed <= 0 { return ColumnPlanner.ones }
        if needed >> planes.count > 0 { return ColumnPlanner.zeros }
        var reached = ColumnPlanner.ones
        for (index, plane) in planes.enumerated() {
            reached = needed >> index & 1 == 1 ? and(plane, reached) : or(plane, reached)
        }
        return reached
    }
}

extension ColumnValue {
    /// The same value in another state.
    func with(_ state: ColumnPlanner.Planes) -> ColumnValue {
        var result = self
        result.low = state.low
        result.high = state.high
        return result
    }
}
