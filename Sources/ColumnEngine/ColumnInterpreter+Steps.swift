import CColumnKernels
import RuleProgram

/// The steps of a block.
extension ColumnInterpreter {
    func execute(from start: Int, to end: Int) {
        var index = start
        plan.steps.withUnsafeBufferPointer { steps in
            while index < end {
                let step = steps[index]
                index += 1
                switch step.kind {
                case .bits(let operation): bits(operation, step)
                case .numbers(let operation):
                    switch step.lane {
                    case .int32: narrowLanes(operation, step)
                    case .int64: longLanes(operation, step)
                    case .wide: wideLanes(operation, step)
                    case .bits: assertionFailure("a pass over numbers in a column of bits")
                    }
                case .loop:
                    loop(step, from: index)
                    index = Int(step.b)
                case .element: element(step)
                case .calendar(let function): calendar(function, step)
                case .evidence: evidence(step)
                case .fractionsDiffer: fractionsDiffer(step)
                case .toWide: toWide(step)
                case .fromWide: fromWide(step)
                case .widen: kernels.pointee.widen(long(step.d), narrow(step.a), words)
                case .narrow: kernels.pointee.narrow(narrow(step.d), long(step.a), words)
                case .multiplyWide: kernels.pointee.mul_wide(long(step.d), narrow(step.a), narrow(step.b), words)
                case .multiplyWideConstant:
                    kernels.pointee.mul_wide_c(
                        long(step.d), narrow(step.a), Int32(truncatingIfNeeded: step.constant), words)
                }
            }
        }
    }

    @inline(__always)
    private func bits(_ operation: ColumnStep.BitOperation, _ step: ColumnStep) {
        let (d, a, b) = (words(step.d), words(step.a), words(step.b))
        switch operation {
        case .and: for word in 0..<words { d[word] = a[word] & b[word] }
        case .or: for word in 0..<words { d[word] = a[word] | b[word] }
        case .andNot: for word in 0..<words { d[word] = a[word] & ~b[word] }
        case .exclusiveOr: for word in 0..<words { d[word] = a[word] ^ b[word] }
        case .not: for word in 0..<words { d[word] = ~a[word] }
        }
    }

    private func narrowLanes(_ operation: ColumnStep.NumberOperation, _ step: ColumnStep) {
        let k = kernels.pointee
        let constant = Int32(truncatingIfNeeded: step.constant)
        let (d, a) = (narrow(step.d), narrow(step.a))
        switch operation {
        case .add: k.add_i32(d, a, narrow(step.b), words)
        case .subtract: k.sub_i32(d, a, narrow(step.b), words)
        case .multiply: k.mul_i32(d, a, narrow(step.b), words)
        case .minimum: k.min_i32(d, a, narrow(step.b), words)
        case .maximum: k.max_i32(d, a, narrow(step.b), words)
        case .absolute: k.abs_i32(d, a, words)
        case .addConstant: k.add_c_i32(d, a, constant, words)
        case .subtractFromConstant: k.sub_from_c_i32(d, a, constant, words)
        case .multiplyConstant: k.mul_c_i32(d, a, constant, words)
        case .minimumConstant: k.min_c_i32(d, a, constant, words)
        case .maximumConstant: k.max_c_i32(d, a, constant, words)
        case .divide: k.div_i32(d, a, narrow(step.b), Int32(step.mode), words)
        case .divideByConstant: k.div_c_i32(d, a, constant, Int32(step.mode), words)
        case .equal: k.eq_i32(words(step.d), a, narrow(step.b), words)
        case .less: k.lt_i32(words(step.d), a, narrow(step.b), words)
        case .lessOrEqual: k.le_i32(words(step.d), a, narrow(step.b), words)
        case .equalConstant: k.eq_c_i32(words(step.d), a, constant, words)
        case .lessConstant: k.lt_c_i32(words(step.d), a, constant, words)
        case .lessOrEqualConstant: k.le_c_i32(words(step.d), a, constant, words)
        case .greaterConstant: k.gt_c_i32(words(step.d), a, constant, words)
        case .greaterOrEqualConstant: k.ge_c_i32(words(step.d), a, constant, words)
        case .select: k.select_i32(d, words(step.a), narrow(step.b), narrow(step.c), words)
        case .selectConstant: k.select_c_i32(d, words(step.a), constant, narrow(step.c), words)
        case .selectConstants:
            k.select_cc_i32(d, words(step.a), constant, Int32(truncatingIfNeeded: step.other), words)
        case .fill: k.fill_i32(d, constant, words)
        }
    }

    private func longLanes(_ operation: ColumnStep.NumberOperation, _ step: ColumnStep) {
        let k = kernels.pointee
        let constant = Int64(truncatingIfNeeded: step.constant)
        let (d, a) = (long(step.d), long(step.a))
        switch operation {
        case .add: k.add_i64(d, a, long(step.b), words)
        case .subtract: k.sub_i64(d, a, long(step.b), words)
        case .multiply: k.mul_i64(d, a, long(step.b), words)
        case .minimum: k.min_i64(d, a, long(step.b), words)
        case .maximum: k.max_i64(d, a, long(step.b), words)
        case .absolute: k.abs_i64(d, a, words)
        case .addConstant: k.add_c_i64(d, a, constant, words)
        case .subtractFromConstant: k.sub_from_c_i64(d, a, constant, words)
        case .multiplyConstant: k.mul_c_i64(d, a, constant, words)
        case .minimumConstant: k.min_c_i64(d, a, constant, words)
        case .maximumConstant: k.max_c_i64(d, a, constant, words)
        case .divide: k.div_i64(d, a, long(step.b), Int32(step.mode), words)
        case .divideByConstant: k.div_c_i64(d, a, constant, Int32(step.mode), words)
        case .equal: k.eq_i64(words(step.d), a, long(step.b), words)
        case .less: k.lt_i64(words(step.d), a, long(step.b), words)
        case .lessOrEqual: k.le_i64(words(step.d), a, long(step.b), words)
        case .equalConstant: k.eq_c_i64(words(step.d), a, constant, words)
        case .lessConstant: k.lt_c_i64(words(step.d), a, constant, words)
        case .lessOrEqualConstant: k.le_c_i64(words(step.d), a, constant, words)
        case .greaterConstant: k.gt_c_i64(words(step.d), a, constant, words)
        case .greaterOrEqualConstant: k.ge_c_i64(words(step.d), a, constant, words)
        case .select: k.select_i64(d, words(step.a), long(step.b), long(step.c), words)
        case .selectConstant: k.select_c_i64(d, words(step.a), constant, long(step.c), words)
        case .selectConstants:
            k.select_cc_i64(d, words(step.a), constant, Int64(truncatingIfNeeded: step.other), words)
        case .fill: k.fill_i64(d, constant, words)
        }
    }
}
