import Diagnostics
import RuleSyntax

/// Reads the cells of pipe tables, each place once.
final class CellReader {
    /// A heading: an expression (mostly a name), with the unit in brackets after it.
    struct Heading {
        var expression: Expression?
        var unit: UnitSyntax?
        var text: String
    }

    private var testCells: [Span: UnaryTests?] = [:]
    private var expressionCells: [Span: Expression?] = [:]
    private var headingCells: [Span: Heading] = [:]

    /// Nil where the parser reports a mistake.
    func tests(_ text: LocatedText) -> UnaryTests? {
        if let done = testCells[text.span] { return done }
        var bag = DiagnosticBag()
        let tests = ExpressionParser.unaryTests(text, into: &bag)
        let result = bag.hasErrors ? nil : tests
        testCells[text.span] = .some(result)
        return result
    }

    /// Nil where the parser reports a mistake.
    func expression(_ text: LocatedText) -> Expression? {
        if let done = expressionCells[text.span] { return done }
        var bag = DiagnosticBag()
        let expression = ExpressionParser.expression(text, into: &bag)
        let result = bag.hasErrors ? nil : expression
        expressionCells[text.span] = .some(result)
        return result
    }

    func heading(_ text: LocatedText) -> Heading {
        if let done = headingCells[text.span] { return done }
        var bag = DiagnosticBag()
        let header = ExpressionParser.columnHeader(text, into: &bag)
        let result = Heading(
            expression: bag.hasErrors ? nil : header.expression, unit: header.unit, text: text.string)
        headingCells[text.span] = result
        return result
    }
}
