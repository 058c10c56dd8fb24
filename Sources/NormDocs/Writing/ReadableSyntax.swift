import RuleSyntax

/// Formulas as people would write them: loops over a list become a function of the list, fields of an entry plain names.
/// What comes out is for printing only.
enum ReadableSyntax {
    /// Between the parts of the name of a function that is said of a list.
    static let mark: Character = "\u{F0003}"

    static func rewritten(_ expression: Expression, variables: Set<String> = []) -> Expression {
        func inner(_ part: Expression) -> Expression { rewritten(part, variables: variables) }
        var result = expression
        switch expression.kind {
        case .member(let base, let field):
            if case .name(let name) = base.kind {
                if variables.contains(name) {
                    result.kind = .name(field.text)
                } else if !["share", "得分率"].contains(field.text) {
                    let column = Expression(.name(field.text), span: field.span)
                    result.kind = .call(Name(name, span: base.span), [.init(label: nil, value: column)])
                }
            } else {
                result.kind = .member(inner(base), field)
            }
        case .negate(let value): result.kind = .negate(inner(value))
        case .not(let value): result.kind = .not(inner(value))
        case .arithmetic(let sign, let left, let right, let span):
            result.kind = .arithmetic(sign, inner(left), inner(right), operatorSpan: span)
        case .comparison(let sign, let left, let right, let span):
            result.kind = .comparison(sign, inner(left), inner(right), operatorSpan: span)
        case .logic(let sign, let left, let right, let span):
            result.kind = .logic(sign, inner(left), inner(right), operatorSpan: span)
        case .conditional(let condition, let yes, let no):
            result.kind = .conditional(if: inner(condition), then: inner(yes), else: inner(no))
        case .between(let value, let low, let high):
            result.kind = .between(inner(value), low: inner(low), high: inner(high))
        case .membership(let value, let tests): result.kind = .membership(inner(value), tests)
        case .quantified(let quantifier, let variable, let list, let condition):
            guard case .name(let name) = list.kind else { break }
            let body = rewritten(condition, variables: variables.union([variable.text]))
            result.kind = .call(said(quantifier.rawValue, of: name, at: list), [.init(label: nil, value: body)])
        case .iteration(let variable, let list, let body):
            let body = rewritten(body, variables: variables.union([variable.text]))
            result.kind = .iteration(variable: variable, list: inner(list), body: body)
        case .call(let function, let arguments):
            if Vocabulary.canonicalFunction(function.text) == "met_share",
                case .name(let tag)? = arguments.first?.value.kind
            {
                let name = said("met_share", of: tag, at: expression)
                result.kind =
                    arguments.count > 1
                    ? .call(name, arguments.dropFirst().map { .init(label: $0.label, value: inner($0.value)) })
                    : .name(name.text)
            } else if let first = arguments.first?.value,
                case .iteration(let variable, let list, let body) = first.kind,
                case .name(let name) = list.kind
            {
                let body = rewritten(body, variables: variables.union([variable.text]))
                result.kind = .call(
                    said(function.text, of: name, at: list),
                    [.init(label: nil, value: body)]
                        + arguments.dropFirst().map { .init(label: $0.label, value: inner($0.value)) })
            } else {
                result.kind = .call(function, arguments.map { .init(label: $0.label, value: inner($0.value)) })
            }
        case .list(let items): result.kind = .list(items.map(inner))
        case .filter(let base, let condition): result.kind = .filter(inner(base), inner(condition))
        default: break
        }
        return result
    }

    private static func said(_ function: String, of list: String, at place: Expression) -> Name {
        Name("\(mark)\(function)\(mark)\(list)", span: place.span)
    }
}
