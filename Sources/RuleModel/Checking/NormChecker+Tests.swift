import Diagnostics
import ExactNumbers
import RuleSyntax

/// Unary tests: the condition that a cell (or the right side of `in`) puts on a value.
extension NormChecker {
    /// The condition, or nil for `-`.
    func test(_ subject: TypedExpression, _ tests: UnaryTests, _ scope: Scope) -> TypedExpression? {
        switch tests.kind {
        case .any: return nil
        case .anyOf(let list): return anyOf(subject, list, scope, tests.span)
        case .not(let list):
            let inner = anyOf(subject, list, scope, tests.span)
            guard !inner.isInvalid else { return inner }
            return TypedExpression(.not(inner), type: .boolean, mayNotApply: inner.mayNotApply, span: tests.span)
        }
    }

    private func anyOf(_ subject: TypedExpression, _ list: [UnaryTest], _ scope: Scope, _ span: Span) -> TypedExpression
    {
        guard !subject.isInvalid else { return .invalid(span) }
        var result: TypedExpression?
        for one in list {
            let condition = self.condition(subject, one, scope)
            guard !condition.isInvalid else { return .invalid(span) }
            if let other = result {
                result = either(other, condition, span)
            } else {
                result = condition
            }
        }
        return result ?? .invalid(span)
    }

    private func condition(_ subject: TypedExpression, _ test: UnaryTest, _ scope: Scope) -> TypedExpression {
        switch test.kind {
        case .compare(let op, let value):
            return compare(op, subject, elaborate(value, scope, expecting: subject.type), at: test.span, test.span)
        case .range(let range): return within(subject, range, scope)
        case .equals(let value):
            if case .range(let range) = value.kind, subject.type != .range { return within(subject, range, scope) }
            if case .list(let items) = value.kind, subject.type != .list {
                guard !items.isEmpty else { return truth(value.span, false) }
                let reads = subjectReads
                let result = anyOf(subject, items.map { UnaryTest(.equals($0), span: $0.span) }, scope, value.span)
                guard subjectReads > reads else { return result }
                return outside(
                    value.span, zh: "列表里是值，不能再问 `?`；请去掉方括号",
                    en: "a list holds values, no tests of `?`; leave the brackets out")
            }
            var inner = scope
            if scope.constants["?"] == nil { inner.constants["?"] = subject }
            let reads = subjectReads
            let typed = elaborate(value, inner, expecting: subject.type)
            if subjectReads > reads {
                if typed.type == .boolean { return typed }
                typeMismatch(typed, wanted: ("关于 `?` 的是否", "a yes or no about `?`"))
                return .invalid(test.span)
            }
            if typed.type == .boolean, subject.type != .boolean, !subject.isInvalid, decided(typed) == nil {
                return typed
            }
            if typed.type == .list || (typed.type == .range && subject.type != .range) {
                return isAmong(subject, typed, test.span)
            }
            if subject.type == .boolean, case .boolean(let wanted) = typed.kind {
                if case .boolean(let known) = subject.kind { return truth(test.span, known == wanted) }
                return wanted
                    ? subject.at(test.span)
                    : TypedExpression(.not(subject), type: .boolean, mayNotApply: subject.mayNotApply, span: test.span)
            }
            return compare(.equal, subject, typed, at: test.span, test.span)
        }
    }

    private func within(_ subject: TypedExpression, _ range: RangeSyntax, _ scope: Scope) -> TypedExpression {
        var result: TypedExpression?
        func add(_ op: ComparisonOperator, _ end: Expression?) -> Bool {
            guard let end else { return true }
            let condition = compare(
                op, subject, elaborate(end, scope, expecting: subject.type), at: end.span, range.span)
            guard !condition.isInvalid else { return false }
            result =
                result.map { both($0, condition, range.span) } ?? condition
            return true
        }
        guard add(range.lowIncluded ? .greaterOrEqual : .greater, range.low),
            add(range.highIncluded ? .lessOrEqual : .less, range.high)
        else { return .invalid(range.span) }
        return result ?? truth(range.span)
    }

    /// A range of constants in `unit`, or of days, for declarations.
    func constantRange(_ range: RangeSyntax, ofDays: Bool = false, unit: Unit = .none, places: Int?) -> Interval? {
        func end(_ expression: Expression?, _ included: Bool) -> Interval.Bound?? {
            guard let expression else { return .some(nil) }
            let value = elaborate(expression, Scope())
            if ofDays {
                if let day = value.constantDay {
                    return .some(.init(Rational(Int(day.number)), included: included))
                }
                if !value.isInvalid { typeMismatch(value, wanted: ("写明的日期", "a date written out")) }
                return nil
            }
            let converted: TypedExpression
            if let own = value.type.unit, own.isBare, let constant = value.constant {
                converted = number(constant, unit, expression.span)
            } else {
                converted = convert(value, to: unit, literals: true)
            }
            guard let constant = converted.constant else {
                if !converted.isInvalid { typeMismatch(converted, wanted: ("写明的数", "a number written out")) }
                return nil
            }
            return .some(.init(constant, included: included))
        }
        guard let low = end(range.low, range.lowIncluded), let high = end(range.high, range.highIncluded) else {
            return nil
        }
        let interval = Interval(low: low, high: high, places: places)
        if interval.isEmpty {
            report(
                .emptyRange, at: range.span, zh: "这个范围里一个值也没有，起点应不大于终点",
                en: "no value lies in this range; the start must not be above the end")
            return nil
        }
        return interval
    }
}
