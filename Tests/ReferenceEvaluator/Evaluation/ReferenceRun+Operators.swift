import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    func arithmetic(_ operation: ArithmeticOperator, _ left: ReferenceValue, _ right: ReferenceValue) -> ReferenceValue
    {
        .strict([left, right]) { values in
            switch (values[0], values[1]) {
            case (.number(let one), .number(let two)): return numeric(operation, one, two)
            case (.date(let day), .duration(let duration)) where operation == .add:
                return .known(.date(day.adding(duration)))
            case (.duration(let duration), .date(let day)) where operation == .add:
                return .known(.date(day.adding(duration)))
            case (.date(let day), .duration(let duration)) where operation == .subtract:
                let back = CalendarDuration(months: -duration.months, days: -duration.days)
                return .known(.date(day.adding(back)))
            case (.date(let one), .date(let two)) where operation == .subtract:
                guard let unit = RuntimeUnit.symbol("d", nominal: []) else { return .failure("no days") }
                return .number(ExactFraction(Int(one.number) - Int(two.number)), unit)
            default: return .failure("\(operation.rawValue) between things that are no numbers")
            }
        }
    }

    private func numeric(_ operation: ArithmeticOperator, _ left: Quantity, _ right: Quantity) -> ReferenceValue {
        switch operation {
        case .add, .subtract:
            guard left.matches(right) else {
                return .failure("units do not fit: \(left) \(operation.rawValue) \(right)")
            }
            guard let unit = left.unit ?? right.unit else { return .known(.number(left)) }
            guard let one = left.converted(to: unit), let two = right.converted(to: unit) else {
                return .failure("units do not fit")
            }
            return .number(operation == .add ? one.amount + two.amount : one.amount - two.amount, unit)
        case .multiply:
            return left.combined(right, sign: 1).map { .known(.number($0)) } ?? .failure("product")
        case .divide:
            return left.combined(right, sign: -1).map { .known(.number($0)) } ?? .failure("division by zero")
        case .power:
            guard let exponent = right.amount.whole else { return .failure("power") }
            var result = Quantity.bare(.one)
            for _ in 0..<abs(exponent) {
                guard let next = result.combined(left, sign: exponent) else { return .failure("power") }
                result = next
            }
            return .known(.number(result))
        }
    }

    /// A strict comparison.
    func compare(_ operation: ComparisonOperator, _ left: ReferenceValue, _ right: ReferenceValue) -> ReferenceValue {
        .strict([left, right]) { values in
            switch operation {
            case .equal, .notEqual:
                guard let equal = isEqual(values[0], values[1]) else {
                    return .failure("no comparison between \(values[0]) and \(values[1])")
                }
                return .boolean(equal == (operation == .equal))
            case .less, .lessOrEqual, .greater, .greaterOrEqual:
                guard let less = isLess(values[0], values[1]), let more = isLess(values[1], values[0]) else {
                    return .failure("no order between \(values[0]) and \(values[1])")
                }
                switch operation {
                case .less: return .boolean(less)
                case .lessOrEqual: return .boolean(!more)
                case .greater: return .boolean(more)
                default: return .boolean(!less)
                }
            }
        }
    }

    /// Both known and equal.
    func same(_ left: ReferenceValue, _ right: ReferenceValue) -> Bool {
        guard case .known(let one) = left, case .known(let two) = right else { return false }
        return isEqual(one, two) ?? false
    }

    /// Nil if the two cannot be compared.
    private func isEqual(_ left: ReferenceValue.Content, _ right: ReferenceValue.Content) -> Bool? {
        switch (left, right) {
        case (.number(let one), .number(let two)): return one.matches(two) ? one.base == two.base : nil
        case (.boolean(let one), .boolean(let two)): return one == two
        case (.date(let one), .date(let two)): return one == two
        case (.duration(let one), .duration(let two)): return one == two
        case (.text(let one), .text(let two)): return one == two
        case (.option(let set, let id), .option(let otherSet, let otherID)):
            return set == otherSet ? id == otherID : nil
        case (.option(let set, let id), .word(let word)), (.word(let word), .option(let set, let id)):
            return names.optionSets[set]?.options[word].map { $0 == id }
        case (.word(let one), .word(let two)): return names.anyOption(one) == names.anyOption(two)
        default: return nil
        }
    }

    private func isLess(_ left: ReferenceValue.Content, _ right: ReferenceValue.Content) -> Bool? {
        switch (left, right) {
        case (.number(let one), .number(let two)): return one.matches(two) ? one.base < two.base : nil
        case (.date(let one), .date(let two)): return one < two
        default: return nil
        }
    }

    /// Whether a value lies in a range; bare ends take `unit` where one is given.
    func contains(
        _ range: RangeSyntax, _ value: ReferenceValue, unit: RuntimeUnit? = nil, in scope: Scope = Scope()
    ) -> ReferenceValue {
        var tests: [ReferenceValue] = []
        if let low = range.low {
            let end = operand(low, beside: value, header: unit, in: scope)
            tests.append(compare(range.lowIncluded ? .greaterOrEqual : .greater, value, end))
        }
        if let high = range.high {
            let end = operand(high, beside: value, header: unit, in: scope)
            tests.append(compare(range.highIncluded ? .lessOrEqual : .less, value, end))
        }
        return junction(.and, tests)
    }

    /// A bare number as one of `unit`.
    func adopting(_ unit: RuntimeUnit?, _ value: ReferenceValue) -> ReferenceValue {
        guard let unit, let quantity = value.quantity, quantity.unit == .bare else { return value }
        return .number(quantity.amount, unit)
    }

    /// Whether `value` passes the tests of a cell or of `in`. Bare numbers in them take `unit` where one is given.
    func holds(
        _ tests: UnaryTests, _ value: ReferenceValue, unit: RuntimeUnit? = nil, in scope: Scope
    ) -> ReferenceValue {
        switch tests.kind {
        case .any: return .boolean(true)
        case .anyOf(let list): return junction(.or, list.map { holds($0, value, unit: unit, in: scope) })
        case .not(let list):
            return .strict([junction(.or, list.map { holds($0, value, unit: unit, in: scope) })]) { values in
                values[0] == .boolean(true) ? .boolean(false) : .boolean(true)
            }
        }
    }

    private func holds(_ test: UnaryTest, _ value: ReferenceValue, unit: RuntimeUnit?, in scope: Scope)
        -> ReferenceValue
    {
        switch test.kind {
        case .compare(let operation, let expression):
            let other = option(expression, beside: value) ?? operand(expression, beside: value, header: unit, in: scope)
            return compare(operation, value, other)
        case .range(let range): return contains(range, value, unit: unit, in: scope)
        case .equals(let expression):
            if case .list(let elements) = expression.kind {
                return junction(
                    .or,
                    elements.map { element in
                        let other =
                            option(element, beside: value) ?? operand(element, beside: value, header: unit, in: scope)
                        return compare(.equal, value, other)
                    })
            }
            let other = option(expression, beside: value) ?? operand(expression, beside: value, header: unit, in: scope)
            if case .known(.list(let elements)) = other {
                return junction(.or, elements.map { compare(.equal, value, adopting(unit, $0)) })
            }
            return compare(.equal, value, other)
        }
    }
}
