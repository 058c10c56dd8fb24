import ExactNumbers
import RuleSyntax

/// What a condition says of the things it reads.
extension NormChecker {
    /// What `condition` being true (or false) says of the things it reads.
    func narrow(_ scope: inout Scope, by condition: TypedExpression, holds: Bool) {
        if let meaning = condition.meaning(negated: !holds) { scope.holding.insert(meaning) }
        switch condition.kind {
        case .and(let a, let b) where holds, .both(let a, let b) where holds:
            narrow(&scope, by: a, holds: true)
            narrow(&scope, by: b, holds: true)
        case .or(let a, let b) where !holds, .either(let a, let b) where !holds:
            narrow(&scope, by: a, holds: false)
            narrow(&scope, by: b, holds: false)
        case .not(let inner): narrow(&scope, by: inner, holds: !holds)
        case .applicable(let inner) where holds: note(applicable: inner, &scope)
        case .aggregate(let loop) where holds && loop.function == .some:
            narrow(&scope, .listCount(loop.input), to: atLeastOne(of: loop.input))
            if let counted = filteredCount(loop.input, loop.filter ?? loop.body, loop.loop) {
                narrow(&scope, counted, to: atLeastOne(of: loop.input))
            }
        case .compare(let op, let a, let b):
            let effective = holds ? op : op.negated
            narrow(&scope, a, effective, b)
            narrow(&scope, b, effective.mirrored, a)
        default: break
        }
    }

    private func narrow(_ scope: inout Scope, _ a: TypedExpression, _ op: ComparisonOperator, _ b: TypedExpression) {
        var target = a
        var factor = Rational.one
        if case .scaled(let inner, let by) = a.kind, by > .zero {
            target = inner
            factor = by
        }
        guard let subject = subject(target), let own = target.interval, var other = b.interval else { return }
        if factor != .one { other = other.scaled(by: .one / factor) }
        var bounds = Interval(low: nil, high: nil, places: own.places)
        switch op {
        case .less: bounds.high = other.high.map { .init($0.value, included: false) }
        case .lessOrEqual: bounds.high = other.high
        case .greater: bounds.low = other.low.map { .init($0.value, included: false) }
        case .greaterOrEqual: bounds.low = other.low
        case .equal:
            bounds.low = other.low
            bounds.high = other.high
        case .notEqual:
            guard let point = other.point else { return }
            if own.low?.value == point { bounds.low = .init(point, included: false) }
            if own.high?.value == point { bounds.high = .init(point, included: false) }
        }
        let narrowed = own.intersection(Interval(low: bounds.low, high: bounds.high, places: own.places))
        narrow(&scope, subject, to: narrowed)
        if case .filteredCount(let input, _) = subject, narrowed.isPositive {
            narrow(&scope, .listCount(input), to: atLeastOne(of: input))
        }
    }

    private func narrow(_ scope: inout Scope, _ subject: Scope.Subject, to interval: Interval) {
        scope.narrowed[subject] = scope.narrowed[subject]?.intersection(interval) ?? interval
    }

    private func atLeastOne(of input: Int) -> Interval {
        Interval(.one, Rational(max(1, model.inputs[input].listMax ?? 1)), places: 0)
    }

    private func subject(_ expression: TypedExpression) -> Scope.Subject? {
        switch expression.kind {
        case .input(let index): return .input(index)
        case .fact(let index): return .fact(index)
        case .element(let loop, let field): return .element(loop: loop, field: field)
        case .listCount(let index): return .listCount(index)
        case .aggregate(let loop) where loop.function == .count:
            guard let filter = loop.filter else { return .listCount(loop.input) }
            return filteredCount(loop.input, filter, loop.loop)
        default: return nil
        }
    }

    /// The number of entries for which `filter` holds; nil where the filter is too involved to be known again.
    func filteredCount(_ input: Int, _ filter: TypedExpression, _ loop: Int) -> Scope.Subject? {
        filter.meaning(loop: loop).map { .filteredCount(input: input, filter: $0) }
    }

    /// Notes that `expression` applies, and with it everything without which it would not.
    private func note(applicable expression: TypedExpression, _ scope: inout Scope) {
        switch expression.kind {
        case .input(let index), .listCount(let index): scope.applicable.insert(.input(index))
        case .fact(let index): scope.applicable.insert(.fact(index))
        case .criterion(let index): scope.applicable.insert(.criterion(index))
        case .section(let index), .sectionShare(let index): scope.applicable.insert(.section(index))
        case .element(let loop, let field): scope.applicable.insert(.element(loop: loop, field: field))
        case .aggregate(let loop): scope.applicable.insert(.input(loop.input))
        case .add, .subtract, .multiply, .divide, .negate, .absolute, .scaled, .minimum, .maximum, .round, .compare,
            .not, .calendar:
            for part in expression.children { note(applicable: part, &scope) }
        default: break
        }
    }
}
