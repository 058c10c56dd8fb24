extension Expression {
    /// The numbers written in it, in their order.
    public var numbers: [Expression] {
        if case .number = kind { return [self] }
        return parts.flatMap(\.numbers)
    }

    /// The expressions it is made of.
    private var parts: [Expression] {
        switch kind {
        case .number, .text, .boolean, .date, .duration, .clock, .name, .invalid: []
        case .member(let base, _): [base]
        case .negate(let one), .not(let one): [one]
        case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _),
            .logic(_, let left, let right, _), .filter(let left, let right):
            [left, right]
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .between(let value, let low, let high): [value, low, high]
        case .membership(let value, let tests): [value] + tests.parts
        case .quantified(_, _, let list, let condition): [list, condition]
        case .iteration(_, let list, let body): [list, body]
        case .iterations(let bindings, let body): bindings.map(\.list) + [body]
        case .call(_, let arguments): arguments.map(\.value)
        case .list(let elements): elements
        case .range(let range): range.parts
        case .context(let entries): entries.map(\.value)
        }
    }
}

extension RangeSyntax {
    fileprivate var parts: [Expression] { [low, high].compactMap(\.self) }
}

extension UnaryTests {
    fileprivate var parts: [Expression] {
        switch kind {
        case .any: []
        case .anyOf(let tests), .not(let tests):
            tests.flatMap { test -> [Expression] in
                switch test.kind {
                case .compare(_, let value), .equals(let value): [value]
                case .range(let range): range.parts
                }
            }
        }
    }
}
