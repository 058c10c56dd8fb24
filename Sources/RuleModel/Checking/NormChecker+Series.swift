import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax

/// Dated series: which row counts on a day or in a data year.
extension NormChecker {
    /// What the first column of a series is compared with.
    func clock(
        _ dating: ParameterTable.Dating, _ declaration: ParameterDeclaration, _ span: Span, readAt place: Span
    ) -> TypedExpression? {
        let wantsYear = dating == .dataYear
        let clock = declaration.clock?.value ?? (wantsYear ? .dataYear : .assessment)
        guard wantsYear == (clock == .dataYear) else {
            report(
                .tableShape, at: span, zh: "时钟 `\(clock == .dataYear ? "数据年份" : "评价日")` 与第一列不符",
                en: "the clock `\(clock.rawValue)` does not go with the first column")
            return nil
        }
        guard wantsYear else {
            return read(.asOf, Name("as_of", span: span), Scope())
        }
        guard let name = document.dataYear else {
            report(
                .incompleteInput, at: place, zh: "这里按数据年份取值，规范要先写明 `数据年份:` 是哪个输入",
                en: "this is taken by data year, so the norm needs `data_year:` to name the input that holds it",
                labels: [.init(span: span, text: Message(zh: "这一列是数据年份", en: "the column of data years"))])
            return nil
        }
        let year = self.name(name, Scope(), expecting: nil)
        guard !year.isInvalid else { return nil }
        guard year.type.unit != nil, year.interval?.places == 0 else {
            typeMismatch(year, wanted: ("一个整数年份", "a whole year"))
            return nil
        }
        return year
    }

    /// The condition of one row on the clock; nil after a finding.
    func dateTest(
        _ dating: ParameterTable.Dating, _ cell: PipeTable.Cell, _ cells: [PipeTable.Cell], _ columns: ParameterTable,
        _ clock: TypedExpression, _ declaration: ParameterDeclaration
    ) -> TypedExpression? {
        switch dating {
        case .range:
            let result = test(clock, ExpressionParser.unaryTests(cell.text, into: &bag), Scope())
            if let result { return result.isInvalid ? nil : result }
            return truth(cell.span)
        case .from:
            guard let start = startDay(cell) else { return nil }
            var end = columns.next(after: Int(start.number), like: cells).map { CalendarDay(number: Int32($0)) }
            if let years = declaration.carryYears?.value {
                let limit = start.adding(months: 12 * years)
                end = end.map { min($0, limit) } ?? limit
            }
            func bound(_ day: CalendarDay) -> TypedExpression {
                TypedExpression(.date(day), type: .date, interval: .point(Rational(Int(day.number))), span: cell.span)
            }
            return between(clock, from: bound(start), below: end.map(bound), cell.span)
        case .dataYear:
            guard let start = year(cell) else { return nil }
            let limit = start + (declaration.carryYears?.value ?? 0) + 1
            let next = columns.next(after: start, like: cells)
            let unit = clock.type.unit ?? .none
            return between(
                clock, from: number(Rational(start), unit, cell.span),
                below: number(Rational(min(next ?? limit, limit)), unit, cell.span),
                cell.span)
        }
    }

    private func between(_ clock: TypedExpression, from: TypedExpression, below: TypedExpression?, _ span: Span)
        -> TypedExpression
    {
        let start = TypedExpression(
            .compare(.greaterOrEqual, clock, from), type: .boolean, mayNotApply: clock.mayNotApply, span: span)
        guard let below else { return start }
        let end = TypedExpression(
            .compare(.less, clock, below), type: .boolean, mayNotApply: clock.mayNotApply, span: span)
        return TypedExpression(.both(start, end), type: .boolean, mayNotApply: clock.mayNotApply, span: span)
    }

    func startDay(_ cell: PipeTable.Cell, silent: Bool = false) -> CalendarDay? {
        if let day = CalendarDay(cell.text.string) { return day }
        if !silent {
            report(
                .tableShape, at: cell.span, zh: "这里要一个日期，如 `2026-01-01`",
                en: "this cell takes a date such as `2026-01-01`")
        }
        return nil
    }

    func year(_ cell: PipeTable.Cell, silent: Bool = false) -> Int? {
        if let year = Int(cell.text.string), (1900...9999).contains(year) { return year }
        if !silent { report(.tableShape, at: cell.span, zh: "这里要一个四位年份", en: "this cell takes a year of four digits") }
        return nil
    }

    // MARK: - Stated relations

    /// Checks `prove:` in every row, and every column of tables nobody reads.
    func checkParameters() {
        for index in parameterDeclarations.indices where !model.parameters[index].isImported {
            let declaration = parameterDeclarations[index]
            checkKeys(declaration, index)
            for relation in declaration.prove { prove(relation, index) }
        }
    }

    /// Every cell of a parameter, read or not.
    func checkCells(_ index: Int) {
        let table: PipeTable
        var isSeries = false
        switch parameterDeclarations[index].body {
        case .constant(let value)?:
            _ = elaborate(value, Scope())
            return
        case .table(let own)?: table = own
        case .series(let own)?:
            table = own
            isSeries = true
        case nil: return
        }
        guard let columns = parameterColumns(index, table, isSeries: isSeries) else { return }
        for cells in table.rows where cells.count == table.header.count {
            for key in columns.keys {
                let cell = cells[key.index]
                switch key.key {
                case .date(.from): _ = startDay(cell)
                case .date(.dataYear): _ = year(cell)
                case .date(.range): _ = ExpressionParser.range(cell.text, into: &bag)
                case .argument(let set):
                    let subject = TypedExpression(.option(0), type: .option(set), span: cell.span)
                    _ = test(subject, ExpressionParser.unaryTests(cell.text, into: &bag), Scope())
                case .implicit: break
                }
            }
            for value in columns.values {
                guard let unit = unit(of: value, index) else { return }
                let typed = elaborate(ExpressionParser.expression(cells[value.index].text, into: &bag), Scope())
                if unit.isPercent, let own = typed.type.unit, own.isBare, typed.constant != nil { continue }
                _ = convert(typed, to: unit, literals: true)
            }
        }
    }

    private func prove(_ relation: Expression, _ index: Int) {
        let table: PipeTable
        var isSeries = false
        switch parameterDeclarations[index].body {
        case .table(let own)?: table = own
        case .series(let own)?:
            table = own
            isSeries = true
        default: return
        }
        guard let columns = parameterColumns(index, table, isSeries: isSeries) else { return }
        for cells in table.rows where cells.count == table.header.count {
            var scope = Scope()
            for value in columns.values {
                guard let unit = unit(of: value, index) else { return }
                let typed = elaborate(ExpressionParser.expression(cells[value.index].text, into: &bag), Scope())
                let constant: TypedExpression
                if unit.isPercent, let own = typed.type.unit, own.isBare, let plain = typed.constant {
                    constant = number(plain, unit, typed.span)
                } else {
                    constant = convert(typed, to: unit, literals: true)
                }
                for name in Set([value.name, value.naming?.id, value.naming?.chinese].compactMap { $0 }) {
                    scope.constants[name] = constant
                    scope.columns[name] = value.naming
                }
            }
            let typed = boolean(relation, scope)
            guard !typed.isInvalid else { return }
            if NormChecker.truthValue(typed) == false {
                failedProofs.insert(index)
                report(
                    .proofFails, at: cells[0].span.union(cells[cells.count - 1].span), zh: "这一行不满足 `须证:` 的关系",
                    en: "this row does not satisfy the relation under `prove:`",
                    labels: [.init(span: relation.span, text: Message(zh: "须证的关系", en: "the relation"))])
                return
            }
        }
    }

    /// The truth of a condition over constants.
    static func truthValue(_ expression: TypedExpression) -> Bool? {
        switch expression.kind {
        case .boolean(let value): return value
        case .not(let inner): return truthValue(inner).map { !$0 }
        case .and(let a, let b), .both(let a, let b):
            guard let x = truthValue(a), let y = truthValue(b) else { return nil }
            return x && y
        case .or(let a, let b), .either(let a, let b):
            guard let x = truthValue(a), let y = truthValue(b) else { return nil }
            return x || y
        case .compare(let op, let a, let b):
            guard let x = a.constant, let y = b.constant else { return nil }
            switch op {
            case .equal: return x == y
            case .notEqual: return x != y
            case .less: return x < y
            case .lessOrEqual: return x <= y
            case .greater: return x > y
            case .greaterOrEqual: return x >= y
            }
        default: return nil
        }
    }
}
