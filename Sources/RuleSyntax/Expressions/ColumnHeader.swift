import Diagnostics

/// The header of a table column: what it tests or gives, and the unit of its bare numbers: `leak_rate (%/a)`.
public struct ColumnHeader: Sendable, Equatable {
    public var expression: Expression
    public var unit: UnitSyntax?

    public init(expression: Expression, unit: UnitSyntax?) {
        self.expression = expression
        self.unit = unit
    }
}

extension ExpressionParser {
    /// Reads `leak_rate (%/a)`. The parenthesis of the unit needs a space before it, so that `share(E1)` stays a call; a
    /// full-width one does without.
    public static func columnHeader(_ text: LocatedText, into bag: inout DiagnosticBag) -> ColumnHeader {
        guard let (name, unit) = headerParts(text) else {
            return ColumnHeader(expression: expression(text, into: &bag), unit: nil)
        }
        let heading = expression(name, into: &bag)
        if heading.kind == .invalid { return ColumnHeader(expression: heading, unit: nil) }
        do throws(SyntaxStop) {
            return ColumnHeader(expression: heading, unit: try wholeUnit(unit))
        } catch {
            var diagnostic = error.diagnostic
            diagnostic.code = .malformedHeader
            diagnostic.notes.append(
                Message(
                    zh: "列标题中空格后的括号里是单位；若是函数调用，请去掉括号前的空格",
                    en: "after a space, the parentheses of a column header hold a unit; for a call leave the space out")
            )
            bag.add(diagnostic)
            return ColumnHeader(expression: Expression(.invalid, span: text.span), unit: nil)
        }
    }

    /// The heading and the text inside its last parenthesis, if that is a unit's.
    static func headerParts(_ text: LocatedText) -> (heading: LocatedText, unit: LocatedText)? {
        let reader = ScalarReader(text)
        var end = reader.scalars.count
        while end > 0, ScalarReader.isSpace(ScalarReader.folded(reader.scalars[end - 1])) { end -= 1 }
        guard end > 1, ScalarReader.folded(reader.scalars[end - 1]) == ")" else { return nil }
        var depth = 0
        for place in stride(from: end - 1, through: 1, by: -1) {
            let scalar = ScalarReader.folded(reader.scalars[place])
            if scalar == ")" { depth += 1 }
            guard scalar == "(" else { continue }
            depth -= 1
            guard depth == 0 else { continue }
            let before = ScalarReader.folded(reader.scalars[place - 1])
            let isOperand = NameSyntax.isContinue(before) || ScalarReader.isSpace(before) || before == ")"
            guard isOperand, ScalarReader.isSpace(before) || reader.scalars[place] == "（" else { return nil }
            let heading = text.slice(reader.bytes(0..<place)).trimmed()
            guard let last = heading.string.unicodeScalars.last, NameSyntax.isContinue(last) || last == ")" else {
                return nil
            }
            guard ExpressionLexer.tokens(of: heading).dropLast().last.map({ isOperandEnd($0) }) ?? false else {
                return nil
            }
            return (heading, text.slice(reader.bytes(place + 1..<end - 1)))
        }
        return nil
    }

    private static func isOperandEnd(_ token: ExpressionToken) -> Bool {
        if case .keyword = token.kind { return false }
        return true
    }
}
