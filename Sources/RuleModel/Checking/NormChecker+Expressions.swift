import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax

/// Expressions: each node gets its type, unit and range.
extension NormChecker {
    /// Checks `expression` where a value of type `expecting` would be welcome; options are resolved by it.
    func elaborate(_ expression: Expression, _ scope: Scope, expecting: ValueType? = nil) -> TypedExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= NormChecker.deepest else {
            if !isTooDeep {
                isTooDeep = true
                return outside(
                    expression.span, zh: "这里经过的指标和括号太深（超过 \(NormChecker.deepest) 层），请减少层层引用的指标",
                    en:
                        "facts and brackets lead more than \(NormChecker.deepest) steps deep here; let fewer facts build on each other"
                )
            }
            return .invalid(expression.span)
        }
        return typed(expression, scope, expecting: expecting)
    }

    private func typed(_ expression: Expression, _ scope: Scope, expecting: ValueType?) -> TypedExpression {
        let span = expression.span
        switch expression.kind {
        case .number(let value, let unit):
            guard let unit else { return number(Rational(value), .none, span) }
            guard let resolved = resolve(unit) else { return .invalid(span) }
            return number(Rational(value), resolved, span)
        case .text(let text): return TypedExpression(.text(text), type: .text, span: span)
        case .boolean(let value): return TypedExpression(.boolean(value), type: .boolean, span: span)
        case .date(let day):
            return TypedExpression(.date(day), type: .date, interval: .point(Rational(Int(day.number))), span: span)
        case .duration(let duration):
            if duration.months == 0 { return number(Rational(duration.days), UnitRegistry.days, span) }
            if duration.days == 0 { return number(Rational(duration.months), UnitRegistry.months, span) }
            return TypedExpression(.duration(duration), type: .duration, span: span)
        case .clock(.duration(let duration)): return self.duration(duration, span)
        case .clock(.moment(let moment)): return self.moment(moment, span)
        case .name(let text): return name(Name(text, span: span), scope, expecting: expecting)
        case .member(let base, let field): return member(base, field, scope, span)
        case .negate(let operand):
            let value = elaborate(operand, scope)
            guard let unit = numeric(value) else { return .invalid(span) }
            if let constant = value.constant { return number(-constant, unit, span) }
            return TypedExpression(
                .negate(value), type: value.type, interval: value.interval.map { -$0 }, mayNotApply: value.mayNotApply,
                span: span)
        case .not(let operand):
            let value = boolean(operand, scope)
            return TypedExpression(.not(value), type: .boolean, mayNotApply: value.mayNotApply, span: span)
        case .arithmetic(let op, let left, let right, let operatorSpan):
            return arithmetic(op, left, right, operatorSpan, scope, span)
        case .comparison(let op, let left, let right, let operatorSpan):
            let (a, b) = pair(left, right, scope)
            return compare(op, a, b, at: operatorSpan, span)
        case .logic(let op, let left, let right, _): return logic(op, left, right, scope, span)
        case .conditional(let condition, let then, let otherwise):
            return conditional(condition, then, otherwise, scope, expecting, span)
        case .between(let value, let low, let high):
            let tests = RangeSyntax(low: low, lowIncluded: true, high: high, highIncluded: true, span: span)
            let subject = elaborate(value, scope)
            return test(subject, UnaryTests(.anyOf([UnaryTest(.range(tests), span: span)]), span: span), scope)
                ?? truth(span)
        case .membership(let value, let tests):
            let subject = elaborate(value, scope)
            return test(subject, tests, scope) ?? truth(span)
        case .quantified(let quantifier, let variable, let list, let condition):
            guard readsInput(list, scope) else {
                return quantified(quantifier, variable, list, condition, scope, span)
            }
            return aggregate(
                quantifier == .some ? .some : .every, variable: variable, list: list, body: condition, empty: nil,
                scope, span)
        case .iteration(let variable, let list, let body):
            guard readsInput(list, scope) else {
                return iterated([.init(variable: variable, list: list)], body, scope, span)
            }
            return outside(
                span, zh: "对列表输入，`对 … 返回 …` 只能写在求和、计数等函数里",
                en: "over a list input `for … return` stands only inside sum, count and their like")
        case .iterations(let bindings, let body): return iterated(bindings, body, scope, span)
        case .context(let entries): return context(entries, scope, span)
        case .call(let function, let arguments): return call(function, arguments, scope, span, expecting: expecting)
        case .list(let items):
            return list(inOneUnit(items.map { elaborate($0, scope, expecting: expecting) }), span)
        case .range(let range): return self.range(range, scope, span)
        case .filter(let base, let condition):
            guard readsInput(base, scope) else { return filtered(base, condition, scope, span) }
            return outside(
                span, zh: "对列表输入，筛选只能写在 `对 … 属于` 之后或函数里",
                en: "of a list input a filter stands only after `for … in` or inside a function")
        case .invalid: return .invalid(span)
        }
    }

    func outside(_ span: Span, zh: String, en: String) -> TypedExpression {
        report(.outsideProfile, at: span, zh: zh, en: en)
        return .invalid(span)
    }

    func truth(_ span: Span, _ value: Bool = true) -> TypedExpression {
        TypedExpression(.boolean(value), type: .boolean, span: span)
    }

    func number(_ value: Rational, _ unit: Unit, _ span: Span) -> TypedExpression {
        TypedExpression(.number(value), type: .number(unit), interval: .point(value), span: span)
    }

    /// The unit of a number, or a finding.
    func numeric(_ value: TypedExpression) -> Unit? {
        if let unit = value.type.unit { return unit }
        typeMismatch(value, wanted: ("数值", "a number"))
        return nil
    }

    /// Both sides; a bare option name is resolved by the other side.
    func pair(_ left: Expression, _ right: Expression, _ scope: Scope) -> (TypedExpression, TypedExpression) {
        if case .name(let text) = left.kind, symbols[text] == nil, scope.variables[text] == nil {
            let b = elaborate(right, scope)
            return (elaborate(left, scope, expecting: b.type), b)
        }
        let a = elaborate(left, scope)
        return (a, elaborate(right, scope, expecting: a.type))
    }

    func logic(_ op: LogicOperator, _ left: Expression, _ right: Expression, _ scope: Scope, _ span: Span)
        -> TypedExpression
    {
        let a = boolean(left, scope)
        var inner = scope
        if !a.isInvalid { narrow(&inner, by: a, holds: op == .and) }
        let b = boolean(right, inner)
        guard !a.isInvalid, !b.isInvalid else { return .invalid(span) }
        for (side, written) in [(a, left), (b, right)] where side.mayNotApply {
            reportUnguarded(
                side, written, zh: "`\(op == .and ? "且" : "或")` 的一边可能不适用",
                en: "one side of `\(op.rawValue)` may not apply")
            return .invalid(span)
        }
        return TypedExpression(op == .and ? .and(a, b) : .or(a, b), type: .boolean, span: span)
    }

    private func conditional(
        _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ scope: Scope, _ expecting: ValueType?,
        _ span: Span
    ) -> TypedExpression {
        let test = boolean(condition, scope)
        var thenScope = scope
        var elseScope = scope
        if !test.isInvalid {
            narrow(&thenScope, by: test, holds: true)
            narrow(&elseScope, by: test, holds: false)
        }
        if scope.constants["partial"] != nil, let holds = decided(test) {
            return elaborate(holds ? then : otherwise, holds ? thenScope : elseScope, expecting: expecting)
        }
        var a = elaborate(then, thenScope, expecting: expecting)
        var b = elaborate(otherwise, elseScope, expecting: expecting ?? (a.isInvalid ? nil : a.type))
        guard !test.isInvalid, !a.isInvalid, !b.isInvalid else { return .invalid(span) }
        if let holds = decided(test), a.isConstant || a.isStructured, b.isConstant || b.isStructured {
            return (holds ? a : b).at(span)
        }
        if a.type.unit != nil || b.type.unit != nil {
            guard let unified = unify(a, b, at: span, literals: true) else { return .invalid(span) }
            (a, b) = (unified.0, unified.1)
        }
        return joined([.init(condition: test, value: a)], otherwise: b, span)
    }
}
