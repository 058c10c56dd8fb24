import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax

/// Arithmetic and comparisons.
extension NormChecker {
    func arithmetic(
        _ op: ArithmeticOperator, _ left: Expression, _ right: Expression, _ operatorSpan: Span, _ scope: Scope,
        _ span: Span
    ) -> TypedExpression {
        let a = elaborate(left, scope)
        let b = elaborate(right, scope)
        guard !a.isInvalid, !b.isInvalid else { return .invalid(span) }
        if let result = momentArithmetic(op, a, b, span) { return result }
        if a.type == .date { return dateArithmetic(op, a, b, operatorSpan, span) }
        if b.type == .date, op == .add { return dateArithmetic(op, b, a, operatorSpan, span) }
        if a.type == .text || b.type == .text, op == .add { return concatenated([a, b], span) }
        let mayNotApply = a.mayNotApply || b.mayNotApply
        switch op {
        case .add, .subtract:
            guard let (x, y, unit) = unify(a, b, at: operatorSpan, literals: false) else { return .invalid(span) }
            if let p = x.constant, let q = y.constant { return number(op == .add ? p + q : p - q, unit, span) }
            var interval: Interval?
            if let i = x.interval, let j = y.interval { interval = op == .add ? i + j : i + -j }
            return TypedExpression(
                op == .add ? .add(x, y) : .subtract(x, y), type: .number(unit), interval: interval,
                mayNotApply: mayNotApply,
                span: span)
        case .multiply: return product(a, b, span)
        case .divide: return quotient(a, b, span)
        case .power:
            guard numeric(a) != nil else { return .invalid(span) }
            return power(a, b, span)
        }
    }

    func product(_ a: TypedExpression, _ b: TypedExpression, _ span: Span) -> TypedExpression {
        guard let left = numeric(a), let right = numeric(b) else { return .invalid(span) }
        if left.isDuration, right.isDuration {
            typeMismatch(b, wanted: ("纯数，时长不能相乘", "a bare number, since durations cannot be multiplied"))
            return .invalid(span)
        }
        let (unit, rescale) = left.multiplied(by: right)
        if let p = a.constant, let q = b.constant { return number(p * q * rescale, unit, span) }
        if let p = a.constant, p == .one { return scaled(b, by: rescale, to: unit).at(span) }
        var interval: Interval?
        if let i = a.interval, let j = b.interval { interval = i * j }
        let result = TypedExpression(
            .multiply(a, b), type: .number(unit), interval: interval, mayNotApply: a.mayNotApply || b.mayNotApply,
            span: span)
        return scaled(result, by: rescale, to: unit)
    }

    func quotient(_ a: TypedExpression, _ b: TypedExpression, _ span: Span) -> TypedExpression {
        guard let left = numeric(a), let right = numeric(b) else { return .invalid(span) }
        let (unit, rescale) = left.multiplied(by: right, inverse: true)
        guard let divisor = b.interval, let inverse = divisor.reciprocal else {
            report(
                .divisionByZero, at: b.span,
                zh: "除数可能为零（范围 `\(b.interval?.description ?? "")`）；请在 `前提:` 中写明它大于 0，并写 `否则:`，或改小输入的范围",
                en:
                    "the divisor may be zero (its range is `\(b.interval?.description ?? "")`); say under `needs:` that it is above 0 and give `otherwise:`, or narrow the range of the input"
            )
            return .invalid(span)
        }
        if let p = a.constant, let q = b.constant {
            guard !left.isBare || !right.isDuration else {
                typeMismatch(b, wanted: ("纯数，数不能除以时长", "a bare number, since a number cannot be divided by a duration"))
                return .invalid(span)
            }
            return number(p / q * rescale, unit, span)
        }
        if let q = b.constant { return scaled(a, by: rescale / q, to: unit).at(span) }
        var interval: Interval?
        if let i = a.interval { interval = i * inverse }
        let result = TypedExpression(
            .divide(a, b), type: .number(unit), interval: interval, mayNotApply: a.mayNotApply || b.mayNotApply,
            span: span)
        return scaled(result, by: rescale, to: unit)
    }

    private func dateArithmetic(
        _ op: ArithmeticOperator, _ a: TypedExpression, _ b: TypedExpression, _ operatorSpan: Span, _ span: Span
    ) -> TypedExpression {
        let mayNotApply = a.mayNotApply || b.mayNotApply
        if op == .subtract, b.type == .date, let i = a.interval, let j = b.interval {
            let days = UnitRegistry.days
            return TypedExpression(
                .calendar(.daysBetween, b, a), type: .number(days), interval: i + -j, mayNotApply: mayNotApply,
                span: span)
        }
        if op == .add || op == .subtract {
            if case .duration(let duration) = b.kind {
                let months = number(Rational(duration.months), UnitRegistry.months, b.span)
                let days = number(Rational(duration.days), UnitRegistry.days, b.span)
                return moved(moved(a, by: months, op, span), by: days, op, span)
            }
            if b.type.unit == UnitRegistry.months || b.type.unit == UnitRegistry.days {
                return moved(a, by: b, op, span)
            }
        }
        report(
            .typeMismatch, at: operatorSpan, zh: "日期只能减日期，或加减 `@\"P1Y\"` 这样的时长",
            en: "from a date only a date can be taken, and only a duration such as `@\"P1Y\"` added or taken")
        return .invalid(span)
    }

    func compare(
        _ op: ComparisonOperator, _ a: TypedExpression, _ b: TypedExpression, at operatorSpan: Span, _ span: Span
    ) -> TypedExpression {
        guard !a.isInvalid, !b.isInvalid else { return .invalid(span) }
        var x = a
        var y = b
        if let result = compareMoments(op, a, b, span) { return result }
        if a.isStructured || b.isStructured { return structuredEquality(op, a, b, at: operatorSpan, span) }
        if a.type == .text, b.type == .text, let result = compareTexts(op, a, b, span) { return result }
        if (a.type.unit == nil) != (b.type.unit == nil) {
            typeMismatch(b, wanted: a.type.unit == nil ? describe(a.type) : ("数值", "a number"))
            return .invalid(span)
        }
        if a.type.unit != nil || b.type.unit != nil {
            guard let unified = unify(a, b, at: operatorSpan, literals: true) else { return .invalid(span) }
            (x, y) = (unified.0, unified.1)
        } else if a.type != b.type {
            typeMismatch(b, wanted: describe(a.type))
            return .invalid(span)
        } else if case .records = a.type {
            typeMismatch(a, wanted: ("单个的值", "a single value"))
            return .invalid(span)
        } else if a.type == .text {
            (x, y) = internText(x, y)
        }
        if x.type.unit == nil, x.type != .date, op != .equal, op != .notEqual {
            report(
                .typeMismatch, at: operatorSpan, zh: "选项、是否和文本只能用 `=` 或 `!=` 比较",
                en: "options, yes or no and text are compared by `=` or `!=` only")
            return .invalid(span)
        }
        return TypedExpression(
            .compare(op, x, y), type: .boolean, mayNotApply: x.mayNotApply || y.mayNotApply, span: span)
    }

    /// Text is compared with constants only; the input, or the field of a list, remembers them.
    private func internText(_ a: TypedExpression, _ b: TypedExpression) -> (TypedExpression, TypedExpression) {
        for (one, other) in [(a, b), (b, a)] {
            guard case .text(let text) = other.kind else { continue }
            switch one.kind {
            case .input(let index): model.inputs[index].remember(text)
            case .element(let loop, let field):
                if let input = loopInputs[loop] { model.inputs[input].fields[field].remember(text) }
            default: break
            }
        }
        return (a, b)
    }
}

extension ComparisonOperator {
    var negated: ComparisonOperator {
        switch self {
        case .equal: return .notEqual
        case .notEqual: return .equal
        case .less: return .greaterOrEqual
        case .lessOrEqual: return .greater
        case .greater: return .lessOrEqual
        case .greaterOrEqual: return .less
        }
    }

    var mirrored: ComparisonOperator {
        switch self {
        case .equal, .notEqual: return self
        case .less: return .greater
        case .lessOrEqual: return .greaterOrEqual
        case .greater: return .less
        case .greaterOrEqual: return .lessOrEqual
        }
    }
}

extension UnitRegistry {
    /// Days, as differences of dates give them.
    static let days = Unit(dimensions: ["d": 1], factor: .one, text: "d")
    /// Months, as durations of years and months count.
    static let months = Unit(dimensions: ["month": 1], factor: .one, text: "month")
}

extension InputModel {
    /// Takes note of a text that answers are compared with.
    fileprivate mutating func remember(_ text: String) {
        if !textConstants.contains(text) { textConstants.append(text) }
    }
}
