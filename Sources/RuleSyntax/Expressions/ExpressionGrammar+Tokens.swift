import Diagnostics

extension ExpressionGrammar {
    var token: ExpressionToken { tokens[min(index, tokens.count - 1)] }
    var next: ExpressionToken { tokens[min(index + 1, tokens.count - 1)] }

    /// Byte at which the current token starts.
    var here: Int { token.range.lowerBound }

    mutating func advance() { if index < tokens.count - 1 { index += 1 } }

    func span(_ token: ExpressionToken) -> Span { text.span(token.range) }

    /// From byte `start` to the end of the token before the current one.
    func span(from start: Int) -> Span {
        let end = index > 0 ? tokens[index - 1].range.upperBound : start
        return text.span(start..<max(start, end))
    }

    /// One level deeper; the caller leaves it again.
    mutating func enter() throws(SyntaxStop) {
        guard depth < ExpressionLimits.depth else {
            throw SyntaxStop(
                .expressionTooLarge, zh: "表达式嵌套超过 \(ExpressionLimits.depth) 层，请拆成几个指标",
                en: "expression is nested more than \(ExpressionLimits.depth) deep, split it into facts",
                at: span(token))
        }
        depth += 1
    }

    /// Takes the current token as an operator and gives its place.
    mutating func takeOperator() throws(SyntaxStop) -> Span {
        operators += 1
        guard operators <= ExpressionLimits.operators else {
            throw SyntaxStop(
                .expressionTooLarge, zh: "表达式的运算符超过 \(ExpressionLimits.operators) 个，请拆成几个指标",
                en: "expression has more than \(ExpressionLimits.operators) operators, split it into facts",
                at: span(token))
        }
        let place = span(token)
        advance()
        return place
    }

    /// Takes the closing bracket that belongs to `opening`.
    mutating func close(_ symbol: ExpressionToken.Symbol, opening: ExpressionToken) throws(SyntaxStop) {
        if token.is(symbol) {
            advance()
            return
        }
        if token.kind == .end {
            let end = span(from: opening.range.lowerBound)
            throw SyntaxStop(
                .unclosedBracket, zh: "括号没有闭合，缺少 `\(symbol.rawValue)`",
                en: "bracket is not closed, `\(symbol.rawValue)` is missing",
                at: Span(file: end.file, start: end.end, end: end.end),
                labels: [Diagnostic.Label(span: span(opening), text: Message(zh: "在这里打开", en: "opened here"))],
                fixIts: [
                    .insert(
                        symbol.rawValue, after: end,
                        title: Message(zh: "在末尾加 `\(symbol.rawValue)`", en: "add `\(symbol.rawValue)` at the end"))
                ])
        }
        if token.is(.rightParenthesis) || token.is(.rightBracket) {
            throw SyntaxStop(
                .unclosedBracket, zh: "这里应当用 `\(symbol.rawValue)` 闭合",
                en: "`\(symbol.rawValue)` has to close the bracket here",
                at: span(token),
                labels: [Diagnostic.Label(span: span(opening), text: Message(zh: "在这里打开", en: "opened here"))],
                fixIts: [.replace(span(token), by: symbol.rawValue)])
        }
        throw unexpected(
            zh: "这里应当是 `\(symbol.rawValue)`", en: "expected `\(symbol.rawValue)`",
            labels: [Diagnostic.Label(span: span(opening), text: Message(zh: "括号在这里打开", en: "the bracket opens here"))])
    }

    /// Takes `keyword` or reports what stands there instead.
    mutating func expect(_ keyword: ExpressionKeyword, after opener: ExpressionKeyword) throws(SyntaxStop) {
        if token.is(keyword) {
            advance()
            return
        }
        throw unexpected(
            zh: "`\(opener.chinese)` 后面应当有 `\(keyword.chinese)`",
            en: "`\(opener.english)` needs `\(keyword.english)` here")
    }

    mutating func finish() throws(SyntaxStop) {
        if token.kind != .end { throw unexpected() }
    }
}
