import ExactNumbers
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
        case .join:
            let state = strict(slot, [value(step.a), value(step.b)])
            set(slot, value(step.a).with(state))
        case .add, .subtract, .multiply, .minimum, .maximum, .divide: set(slot, arithmetic(step))
        case .negate:
            let zero = ColumnValue(lane: .int32, constant: 0, low: ColumnPlanner.zeros, high: ColumnPlanner.zeros)
            set(slot, arithmetic(Instruction(.subtract, slot, 0, 0), zero, value(step.a)).with(planes(value(step.a))))
        case .absolute: set(slot, absolute(step))
        case .equal, .notEqual, .less, .lessOrEqual: set(slot, comparison(step))
        case .daysBetween, .monthsBetween, .yearsBetween, .yearOf, .monthOf, .dayOf, .addMonths:
            set(slot, calendar(step))
        case .and, .or: set(slot, logic(step))
        case .not: set(slot, bitValue(not(bits(value(step.a)))).with(planes(value(step.a))))
        case .applicable:
            let state = planes(value(step.a))
            set(slot, bitValue(not(isNotApplicable(state))).with(Planes(low: isOpen(state), high: ColumnPlanner.zeros)))
        case .atLeast: set(slot, atLeast(step))
        case .choose, .choice: set(slot, choice(step))
        case .fractionChoice: fractionChoice(step)
        case .missing: set(slot, bitValue(isMissing(planes(value(step.a)))))
        case .surelyTrue:
            let operand = value(step.a)
            set(slot, bitValue(and(known(planes(operand)), bits(operand))))
        default: planEdge(step)
        }
    }

    /// Instructions at the edges of the norm.
    private mutating func planEdge(_ step: Instruction) {
        let (slot, own) = (step.destination, value(step.a))
        let state = planes(own)
        let nothing = isNotApplicable(state)
        switch step.opcode {
        case .defaultIfUnknown:
            let (mask, other) = (isUnknown(state), value(step.b))
            set(slot, select(mask, other, own).with(pick(mask, planes(other), state)))
        case .zeroIfUnknown:
            set(slot, select(isMissing(state), zero, own).with(Planes(low: nothing, high: nothing)))
        case .when:
            let condition = value(step.b)
            let (settled, holds) = (known(planes(condition)), bits(condition))
            let off = or(andNot(settled, holds), isNotApplicable(planes(condition)))
            let on = and(settled, holds)
            let open = isMissing(planes(condition))
            let low = or(or(and(on, state.low), off), and(open, nothing))
            set(slot, own.with(Planes(low: low, high: or(or(and(on, state.high), off), open))))
        case .dropNotApplicable:
            set(slot, select(nothing, zero, own).with(Planes(low: isMissing(state), high: ColumnPlanner.zeros)))
        default:
            let other = value(step.b)
            let rest = not(or(nothing, isOpen(state)))
            let low = or(isOpen(state), and(rest, other.low))
            set(slot, select(nothing, zero, other).with(Planes(low: low, high: and(rest, other.high))))
        }
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

    private mutating func logic(_ step: Instruction) -> ColumnValue {
        let (a, b) = (value(step.a), value(step.b))
        let (x, y) = (bits(a), bits(b))
        let (stateA, stateB) = (planes(a), planes(b))
        let open = undecided(stateA, stateB)
        if step.opcode == .and {
            let decided = or(andNot(known(stateA), x), andNot(known(stateB), y))
            let state = Planes(low: andNot(open.low, decided), high: andNot(open.high, decided))
            return bitValue(andNot(known(state), decided)).with(state)
        }
        let decided = or(and(known(stateA), x), and(known(stateB), y))
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
