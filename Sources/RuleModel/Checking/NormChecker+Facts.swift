import Diagnostics
import ExactNumbers
import RuleSyntax

/// Facts: their values, needs and what they read.
extension NormChecker {
    /// The checked fact; nil in a circle.
    func fact(_ index: Int, at span: Span) -> FactModel? {
        switch factStates[index] {
        case .done: return model.facts[index]
        case .working:
            reportCycle(.fact(index), at: span)
            return nil
        case .pending: break
        }
        factStates[index] = .working
        path.append((.fact(index), span))
        let outer = reads
        reads = Reads()
        elaborateFact(index)
        var all = model.facts[index].whenReads
        for part in [model.facts[index].needsReads, model.facts[index].valueReads, model.facts[index].otherwiseReads] {
            all.formUnion(part)
        }
        model.facts[index].reads = closure(all)
        reads = outer
        path.removeLast()
        factStates[index] = .done
        return model.facts[index]
    }

    func reportCycle(_ symbol: Symbol, at span: Span) {
        let start = path.firstIndex { $0.symbol == symbol } ?? 0
        let circle = path[start...].compactMap { naming(of: $0.symbol) } + [naming(of: symbol)].compactMap { $0 }
        report(
            .cyclicDefinition, at: span, zh: "循环定义：" + circle.map { "`\($0.chinese)`" }.joined(separator: " → "),
            en: "defined in a circle: " + circle.map { "`\($0.id)`" }.joined(separator: " → "))
    }

    private func elaborateFact(_ index: Int) {
        let declaration = document.facts[index]
        guard let body = declaration.body else { return }
        var scope = Scope()
        var otherwiseScope = Scope()
        if let when = declaration.when {
            let condition = boolean(when, scope)
            model.facts[index].when = condition
            model.facts[index].whenReads = takeReads()
            refuseZeroPoints(in: condition, model.facts[index].whenReads)
            if !condition.isInvalid {
                narrow(&scope, by: condition, holds: true)
                narrow(&otherwiseScope, by: condition, holds: true)
            }
        }
        if let needs = declaration.needs {
            let condition = boolean(needs, scope)
            model.facts[index].needs = condition
            model.facts[index].needsReads = takeReads()
            if !condition.isInvalid {
                narrow(&otherwiseScope, by: condition, holds: false)
                narrow(&scope, by: condition, holds: true)
            }
        }
        let unit = declaration.unit.flatMap { resolve($0) }
        var value: TypedExpression
        switch body {
        case .value(let expression):
            value = elaborate(expression, scope)
            if let unit { value = convert(value, to: unit, literals: true) }
        case .table(let syntax):
            if [.ruleOrder, .outputOrder, .collect].contains(syntax.hit?.value ?? .unique) {
                let hits = tableHits(index) ?? []
                value = hits.first?.value ?? .invalid(declaration.span)
            } else {
                value = table(syntax, output: TableWord.value, unit: unit, scope)
            }
        }
        if let round = declaration.round, !value.isInvalid { value = roundedParts(value, round) }
        checkKeys(declaration, value)
        model.facts[index].valueReads = takeReads()
        finish(index, value, declaration, otherwiseScope)
        model.facts[index].otherwiseReads = takeReads()
    }

    /// A need that fails with zero points has no points to give where nothing is scored: in gates, and in the `when` of inputs
    /// and facts.
    func refuseZeroPoints(in condition: TypedExpression, _ named: Reads) {
        guard !condition.isInvalid else { return }
        for index in closure(named).facts where model.facts[index].otherwise == .zeroPoints {
            let naming = model.facts[index].naming
            report(
                .needWithoutPoints, at: condition.span,
                zh: "这里读到的 `\(naming.chinese)` 在前提不满足时记零分，而这里没有分可记；请在该指标的 `否则:` 写 `不可评`、`不适用` 或一个值",
                en:
                    "this reads `\(naming.id)`, which gives zero points where its need fails, but there are no points here; give that fact `otherwise: not assessable`, `not applicable` or a value",
                labels: [.init(span: naming.span, text: Message(zh: "在这里声明", en: "declared here"))])
        }
    }

    /// A number, or the numbers of a list, rounded.
    func roundedParts(_ value: TypedExpression, _ round: Located<Int>) -> TypedExpression {
        if value.type.unit != nil {
            return isCountable(value, at: round.span)
                ? rounded(value, places: round.value, mode: model.rounding) : .invalid(value.span)
        }
        guard let elements = value.elements else { return value }
        unrolled += elements.count
        guard isBounded(round.span) else { return .invalid(value.span) }
        let parts = elements.map { roundedParts($0, round) }
        guard !parts.contains(where: \.isInvalid) else { return .invalid(value.span) }
        var copy = value
        copy.kind = .list(parts)
        return copy
    }

    /// What has been read since the last call.
    func takeReads() -> Reads {
        defer { reads = Reads() }
        return reads
    }

    /// With all that facts and lookups read in turn.
    func closure(_ direct: Reads) -> Reads {
        var all = direct
        for fact in direct.facts { all.formUnion(model.facts[fact].reads) }
        for lookup in direct.lookups { all.formUnion(closure(model.lookups[lookup].reads)) }
        return all
    }

    /// A fact that states its type must have it.
    private func checkType(_ value: TypedExpression, _ declaration: FactDeclaration) {
        guard let stated = declaration.type, !value.isInvalid else { return }
        let fits: Bool
        switch (stated.value, value.type) {
        case (.number, .number), (.boolean, .boolean), (.date, .date), (.text, .text), (.option, .option): fits = true
        case (.whole, .number): fits = value.interval?.places == 0
        default: fits = false
        }
        if !fits {
            let found = describe(value.type)
            report(
                .typeMismatch, at: stated.span, zh: "写的类型与取值不符：取值是\(found.zh)",
                en: "the stated type does not fit the value, which is \(found.en)")
        }
    }

    private func finish(_ index: Int, _ own: TypedExpression, _ declaration: FactDeclaration, _ otherwiseScope: Scope) {
        var value = own
        checkType(value, declaration)
        var interval = value.interval
        var mayNotApply =
            value.mayNotApply || declaration.when != nil || (model.facts[index].needs?.mayNotApply ?? false)
        if case .value(let expression)? = declaration.otherwise?.value {
            var other = elaborate(expression, otherwiseScope, expecting: value.type)
            if value.type.unit != nil {
                other =
                    declaration.unit == nil
                    ? convert(other, besides: value)
                    : convert(other, to: value.type.unit ?? .none, literals: true)
                if !other.isInvalid { value = joinedUnits([value, other])[0] }
            }
            if !other.isInvalid, !value.isInvalid, other.type != value.type, value.type.unit == nil {
                typeMismatch(other, wanted: describe(value.type))
            }
            model.facts[index].otherwise = .value(other)
            mayNotApply = mayNotApply || other.mayNotApply
            if let own = interval, let more = other.interval { interval = own.union(more) }
        } else if let otherwise = declaration.otherwise?.value {
            switch otherwise {
            case .zeroPoints: model.facts[index].otherwise = .zeroPoints
            case .notApplicable:
                model.facts[index].otherwise = .notApplicable
                mayNotApply = true
            case .notAssessable: model.facts[index].otherwise = .notAssessable
            case .value: break
            }
        }
        model.facts[index].value = value
        model.facts[index].interval = interval
        model.facts[index].mayNotApply = mayNotApply
    }
}
