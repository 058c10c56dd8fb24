import Diagnostics
import ExactNumbers
import RuleSyntax

/// When lists, contexts and values are the same.
extension NormChecker {
    /// Equality of lists, contexts and ranges, part by part.
    func structuredEquality(
        _ op: ComparisonOperator, _ a: TypedExpression, _ b: TypedExpression, at operatorSpan: Span, _ span: Span
    ) -> TypedExpression {
        guard op == .equal || op == .notEqual else {
            report(
                .typeMismatch, at: operatorSpan, zh: "列表和上下文只能用 `=` 或 `!=` 比较",
                en: "lists and contexts are compared by `=` or `!=` only")
            return .invalid(span)
        }
        guard a.type == b.type else {
            typeMismatch(b, wanted: describe(a.type))
            return .invalid(span)
        }
        let same = equal(a, b, span)
        return op == .equal ? same : not(same, span)
    }

    func equal(_ a: TypedExpression, _ b: TypedExpression, _ span: Span) -> TypedExpression {
        switch (a.kind, b.kind) {
        case (.list(let x), .list(let y)):
            guard x.count == y.count else { return truth(span, false) }
            return all(zip(x, y).map { equal($0, $1, span) }, span)
        case (.context(let x), .context(let y)):
            guard Set(x.map(\.name)) == Set(y.map(\.name)) else { return truth(span, false) }
            return all(
                x.map { entry in
                    equal(entry.value, y.first { $0.name == entry.name }?.value ?? .invalid(span), span)
                }, span)
        case (.range(let x), .range(let y)):
            guard x.lowIncluded == y.lowIncluded, x.highIncluded == y.highIncluded else { return truth(span, false) }
            return both(equal(x.low, y.low, span), equal(x.high, y.high, span), span)
        default:
            let result = compare(.equal, a, b, at: span, span)
            if !result.isInvalid, let known = decided(result) { return truth(span, known) }
            return result
        }
    }

    /// Whether two values can be equal at all, going by their shape.
    func comparable(_ a: TypedExpression, _ b: TypedExpression) -> Bool {
        if let x = a.type.unit, let y = b.type.unit {
            return x.conversion(to: y) != nil || (a.constant != nil && x.isBare) || (b.constant != nil && y.isBare)
        }
        if let x = a.elements, let y = b.elements {
            return x.count != y.count || zip(x, y).allSatisfy { comparable($0, $1) }
        }
        return a.type == b.type
    }

    /// `subject in list`: equal to an element, within an element that is a range, or the list itself.
    func isAmong(_ subject: TypedExpression, _ values: TypedExpression, _ span: Span) -> TypedExpression {
        switch values.kind {
        case .range(let ends) where subject.type != .range:
            let low = compare(ends.lowIncluded ? .greaterOrEqual : .greater, subject, ends.low, at: span, span)
            let high = compare(ends.highIncluded ? .lessOrEqual : .less, subject, ends.high, at: span, span)
            guard !low.isInvalid, !high.isInvalid else { return .invalid(span) }
            return both(low, high, span)
        case .list(let elements):
            var tests = elements.filter { subject.type != .list || $0.type == .list }.map { element in
                element.type == .list && subject.type == .list
                    ? equal(subject, element, span) : isAmong(subject, element, span)
            }
            if subject.type == .list {
                tests.append(comparable(subject, values) ? equal(subject, values, span) : truth(span, false))
            }
            return any(tests, span)
        default: return equal(subject, values, span)
        }
    }
}
