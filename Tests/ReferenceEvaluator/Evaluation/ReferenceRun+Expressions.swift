import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// Evaluates every part of `expression`, branches not taken too, so that all reads are seen.
    func value(of expression: Expression, in scope: Scope) -> ReferenceValue {
        switch expression.kind {
        case .number(let number, nil) where ExactFraction(number) == .zero: return .known(.number(Quantity(.zero, nil)))
        case .number(let number, let unit): return .number(ExactFraction(number), self.unit(unit))
        case .text(let text): return .known(.text(text))
        case .boolean(let value): return .boolean(value)
        case .date(let day): return .known(.date(day))
        case .duration(let duration): return .known(.duration(duration))
        case .name(let name): return named(name, in: scope)
        case .member(let base, let field): return member(base, field.text, in: scope)
        case .negate(let operand):
            return .strict([value(of: operand, in: scope)]) { values in
                guard case .number(let quantity) = values[0] else { return .failure("minus of no number") }
                return .known(.number(Quantity(-quantity.amount, quantity.unit)))
            }
        case .not(let operand):
            return .strict([value(of: operand, in: scope)]) { values in
                guard case .boolean(let truth) = values[0] else { return .failure("not of no condition") }
                return .boolean(!truth)
            }
        case .arithmetic(let operation, let left, let right, _):
            return arithmetic(operation, value(of: left, in: scope), value(of: right, in: scope))
        case .comparison(let operation, let left, let right, _):
            let (one, two) = operands(left, right, in: scope)
            return compare(operation, one, two)
        case .logic(let operation, let left, let right, _):
            return decidable(junction(operation, [value(of: left, in: scope), value(of: right, in: scope)]))
        case .conditional(let condition, let then, let otherwise):
            let branches = alike([then, otherwise], in: scope)
            return choice(value(of: condition, in: scope), branches[0], branches[1])
        case .between(let subject, let low, let high):
            let value = value(of: subject, in: scope)
            let least = compare(.greaterOrEqual, value, operand(low, beside: value, in: scope))
            let most = compare(.lessOrEqual, value, operand(high, beside: value, in: scope))
            return value.standing == .notApplicable ? value : junction(.and, [least, most])
        case .membership(let subject, let tests):
            let value = value(of: subject, in: scope)
            let result = holds(tests, value, in: scope)
            return value.standing == .notApplicable && tests.kind != .any ? value : result
        case .quantified(let quantifier, let variable, let list, let condition):
            return each(variable, of: list, in: scope) { inner in
                self.value(of: condition, in: inner)
            } then: { values in
                // Not `decidable`: elements that may not apply count as the tests of a cell do (§1).
                self.junction(quantifier == .some ? .or : .and, values)
            }
        case .iteration(let variable, let list, let body):
            return each(variable, of: list, in: scope) { inner in
                self.value(of: body, in: inner)
            } then: { values in
                .known(.list(values))
            }
        case .call(let function, let arguments): return call(function.text, arguments, in: scope)
        case .list(let elements): return .known(.list(alike(elements, in: scope)))
        case .range(let range): return counted(range, in: scope)
        case .iterations(let bindings, let body): return nested(bindings[...], body, in: scope)
        case .context(let entries): return record(entries, in: scope)
        case .clock: return .failure("durations with hours, and negative ones, are not covered")
        case .filter(let list, let condition): return filtered(list, condition, in: scope)
        case .invalid: return .failure("unreadable expression")
        }
    }

    /// Both sides of a comparison; a name is an option where the other side's option set has one of that name.
    private func operands(_ left: Expression, _ right: Expression, in scope: Scope) -> (ReferenceValue, ReferenceValue)
    {
        var one = value(of: left, in: scope)
        var two = operand(right, beside: one, in: scope)
        one = operand(left, beside: two, in: scope)
        if let option = option(right, beside: one) { two = option }
        if let option = option(left, beside: two) { one = option }
        return (one, two)
    }

    /// `expression` as an option of the set that `other` belongs to; nil if it is no bare word of it.
    func option(_ expression: Expression, beside other: ReferenceValue) -> ReferenceValue? {
        guard case .name(let word) = expression.kind, case .known(.option(let set, _)) = other,
            let id = names.optionSets[set]?.options[word]
        else { return nil }
        return .known(.option(set: set, id: id))
    }

    /// `and` and `or` of any number: decided by one, else the highest state, but open where not applicable stands beside not known.
    func junction(_ operation: LogicOperator, _ values: [ReferenceValue]) -> ReferenceValue {
        let deciding = operation == .or
        if values.contains(.boolean(deciding)) { return .boolean(deciding) }
        for case .failure(let reason) in values { return .failure(reason) }
        let standings = Set(values.map(\.standing)).subtracting([.known])
        guard let standing = standings.max() else { return .boolean(!deciding) }
        return .missing(standing == .notApplicable && standings.count > 1 ? .open : standing)
    }

    /// `and` and `or` always apply: guards settle what may not. What a failed need leaves in `when` and `also` stays as it is.
    private func decidable(_ value: ReferenceValue) -> ReferenceValue {
        if case .missing = value, failedStanding == .unknown { return .missing(.unknown) }
        return value
    }

    /// `if`: both branches are already evaluated.
    func choice(_ condition: ReferenceValue, _ then: ReferenceValue, _ otherwise: ReferenceValue) -> ReferenceValue {
        switch condition {
        case .failure: return condition
        case .known(.boolean(let truth)): return truth ? then : otherwise
        case .known: return .failure("if without a condition")
        case .missing(let standing): return among([then, otherwise], undecided: [standing])
        }
    }

    /// The whole numbers of a range, as a list.
    private func counted(_ range: RangeSyntax, in scope: Scope) -> ReferenceValue {
        guard let first = range.low, let last = range.high else { return .failure("range without an end") }
        return .strict([value(of: first, in: scope), value(of: last, in: scope)]) { ends in
            guard case .number(let one) = ends[0], case .number(let two) = ends[1], let low = one.amount.whole,
                let high = two.amount.whole
            else { return .failure("range of no whole numbers") }
            let numbers = low <= high ? Array(low...high) : (high...low).reversed()
            return .known(.list(numbers.map { .whole($0) }))
        }
    }

    /// `for` with several variables: one flat list, the last variable turning fastest.
    private func nested(_ bindings: ArraySlice<Expression.Binding>, _ body: Expression, in scope: Scope)
        -> ReferenceValue
    {
        guard let binding = bindings.first else { return .known(.list([value(of: body, in: scope)])) }
        return each(binding.variable, of: binding.list, in: scope) { inner in
            self.nested(bindings.dropFirst(), body, in: inner)
        } then: { parts in
            .strict(parts) { lists in
                .known(
                    .list(
                        lists.flatMap { list -> [ReferenceValue] in
                            if case .list(let elements) = list { return elements }
                            return []
                        }))
            }
        }
    }

    /// A context: each entry sees those before it.
    private func record(_ entries: [Expression.Entry], in scope: Scope) -> ReferenceValue {
        var inner = scope
        var fields: [String: ReferenceValue] = [:]
        for entry in entries {
            let value = value(of: entry.value, in: inner)
            inner.variables[entry.name.text] = value
            fields[entry.name.text] = value
        }
        return .known(.record(fields))
    }

    private func each(
        _ variable: Name, of list: Expression, in scope: Scope, body: (Scope) -> ReferenceValue,
        then: ([ReferenceValue]) -> ReferenceValue
    ) -> ReferenceValue {
        .strict([value(of: list, in: scope)]) { values in
            guard case .list(let elements) = values[0] else { return .failure("no list") }
            return then(
                elements.map { element in
                    var inner = scope
                    inner.variables[variable.text] = element
                    return body(inner)
                })
        }
    }

    /// Whether a filter holds for an element.
    func holds(_ condition: Expression, for element: ReferenceValue, in scope: Scope) -> ReferenceValue {
        var inner = scope
        inner.variables["item"] = element
        if case .known(.record(let fields)) = element { inner.variables.merge(fields) { $1 } }
        return value(of: condition, in: inner)
    }

    /// `list[condition]`: known only if the condition is for every element. Fields of a record are visible by name.
    private func filtered(_ list: Expression, _ condition: Expression, in scope: Scope) -> ReferenceValue {
        .strict([value(of: list, in: scope)]) { values in
            guard case .list(let elements) = values[0] else { return .failure("no list") }
            if let place = self.value(of: condition, in: Scope()).quantity?.amount.whole, case .number = condition.kind
            {
                let index = place > 0 ? place - 1 : elements.count + place
                return elements.indices.contains(index) ? elements[index] : .failure("no element \(place)")
            }
            let tests = elements.map { holds(condition, for: $0, in: scope) }
            return .strict(tests) { _ in
                .known(.list(zip(elements, tests).filter { $0.1 == .boolean(true) }.map(\.0)))
            }
        }
    }
}
