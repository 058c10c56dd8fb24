import Diagnostics
import ExactNumbers

extension ExpressionGrammar {
    /// An operand with its fields and filters.
    mutating func postfix() throws(SyntaxStop) -> Expression {
        let start = here
        switch token.kind {
        case .keyword(.if), .keyword(.some), .keyword(.every), .keyword(.for): return try primary()
        default: break
        }
        var base = try primary()
        while true {
            if token.is(.dot) {
                _ = try takeOperator()
                var field = try name(zh: "`.` 后面应当是名称", en: "expected a name after `.`")
                if dialect.isStandard, field.text == "time", token.kind == .name("offset") {
                    field = Name("time offset", span: field.span.union(span(token)))
                    advance()
                }
                if dialect.isStandard, field.text == "start" || field.text == "end", token.kind == .name("included") {
                    field = Name(field.text + " included", span: field.span.union(span(token)))
                    advance()
                }
                base = Expression(.member(base, field), span: span(from: start))
            } else if token.is(.leftBracket), !(dialect.isStandard && closesRange) {
                let opening = token
                _ = try takeOperator()
                let condition = try expression()
                try close(.rightBracket, opening: opening)
                base = Expression(.filter(base, condition), span: span(from: start))
            } else if token.is(.leftParenthesis), endsCallable {
                throw SyntaxStop(
                    .notCallable, zh: "只有函数名和参数表名后面可以跟括号",
                    en: "only the name of a function or table can be followed by arguments",
                    at: span(from: start))
            } else {
                return base
            }
        }
    }

    /// True for the `[` of `]1..5[`: nothing that could be a filter follows it.
    private var closesRange: Bool {
        switch next.kind {
        case .end, .keyword(.and), .keyword(.or), .keyword(.then), .keyword(.else), .keyword(.satisfies),
            .keyword(.return):
            return true
        case .symbol(let symbol):
            return [.rightParenthesis, .comma, .rightBracket, .equal, .notEqual].contains(symbol)
        default: return false
        }
    }

    private var endsCallable: Bool {
        guard index > 0 else { return false }
        if case .name = tokens[index - 1].kind { return true }
        return false
    }

    mutating func name(zh: String, en: String) throws(SyntaxStop) -> Name {
        guard case .name(let text) = token.kind else { throw unexpected(zh: zh, en: en) }
        let name = Name(text, span: span(token))
        advance()
        return name
    }

    private mutating func primary() throws(SyntaxStop) -> Expression {
        let start = token
        switch start.kind {
        case .number(let value, let unit, _): return literal(.number(value, unit: unit))
        case .text(let text): return literal(.text(text))
        case .date(let day): return literal(.date(day))
        case .duration(let duration): return literal(.duration(duration))
        case .clock(let duration): return literal(.clock(duration))
        case .keyword(.true): return literal(.boolean(true))
        case .keyword(.false): return literal(.boolean(false))
        case .name(let text):
            if next.is(.leftParenthesis) { return try call() }
            return literal(.name(text))
        case .symbol(.leftParenthesis): return try parenthesised()
        case .symbol(.leftBracket): return try bracketed()
        case .keyword(.not) where next.is(.leftParenthesis):
            advance()
            let opening = token
            advance()
            let operand = try expression()
            try close(.rightParenthesis, opening: opening)
            return Expression(.not(operand), span: span(from: start.range.lowerBound))
        case .keyword(.not):
            throw unexpected(zh: "在这里请加括号：`非(…)`", en: "put it in parentheses here: `not(…)`")
        case .symbol(.leftBrace): return try context()
        case .symbol(.rightBracket) where dialect.isStandard:
            advance()
            let low = try additive()
            guard token.is(.dotDot) else { throw unexpected() }
            return try range(opening: start, low: low)
        case .keyword(.if): return try conditional()
        case .keyword(.some): return try quantified(.some)
        case .keyword(.every): return try quantified(.every)
        case .keyword(.for): return try iteration()
        case .symbol(.rightBracket) where tokens[index...].contains { $0.is(.dotDot) }:
            throw SyntaxStop(
                .malformedRange, zh: "不含下端的区间以 `(` 开头", en: "a range without its low end starts with `(`",
                at: span(start), fixIts: [.replace(span(start), by: "(")])
        default: throw unexpected(zh: "这里应当是一个值", en: "a value is needed")
        }
    }

    private mutating func literal(_ kind: Expression.Kind) -> Expression {
        let place = span(token)
        advance()
        return Expression(kind, span: place)
    }

    private mutating func parenthesised() throws(SyntaxStop) -> Expression {
        let opening = token
        advance()
        let inner = try expression()
        if token.is(.dotDot) { return try range(opening: opening, low: inner) }
        try close(.rightParenthesis, opening: opening)
        return inner
    }

    private mutating func bracketed() throws(SyntaxStop) -> Expression {
        let opening = token
        advance()
        if token.is(.rightBracket) {
            advance()
            return Expression(.list([]), span: span(from: opening.range.lowerBound))
        }
        var elements = [try expression()]
        if token.is(.dotDot) { return try range(opening: opening, low: elements[0]) }
        while token.is(.comma) {
            warnOfGrouping()
            advance()
            elements.append(try expression())
        }
        try close(.rightBracket, opening: opening)
        return Expression(.list(elements), span: span(from: opening.range.lowerBound))
    }

    /// After the low end, at `..`.
    mutating func range(opening: ExpressionToken, low: Expression) throws(SyntaxStop) -> Expression {
        let syntax = try rangeTail(opening: opening, low: low)
        return Expression(.range(syntax), span: syntax.span)
    }

    mutating func rangeTail(opening: ExpressionToken, low: Expression) throws(SyntaxStop) -> RangeSyntax {
        advance()
        if token.is(.rightBracket) || token.is(.rightParenthesis) { throw missingEnd(span(token)) }
        let high = try expression()
        let included = token.is(.rightBracket)
        let isReversed = dialect.isStandard && token.is(.leftBracket)
        guard included || isReversed || token.is(.rightParenthesis) else {
            try close(opening.is(.leftBracket) ? .rightBracket : .rightParenthesis, opening: opening)
            throw unexpected()
        }
        advance()
        return RangeSyntax(
            low: low, lowIncluded: opening.is(.leftBracket), high: high, highIncluded: included,
            span: span(from: opening.range.lowerBound))
    }

    func missingEnd(_ place: Span) -> SyntaxStop {
        SyntaxStop(
            .malformedRange, zh: "区间要有两端；只有一端时写 `>= 5` 或 `<= 5`",
            en: "a range needs both ends; for one end alone write `>= 5` or `<= 5`", at: place)
    }
}
