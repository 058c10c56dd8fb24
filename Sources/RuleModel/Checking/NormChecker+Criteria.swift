import Diagnostics
import ExactNumbers
import RuleSyntax

/// Scored indicators: the method of each becomes an expression for its points.
extension NormChecker {
    func elaborateCriterion(_ index: Int) {
        switch criterionStates[index] {
        case .done: return
        case .working:
            reportCycle(.criterion(index), at: model.criteria[index].naming.span)
            return
        case .pending: break
        }
        criterionStates[index] = .working
        path.append((.criterion(index), model.criteria[index].naming.span))
        let outer = reads
        reads = Reads()
        let declaration = model.criteria[index].declaration
        var scope = Scope()
        var conditions = [declaration.when]
        switch model.criteria[index].place {
        case .section(let section), .deduction(let section): conditions.append(document.sections[section].when)
        case .bonus: break
        }
        for (position, when) in conditions.enumerated() {
            guard let when else { continue }
            let condition = boolean(when, scope)
            if position == 0 { model.criteria[index].when = condition }
            let named = takeReads()
            if position == 0 { model.criteria[index].ownWhenReads = named }
            model.criteria[index].whenReads.formUnion(named)
            if !condition.isInvalid { narrow(&scope, by: condition, holds: true) }
        }
        let full = model.criteria[index].points
        if full < .zero {
            report(
                .fullPoints, at: declaration.points?.span ?? declaration.name.span,
                zh: "满分不能为负；扣分请写在 `扣分:` 里",
                en: "points cannot be below 0; what takes points away goes under `deductions:`")
        }
        if let method = declaration.method {
            let value = points(method, full, declaration, scope)
            model.criteria[index].value = value
        }
        model.criteria[index].ownReads = takeReads()
        model.criteria[index].reads = closure(model.criteria[index].ownReads)
        model.criteria[index].evidenceInputs =
            declaration.evidenceFree || document.evidence == nil
            ? [] : model.criteria[index].reads.inputs.sorted().filter { !document.inputs[$0].evidence.isEmpty }
        reads = outer
        path.removeLast()
        criterionStates[index] = .done
    }

    func points(
        _ method: CriterionDeclaration.Method, _ full: Rational, _ declaration: CriterionDeclaration, _ scope: Scope
    ) -> TypedExpression {
        let span = declaration.name.span
        switch method {
        case .met(let condition):
            let test = boolean(condition, scope)
            return test.isInvalid ? test : award(test, full, span)
        case .value(let expression):
            let value = convert(elaborate(expression, scope), to: .none, literals: false)
            warnFull(value, full, declaration)
            return value
        case .table(let syntax):
            let value = table(syntax, output: TableWord.points, unit: Unit.none, scope)
            warnFull(value, full, declaration)
            return value
        case .bands(let bands): return self.bands(bands, full, declaration, scope)
        case .interpolation(let interpolation): return interpolate(interpolation, full, declaration, scope)
        case .each(let items): return each(items, full, declaration, scope)
        case .atLeast(let count, let names):
            let tests = names.map { booleanName($0, scope) }
            guard !tests.contains(where: \.isInvalid) else { return .invalid(span) }
            if count.value < 1 || count.value > names.count {
                report(
                    .fullPoints, at: count.span, zh: "`个数` 要在 1 到 \(names.count) 之间",
                    en: "`count` lies between 1 and \(names.count), the number of things listed")
                return .invalid(span)
            }
            let test = TypedExpression(
                .atLeast(count.value, tests), type: .boolean, mayNotApply: tests.allSatisfy(\.mayNotApply), span: span)
            return award(test, full, span)
        }
    }

    private func award(_ test: TypedExpression, _ full: Rational, _ span: Span) -> TypedExpression {
        TypedExpression(
            .choice([.init(condition: test, value: number(full, .none, span))], otherwise: number(.zero, .none, span)),
            type: .number(.none), interval: Interval(.zero, full, places: full.decimalPlaces),
            mayNotApply: test.mayNotApply, span: span)
    }

    func booleanName(_ name: Name, _ scope: Scope) -> TypedExpression {
        boolean(Expression(.name(name.text), span: name.span), scope)
    }

    private func each(
        _ items: [CriterionDeclaration.Item], _ full: Rational, _ declaration: CriterionDeclaration, _ scope: Scope
    ) -> TypedExpression {
        let parts = items.map { item in (booleanName(item.name, scope), Rational(item.points.value)) }
        guard !parts.isEmpty, !parts.contains(where: { $0.0.isInvalid }) else { return .invalid(declaration.name.span) }
        let sum = parts.reduce(Rational.zero) { $0 + $1.1 }
        if sum != full {
            report(
                .fullPoints, at: declaration.points?.span ?? declaration.name.span, zh: "各项相加是 \(sum) 分，满分却写 \(full)",
                en: "the items add up to \(sum) points, but the criterion says \(full)",
                fixIts: declaration.points.map { [replacement($0.span, by: "\(sum)")] } ?? [])
        }
        return total(parts.map { award($0.0, $0.1, $0.0.span) }, declaration.name.span)
    }

    private func bands(
        _ bands: CriterionDeclaration.Bands, _ full: Rational, _ declaration: CriterionDeclaration, _ scope: Scope
    ) -> TypedExpression {
        let span = declaration.name.span
        let subject = elaborate(bands.of, scope)
        guard !subject.isInvalid, numeric(subject) != nil || subject.type == .date else { return .invalid(span) }
        let op: ComparisonOperator
        switch bands.direction.value {
        case .atLeast: op = .greaterOrEqual
        case .above: op = .greater
        case .atMost: op = .lessOrEqual
        case .below: op = .less
        }
        let rising = op == .greaterOrEqual || op == .greater
        var rows: [TypedExpression.Row] = []
        var previous: Rational?
        for step in bands.steps {
            let condition = compare(
                op, subject, elaborate(step.threshold, scope, expecting: subject.type), at: step.threshold.span,
                step.threshold.span)
            let points = convert(elaborate(step.points, scope), to: .none, literals: false)
            guard !condition.isInvalid, !points.isInvalid else { return .invalid(span) }
            if case .compare(_, _, let threshold) = condition.kind, let value = threshold.constant {
                if let before = previous, rising ? value >= before : value <= before {
                    report(
                        .bandOrder, at: step.span, zh: "档位要从最严写到最宽：这一档在上一档之后永远轮不到",
                        en: "steps go from the strictest to the widest: after the step above, this one is never reached"
                    )
                    return .invalid(span)
                }
                previous = value
                warnDecided(condition)
            }
            rows.append(.init(condition: condition, value: points))
        }
        let otherwise =
            bands.otherwise.map { convert(elaborate($0, scope), to: .none, literals: false) }
            ?? number(.zero, .none, span)
        guard !otherwise.isInvalid else { return .invalid(span) }
        let interval = rows.compactMap(\.value.interval).reduce(otherwise.interval) { (all, one) in
            all.map { $0.union(one) } ?? one
        }
        let value = TypedExpression(
            .choice(rows, otherwise: otherwise), type: .number(.none), interval: interval,
            mayNotApply: subject.mayNotApply, span: span)
        warnFull(value, full, declaration)
        return value
    }

    /// A threshold that the declared range never meets, or always.
    private func warnDecided(_ condition: TypedExpression) {
        guard case .compare(let op, let a, let b) = condition.kind, let interval = a.interval, let value = b.constant
        else { return }
        let domain = TableDomain.Region.intervals([interval])
        guard
            case .intervals(let hit) = region(
                TypedExpression(.compare(op, a, b), type: .boolean, span: condition.span), of: a),
            case .intervals = domain
        else { return }
        let meets = hit.contains { !interval.intersection($0).isEmpty }
        if !meets {
            report(
                .decided, .warning, at: condition.span, zh: "按声明的范围 `\(interval)`，到不了 \(value) 这一档",
                en: "within the declared range `\(interval)` the step \(value) is never reached")
        }
    }

    /// Points of steps and rows that go beyond the maximum, or never reach it.
    private func warnFull(_ value: TypedExpression, _ full: Rational, _ declaration: CriterionDeclaration) {
        guard !value.isInvalid, let interval = value.interval, let place = declaration.points?.span else { return }
        if case .choice(let rows, let otherwise) = value.kind {
            for row in rows.map(\.value) + [otherwise].compactMap({ $0 }) {
                if let points = row.constant, points > full || points < .zero {
                    report(
                        .fullPoints, at: row.span, zh: "\(points) 分不在 0 到满分 \(full) 之间",
                        en: "\(points) points do not lie between 0 and the maximum \(full)",
                        labels: [.init(span: place, text: Message(zh: "满分", en: "the maximum"))])
                    return
                }
            }
        }
        if let high = interval.high, high.value < full {
            report(
                .fullPoints, .warning, at: place, zh: "满分 \(full) 永远拿不到，最多 \(high.value)",
                en: "the maximum of \(full) is never reached, at most \(high.value)")
        }
    }
}
