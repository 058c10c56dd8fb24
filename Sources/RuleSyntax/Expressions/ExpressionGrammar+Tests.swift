import Diagnostics

extension ExpressionGrammar {
    /// A whole table cell.
    mutating func cellTests() throws(SyntaxStop) -> UnaryTests {
        if token.is(.minus), next.kind == .end {
            advance()
            return UnaryTests(.any, span: span(from: 0))
        }
        if token.is(.not), next.is(.leftParenthesis), closesAtEnd(index + 1) {
            let negated = try negatedTests()
            try finish()
            return negated
        }
        let start = here
        let tests = try testList()
        try finish()
        return UnaryTests(.anyOf(tests), span: span(from: start))
    }

    /// The right side of `in`: a range, a list, a name, one comparison, or tests in parentheses.
    mutating func membershipTests() throws(SyntaxStop) -> UnaryTests {
        let start = here
        if token.is(.not), next.is(.leftParenthesis) { return try negatedTests() }
        if token.is(.leftParenthesis) {
            let opening = token
            advance()
            if token.is(.minus), next.is(.rightParenthesis) {
                advance()
                advance()
                return UnaryTests(.any, span: span(from: start))
            }
            try enter()
            defer { depth -= 1 }
            if !startsTest {
                let first = try expression()
                if token.is(.dotDot), !isBareRange {
                    let syntax = try rangeTail(opening: opening, low: first)
                    return UnaryTests(.anyOf([UnaryTest(.range(syntax), span: syntax.span)]), span: syntax.span)
                }
                let tests = try testList(first: first)
                try close(.rightParenthesis, opening: opening)
                return UnaryTests(.anyOf(tests), span: span(from: start))
            }
            let tests = try testList()
            try close(.rightParenthesis, opening: opening)
            return UnaryTests(.anyOf(tests), span: span(from: start))
        }
        let test = startsTest ? try comparisonTest() : plainTest(try additive())
        return UnaryTests(.anyOf([test]), span: span(from: start))
    }

    /// `not(tests)`.
    private mutating func negatedTests() throws(SyntaxStop) -> UnaryTests {
        let start = here
        advance()
        let opening = token
        advance()
        try enter()
        defer { depth -= 1 }
        let tests = try testList()
        try close(.rightParenthesis, opening: opening)
        return UnaryTests(.not(tests), span: span(from: start))
    }

    private mutating func testList() throws(SyntaxStop) -> [UnaryTest] {
        try continueList([startsTest ? try comparisonTest() : try valueTest(try expression())])
    }

    private mutating func testList(first: Expression) throws(SyntaxStop) -> [UnaryTest] {
        try continueList([try valueTest(first)])
    }

    private mutating func continueList(_ first: [UnaryTest]) throws(SyntaxStop) -> [UnaryTest] {
        var tests = first
        while token.is(.comma) {
            warnOfGrouping()
            advance()
            tests.append(startsTest ? try comparisonTest() : try valueTest(try expression()))
        }
        return tests
    }

    private var startsTest: Bool {
        if case .symbol(let symbol) = token.kind { return symbol.comparison != nil }
        return false
    }

    private mutating func comparisonTest() throws(SyntaxStop) -> UnaryTest {
        let start = here
        guard case .symbol(let symbol) = token.kind, let comparison = symbol.comparison else { throw unexpected() }
        advance()
        let value = try additive()
        return UnaryTest(.compare(comparison, value), span: span(from: start))
    }

    /// A value, a range in brackets, or `a..b`.
    private mutating func valueTest(_ value: Expression) throws(SyntaxStop) -> UnaryTest {
        if token.is(.dotDot) {
            let syntax = try bareRange(low: value)
            return UnaryTest(.range(syntax), span: syntax.span)
        }
        return plainTest(value)
    }

    private func plainTest(_ value: Expression) -> UnaryTest {
        if case .range(let syntax) = value.kind { return UnaryTest(.range(syntax), span: value.span) }
        return UnaryTest(.equals(value), span: value.span)
    }

    /// After the low end, at `..`; both ends belong to it.
    mutating func bareRange(low: Expression) throws(SyntaxStop) -> RangeSyntax {
        let dots = span(token)
        advance()
        if token.kind == .end || token.is(.comma) { throw missingEnd(dots) }
        let high = try additive()
        return RangeSyntax(
            low: low, lowIncluded: true, high: high, highIncluded: true, span: low.span.union(high.span))
    }

    /// In `in (a..b, c)` the parenthesis holds tests, in `in (a..b)` it is the range's own.
    private var isBareRange: Bool {
        var depth = 0
        for token in tokens[index...] {
            switch token.kind {
            case .symbol(.leftParenthesis), .symbol(.leftBracket): depth += 1
            case .symbol(.rightParenthesis), .symbol(.rightBracket):
                depth -= 1
                if depth < 0 { return false }
            case .symbol(.comma) where depth == 0: return true
            default: break
            }
        }
        return false
    }

    /// True if the bracket opened at `opening` is closed by the last token.
    private func closesAtEnd(_ opening: Int) -> Bool {
        var depth = 0
        for place in opening..<tokens.count {
            switch tokens[place].kind {
            case .symbol(.leftParenthesis), .symbol(.leftBracket): depth += 1
            case .symbol(.rightParenthesis), .symbol(.rightBracket):
                depth -= 1
                if depth == 0 { return place == tokens.count - 2 }
            default: break
            }
        }
        return true
    }
}
