import Diagnostics

/// Reads expressions, tests, ranges, units and column headers. Never throws: a mistake goes into the bag, one for each
/// text, and what could not be read comes back as `.invalid` (or nil).
public enum ExpressionParser {
    /// An expression that fills the whole text.
    public static func expression(
        _ text: LocatedText, dialect: ExpressionDialect = .norm, into bag: inout DiagnosticBag
    ) -> Expression {
        let result = parse(text, dialect, into: &bag) { grammar throws(SyntaxStop) in
            let expression = try grammar.expression()
            if grammar.token.is(.dotDot) { throw grammar.looseRange() }
            try grammar.finish()
            return expression
        }
        return result ?? Expression(.invalid, span: text.span)
    }

    /// The tests of a table cell; `-` stands for anything.
    public static func unaryTests(
        _ text: LocatedText, dialect: ExpressionDialect = .norm, into bag: inout DiagnosticBag
    ) -> UnaryTests {
        let result = parse(text, dialect, emptyHint: true, into: &bag) { grammar throws(SyntaxStop) in
            try grammar.cellTests()
        }
        if let result { return result }
        let invalid = UnaryTest(.equals(Expression(.invalid, span: text.span)), span: text.span)
        return UnaryTests(.anyOf([invalid]), span: text.span)
    }

    /// `[a..b)`, or `a..b` with both ends in it.
    public static func range(_ text: LocatedText, into bag: inout DiagnosticBag) -> RangeSyntax? {
        parse(text, into: &bag) { grammar throws(SyntaxStop) in
            let value = try grammar.expression()
            let result: RangeSyntax
            if grammar.token.is(.dotDot) {
                result = try grammar.bareRange(low: value)
            } else if case .range(let syntax) = value.kind {
                result = syntax
            } else {
                throw SyntaxStop(
                    .malformedRange, zh: "这里应当是区间，如 `[0..100]`、`(0..100]`",
                    en: "expected a range such as `[0..100]` or `(0..100]`",
                    at: text.span)
            }
            try grammar.finish()
            return result
        }
    }

    /// `kWh/(m2.a)`, `%`, `%/a`, `1/a`. Spaces are allowed.
    public static func unit(_ text: LocatedText, into bag: inout DiagnosticBag) -> UnitSyntax? {
        do throws(SyntaxStop) {
            return try wholeUnit(text)
        } catch {
            bag.add(error.diagnostic)
            return nil
        }
    }

    static func wholeUnit(_ text: LocatedText) throws(SyntaxStop) -> UnitSyntax {
        guard text.string.utf8.count <= ExpressionLimits.bytes else {
            throw SyntaxStop(.malformedUnit, zh: "单位过长", en: "unit is too long", at: text.span)
        }
        var reader = ScalarReader(text)
        reader.skipSpaces()
        let unit = try reader.unit(suffix: false)
        reader.skipSpaces()
        if let unit, reader.isAtEnd { return unit }
        let start = reader.index
        guard !reader.isAtEnd else {
            throw SyntaxStop(
                .malformedUnit, zh: "缺少单位，如 `kWh/(m2.a)`、`%`", en: "missing unit, as in `kWh/(m2.a)` or `%`",
                at: text.span)
        }
        let place = reader.span(start..<start + 1)
        let shown = reader.string(start..<start + 1)
        if unit != nil, reader.peek() == "*" {
            throw SyntaxStop(
                .malformedUnit, zh: "单位相乘写作 `.`", en: "units are multiplied by `.`", at: place,
                fixIts: [.replace(place, by: ".")])
        }
        throw SyntaxStop(
            .malformedUnit, zh: "单位里不能有 `\(shown)`；单位写作 `kWh/(m2.a)`、`m2`、`%/a`",
            en: "`\(shown)` cannot stand in a unit; units are written `kWh/(m2.a)`, `m2`, `%/a`", at: place)
    }

    /// Runs a rule of the grammar over the text and reports its first mistake.
    private static func parse<Value>(
        _ text: LocatedText, _ dialect: ExpressionDialect = .norm, emptyHint: Bool = false,
        into bag: inout DiagnosticBag,
        _ rule: (inout ExpressionGrammar) throws(SyntaxStop) -> Value
    ) -> Value? {
        do throws(SyntaxStop) {
            var grammar = try ExpressionGrammar(text, dialect: dialect)
            guard grammar.tokens.count > 1 else {
                throw emptyHint
                    ? SyntaxStop(
                        .emptyExpression, zh: "单元格是空的；任意值写作 `-`", en: "cell is empty; write `-` for anything",
                        at: text.span)
                    : SyntaxStop(.emptyExpression, zh: "缺少表达式", en: "an expression is missing", at: text.span)
            }
            let value = try rule(&grammar)
            bag.add(contentsOf: grammar.warnings)
            return value
        } catch {
            bag.add(error.diagnostic)
            return nil
        }
    }
}

extension ExpressionGrammar {
    fileprivate func looseRange() -> SyntaxStop {
        SyntaxStop(
            .malformedRange, zh: "区间要有括号，如 `[a..b]`", en: "a range needs brackets, as in `[a..b]`", at: span(token))
    }
}
