import Diagnostics
import ExactNumbers

/// Conditions, quantifiers, iterations, contexts and calls.
extension ExpressionGrammar {
    mutating func conditional() throws(SyntaxStop) -> Expression {
        let start = here
        advance()
        let condition = try expression()
        try expect(.then, after: .if)
        let yes = try expression()
        try expect(.else, after: .if)
        let no = try expression()
        return Expression(.conditional(if: condition, then: yes, else: no), span: span(from: start))
    }

    mutating func quantified(_ quantifier: Quantifier) throws(SyntaxStop) -> Expression {
        let start = here
        let keyword: ExpressionKeyword = quantifier == .some ? .some : .every
        let bindings = try bindings(keyword)
        try expect(.satisfies, after: keyword)
        var result = try expression()
        for binding in bindings.reversed() {
            result = Expression(
                .quantified(quantifier, variable: binding.variable, list: binding.list, condition: result),
                span: span(from: start))
        }
        return result
    }

    mutating func iteration() throws(SyntaxStop) -> Expression {
        let start = here
        let bindings = try bindings(.for)
        try expect(.return, after: .for)
        let body = try expression()
        guard bindings.count == 1 else { return Expression(.iterations(bindings, body: body), span: span(from: start)) }
        return Expression(
            .iteration(variable: bindings[0].variable, list: bindings[0].list, body: body), span: span(from: start))
    }

    private mutating func bindings(_ keyword: ExpressionKeyword) throws(SyntaxStop) -> [Expression.Binding] {
        var result: [Expression.Binding] = []
        repeat {
            advance()
            let variable = try name(
                zh: "`\(keyword.chinese)` 后面应当是一个名称", en: "expected a name after `\(keyword.english)`")
            try expect(.in, after: keyword)
            var list = try expression()
            if token.is(.dotDot) {
                let syntax = try bareRange(low: list)
                list = Expression(.range(syntax), span: syntax.span)
            }
            result.append(.init(variable: variable, list: list))
            guard result.count <= 4 else {
                throw unexpected(
                    zh: "`\(keyword.chinese)` 最多四个变量", en: "`\(keyword.english)` takes four variables at most")
            }
        } while token.is(.comma)
        return result
    }

    /// `{name: value, "name": value}`.
    mutating func context() throws(SyntaxStop) -> Expression {
        let opening = token
        advance()
        var entries: [Expression.Entry] = []
        if !token.is(.rightBrace) {
            while true {
                let key: Name
                if case .text(let text) = token.kind {
                    key = Name(text, span: span(token))
                    advance()
                } else {
                    key = try name(zh: "这里应当是名称", en: "expected a name here")
                }
                guard token.is(.colon) else { throw unexpected(zh: "名称后应当是 `:`", en: "expected `:` after the name") }
                advance()
                entries.append(.init(name: key, value: try expression()))
                guard token.is(.comma) else { break }
                advance()
            }
        }
        try close(.rightBrace, opening: opening)
        return Expression(.context(entries), span: span(from: opening.range.lowerBound))
    }

    mutating func call() throws(SyntaxStop) -> Expression {
        let start = here
        let function = try name(zh: "这里应当是函数名", en: "expected the name of a function")
        let opening = token
        _ = try takeOperator()
        var arguments: [Expression.Argument] = []
        if !token.is(.rightParenthesis) {
            arguments.append(try argument())
            while token.is(.comma) {
                warnOfGrouping()
                advance()
                if let unit = unitArgument(of: function, at: arguments.count) {
                    arguments.append(unit)
                } else {
                    arguments.append(try argument())
                }
            }
        }
        try close(.rightParenthesis, opening: opening)
        if let date = try dateCall(function, arguments, from: start) { return date }
        return Expression(.call(function, arguments), span: span(from: start))
    }

    /// The second argument of `convert` is a unit, bare or as text: `convert(x, kWh/m2)`.
    private mutating func unitArgument(of function: Name, at position: Int) -> Expression.Argument? {
        guard position == 1, Vocabulary.canonicalFunction(function.text) == "convert" else { return nil }
        if case .text = token.kind { return nil }
        var last = index
        var open = 0
        while last < tokens.count, tokens[last].kind != .end {
            if tokens[last].is(.leftParenthesis) { open += 1 }
            if tokens[last].is(.rightParenthesis) {
                if open == 0 { break }
                open -= 1
            }
            last += 1
        }
        guard last > index, last < tokens.count, tokens[last].is(.rightParenthesis) else { return nil }
        let range = here..<tokens[last - 1].range.upperBound
        let written = String(decoding: Array(text.string.utf8)[range], as: UTF8.self)
        index = last
        return Expression.Argument(label: nil, value: Expression(.text(written), span: text.span(range)))
    }

    private mutating func argument() throws(SyntaxStop) -> Expression.Argument {
        var label: Name?
        if case .name(let text) = token.kind, next.is(.colon) {
            label = Name(text, span: span(token))
            advance()
            advance()
        }
        return Expression.Argument(label: label, value: try expression())
    }

    /// `date("2026-01-01")` is the day itself.
    private func dateCall(
        _ function: Name, _ arguments: [Expression.Argument], from start: Int
    ) throws(SyntaxStop) -> Expression? {
        guard function.text == "date", arguments.count == 1, arguments[0].label == nil,
            case .text(let text) = arguments[0].value.kind, Moment(text) == nil
        else { return nil }
        guard let day = CalendarDay(text) else {
            throw SyntaxStop(
                .malformedDate, zh: "没有 `\(text)` 这一天，日期写作 `2026-01-01`",
                en: "there is no day `\(text)`, a date is written `2026-01-01`", at: arguments[0].value.span)
        }
        return Expression(.date(day), span: span(from: start))
    }
}
