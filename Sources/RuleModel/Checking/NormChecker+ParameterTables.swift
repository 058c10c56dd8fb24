import Diagnostics
import ExactNumbers
import RuleSyntax

/// The tables that parameters are looked up in.
extension NormChecker {
    func parameterColumns(_ index: Int, _ table: PipeTable, isSeries: Bool) -> ParameterTable? {
        if let known = parameterTables[index] { return known }
        let columns = parameterTable(table, isSeries: isSeries, columns: parameterDeclarations[index].columns)
        parameterTables[index] = .some(columns)
        return columns
    }

    /// The choice between rows, for given arguments.
    func build(
        _ index: Int, _ columns: ParameterTable, _ value: ParameterTable.Value, _ arguments: [TypedExpression],
        _ span: Span,
        isSeries: Bool
    ) -> (value: TypedExpression, available: TypedExpression?, parameter: Int, column: String)? {
        let declaration = parameterDeclarations[index]
        var subjects: [TypedExpression] = []
        var next = 0
        for key in columns.keys {
            switch key.key {
            case .implicit(let name): subjects.append(self.name(name, Scope(), expecting: nil))
            case .argument:
                subjects.append(arguments[next])
                next += 1
            case .date(let dating):
                guard let clock = clock(dating, declaration, key.cell.span, readAt: span) else { return nil }
                subjects.append(clock)
            }
        }
        guard !subjects.contains(where: \.isInvalid) else { return nil }
        guard let unit = self.unit(of: value, index) else { return nil }
        var rows: [ElaboratedTable.Row] = []
        for cells in columns.table.rows where cells.count == columns.table.header.count {
            guard let row = parameterRow(cells, columns, value, subjects, unit, declaration) else { return nil }
            if let row { rows.append(row) }
        }
        return close(index, columns, value, subjects, rows, span, isSeries: isSeries)
    }

    /// The inner nil: the row does not hold for the given arguments.
    private func parameterRow(
        _ cells: [PipeTable.Cell], _ columns: ParameterTable, _ value: ParameterTable.Value,
        _ subjects: [TypedExpression],
        _ unit: Unit, _ declaration: ParameterDeclaration
    ) -> ElaboratedTable.Row?? {
        var condition: TypedExpression?
        var regions: [TableDomain.Region] = []
        let span = cells[0].span.union(cells[cells.count - 1].span)
        for (key, subject) in zip(columns.keys, subjects) {
            let cell = cells[key.index]
            let one: TypedExpression?
            if case .date(let dating) = key.key {
                guard let test = dateTest(dating, cell, cells, columns, subject, declaration) else { return nil }
                one = test
            } else {
                one = test(subject, ExpressionParser.unaryTests(cell.text, into: &bag), Scope())
            }
            if one?.isInvalid ?? false { return nil }
            let region = one.map { self.region($0, of: subject) } ?? .all
            if case .option(let given) = subject.kind, case .indexes(let admitted) = region {
                if !admitted.contains(given) { return .some(nil) }
                regions.append(.all)
                continue
            }
            regions.append(region)
            if let one {
                condition =
                    condition.map {
                        TypedExpression(
                            .both($0, one), type: .boolean, mayNotApply: $0.mayNotApply || one.mayNotApply, span: span)
                    } ?? one
            }
        }
        let cell = cells[value.index]
        var result = elaborate(ExpressionParser.expression(cell.text, into: &bag), Scope())
        if unit.isPercent, let own = result.type.unit, own.isBare, let constant = result.constant {
            result = number(constant, unit, cell.span)
        }
        result = convert(result, to: unit, literals: true)
        guard !result.isInvalid else { return nil }
        return .some(.init(condition: condition ?? truth(span), value: result, regions: regions, span: span))
    }

    private func close(
        _ index: Int, _ columns: ParameterTable, _ value: ParameterTable.Value, _ subjects: [TypedExpression],
        _ rows: [ElaboratedTable.Row], _ span: Span, isSeries: Bool
    ) -> (value: TypedExpression, available: TypedExpression?, parameter: Int, column: String)? {
        let name = model.parameters[index].naming
        guard !rows.isEmpty else {
            report(
                .parameterGap, at: span, zh: "参数 `\(name.chinese)` 没有这样的行",
                en: "the parameter `\(name.id)` has no such row",
                labels: [.init(span: columns.table.span, text: Message(zh: "在这张表里", en: "in this table"))])
            return nil
        }
        let byYear = isSeries && isDataYear(columns)
        var available: TypedExpression?
        if !coverageHolds(index, columns, subjects, rows, span, ignoringFirst: false, silent: byYear) {
            guard byYear, coverageHolds(index, columns, subjects, rows, span, ignoringFirst: true, silent: false) else {
                return nil
            }
            available = rows.dropFirst().reduce(rows[0].condition) {
                TypedExpression(.either($0, $1.condition), type: .boolean, span: columns.table.span)
            }
        }
        guard !overlaps(columns, name, subjects, rows) else { return nil }
        if available != nil { return (choice(rows, columns), available, index, value.name) }
        if rows.count == 1, case .boolean(true) = rows[0].condition.kind {
            return (rows[0].value, nil, index, value.name)
        }
        return (choice(rows, columns), nil, index, value.name)
    }

    private func choice(_ rows: [ElaboratedTable.Row], _ columns: ParameterTable) -> TypedExpression {
        let interval = rows.compactMap(\.value.interval).reduce(nil) { (all: Interval?, one) in
            all.map { $0.union(one) } ?? one
        }
        return TypedExpression(
            .choice(rows.map { .init(condition: $0.condition, value: $0.value) }, otherwise: nil),
            type: rows[0].value.type,
            interval: interval, mayNotApply: rows.contains { $0.condition.mayNotApply }, span: columns.table.span)
    }

    private func isDataYear(_ columns: ParameterTable) -> Bool {
        if case .date(.dataYear)? = columns.keys.first?.key { return true }
        return false
    }

    /// True if exactly one row holds for every combination of keys.
    private func coverageHolds(
        _ index: Int, _ columns: ParameterTable, _ subjects: [TypedExpression], _ rows: [ElaboratedTable.Row],
        _ span: Span,
        ignoringFirst: Bool, silent: Bool
    ) -> Bool {
        let name = model.parameters[index].naming
        var domains: [TableDomain] = []
        var headers: [PipeTable.Cell] = []
        for (position, subject) in subjects.enumerated() where !(ignoringFirst && position == 0) {
            guard let domain = domain(of: subject, rows.map { $0.regions[position] }) else { return false }
            domains.append(domain)
            headers.append(columns.keys[position].cell)
        }
        let coverage = TableCoverage(domains: domains, rowCount: rows.count)
        if coverage.isExhausted {
            report(
                .unprovable, at: columns.table.span, zh: "参数 `\(name.chinese)` 的表太大，无法证明每种情况恰有一行；请拆成几个参数",
                en: "the table of `\(name.id)` is too large to be proved complete; split it into several parameters")
            return false
        }
        if let gap = coverage.gap {
            guard !silent else { return false }
            let example = zip(headers, gap.example).compactMap { cell, value in
                value.map { "`\(cell.text.string) = \($0)`" }
            }
            let dated =
                !ignoringFirst
                && columns.keys.first.map { if case .date = $0.key { return true } else { return false } } ?? false
            report(
                dated ? .uncoveredDate : .parameterGap, at: columns.table.span,
                zh: "参数 `\(name.chinese)` 在 \(example.joined(separator: "，")) 时没有值"
                    + (dated ? "，而规范在那天有效；请补一行" : "；请补一行"),
                en: "the parameter `\(name.id)` has no value for \(example.joined(separator: ", "))"
                    + (dated ? ", a day on which the norm is effective; add a row" : "; add a row"),
                labels: [.init(span: span, text: Message(zh: "在这里读到", en: "read here"))])
            return false
        }
        return true
    }

    /// True, with a finding, if two rows hold for the same keys; in a series by data year too, some years of which have no row.
    private func overlaps(
        _ columns: ParameterTable, _ name: Naming, _ subjects: [TypedExpression], _ rows: [ElaboratedTable.Row]
    ) -> Bool {
        var domains: [TableDomain] = []
        for (position, subject) in subjects.enumerated() {
            guard let domain = domain(of: subject, rows.map { $0.regions[position] }) else { return false }
            domains.append(domain)
        }
        guard let overlap = TableCoverage(domains: domains, rowCount: rows.count).overlaps.first else { return false }
        report(
            .tableOverlap, at: rows[overlap.rows[1]].span, zh: "参数 `\(name.chinese)` 的这一行与前面一行同时成立",
            en: "this row of `\(name.id)` holds together with an earlier one",
            labels: [.init(span: rows[overlap.rows[0]].span, text: Message(zh: "也成立", en: "holds too"))])
        return true
    }
}
