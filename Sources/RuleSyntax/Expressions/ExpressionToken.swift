import Diagnostics
import ExactNumbers

/// One token of an expression, with its place in bytes of the text.
struct ExpressionToken: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// The range is that of the digits alone.
        case number(ExactDecimal, unit: UnitSyntax?, digits: Range<Int>)
        case text(String)
        case date(CalendarDay)
        case duration(CalendarDuration)
        case clock(ClockLiteral)
        /// In NFC.
        case name(String)
        case keyword(ExpressionKeyword)
        case symbol(Symbol)
        /// What the lexer could not read; nothing follows it but the end.
        case bad(Diagnostic)
        case end
    }

    /// Raw values are the canonical spellings.
    enum Symbol: String, Sendable, Equatable {
        case plus = "+", minus = "-", star = "*", slash = "/", power = "**"
        case leftParenthesis = "(", rightParenthesis = ")", leftBracket = "[", rightBracket = "]"
        case leftBrace = "{", rightBrace = "}"
        case comma = ",", colon = ":", dot = ".", dotDot = ".."
        case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="

        var comparison: ComparisonOperator? { ComparisonOperator(rawValue: rawValue) }
    }

    var kind: Kind
    var range: Range<Int>
    /// True if white space (or nothing) stands before it.
    var spaceBefore: Bool

    func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
    func `is`(_ keyword: ExpressionKeyword) -> Bool { kind == .keyword(keyword) }
}
