import Diagnostics
import ExactNumbers
import RuleSyntax

/// A decision table on its way to a choice between rows.
struct ElaboratedTable {
    struct Column {
        var subject: TypedExpression
        var header: PipeTable.Cell
    }
    struct Row {
        var condition: TypedExpression
        var value: TypedExpression
        var regions: [TableDomain.Region]
        var span: Span
    }
    var columns: [Column]
    var rows: [Row]
    var span: Span
}

/// Decision tables of criteria and facts.
extension NormChecker {
    /// The value of a table whose last column is the output, checked for gaps and overlaps by its hit policy.
    func table(_ syntax: TableSyntax, output words: [String], unit wanted: Unit?, _ scope: Scope) -> TypedExpression {
        let hit = syntax.hit?.value ?? .unique
        guard var table = elaborate(syntax.table, output: words, unit: wanted, scope) else {
            return .invalid(syntax.table.span)
        }
        guard let unit = unifyOutputs(&table, wanted: wanted) else { return .invalid(syntax.table.span) }
        var fallback: TypedExpression?
        if let written = syntax.defaultValue {
            let value = elaborate(written, scope, expecting: table.rows.first?.value.type)
            let converted: TypedExpression
            switch (unit, wanted) {
            case (nil, _): converted = value
            case (_, let wanted?): converted = convert(value, to: wanted, literals: true)
            case (_?, nil): converted = convert(value, besides: table.rows[0].value)
            }
            guard !converted.isInvalid else { return .invalid(syntax.table.span) }
            fallback = converted
        }
        guard let dead = checkCoverage(table, hit: hit, hasDefault: fallback != nil, scope) else {
            return .invalid(syntax.table.span)
        }
        if hit == .unique || hit == .any {
            // A row that surely matches is the answer, also behind one that never does and is not decided; all others are apart.
            table.rows =
                table.rows.indices.filter { !dead.contains($0) }.map { table.rows[$0] }
                + dead.sorted().map { table.rows[$0] }
        }
        return combine(table, hit, fallback, syntax, scope)
    }

    private func combine(
        _ table: ElaboratedTable, _ hit: HitPolicy, _ fallback: TypedExpression?, _ syntax: TableSyntax, _ scope: Scope
    ) -> TypedExpression {
        let span = syntax.table.span
        var rows = table.rows.map { TypedExpression.Row(condition: $0.condition, value: $0.value) }
        switch hit {
        case .unique, .any, .first, .priority, .least, .greatest:
            if hit == .priority || hit == .least || hit == .greatest {
                guard rows.allSatisfy({ $0.value.constant != nil }) else {
                    report(
                        .tableShape, at: span, zh: "命中方式 \(hit.rawValue) 按输出的大小取，输出列须是写明的数；随情况而变的请在指标里用 C 收集，再用最大、最小",
                        en:
                            "hit policy \(hit.rawValue) goes by the size of the outputs, so they must be numbers written out; for others collect with C in a fact and take max or min"
                    )
                    return .invalid(span)
                }
                let ascending = hit == .least
                let order = rows.indices.sorted {
                    let (a, b) = (rows[$0].value.constant ?? .zero, rows[$1].value.constant ?? .zero)
                    return a == b ? $0 < $1 : (a > b) != ascending
                }
                rows = order.map { rows[$0] }
            }
            var result = joined(rows, otherwise: fallback, span)
            result.mayNotApply = result.mayNotApply || table.columns.contains { $0.subject.mayNotApply }
            return result
        case .sum, .count:
            return aggregate(hit == .sum ? "sum" : "count", hits: rows, empty: syntax.defaultValue, scope, span)
        case .ruleOrder, .outputOrder, .collect:
            report(
                .tableShape, at: syntax.hit?.span ?? span,
                zh: "命中方式 \(hit.rawValue) 给出一列值；评分项要一个值，请用 C+、C<、C> 或 C#，或在指标里用再求和",
                en:
                    "hit policy \(hit.rawValue) gives a list of values; here one value is needed: use C+, C<, C> or C#, or put the table into a fact and sum it"
            )
            return .invalid(span)
        }
    }

    /// Rows of a fact whose table gives a list; nil if the fact is no such table.
    func tableHits(_ index: Int) -> [TypedExpression.Row]? {
        guard case .table(let syntax)? = document.facts[index].body,
            [.ruleOrder, .outputOrder, .collect].contains(syntax.hit?.value ?? .unique)
        else { return nil }
        usedFacts.insert(index)
        let unit = document.facts[index].unit.flatMap { resolve($0) }
        guard var table = elaborate(syntax.table, output: TableWord.value, unit: unit, Scope()),
            unifyOutputs(&table, wanted: unit) != nil
        else { return [] }
        let round = document.facts[index].round
        let rows = table.rows.map { row in
            TypedExpression.Row(
                condition: row.condition, value: round.map { roundedParts(row.value, $0) } ?? row.value)
        }
        return rows.contains { $0.value.isInvalid } ? [] : rows
    }

    /// What such a table gives, as its only element, where no row matches; nil if it does not say.
    func tableFallback(_ index: Int) -> TypedExpression? {
        let declaration = document.facts[index]
        guard case .table(let syntax)? = declaration.body, let written = syntax.defaultValue else { return nil }
        var value = elaborate(written, Scope(), expecting: tableHits(index)?.first?.value.type)
        if let unit = declaration.unit.flatMap({ resolve($0) }) ?? tableHits(index)?.first?.value.type.unit {
            value = convert(value, to: unit, literals: true)
        }
        return value.isInvalid ? value : declaration.round.map { roundedParts(value, $0) } ?? value
    }

    private func elaborate(_ table: PipeTable, output words: [String], unit: Unit?, _ scope: Scope) -> ElaboratedTable?
    {
        guard let last = table.header.last, table.header.count >= 2 else {
            report(
                .tableShape, at: table.span, zh: "表至少要一个条件列和一个输出列",
                en: "a table has at least one condition column and one output column")
            return nil
        }
        guard words.contains(last.text.string) else {
            report(
                .tableShape, at: last.span, zh: "最后一列的表头应为 `\(words.last ?? "")`",
                en: "the last column is headed `\(words.first ?? "")`",
                fixIts: [])
            return nil
        }
        var columns: [ElaboratedTable.Column] = []
        for cell in table.header.dropLast() {
            let header =
                table.dialect.isStandard
                ? ColumnHeader(
                    expression: ExpressionParser.expression(cell.text, dialect: table.dialect, into: &bag), unit: nil)
                : ExpressionParser.columnHeader(cell.text, into: &bag)
            var subject = elaborate(header.expression, scope)
            if let written = header.unit {
                guard let wanted = resolve(written) else { return nil }
                let converted = convert(subject, to: wanted, literals: false)
                subject = converted.isInvalid ? converted : scaled(converted, by: .one, to: wanted)
                if !subject.isInvalid, wanted.isPercent {
                    subject.type = .number(Unit(dimensions: ["%": 1], factor: .one, text: "%"))
                }
            }
            guard !subject.isInvalid else { return nil }
            columns.append(.init(subject: subject, header: cell))
        }
        var rows: [ElaboratedTable.Row] = []
        var failed = false
        for cells in table.rows where cells.count == table.header.count {
            var condition: TypedExpression?
            var regions: [TableDomain.Region] = []
            let span = cells[0].span.union(cells[cells.count - 1].span)
            for (column, cell) in zip(columns, cells) {
                let tests = ExpressionParser.unaryTests(cell.text, dialect: table.dialect, into: &bag)
                guard let one = test(column.subject, tests, scope) else {
                    regions.append(.all)
                    continue
                }
                if one.isInvalid { failed = true }
                regions.append(region(one, of: column.subject))
                condition =
                    condition.map { both($0, one, span) } ?? one
            }
            let holds = condition ?? truth(span)
            var inner = scope
            if !holds.isInvalid { narrow(&inner, by: holds, holds: true) }
            let value = output(cells[cells.count - 1], table.dialect, inner)
            if value.isInvalid { failed = true }
            rows.append(.init(condition: holds, value: value, regions: regions, span: span))
        }
        guard !failed, !rows.isEmpty, rows.count == table.rows.count else { return nil }
        return ElaboratedTable(columns: columns, rows: rows, span: table.span)
    }

    private func output(_ cell: PipeTable.Cell, _ dialect: ExpressionDialect, _ scope: Scope) -> TypedExpression {
        elaborate(ExpressionParser.expression(cell.text, dialect: dialect, into: &bag), scope)
    }

    /// Outputs in one unit, or of one type. The outer nil is a finding; the inner one says that they are no numbers.
    private func unifyOutputs(_ table: inout ElaboratedTable, wanted: Unit?) -> Unit?? {
        guard
            let lead = table.rows.first(where: { $0.value.constant == nil || !($0.value.type.unit?.isBare ?? true) })?
                .value
                ?? table.rows.first?.value
        else { return nil }
        guard let unit = wanted ?? lead.type.unit else {
            for row in table.rows where row.value.type != lead.type {
                typeMismatch(row.value, wanted: describe(lead.type))
                return nil
            }
            return .some(nil)
        }
        for index in table.rows.indices {
            var value = table.rows[index].value
            if wanted?.isPercent ?? false, let own = value.type.unit, own.isBare, let constant = value.constant {
                value = number(constant, unit, value.span)
            }
            value = wanted == nil ? convert(value, besides: lead) : convert(value, to: unit, literals: true)
            guard !value.isInvalid else { return nil }
            table.rows[index].value = value
        }
        let values = joinedUnits(table.rows.map(\.value))
        for index in table.rows.indices { table.rows[index].value = values[index] }
        return .some(values[0].type.unit ?? unit)
    }

    /// What a cell's condition admits of its column's values.
    func region(_ condition: TypedExpression, of subject: TypedExpression) -> TableDomain.Region {
        switch condition.kind {
        case .boolean(true): return .all
        case .boolean(false): return .indexes([])
        case _ where subject.type == .boolean && condition.kind == subject.kind: return .indexes([1])
        case .compare(let op, let a, let b):
            if case .option(let index) = b.kind, a.kind == subject.kind { return options(op, index, subject) }
            guard let (factor, point) = constant(a, op, b, subject) else { return .opaque }
            let value = point / factor
            switch op {
            case .equal: return .intervals([.init(low: .init(value), high: .init(value), places: nil)])
            case .notEqual:
                return .intervals([
                    .init(low: nil, high: .init(value, included: false), places: nil),
                    .init(low: .init(value, included: false), high: nil, places: nil),
                ])
            case .less: return .intervals([.init(low: nil, high: .init(value, included: false), places: nil)])
            case .lessOrEqual: return .intervals([.init(low: nil, high: .init(value), places: nil)])
            case .greater: return .intervals([.init(low: .init(value, included: false), high: nil, places: nil)])
            case .greaterOrEqual: return .intervals([.init(low: .init(value), high: nil, places: nil)])
            }
        case .and(let a, let b), .both(let a, let b):
            return intersection(region(a, of: subject), region(b, of: subject))
        case .or(let a, let b), .either(let a, let b): return union(region(a, of: subject), region(b, of: subject))
        case .not(let inner):
            if inner.kind == subject.kind, subject.type == .boolean { return .indexes([0]) }
            return complement(region(inner, of: subject), subject)
        default: return .opaque
        }
    }

    /// `subject × factor op point`, where the comparison has that form.
    private func constant(
        _ a: TypedExpression, _ op: ComparisonOperator, _ b: TypedExpression, _ subject: TypedExpression
    ) -> (Rational, Rational)? {
        guard let point = b.type == .date ? b.interval?.point : b.constant else { return nil }
        if a.kind == subject.kind { return (.one, point) }
        if case .scaled(let inner, let factor) = a.kind, inner.kind == subject.kind, factor > .zero {
            return (factor, point)
        }
        return nil
    }

    private func options(_ op: ComparisonOperator, _ index: Int, _ subject: TypedExpression) -> TableDomain.Region {
        guard case .option(let set) = subject.type else { return .opaque }
        return op == .equal
            ? .indexes([index]) : .indexes(Set(model.optionSets[set].options.indices).subtracting([index]))
    }

    private func intersection(_ a: TableDomain.Region, _ b: TableDomain.Region) -> TableDomain.Region {
        switch (a, b) {
        case (.all, let other), (let other, .all): return other
        case (.indexes(let x), .indexes(let y)): return .indexes(x.intersection(y))
        case (.intervals(let x), .intervals(let y)):
            return .intervals(x.flatMap { one in y.map { one.intersection($0) } }.filter { !$0.isEmpty })
        default: return .opaque
        }
    }

    private func union(_ a: TableDomain.Region, _ b: TableDomain.Region) -> TableDomain.Region {
        switch (a, b) {
        case (.all, _), (_, .all): return .all
        case (.indexes(let x), .indexes(let y)): return .indexes(x.union(y))
        case (.intervals(let x), .intervals(let y)): return .intervals(x + y)
        default: return .opaque
        }
    }

    private func complement(_ region: TableDomain.Region, _ subject: TypedExpression) -> TableDomain.Region {
        switch region {
        case .indexes(let set):
            if case .option(let index) = subject.type {
                return .indexes(Set(model.optionSets[index].options.indices).subtracting(set))
            }
            return .indexes(Set([0, 1]).subtracting(set))
        case .intervals(let list):
            var result: TableDomain.Region = .intervals([Interval(low: nil, high: nil, places: nil)])
            for one in list {
                var parts: [Interval] = []
                if let low = one.low {
                    parts.append(.init(low: nil, high: .init(low.value, included: !low.included), places: nil))
                }
                if let high = one.high {
                    parts.append(.init(low: .init(high.value, included: !high.included), high: nil, places: nil))
                }
                result = intersection(result, .intervals(parts))
            }
            return result
        case .all: return .indexes([])
        case .opaque: return .opaque
        }
    }
}

/// Table headers that are keywords, in both languages.
enum TableWord {
    static let points = ["points", "得分", "分值"]
    static let value = ["value", "取值"]
}
