import ExactNumbers
import RuleSyntax

/// The same structure written without places: fully bracketed, English, so that two trees are equal exactly if these are.
public func outline(_ expression: Expression) -> String {
    func both(_ name: String, _ parts: Expression...) -> String {
        "(" + ([name] + parts.map(outline)).joined(separator: " ") + ")"
    }
    switch expression.kind {
    case .number(let value, let unit): return value.description + (unit.map { "{" + outline($0) + "}" } ?? "")
    case .text(let text): return "\"" + text + "\""
    case .boolean(let value): return value ? "#true" : "#false"
    case .date(let day): return "@" + day.description
    case .duration(let duration): return "@" + duration.description
    case .clock(let duration): return "@" + duration.description
    case .iterations(let bindings, let body):
        return "(for " + bindings.map { $0.variable.text + " " + outline($0.list) }.joined(separator: ", ") + " "
            + outline(body) + ")"
    case .context(let entries):
        return "{" + entries.map { $0.name.text + ": " + outline($0.value) }.joined(separator: ", ") + "}"
    case .name(let text): return text
    case .member(let base, let field): return outline(base) + "." + field.text
    case .negate(let value): return both("neg", value)
    case .not(let value): return both("not", value)
    case .arithmetic(let sign, let left, let right, _): return both(sign.rawValue, left, right)
    case .comparison(let sign, let left, let right, _): return both(sign.rawValue, left, right)
    case .logic(let sign, let left, let right, _): return both(sign.rawValue, left, right)
    case .conditional(let condition, let yes, let no): return both("if", condition, yes, no)
    case .between(let value, let low, let high): return both("between", value, low, high)
    case .membership(let value, let tests): return "(in " + outline(value) + " " + outline(tests) + ")"
    case .quantified(let quantifier, let variable, let list, let condition):
        return both(quantifier.rawValue + " " + variable.text, list, condition)
    case .iteration(let variable, let list, let body): return both("for " + variable.text, list, body)
    case .call(let function, let arguments):
        let inner = arguments.map { argument in
            let label = argument.label.map { (Vocabulary.canonicalLabel($0.text) ?? $0.text) + ":" } ?? ""
            return label + outline(argument.value)
        }
        return (Vocabulary.canonicalFunction(function.text) ?? function.text) + "<" + inner.joined(separator: ", ")
            + ">"
    case .list(let elements): return "[" + elements.map(outline).joined(separator: " ") + "]"
    case .range(let range): return outline(range)
    case .filter(let base, let condition): return both("filter", base, condition)
    case .invalid: return "<invalid>"
    }
}

/// The structure without places.
public func outline(_ range: RangeSyntax) -> String {
    (range.lowIncluded ? "[" : "(") + (range.low.map(outline) ?? "") + " .. " + (range.high.map(outline) ?? "")
        + (range.highIncluded ? "]" : ")")
}

/// The structure without places.
public func outline(_ unit: UnitSyntax) -> String {
    unit.factors.map { $0.exponent == 1 ? $0.symbol : "\($0.symbol)^\($0.exponent)" }.joined(separator: " ")
}

/// The structure without places.
public func outline(_ tests: UnaryTests) -> String {
    func list(_ tests: [UnaryTest]) -> String {
        tests.map { test in
            switch test.kind {
            case .compare(let sign, let value): sign.rawValue + outline(value)
            case .range(let range): outline(range)
            case .equals(let value): "=" + outline(value)
            }
        }.joined(separator: "; ")
    }
    switch tests.kind {
    case .any: return "any"
    case .anyOf(let tests): return "{" + list(tests) + "}"
    case .not(let tests): return "!{" + list(tests) + "}"
    }
}
