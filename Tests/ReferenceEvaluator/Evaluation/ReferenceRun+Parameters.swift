import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// Columns of a parameter's table.
    struct ParameterShape {
        enum Key {
            case implicit(Expression)
            case explicit(set: String)
        }
        var keys: [(column: Int, key: Key, unit: RuntimeUnit?)] = []
        var values: [(column: Int, name: String, unit: RuntimeUnit?)] = []
        /// `from`, `date` or `data year`.
        var clockHeading: String?
        var takesArguments: Bool {
            keys.contains { if case .explicit = $0.key { true } else { false } }
        }
    }

    private static let metadata: Set<String> = [
        "basis", "口径", "notice", "文号", "published", "发布日", "region", "地区", "mark", "标注", "ref", "出处", "note", "备注",
    ]

    private static let clocks: [String: String] = [
        "from": "from", "起始": "from", "date": "date", "日期": "date", "data year": "data year", "数据年份": "data year",
    ]

    func shape(of parameter: ReferenceNames.Parameter) -> ParameterShape {
        var shape = ParameterShape()
        let table: PipeTable
        var isSeries = false
        switch parameter.declaration.body {
        case .table(let pipes): table = pipes
        case .series(let pipes):
            table = pipes
            isSeries = true
        case .constant, nil: return shape
        }
        for (index, cell) in table.header.enumerated() {
            let text = cell.text.string.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if isSeries, index == 0 {
                shape.clockHeading = Self.clocks[text]
                continue
            }
            let heading = cells.heading(cell.text)
            var name = text
            if case .name(let word)? = heading.expression?.kind { name = word }
            let unit = heading.unit.map { self.unit($0) }
            let set = names.optionSetNames[name]
            var isQuestion = false
            switch names.symbols[name] {
            case .input, .fact: isQuestion = true
            default: break
            }
            if isQuestion, !(parameter.fromFactors && set != nil), let expression = heading.expression {
                shape.keys.append((index, .implicit(expression), unit))
            } else if let set {
                shape.keys.append((index, .explicit(set: set), unit))
            } else if !Self.metadata.contains(text) {
                shape.values.append((index, name, unit))
            }
        }
        return shape
    }

    /// A look-up. `arguments` stand for the columns headed by option sets, in order; `column` is one of several value columns.
    func parameter(
        _ index: Int, arguments: [Expression], column: String?, in scope: Scope = Scope()
    ) -> ReferenceValue {
        let parameter = names.parameters[index]
        let declaration = parameter.declaration
        return once("parameter \(index)") {
            switch declaration.body {
            case .constant(let expression):
                return adopting(declaration.unit.map { unit($0) }, value(of: expression, in: Scope()))
            case .table(let table), .series(let table):
                return lookUp(parameter, table, shape(of: parameter), arguments: arguments, column: column, in: scope)
            case nil: return .failure("parameter without a value")
            }
        }
    }

    private func lookUp(
        _ parameter: ReferenceNames.Parameter, _ table: PipeTable, _ shape: ParameterShape, arguments: [Expression],
        column: String?, in scope: Scope
    ) -> ReferenceValue {
        var rest = arguments[...]
        var keys: [ReferenceValue] = []
        for key in shape.keys {
            switch key.key {
            case .implicit(let expression): keys.append(value(of: expression, in: Scope()))
            case .explicit(let set):
                guard let argument = rest.popFirst() else { return .failure("missing argument") }
                if case .name(let word) = argument.kind, let id = names.optionSets[set]?.options[word] {
                    keys.append(.known(.option(set: set, id: id)))
                } else {
                    keys.append(value(of: argument, in: scope))
                }
            }
        }
        let spellings = parameter.declaration.columns.first { $0.id == column || $0.chinese == column }
            .map { [$0.id, $0.chinese] }
        guard
            let output = shape.values.first(where: { value in
                column == nil || value.name == column || spellings?.contains(value.name) ?? false
            }),
            column != nil || shape.values.count == 1
        else { return .failure("no column \(column ?? "")") }

        let year = shape.clockHeading == "data year" ? dataYear(parameter.declaration) : .whole(0)
        let reads = ReferenceValue.strict(keys + [year]) { _ in .boolean(true) }
        guard reads == .boolean(true) else {
            if shape.clockHeading == nil { return undecided(parameter, table, shape, keys, output) }
            if reads.standing != .notApplicable {
                let possible = table.rows.filter { row in
                    !zip(shape.keys, keys).contains { key, value in
                        cells.tests(row[key.column].text).map { holds($0, value, unit: key.unit, in: Scope()) }
                            == .boolean(false)
                    }
                }
                let isDated = year.standing == .known
                let reaches = !isDated || !current(possible, shape, parameter.declaration, year: year).isEmpty
                read(Flags(notAssessable: reaches ? .maybe : .yes))
                if !reaches, failedStanding == .notApplicable { return .missing(failedStanding) }
            }
            // As the cells of a row: what does not apply beside what is not known leaves both possible.
            let states = Set((keys + [year]).map(\.standing)).subtracting([.known])
            return reads.standing == .notApplicable && states.count > 1 ? .missing(.open) : reads
        }
        var rows: [[PipeTable.Cell]] = []
        for row in table.rows {
            guard row.count == table.header.count else { return .failure("row of another length") }
            let tests = zip(shape.keys, keys).map { key, value in
                cells.tests(row[key.column].text).map { holds($0, value, unit: key.unit, in: Scope()) }
                    ?? .failure("unreadable cell")
            }
            for case .failure(let reason) in tests { return .failure(reason) }
            if tests.allSatisfy({ $0 == .boolean(true) }) { rows.append(row) }
        }
        if shape.clockHeading != nil { rows = current(rows, shape, parameter.declaration, year: year) }
        if rows.isEmpty, shape.clockHeading != nil {
            read(Flags(notAssessable: .yes))
            return .missing(failedStanding)
        }
        guard rows.count == 1, let row = rows.first else {
            return .failure("\(rows.count) rows of \(parameter.declaration.name.id) match")
        }
        guard let expression = cells.expression(row[output.column].text) else { return .failure("unreadable cell") }
        let unit = output.unit ?? parameter.declaration.unit.map { self.unit($0) }
        return adopting(unit, value(of: expression, in: Scope()))
    }

    /// A table with a key that is not known: the rows that may still match are the candidates.
    private func undecided(
        _ parameter: ReferenceNames.Parameter, _ table: PipeTable, _ shape: ParameterShape, _ keys: [ReferenceValue],
        _ output: (column: Int, name: String, unit: RuntimeUnit?)
    ) -> ReferenceValue {
        let unit = output.unit ?? parameter.declaration.unit.map { self.unit($0) }
        var candidates: [ReferenceValue] = []
        var undecided: Set<Standing> = []
        for row in table.rows where row.count == table.header.count {
            let tests = zip(shape.keys, keys).map { key, value in
                cells.tests(row[key.column].text).map { holds($0, value, unit: key.unit, in: Scope()) }
                    ?? .failure("unreadable cell")
            }
            if tests.contains(.boolean(false)) { continue }
            guard let expression = cells.expression(row[output.column].text) else { return .failure("unreadable cell") }
            let value = adopting(unit, self.value(of: expression, in: Scope()))
            if tests.allSatisfy({ $0 == .boolean(true) }) { return value }
            for (test, key) in zip(tests, keys) where test.standing != .known { undecided.insert(key.standing) }
            candidates.append(value)
        }
        return among(candidates, undecided: undecided)
    }

    /// The year a series is read for: the data year, or that of the as-of day under `clock: assessment`.
    private func dataYear(_ declaration: ParameterDeclaration) -> ReferenceValue {
        if declaration.clock?.value == .assessment { return .whole(scene.asOf.components.year) }
        guard let name = norm.dataYear?.text else { return .failure("no data year") }
        return .strict([named(name, in: Scope())]) { values in
            guard case .number(let year) = values[0] else { return .failure("data year is no number") }
            return .number(year.amount)
        }
    }

    /// The rows of a series that hold on the day or in the year it is read for.
    private func current(
        _ rows: [[PipeTable.Cell]], _ shape: ParameterShape, _ declaration: ParameterDeclaration, year: ReferenceValue
    ) -> [[PipeTable.Cell]] {
        let today = ReferenceValue.known(.date(scene.asOf))
        if shape.clockHeading == "date" {
            return rows.filter { row in
                cells.tests(row[0].text).map { holds($0, today, in: Scope()) == .boolean(true) } ?? false
            }
        }
        let starts = rows.map { cells.expression($0[0].text).map { value(of: $0, in: Scope()) } ?? .failure("cell") }
        let clock = shape.clockHeading == "from" ? today : year
        let begun = zip(rows, starts).filter { compare(.lessOrEqual, $0.1, clock) == .boolean(true) }
        guard
            let latest = begun.map(\.1).reduce(
                nil,
                { (best: ReferenceValue?, next: ReferenceValue) in
                    guard let best else { return next }
                    return compare(.greater, next, best) == .boolean(true) ? next : best
                })
        else { return [] }
        let within: Bool
        switch (latest, clock) {
        case (.known(.date(let from)), .known(.date(let day))):
            within = declaration.carryYears.map { day < from.adding(months: 12 * $0.value) } ?? true
        case (.known(.number(let from)), .known(.number(let to))):
            within = to.amount - from.amount <= ExactFraction(declaration.carryYears?.value ?? 0)
        default: within = false
        }
        return within ? begun.filter { same($0.1, latest) }.map(\.0) : []
    }
}
