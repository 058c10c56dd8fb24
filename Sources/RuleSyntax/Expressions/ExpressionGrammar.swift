import Diagnostics
import ExactNumbers

/// Recursive descent over the tokens of one text, one method per level of precedence, loosest first.
struct ExpressionGrammar {
    let text: LocatedText
    let dialect: ExpressionDialect
    let tokens: [ExpressionToken]
    var index = 0
    var depth = 0
    var operators = 0
    var warnings: [Diagnostic] = []

    init(_ text: LocatedText, dialect: ExpressionDialect = .norm) throws(SyntaxStop) {
        self.text = text
        self.dialect = dialect
        guard text.string.utf8.count <= ExpressionLimits.bytes else {
            throw SyntaxStop(
                .expressionTooLarge, zh: "表达式超过 \(ExpressionLimits.bytes) 字节，请拆成几个指标",
                en: "expression is longer than \(ExpressionLimits.bytes) bytes, split it into facts", at: text.span)
        }
        tokens = ExpressionLexer.tokens(of: text, dialect: dialect)
    }

    // MARK: Levels

    mutating func expression() throws(SyntaxStop) -> Expression {
        try enter()
        defer { depth -= 1 }
        return try disjunction()
    }

    private mutating func disjunction() throws(SyntaxStop) -> Expression {
        let start = here
        var left = try conjunction()
        while token.is(.or) {
            let sign = try takeOperator()
            let right = try conjunction()
            left = Expression(.logic(.or, left, right, operatorSpan: sign), span: span(from: start))
        }
        return left
    }

    private mutating func conjunction() throws(SyntaxStop) -> Expression {
        let start = here
        var left = try negation()
        while token.is(.and) {
            let sign = try takeOperator()
            let right = try negation()
            left = Expression(.logic(.and, left, right, operatorSpan: sign), span: span(from: start))
        }
        return left
    }

    private mutating func negation() throws(SyntaxStop) -> Expression {
        guard token.is(.not), !next.is(.leftParenthesis) else { return try comparison() }
        let start = here
        advance()
        try enter()
        defer { depth -= 1 }
        let operand = try negation()
        return Expression(.not(operand), span: span(from: start))
    }

    private mutating func comparison() throws(SyntaxStop) -> Expression {
        let start = here
        let left = try additive()
        let result: Expression
        if case .symbol(let symbol) = token.kind, let comparison = symbol.comparison {
            let sign = try takeOperator()
            let right = try additive()
            result = Expression(.comparison(comparison, left, right, operatorSpan: sign), span: span(from: start))
        } else if token.is(.between) {
            _ = try takeOperator()
            let low = try additive()
            guard token.is(.and) || token.is(.betweenAnd) else {
                throw unexpected(zh: "`介于` 要写成 `介于 下限 和 上限`", en: "`between` is written `between LOW and HIGH`")
            }
            advance()
            let high = try additive()
            result = Expression(.between(left, low: low, high: high), span: span(from: start))
        } else if token.is(.in) {
            _ = try takeOperator()
            let tests = try membershipTests()
            result = Expression(.membership(left, tests), span: span(from: start))
        } else {
            return left
        }
        if startsComparison(token) {
            throw SyntaxStop(
                .chainedComparison, zh: "比较不能连写，请写成 `a < b 且 b < c` 或 `b 介于 a 和 c`",
                en: "comparisons cannot be chained, write `a < b and b < c` or `b between a and c`", at: span(token))
        }
        return result
    }

    private func startsComparison(_ token: ExpressionToken) -> Bool {
        if case .symbol(let symbol) = token.kind { return symbol.comparison != nil }
        return token.is(.between) || token.is(.in)
    }

    mutating func additive() throws(SyntaxStop) -> Expression {
        let start = here
        var left = try multiplicative()
        while token.is(.plus) || token.is(.minus) {
            let kind: ArithmeticOperator = token.is(.plus) ? .add : .subtract
            let sign = try takeOperator()
            let right = try multiplicative()
            left = Expression(.arithmetic(kind, left, right, operatorSpan: sign), span: span(from: start))
        }
        return left
    }

    private mutating func multiplicative() throws(SyntaxStop) -> Expression {
        let start = here
        var left = try unary()
        while token.is(.star) || token.is(.slash) {
            let kind: ArithmeticOperator = token.is(.star) ? .multiply : .divide
            let sign = try takeOperator()
            let right = try unary()
            left = Expression(.arithmetic(kind, left, right, operatorSpan: sign), span: span(from: start))
        }
        return left
    }

    /// - Parameter negated: the `-` directly before it.
    private mutating func unary(negated: Span? = nil) throws(SyntaxStop) -> Expression {
        guard token.is(.minus) else { return try power(negated: negated) }
        let start = here
        let sign = span(token)
        advance()
        try enter()
        defer { depth -= 1 }
        let operand = try unary(negated: sign)
        return Expression(.negate(operand), span: span(from: start))
    }

    private mutating func power(negated: Span?) throws(SyntaxStop) -> Expression {
        let start = here
        var left = try postfix()
        while token.is(.power) {
            if let negated {
                throw SyntaxStop(
                    .ambiguousOperator, zh: "负号与 `**` 的先后不明，请写 `-(a ** 2)` 或 `(-a) ** 2`",
                    en: "unclear whether `-` or `**` comes first, write `-(a ** 2)` or `(-a) ** 2`", at: negated)
            }
            let sign = try takeOperator()
            let exponentToken = token
            if dialect.isStandard {
                let exponent = token.is(.minus) ? try unary() : try postfix()
                left = Expression(.arithmetic(.power, left, exponent, operatorSpan: sign), span: span(from: start))
                continue
            }
            guard case .number(let value, unit: nil, _) = exponentToken.kind, value.scale == 0,
                (0...4).contains(value.mantissa)
            else {
                throw SyntaxStop(
                    .malformedExponent, zh: "指数只能是 0 到 4 的整数",
                    en: "the exponent can only be a whole number from 0 to 4",
                    at: exponentToken.kind == .end ? sign : span(exponentToken))
            }
            advance()
            let exponent = Expression(.number(value, unit: nil), span: span(exponentToken))
            left = Expression(.arithmetic(.power, left, exponent, operatorSpan: sign), span: span(from: start))
        }
        return left
    }
}
