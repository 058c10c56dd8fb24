import Diagnostics
import RuleCompiler
import RuleModel
import RuleSyntax

/// What expressions of the norm read, found in its text.
extension Explainer {
    /// One use of a name.
    struct Read {
        var symbol: NameBook.Symbol
        var expression: Expression
        /// Value column of a parameter, or `share` of a section.
        var field: String?
    }

    func reads(in expression: Expression, except bound: Set<String> = []) -> [Read] {
        func inside(_ parts: [Expression], _ more: String? = nil) -> [Read] {
            let inner = more.map { bound.union([$0]) } ?? bound
            return parts.flatMap { reads(in: $0, except: inner) }
        }
        switch expression.kind {
        case .name(let name):
            guard !bound.contains(name), let symbol = names.symbol(name) else { return [] }
            if isOption(name, symbol, expression) { return [] }
            return [Read(symbol: symbol, expression: expression, field: nil)]
        case .member(let base, let field):
            if case .name(let name) = base.kind {
                guard !bound.contains(name), let symbol = names.symbol(name) else { return [] }
                return [Read(symbol: symbol, expression: expression, field: field.text)]
            }
            return inside([base])
        case .call(let function, let arguments):
            if case .parameter? = names.symbol(function.text), let symbol = names.symbol(function.text) {
                return [Read(symbol: symbol, expression: expression, field: nil)]
            }
            if ["met_share", "达标率"].contains(function.text) { return [] }
            return inside(arguments.map(\.value))
        case .negate(let a), .not(let a): return inside([a])
        case .arithmetic(_, let a, let b, _), .comparison(_, let a, let b, _), .logic(_, let a, let b, _):
            return inside([a, b])
        case .conditional(let a, let b, let c), .between(let a, let b, let c): return inside([a, b, c])
        case .membership(let a, let tests): return inside([a] + operands(of: tests))
        case .quantified(_, let variable, let list, let condition):
            return inside([list]) + inside([condition], variable.text)
        case .iteration(let variable, let list, let body): return inside([list]) + inside([body], variable.text)
        case .list(let items): return inside(items)
        case .range(let range): return inside([range.low, range.high].compactMap { $0 })
        case .filter(let a, let b): return inside([a, b])
        case .iterations(let bindings, let body):
            let variables = Set(bindings.map(\.variable.text))
            return inside(bindings.map(\.list)) + reads(in: body, except: bound.union(variables))
        case .context(let entries): return inside(entries.map(\.value))
        case .number, .text, .boolean, .date, .duration, .clock, .invalid: return []
        }
    }

    /// An option that happens to have the name of something else.
    private func isOption(_ name: String, _ symbol: NameBook.Symbol, _ expression: Expression) -> Bool {
        guard let place = trace.values[expression.span], case .option(let set) = place.type,
            case .input(let index) = symbol
        else { return false }
        return model.inputs[index].type != place.type && model.optionSets[set].index(of: name) != nil
    }

    func operands(of tests: UnaryTests) -> [Expression] {
        let list: [UnaryTest]
        switch tests.kind {
        case .any: return []
        case .anyOf(let tests), .not(let tests): list = tests
        }
        return list.flatMap { test -> [Expression] in
            switch test.kind {
            case .compare(_, let value), .equals(let value): return [value]
            case .range(let range): return [range.low, range.high].compactMap { $0 }
            }
        }
    }

    /// Columns of a decision table: what each tests.
    func columns(_ table: PipeTable) -> [ColumnHeader] {
        var bag = DiagnosticBag()
        return table.header.dropLast().map { ExpressionParser.columnHeader($0.text, into: &bag) }
    }

    func tests(_ cell: PipeTable.Cell) -> UnaryTests {
        var bag = DiagnosticBag()
        return ExpressionParser.unaryTests(cell.text, into: &bag)
    }

    func output(_ cell: PipeTable.Cell) -> Expression {
        var bag = DiagnosticBag()
        return ExpressionParser.expression(cell.text, into: &bag)
    }

    func reads(in table: PipeTable) -> [Read] {
        var found = columns(table).flatMap { reads(in: $0.expression) }
        for row in table.rows where row.count == table.header.count {
            for cell in row.dropLast() { found += operands(of: tests(cell)).flatMap { reads(in: $0) } }
            if let last = row.last { found += reads(in: output(last)) }
        }
        return found
    }

    func reads(of method: CriterionDeclaration.Method) -> [Read] {
        switch method {
        case .met(let expression), .value(let expression): return reads(in: expression)
        case .table(let syntax): return reads(in: syntax.table) + (syntax.defaultValue.map { reads(in: $0) } ?? [])
        case .bands(let bands):
            return reads(in: bands.of) + bands.steps.flatMap { reads(in: $0.threshold) + reads(in: $0.points) }
                + (bands.otherwise.map { reads(in: $0) } ?? [])
        case .interpolation(let interpolation):
            return reads(in: interpolation.of)
                + interpolation.anchors.flatMap { reads(in: $0.at) + reads(in: $0.points) }
        case .each(let items): return items.flatMap { reads(in: Expression(.name($0.name.text), span: $0.name.span)) }
        case .atLeast(_, let list): return list.flatMap { reads(in: Expression(.name($0.text), span: $0.span)) }
        }
    }
}
