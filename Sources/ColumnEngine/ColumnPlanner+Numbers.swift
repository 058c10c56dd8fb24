import ExactNumbers
import RuleProgram

/// Arithmetic and comparisons, in the narrowest lanes that the proved bounds allow.
extension ColumnPlanner {
    mutating func arithmetic(_ step: Instruction) -> ColumnValue {
        let (a, b) = (value(step.a), value(step.b))
        return arithmetic(step, a, b).with(strict(step.destination, [a, b]))
    }

    mutating func arithmetic(_ step: Instruction, _ a: ColumnValue, _ b: ColumnValue) -> ColumnValue {
        let proved = ColumnLane(program.slotBounds[Int(step.destination)])
        if step.opcode == .divide { return quotient(step, a, b, proved) }
        let widest = max(a.lane, b.lane, .int32)
        let lane = max(proved, widest)
        if step.opcode == .multiply, lane == .int64, widest == .int32 {
            if let (column, constant) = oneConstant(a, b) {
                let register = register(column, .int32)
                return number(ColumnStep(kind: .multiplyWideConstant, d: 0, a: register, constant: constant), .int64)
            }
            return number(ColumnStep(kind: .multiplyWide, d: 0, a: register(a, .int32), b: register(b, .int32)), .int64)
        }
        let kinds: (both: ColumnStep.Kind, constant: ColumnStep.Kind)
        switch step.opcode {
        case .add: kinds = (.add, .addConstant)
        case .multiply: kinds = (.multiply, .multiplyConstant)
        case .minimum: kinds = (.minimum, .minimumConstant)
        case .maximum: kinds = (.maximum, .maximumConstant)
        default:
            if let constant = b.constant {
                return number(
                    ColumnStep(kind: .addConstant, lane: lane, d: 0, a: register(a, lane), constant: 0 &- constant),
                    lane)
            }
            kinds = (.subtract, .subtractFromConstant)
            if let constant = a.constant {
                return number(
                    ColumnStep(kind: .subtractFromConstant, lane: lane, d: 0, a: register(b, lane), constant: constant),
                    lane)
            }
        }
        if let (column, constant) = oneConstant(a, b) {
            return number(
                ColumnStep(kind: kinds.constant, lane: lane, d: 0, a: register(column, lane), constant: constant), lane)
        }
        return number(ColumnStep(kind: kinds.both, lane: lane, d: 0, a: register(a, lane), b: register(b, lane)), lane)
    }

    /// The column and the constant, where exactly one side is one.
    private func oneConstant(_ a: ColumnValue, _ b: ColumnValue) -> (ColumnValue, Int128)? {
        if let constant = b.constant, a.constant == nil { return (a, constant) }
        if let constant = a.constant, b.constant == nil { return (b, constant) }
        return nil
    }

    private mutating func number(_ step: ColumnStep, _ lane: ColumnLane) -> ColumnValue {
        ColumnValue(
            lane: lane, register: emit(step, lane), constant: nil, low: ColumnPlanner.zeros, high: ColumnPlanner.zeros)
    }

    private mutating func quotient(_ step: Instruction, _ a: ColumnValue, _ b: ColumnValue, _ proved: ColumnLane)
        -> ColumnValue
    {
        // Rounding adds less than the divisor to the dividend, which has to stay within the lane.
        let (top, below) = (program.slotBounds[Int(step.a)], program.slotBounds[Int(step.b)])
        let most = max(top.high, 0 &- top.low, 0)
        let sum = most.addingReportingOverflow(max(below.high, 1))
        let lane = max(sum.overflow ? .wide : ColumnLane(0, sum.partialValue), a.lane, b.lane, .int32)
        var made: ColumnValue
        if let constant = b.constant {
            if constant <= 0 { return zero }
            made = number(
                ColumnStep(
                    kind: .divideByConstant, lane: lane, mode: step.mode, d: 0, a: register(a, lane), constant: constant
                ), lane)
        } else {
            made = number(
                ColumnStep(
                    kind: .divide, lane: lane, mode: step.mode, d: 0, a: register(a, lane), b: register(b, lane)), lane)
        }
        if proved < lane {
            made.register = register(made, proved)
            made.lane = proved
        }
        return made
    }

    mutating func absolute(_ step: Instruction) -> ColumnValue {
        let own = value(step.a)
        let lane = max(own.lane, .int32)
        return number(ColumnStep(kind: .absolute, lane: lane, d: 0, a: register(own, lane)), lane).with(planes(own))
    }

    mutating func comparison(_ step: Instruction) -> ColumnValue {
        let (a, b) = (value(step.a), value(step.b))
        let state = strict(step.destination, [a, b])
        return bitValue(comparison(step.opcode, a, b)).with(state)
    }

    mutating func comparison(_ opcode: Opcode, _ a: ColumnValue, _ b: ColumnValue) -> Int32 {
        if opcode == .notEqual { return not(comparison(.equal, a, b)) }
        if opcode == .equal, a.lane == .bits || b.lane == .bits, isBoolean(a), isBoolean(b) {
            return not(exclusiveOr(bits(a), bits(b)))
        }
        let lane = max(a.lane, b.lane, .int32)
        let kinds: (both: ColumnStep.Kind, right: ColumnStep.Kind, left: ColumnStep.Kind)
        switch opcode {
        case .equal: kinds = (.equal, .equalConstant, .equalConstant)
        case .less: kinds = (.less, .lessConstant, .greaterConstant)
        default: kinds = (.lessOrEqual, .lessOrEqualConstant, .greaterOrEqualConstant)
        }
        if let constant = b.constant {
            return emit(
                ColumnStep(kind: kinds.right, lane: lane, d: 0, a: register(a, lane), constant: constant), .bits)
        }
        if let constant = a.constant {
            return emit(ColumnStep(kind: kinds.left, lane: lane, d: 0, a: register(b, lane), constant: constant), .bits)
        }
        return emit(ColumnStep(kind: kinds.both, lane: lane, d: 0, a: register(a, lane), b: register(b, lane)), .bits)
    }

    func isBoolean(_ value: ColumnValue) -> Bool {
        value.lane == .bits || value.constant == 0 || value.constant == 1
    }

    mutating func calendar(_ step: Instruction) -> ColumnValue {
        let (a, b) = (value(step.a), value(step.b))
        let registers = (register(a, .wide), register(b, .wide))
        let days = emit(
            ColumnStep(kind: .calendar, mode: step.opcode.rawValue, d: 0, a: registers.0, b: registers.1), .int32)
        return ColumnValue(
            lane: .int32, register: days, constant: nil, low: ColumnPlanner.zeros, high: ColumnPlanner.zeros
        ).with(strict(step.destination, [a, b]))
    }
}
