import RuleSyntax

extension ReferenceRun {
    /// Indexes of the inputs whose names stand anywhere in a condition, through facts and the keys of parameters too.
    func inputsRead(by condition: Expression, inThisScene: Bool = false) -> Set<Int> {
        var walk = ReadWalk(run: self, isOfScene: inThisScene)
        walk.visit(condition)
        return walk.inputs
    }

    /// Indexes of the inputs whose names stand anywhere in a method, through facts and the keys of parameters too.
    func inputsRead(by method: CriterionDeclaration.Method?, inThisScene: Bool = false) -> Set<Int> {
        var walk = ReadWalk(run: self, isOfScene: inThisScene)
        switch method {
        case .met(let expression), .value(let expression): walk.visit(expression)
        case .table(let table): walk.visit(table)
        case .bands(let bands):
            walk.visit(bands.of)
            for step in bands.steps { walk.visit([step.threshold, step.points]) }
            walk.visit(bands.otherwise)
        case .interpolation(let interpolation):
            walk.visit(interpolation.of)
            for anchor in interpolation.anchors { walk.visit([anchor.at, anchor.points]) }
        case .each(let items): for item in items { walk.visit(name: item.name.text) }
        case .atLeast(_, let names): for name in names { walk.visit(name: name.text) }
        case nil: break
        }
        return walk.inputs
    }

    /// The parts of a fact that a scene may lead to.
    struct FactReach {
        var needs = true
        var value = true
        var otherwise = true
    }

    func reach(of fact: FactDeclaration) -> FactReach {
        if let when = traced(fact.when), applicability(when.value) == .no {
            return FactReach(needs: false, value: false, otherwise: false)
        }
        guard let needs = traced(fact.needs) else { return FactReach() }
        switch needs.value {
        case .known(.boolean(let holds)): return FactReach(value: holds, otherwise: !holds)
        case .missing(.notApplicable): return FactReach(value: false, otherwise: false)
        default: return FactReach()
        }
    }
}

/// Collects the inputs that expressions name.
private struct ReadWalk {
    let run: ReferenceRun
    /// Whether a fact's value and `otherwise` are left out where its `when` and `needs` do not lead there in the scene.
    let isOfScene: Bool
    var inputs: Set<Int> = []
    var seen: Set<String> = []

    mutating func visit(name: String) {
        guard let symbol = run.names.symbols[name], seen.insert("\(symbol)").inserted else { return }
        switch symbol {
        case .input(let index): inputs.insert(index)
        case .fact(let index): visit(run.norm.facts[index])
        case .parameter(let index): visit(run.names.parameters[index])
        case .gate, .section, .criterion: break
        }
    }

    mutating func visit(_ fact: FactDeclaration) {
        let reach = isOfScene ? run.reach(of: fact) : ReferenceRun.FactReach()
        visit(fact.when)
        if reach.needs { visit(fact.needs) }
        if reach.otherwise, case .value(let expression)? = fact.otherwise?.value { visit(expression) }
        guard reach.value else { return }
        switch fact.body {
        case .value(let expression): visit(expression)
        case .table(let table): visit(table)
        case nil: break
        }
    }

    mutating func visit(_ parameter: ReferenceNames.Parameter) {
        let shape = run.shape(of: parameter)
        for key in shape.keys {
            if case .implicit(let expression) = key.key { visit(expression) }
        }
        if shape.clockHeading == "data year", parameter.declaration.clock?.value != .assessment,
            let name = run.norm.dataYear?.text
        {
            visit(name: name)
        }
    }

    mutating func visit(_ table: TableSyntax) {
        for cell in table.table.header.dropLast() { visit(run.cells.heading(cell.text).expression) }
        for row in table.table.rows {
            for cell in row.dropLast() { run.cells.tests(cell.text).map { visit($0) } }
            if let last = row.last { visit(run.cells.expression(last.text)) }
        }
        visit(table.defaultValue)
    }

    mutating func visit(_ expressions: [Expression]) { for expression in expressions { visit(expression) } }

    mutating func visit(_ expression: Expression?) {
        guard let expression else { return }
        switch expression.kind {
        case .number, .text, .boolean, .date, .duration, .clock, .invalid: break
        case .name(let name): visit(name: name)
        case .member(let base, _): visit(base)
        case .negate(let operand), .not(let operand): visit(operand)
        case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _),
            .logic(_, let left, let right, _), .filter(let left, let right):
            visit([left, right])
        case .conditional(let condition, let then, let otherwise): visit([condition, then, otherwise])
        case .between(let value, let low, let high): visit([value, low, high])
        case .membership(let value, let tests):
            visit(value)
            visit(tests)
        case .quantified(_, _, let list, let condition): visit([list, condition])
        case .iteration(_, let list, let body): visit([list, body])
        case .iterations(let bindings, let body): visit(bindings.map(\.list) + [body])
        case .context(let entries): visit(entries.map(\.value))
        case .call(let function, let arguments):
            visit(name: function.text)
            visit(arguments.map(\.value))
        case .list(let elements): visit(elements)
        case .range(let range): visit([range.low, range.high].compactMap { $0 })
        }
    }

    mutating func visit(_ tests: UnaryTests) {
        switch tests.kind {
        case .any: break
        case .anyOf(let list), .not(let list):
            for test in list {
                switch test.kind {
                case .compare(_, let expression), .equals(let expression): visit(expression)
                case .range(let range): visit([range.low, range.high].compactMap { $0 })
                }
            }
        }
    }
}
