import BigInt
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

/// Comparison, the larger of two, and choices between numbers in slots.
extension ProgramCompiler {
    /// Both as integers of one scale over one positive divisor, which is left out.
    private func level(_ a: Number, _ b: Number, _ site: Site) -> (Number, Number) {
        let scale = max(a.scale, b.scale)
        var x = align(a, to: scale, site)
        var y = align(b, to: scale, site)
        guard x.denominator != y.denominator else { return (x, y) }
        let (left, right) = (x.denominator, y.denominator)
        if let right { (x.numerator, x.low, x.high) = product(numerator(x), parts(right), site) }
        if let left { (y.numerator, y.low, y.high) = product(numerator(y), parts(left), site) }
        return (x, y)
    }

    func compare(_ op: ComparisonOperator, _ a: Number, _ b: Number, _ site: Site) -> Int32 {
        let (x, y) = level(a, b, site)
        let condition = compare(op, x.numerator, y.numerator)
        switch op {
        case .less: note(condition, .less(slot(a), slot(b)), comparing: a, b)
        case .lessOrEqual: note(condition, .lessOrEqual(slot(a), slot(b)), comparing: a, b)
        case .greater: note(condition, .less(slot(b), slot(a)), comparing: a, b)
        case .greaterOrEqual: note(condition, .lessOrEqual(slot(b), slot(a)), comparing: a, b)
        case .equal, .notEqual: break
        }
        return condition
    }

    func compare(_ op: ComparisonOperator, _ a: Int32, _ b: Int32) -> Int32 {
        switch op {
        case .equal: return emit(.equal, a, b)
        case .notEqual: return emit(.notEqual, a, b)
        case .less: return emit(.less, a, b)
        case .lessOrEqual: return emit(.lessOrEqual, a, b)
        case .greater: return emit(.less, b, a)
        case .greaterOrEqual: return emit(.lessOrEqual, b, a)
        }
    }

    func extreme(_ a: Number, _ b: Number, greatest: Bool, _ site: Site) -> Number {
        if let x = value(a), let y = value(b) { return constant(greatest ? max(x, y) : min(x, y)) }
        if a.denominator == nil, b.denominator == nil {
            let (x, y) = level(a, b, site)
            let low = greatest ? max(x.low, y.low) : min(x.low, y.low)
            let high = greatest ? max(x.high, y.high) : min(x.high, y.high)
            let slot = emit(greatest ? .maximum : .minimum, x.numerator, y.numerator, low: low, high: high)
            return Number(numerator: slot, scale: x.scale, low: low, high: high, denominator: nil)
        }
        let condition = compare(greatest ? .greaterOrEqual : .lessOrEqual, a, b, site)
        let result = choose([(condition, a)], otherwise: b, site)
        note(result, greatest ? .maximum(slot(a), slot(b)) : .minimum(slot(a), slot(b)), of: a, b)
        return result
    }

    /// The least common divisor of numbers whose divisors are all constants.
    private func commonDivisor(_ numbers: [Number]) -> BigInt? {
        var common: BigInt = 1
        for number in numbers {
            guard let divisor = number.denominator else { continue }
            guard let value = divisor.constant else { return nil }
            common = common / common.greatestCommonDivisor(with: value) * value
        }
        return common <= BigInt(Int64.max) ? common : nil
    }

    /// The number of the first row that holds.
    func choose(_ rows: [(condition: Int32, value: Number)], otherwise: Number?, _ site: Site) -> Number {
        let all = rows.map(\.value) + [otherwise].compactMap { $0 }
        let scale = all.map(\.scale).max() ?? 0
        let common = commonDivisor(all)
        func level(_ number: Number) -> Number {
            let aligned = align(number, to: scale, site)
            guard let common, common != 1 else { return aligned }
            var result = times(aligned, common / (aligned.denominator?.constant ?? 1), scale: scale, site)
            result.denominator = .init(slot: constant(common), low: common, high: common)
            return result
        }
        let aligned = rows.map { ($0.condition, level($0.value)) }
        let fallback = otherwise.map { level($0) }
        let values = aligned.map(\.1) + [fallback].compactMap { $0 }
        let low = values.map(\.low).min() ?? 0
        let high = values.map(\.high).max() ?? 0
        let divisors = values.map(\.denominator)
        if let first = divisors.first, divisors.allSatisfy({ $0 == first }) {
            let slot = choose(
                aligned.map { ($0.0, $0.1.numerator) }, otherwise: fallback?.numerator, low: low, high: high)
            let result = Number(numerator: slot, scale: scale, low: low, high: high, denominator: first)
            noteChoice(result, rows, otherwise: otherwise)
            return result
        }
        let start = Int32(operands.count)
        let one = constant(1)
        for (condition, value) in aligned { operands += [condition, value.numerator, value.denominator?.slot ?? one] }
        var otherwiseStart: Int32 = -1
        if let fallback {
            otherwiseStart = Int32(operands.count)
            operands += [fallback.numerator, fallback.denominator?.slot ?? one]
        }
        let least = divisors.map { $0?.low ?? 1 }.min() ?? 1
        let most = divisors.map { $0?.high ?? 1 }.max() ?? 1
        let slot = newSlot(low, high)
        let below = newSlot(least, most)
        append(Instruction(.fractionChoice, slot, start, Int32(rows.count), otherwiseStart))
        let result = Number(
            numerator: slot, scale: scale, low: low, high: high, denominator: .init(slot: below, low: least, high: most)
        )
        noteChoice(result, rows, otherwise: otherwise)
        return result
    }

    /// The slot of the first row that holds, between the bounds of those there are.
    func choosePlain(_ rows: [(Int32, Int32)], otherwise: Int32?) -> Int32 {
        let (low, high) = range(of: rows.map(\.1) + [otherwise].compactMap { $0 })
        return choose(rows, otherwise: otherwise, low: low, high: high)
    }

    /// The slot of the first row that holds.
    func choose(_ rows: [(Int32, Int32)], otherwise: Int32?, low: BigInt = 0, high: BigInt = 1) -> Int32 {
        if rows.count == 1, let otherwise {
            return emit(.choose, rows[0].1, rows[0].0, otherwise, low: low, high: high)
        }
        let start = Int32(operands.count)
        for (condition, value) in rows { operands += [condition, value] }
        let slot = newSlot(low, high)
        append(Instruction(.choice, slot, start, Int32(rows.count), otherwise ?? -1))
        return slot
    }
}
