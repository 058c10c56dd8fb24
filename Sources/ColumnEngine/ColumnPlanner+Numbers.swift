import ExactNumbers
import RuleEngine
import RuleProgram

/// Arithmetic and comparisons, in the narrowest lanes that the proved bounds allow.
extension ColumnPlanner {
    /// The lane of a result and its operands: what is proved of it, and nothing that an operand would lose digits in.
    private func lane(_ step: Instruction, _ operands: ColumnValue...) -> ColumnLane {
        operands.reduce(max(ColumnLane(program.slotBounds[Int(step.destination)]), .int32)) { max($0, $1.lane) }
    }

    /// Operands in one lane; `constant` is the pass where exactly one of them is one, on either side.
    mutating func arithmetic(
        _ step: Instruction, _ both: ColumnStep.NumberOperation, _ constant: ColumnStep.NumberOperation
    ) -> ColumnValue {
        let (a, b) = (value(step.a), value(step.b))
        let lane = lane(step, a, b)
        let made: ColumnStep
        if let (column, number) = oneConstant(a, b) {
            made = ColumnStep(
                kind: .numbers(constant), lane: lane, d: 0, a: register(column, lane), constant: number)
        } else {
            made = ColumnStep(
                kind: .numbers(both), lane: lane, d: 0, a: register(a, lane), b: register(b, lane))
        }
        return number(made, lane).with(strict(step))
    }

    /// a - b.
    mutating func difference(_ step: Instruction, _ a: ColumnValue, _ b: ColumnValue) -> ColumnValue {
        let lane = lane(step, a, b)
        let made: ColumnStep
        if let constant = b.constant {
            made = ColumnStep(
                kind: .numbers(.addConstant), lane: lane, d: 0, a: register(a, lane), constant: 0 &- constant)
        } else if let constant = a.constant {
            made = ColumnStep(
                kind: .numbers(.subtractFromConstant), lane: lane, d: 0, a: register(b, lane), constant: constant)
        } else {
            made = ColumnStep(
                kind: .numbers(.subtract), lane: lane, d: 0, a: register(a, lane), b: register(b, lane))
        }
        return number(made, lane).with(strict(step))
    }

    /// Products of 32-bit lanes that need 64 bits are one pass.
    mutating func product(_ step: Instruction) -> ColumnValue {
        let (a, b) = (value(step.a), value(step.b))
        guard lane(step, a, b) == .int64, max(a.lane, b.lane, .int32) == .int32 else {
            return arithmetic(step, .multiply, .multiplyConstant)
        }
        let made: ColumnStep
        if let (column, constant) = oneConstant(a, b) {
            made = ColumnStep(kind: .multiplyWideConstant, d: 0, a: register(column, .int32), constant: constant)
        } else {
            made = ColumnStep(kind: .multiplyWide, d: 0, a: register(a, .int32), b: register(b, .int32))
        }
        return number(made, .int64).with(strict(step))
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

    mutating func quotient(_ step: Instruction) -> ColumnValue {
        let (a, b) = (value(step.a), value(step.b))
        if let constant = b.constant, constant <= 0 { return zero.with(strict(step)) }
        // Rounding adds less than the divisor to the dividend, which has to stay within the lane.
        let (top, below) = (program.slotBounds[Int(step.a)], program.slotBounds[Int(step.b)])
        let most = max(top.high, top.low == .min ? .max : -top.low, 0)
        let sum = most.addingReportingOverflow(max(below.high, 1))
        let lane = max(sum.overflow ? .wide : ColumnLane(0, sum.partialValue), a.lane, b.lane, .int32)
        var made: ColumnValue
        if let constant = b.constant {
            made = number(
                ColumnStep(
                    kind: .numbers(.divideByConstant), lane: lane, mode: step.mode, d: 0, a: register(a, lane),
                    constant: constant), lane)
        } else {
            made = number(
                ColumnStep(
                    kind: .numbers(.divide), lane: lane, mode: step.mode, d: 0, a: register(a, lane),
                    b: register(b, lane)), lane)
        }
        let proved = ColumnLane(program.slotBounds[Int(step.destination)])
        if proved < lane {
            made.register = register(made, proved)
            made.lane = proved
        }
        return made.with(strict(step))
    }

    mutating func absolute(_ step: Instruction) -> ColumnValue {
        let own = value(step.a)
        let lane = lane(step, own)
        return number(ColumnStep(kind: .numbers(.absolute), lane: lane, d: 0, a: register(own, lane)), lane)
            .with(strict(step))
    }

    // MARK: - Comparisons

    mutating func compared(
        _ step: Instruction, _ test: (inout ColumnPlanner, ColumnValue, ColumnValue) -> Int32
    ) -> ColumnValue {
        let (a, b) = (value(step.a), value(step.b))
        return bitValue(test(&self, a, b)).with(strict(step))
    }

    mutating func equal(_ a: ColumnValue, _ b: ColumnValue) -> Int32 {
        if a.lane == .bits || b.lane == .bits, isBoolean(a), isBoolean(b) { return not(exclusiveOr(bits(a), bits(b))) }
        return compared(a, b, .equal, .equalConstant, .equalConstant)
    }

    mutating func less(_ a: ColumnValue, _ b: ColumnValue) -> Int32 {
        compared(a, b, .less, .lessConstant, .greaterConstant)
    }

    mutating func lessOrEqual(_ a: ColumnValue, _ b: ColumnValue) -> Int32 {
        compared(a, b, .lessOrEqual, .lessOrEqualConstant, .greaterOrEqualConstant)
    }

    /// `right` compares a column with a constant, `left` the other way round.
    private mutating func compared(
        _ a: ColumnValue, _ b: ColumnValue, _ both: ColumnStep.NumberOperation, _ right: ColumnStep.NumberOperation,
        _ left: ColumnStep.NumberOperation
    ) -> Int32 {
        let lane = max(a.lane, b.lane, .int32)
        if let constant = b.constant {
            return emit(
                ColumnStep(kind: .numbers(right), lane: lane, d: 0, a: register(a, lane), constant: constant), .bits)
        }
        if let constant = a.constant {
            return emit(
                ColumnStep(kind: .numbers(left), lane: lane, d: 0, a: register(b, lane), constant: constant), .bits)
        }
        return emit(
            ColumnStep(kind: .numbers(both), lane: lane, d: 0, a: register(a, lane), b: register(b, lane)), .bits)
    }

    func isBoolean(_ value: ColumnValue) -> Bool {
        value.lane == .bits || value.constant == 0 || value.constant == 1
    }

    mutating func calendar(_ step: Instruction, _ function: CalendarFunction, _ b: ColumnValue) -> ColumnValue {
        let registers = (register(value(step.a), .wide), register(b, .wide))
        let made = ColumnStep(kind: .calendar(function), d: 0, a: registers.0, b: registers.1)
        return number(made, .int32).with(strict(step))
    }
}
