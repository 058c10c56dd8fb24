import ExactNumbers
import RuleEngine
import RuleProgram

/// Steps that go row by row: numbers beyond 64 bits, dates, evidence, elements of lists.
extension ColumnInterpreter {
    private var rows: Range<Int> { 0..<words * 64 }

    func wideLanes(_ operation: ColumnStep.NumberOperation, _ step: ColumnStep) {
        let (d, a, b, c) = (wide(step.d), wide(step.a), wide(step.b), wide(step.c))
        let constant = step.constant
        func test(_ holds: (Int) -> Bool) {
            let out = words(step.d)
            for word in 0..<words {
                var bits: UInt64 = 0
                for row in 0..<64 where holds(word * 64 + row) { bits |= 1 << UInt64(row) }
                out[word] = bits
            }
        }
        switch operation {
        case .add: for row in rows { d[row] = a[row] &+ b[row] }
        case .subtract: for row in rows { d[row] = a[row] &- b[row] }
        case .multiply: for row in rows { d[row] = a[row] &* b[row] }
        case .minimum: for row in rows { d[row] = min(a[row], b[row]) }
        case .maximum: for row in rows { d[row] = max(a[row], b[row]) }
        case .absolute: for row in rows { d[row] = a[row] < 0 ? 0 &- a[row] : a[row] }
        case .addConstant: for row in rows { d[row] = a[row] &+ constant }
        case .subtractFromConstant: for row in rows { d[row] = constant &- a[row] }
        case .multiplyConstant: for row in rows { d[row] = a[row] &* constant }
        case .minimumConstant: for row in rows { d[row] = min(a[row], constant) }
        case .maximumConstant: for row in rows { d[row] = max(a[row], constant) }
        case .divide: for row in rows { d[row] = quotient(a[row], b[row], step.mode) }
        case .divideByConstant: for row in rows { d[row] = quotient(a[row], constant, step.mode) }
        case .equal: test { a[$0] == b[$0] }
        case .less: test { a[$0] < b[$0] }
        case .lessOrEqual: test { a[$0] <= b[$0] }
        case .equalConstant: test { a[$0] == constant }
        case .lessConstant: test { a[$0] < constant }
        case .lessOrEqualConstant: test { a[$0] <= constant }
        case .greaterConstant: test { a[$0] > constant }
        case .greaterOrEqualConstant: test { a[$0] >= constant }
        case .select: for row in rows { d[row] = bit(step.a, row) ? b[row] : c[row] }
        case .selectConstant: for row in rows { d[row] = bit(step.a, row) ? constant : c[row] }
        case .selectConstants: for row in rows { d[row] = bit(step.a, row) ? constant : step.other }
        case .fill: for row in rows { d[row] = constant }
        }
    }

    private func quotient(_ numerator: Int128, _ denominator: Int128, _ mode: UInt8) -> Int128 {
        denominator > 0 ? .divide(numerator, by: denominator, rounding: roundingModes[Int(mode)]) : 0
    }

    func toWide(_ step: ColumnStep) {
        let d = wide(step.d)
        for row in rows { d[row] = number(step.a, step.lane, row) }
    }

    func fromWide(_ step: ColumnStep) {
        let a = wide(step.a)
        for row in rows { store(a[row], step, row) }
    }

    func calendar(_ function: CalendarFunction, _ step: ColumnStep) {
        let (d, a, b) = (narrow(step.d), wide(step.a), wide(step.b))
        for row in rows { d[row] = Int32(truncatingIfNeeded: function.result(a[row], b[row])) }
    }

    func evidence(_ step: ColumnStep) {
        let factors = plan.program.evidenceFactors
        let one = Int128.powerOfTen(plan.program.evidenceScale)
        let kinds = registers[Int(step.a)].assumingMemoryBound(to: Int16.self)
        for row in rows {
            let kind = Int(kinds[row])
            let factor = bit(step.b, row) ? factors[kind >= 0 && kind < factors.count ? kind : factors.count - 1] : one
            store(factor, step, row)
        }
    }

    private func store(_ value: Int128, _ step: ColumnStep, _ row: Int) {
        switch step.lane {
        case .bits:
            let mask: UInt64 = 1 << UInt64(row & 63)
            words(step.d)[row >> 6] = value != 0 ? words(step.d)[row >> 6] | mask : words(step.d)[row >> 6] & ~mask
        case .int32: narrow(step.d)[row] = Int32(truncatingIfNeeded: value)
        case .int64: long(step.d)[row] = Int64(truncatingIfNeeded: value)
        case .wide: wide(step.d)[row] = value
        }
    }

    func fractionsDiffer(_ step: ColumnStep) {
        let d = words(step.d)
        func lane(_ operand: UInt8) -> ColumnLane { ColumnLane(rawValue: step.lanes >> (2 * operand) & 3) ?? .wide }
        let (a, b, c, e) = (lane(0), lane(1), lane(2), lane(3))
        for word in 0..<words {
            var left = d[word]
            while left != 0 {
                let bit = left.trailingZeroBitCount
                left &= left - 1
                let row = word * 64 + bit
                let same = Interpreter.areEqual(
                    number(step.a, a, row), number(step.b, b, row), number(step.c, c, row), number(step.e, e, row))
                if same { d[word] &= ~(1 << UInt64(bit)) }
            }
        }
    }

    // MARK: - Lists

    func loop(_ step: ColumnStep, from start: Int) {
        guard let batch else { return }
        let list = batch.fields[Int(step.a)]
        let counts = list.values.base.assumingMemoryBound(to: Int32.self) + firstRow
        let low = list.low.base.assumingMemoryBound(to: UInt64.self) + firstRow / 64
        let high = list.high.base.assumingMemoryBound(to: UInt64.self) + firstRow / 64
        let outer = position
        defer { position = outer }
        position = 0
        while true {
            var some: UInt64 = 0
            for word in 0..<words {
                var bits: UInt64 = 0
                for row in 0..<64
                where word * 64 + row < batch.count - firstRow && Int(counts[word * 64 + row]) > position {
                    bits |= 1 << UInt64(row)
                }
                bits &= ~(low[word] | high[word])
                words(step.d)[word] = bits
                some |= bits
            }
            if some == 0 { return }
            execute(from: start, to: Int(step.b))
            position += 1
        }
    }

    func element(_ step: ColumnStep) {
        guard let batch else { return }
        let list = batch.fields[Int(step.a)]
        let column = list.elements[Int(step.e)]
        let (low, high) = (words(step.b), words(step.c))
        for word in 0..<words {
            var (lowBits, highBits): (UInt64, UInt64) = (0, 0)
            for inner in 0..<64 {
                let row = word * 64 + inner
                guard firstRow + row < batch.count, list.has(firstRow + row, position) else { continue }
                let index = list.starts[firstRow + row] + position
                store(column.values[index], step, row)
                lowBits |= UInt64(column.states[index] & 1) << UInt64(inner)
                highBits |= UInt64(column.states[index] >> 1) << UInt64(inner)
            }
            low[word] = lowBits
            high[word] = highBits
        }
    }
}

extension FieldColumns {
    /// Whether the list of a row has an element at a position.
    func has(_ row: Int, _ position: Int) -> Bool {
        let unanswered =
            (low.base.assumingMemoryBound(to: UInt64.self)[row >> 6]
                | high.base.assumingMemoryBound(to: UInt64.self)[row >> 6])
            >> UInt64(row & 63) & 1
        return unanswered == 0 && Int(values.base.assumingMemoryBound(to: Int32.self)[row]) > position
    }
}
