import Diagnostics
import ExactNumbers
import RuleSyntax

/// Reading parameters: constants, tables and dated series.
extension NormChecker {
    /// The value of a parameter for a column (or its only one) and arguments.
    func lookup(
        _ index: Int, column: Name?, arguments: [Expression.Argument], _ span: Span, _ scope: Scope
    ) -> TypedExpression {
        usedParameters.insert(index)
        reads.parameters.insert(index)
        if brokenParameters.contains(index) { return .invalid(span) }
        let declaration = parameterDeclarations[index]
        switch declaration.body {
        case nil: return .invalid(span)
        case .constant(let expression)?:
            if let column {
                unknownField(column, known: [])
                return .invalid(span)
            }
            let value = elaborate(expression, Scope())
            let converted =
                declaration.unit == nil ? value : convert(value, to: model.parameters[index].unit, literals: true)
            guard !converted.isInvalid else { return .invalid(span) }
            if converted.constant == nil {
                report(
                    .typeMismatch, at: expression.span, zh: "参数的值要是写明的数；算出来的值请放到 `指标:`",
                    en: "a parameter is a number written out; put what is computed under `facts:`")
                return .invalid(span)
            }
            return converted.at(span)
        case .table(let table)?: return lookup(index, table, isSeries: false, column, arguments, span, scope)
        case .series(let table)?: return lookup(index, table, isSeries: true, column, arguments, span, scope)
        }
    }

    private func lookup(
        _ index: Int, _ table: PipeTable, isSeries: Bool, _ column: Name?, _ arguments: [Expression.Argument],
        _ span: Span,
        _ scope: Scope
    ) -> TypedExpression {
        guard let columns = parameterColumns(index, table, isSeries: isSeries) else { return .invalid(span) }
        guard let value = valueColumn(columns, column, index, span) else { return .invalid(span) }
        guard arguments.count == columns.argumentCount else {
            let sets = columns.keys.compactMap { key -> String? in
                if case .argument(let set) = key.key { return model.optionSets[set].naming.id }
                return nil
            }
            let name = model.parameters[index].naming
            let form = sets.isEmpty ? "" : "(" + sets.joined(separator: ", ") + ")"
            return wrongArguments(Name(name.id, span: span), "\(name.chinese)\(form)", "\(name.id)\(form)")
        }
        var given: [TypedExpression] = []
        for (argument, key) in zip(
            arguments, columns.keys.filter { if case .argument = $0.key { return true } else { return false } })
        {
            guard case .argument(let set) = key.key else { continue }
            let typed = elaborate(argument.value, scope, expecting: .option(set))
            guard typed.type == .option(set) else {
                typeMismatch(typed, wanted: describe(.option(set)))
                return .invalid(span)
            }
            given.append(typed)
        }
        let constants = given.compactMap { argument -> Int? in
            if case .option(let index) = argument.kind { return index }
            return nil
        }
        if constants.count < given.count {
            let outer = reads
            guard let result = build(index, columns, value, given, span, isSeries: isSeries) else {
                return .invalid(span)
            }
            reads.formUnion(outer)
            if result.available != nil {
                report(
                    .unprovable, at: span, zh: "按数据年份取值的参数，自变量要写明选项",
                    en: "a series by data year takes options written out as arguments")
                return .invalid(span)
            }
            return result.value.at(span)
        }
        let key = "\(index)|\(value.name)|\(constants)"
        var result = memoised(key, span) { self.build(index, columns, value, given, span, isSeries: isSeries) }
        result.mayNotApply = mayNotApply(result, scope)
        return result
    }

    private func memoised(
        _ key: String, _ span: Span,
        _ build: () -> (value: TypedExpression, available: TypedExpression?, parameter: Int, column: String)?
    ) -> TypedExpression {
        if lookupIndex[key] == nil {
            guard lookupsUnderWay.insert(key).inserted else {
                report(.cyclicDefinition, at: span, zh: "参数表绕回到它自己", en: "the parameter table comes back to itself")
                return .invalid(span)
            }
            let outer = reads
            reads = Reads()
            let built = build()
            let own = reads
            reads = outer
            lookupsUnderWay.remove(key)
            guard let built else {
                lookupIndex[key] = -1
                return .invalid(span)
            }
            model.lookups.append(
                LookupModel(
                    parameter: built.parameter, column: built.column, value: built.value, available: built.available,
                    reads: own))
            lookupIndex[key] = model.lookups.count - 1
        }
        guard let index = lookupIndex[key], index >= 0 else { return .invalid(span) }
        let lookup = model.lookups[index]
        reads.lookups.insert(index)
        if lookup.value.constant != nil, lookup.available == nil { return lookup.value.at(span) }
        return TypedExpression(
            .lookup(index), type: lookup.value.type, interval: lookup.value.interval,
            mayNotApply: lookup.value.mayNotApply, span: span)
    }

    /// The unit of a value column: its own or that of the parameter; nil after a finding.
    func unit(of value: ParameterTable.Value, _ index: Int) -> Unit? {
        guard let written = value.unit else {
            return brokenParameters.contains(index) ? nil : model.parameters[index].unit
        }
        return resolve(written)
    }

    private func valueColumn(_ columns: ParameterTable, _ column: Name?, _ index: Int, _ span: Span) -> ParameterTable
        .Value?
    {
        guard let column else {
            if columns.values.count == 1 { return columns.values[0] }
            let name = model.parameters[index].naming.id
            let list = columns.values.map { "`\(name).\($0.name)`" }
            report(
                .wrongArguments, at: span, zh: "这张参数表有几个值列，请写明：" + list.joined(separator: "、"),
                en: "this table has several value columns, say which: " + list.joined(separator: ", "))
            return nil
        }
        if let found = columns.values.first(where: { $0.isNamed(column.text) }) {
            if let naming = found.naming { noteUse(naming, at: column.span) }
            return found
        }
        unknownColumn(column, among: columns)
        return nil
    }
}
