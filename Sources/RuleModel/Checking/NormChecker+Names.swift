import Diagnostics
import ExactNumbers
import RuleSyntax

/// Names and members: what they stand for, and what reading them entails.
extension NormChecker {
    func name(_ name: Name, _ scope: Scope, expecting: ValueType?) -> TypedExpression {
        if case .option(let set)? = expecting, let index = model.optionSets[set].index(of: name.text) {
            noteUse(model.optionSets[set].options[index].naming, at: name.span)
            return TypedExpression(.option(index), type: .option(set), span: name.span)
        }
        if let constant = scope.constants[name.text] {
            if let naming = scope.columns[name.text] { noteUse(naming, at: name.span) }
            if name.text == "?" { subjectReads += 1 }
            return constant.at(name.span)
        }
        if let variable = scope.implicitVariable,
            let field = model.inputs[variable.input].fields.firstIndex(where: {
                $0.naming.id == name.text || $0.naming.chinese == name.text
            })
        {
            return element(variable, field, name.span, scope)
        }
        if let variable = scope.variables[name.text] {
            return TypedExpression(.invalid, type: .records(input: variable.input), span: name.span)
        }
        if let symbol = symbols[name.text] {
            if let naming = naming(of: symbol) { noteUse(naming, at: name.span) }
            return read(symbol, name, scope)
        }
        switch name.text {
        case "total", "总分": return read(.total, name, scope)
        case "bonus", "加分": return read(.bonus, name, scope)
        case "as_of", "评价日": return read(.asOf, name, scope)
        default: break
        }
        if case .option(let set)? = expecting {
            unknownOption(name.text, at: name.span, known: model.optionSets[set].options.map(\.naming))
            return .invalid(name.span)
        }
        let sets = model.optionSets.indices.filter { model.optionSets[$0].index(of: name.text) != nil }
        if sets.count == 1, let index = model.optionSets[sets[0]].index(of: name.text) {
            noteUse(model.optionSets[sets[0]].options[index].naming, at: name.span)
            return TypedExpression(.option(index), type: .option(sets[0]), span: name.span)
        }
        unknownName(name.text, at: name.span, scope: scope)
        return .invalid(name.span)
    }

    func read(_ symbol: Symbol, _ name: Name, _ scope: Scope) -> TypedExpression {
        switch symbol {
        case .input(let index): return readInput(index, name.span, scope)
        case .fact(let index):
            reads.facts.insert(index)
            usedFacts.insert(index)
            guard let fact = fact(index, at: name.span) else { return .invalid(name.span) }
            guard !fact.value.isInvalid else { return .invalid(name.span) }
            if let hits = tableHits(index) { return list(hits: hits, fallback: tableFallback(index), name.span) }
            if fact.value.isStructured || (fact.isPlain && (fact.type == .text || fact.value.isWritten)) {
                return fact.value.at(name.span)
            }
            var interval = fact.interval
            if let narrowed = scope.narrowed[.fact(index)] { interval = interval?.intersection(narrowed) ?? narrowed }
            return TypedExpression(
                .fact(index), type: fact.type, interval: interval,
                mayNotApply: mayNotApply(fact: index, scope),
                span: name.span)
        case .parameter(let index): return lookup(index, column: nil, arguments: [], name.span, scope)
        case .criterion(let index):
            elaborateCriterion(index)
            guard criterionStates[index] == .done else { return .invalid(name.span) }
            return TypedExpression(
                .criterion(index), type: .number(.none), interval: Interval(.zero, model.criteria[index].points),
                mayNotApply: mayNotApply(criterion: index, scope), span: name.span)
        case .section(let index):
            readSection(index)
            return TypedExpression(
                .section(index), type: .number(.none), interval: Interval(.zero, declaredWeight(index)),
                mayNotApply: mayNotApply(section: index, scope),
                span: name.span)
        case .gate(let index):
            return TypedExpression(.gate(index), type: .boolean, span: name.span)
        case .total:
            for index in model.criteria.indices { elaborateCriterion(index) }
            return TypedExpression(.total, type: .number(.none), interval: totalInterval, span: name.span)
        case .bonus:
            for index in model.bonus?.criteria ?? [] { elaborateCriterion(index) }
            let cap = model.bonus?.cap ?? (model.bonus?.criteria ?? []).reduce(.zero) { $0 + model.criteria[$1].points }
            return TypedExpression(.bonus, type: .number(.none), interval: Interval(.zero, cap), span: name.span)
        case .asOf:
            let days = model.effective
            return TypedExpression(
                .asOf, type: .date,
                interval: Interval(
                    Rational(Int(days.lowerBound.number)), Rational(Int(days.upperBound.number)), places: 0),
                span: name.span)
        }
    }

    func readSection(_ index: Int) {
        for criterion in model.sections[index].criteria + model.sections[index].deductions {
            elaborateCriterion(criterion)
        }
    }

    var totalInterval: Interval {
        let weights = document.sections.indices.reduce(Rational.zero) { $0 + declaredWeight($1) }
        guard let total = document.total else { return Interval(.zero, weights) }
        let of = total.of.map { Rational($0.value) } ?? weights
        return total.range.flatMap { constantRange($0, places: nil) } ?? Interval(.zero, of)
    }

    /// What a section adds to the total at most, as declared.
    private func declaredWeight(_ index: Int) -> Rational {
        let section = document.sections[index]
        return (section.weight ?? section.points).map { Rational($0.value) }
            ?? model.sections[index].criteria.reduce(.zero) { $0 + model.criteria[$1].points }
    }

    private func readInput(_ index: Int, _ span: Span, _ scope: Scope) -> TypedExpression {
        usedInputs.insert(index)
        reads.inputs.insert(index)
        guard index < model.inputs.count else { return .invalid(span) }
        let input = model.inputs[index]
        if input.listMax != nil {
            return TypedExpression(
                .input(index), type: .records(input: index),
                mayNotApply: mayNotApply(input: index, scope),
                span: span)
        }
        if input.type == .invalid { return .invalid(span) }
        var interval = input.interval
        if let narrowed = scope.narrowed[.input(index)] { interval = interval?.intersection(narrowed) ?? narrowed }
        return TypedExpression(
            .input(index), type: input.type, interval: interval,
            mayNotApply: mayNotApply(input: index, scope),
            span: span)
    }

    func element(_ variable: Scope.Variable, _ field: Int, _ span: Span, _ scope: Scope) -> TypedExpression {
        let model = self.model.inputs[variable.input].fields[field]
        noteUse(model.naming, at: span)
        var interval = model.interval
        if let narrowed = scope.narrowed[.element(loop: variable.loop, field: field)] {
            interval = interval?.intersection(narrowed) ?? narrowed
        }
        return TypedExpression(
            .element(loop: variable.loop, field: field), type: model.type, interval: interval,
            mayNotApply: model.mayNotApply
                && !scope.applicable.contains(.element(loop: variable.loop, field: field)), span: span)
    }

    func member(_ base: Expression, _ field: Name, _ scope: Scope, _ span: Span) -> TypedExpression {
        if case .call(let function, let arguments) = base.kind, case .parameter(let index)? = symbols[function.text] {
            noteUse(model.parameters[index].naming, at: function.span)
            return lookup(index, column: field, arguments: arguments, span, scope)
        }
        if let whole = structured(base, scope) { return project(whole, field, span) }
        guard case .name(let text) = base.kind else {
            return outside(
                span, zh: "`.` 前面要是章节、参数或列表里的变量",
                en: "before the `.` stands a section, a parameter or the variable of a list")
        }
        if let variable = scope.variables[text] {
            let fields = model.inputs[variable.input].fields
            if let index = fields.firstIndex(where: { $0.naming.id == field.text || $0.naming.chinese == field.text }) {
                return element(variable, index, field.span, scope).at(span)
            }
            unknownField(field, known: fields.map(\.naming))
            return .invalid(span)
        }
        guard let symbol = symbols[text] else {
            unknownName(text, at: base.span, scope: scope)
            return .invalid(span)
        }
        if let naming = naming(of: symbol) { noteUse(naming, at: base.span) }
        let isShare = field.text == "share" || field.text == "得分率"
        if isShare { noteUse(NormChecker.shareNaming(field.span), at: field.span) }
        switch symbol {
        case .parameter(let index): return lookup(index, column: field, arguments: [], span, scope)
        case .section(let index) where isShare:
            readSection(index)
            let share = TypedExpression(
                .sectionShare(index), type: .number(.none), interval: Interval(.zero, .one),
                mayNotApply: mayNotApply(section: index, scope), span: span)
            return scaled(share, by: Rational(100), to: .percent)
        case .criterion(let index) where isShare:
            let points = read(symbol, Name(text, span: base.span), scope)
            let full = model.criteria[index].points
            guard !points.isInvalid, full > .zero else { return .invalid(span) }
            return scaled(points, by: Rational(100) / full, to: .percent).at(span)
        default:
            unknownField(field, known: [])
            return .invalid(span)
        }
    }

    static func shareNaming(_ span: Span) -> Naming {
        Naming(
            DeclaredName(key: Name("share", span: span), zh: Name("得分率", span: span), en: Name("share", span: span)),
            title: nil)
    }

    func unknownField(_ field: Name, known: [Naming]) {
        let names = known.flatMap { [$0.id, $0.chinese] }
        let list = known.map { "`\($0.id)`" }.joined(separator: ", ")
        noSuch(
            .unknownField, field.text, at: field.span, among: names, zh: "没有 `\(field.text)` 这一项",
            en: "there is no `\(field.text)` here",
            otherwise: list.isEmpty ? ("", "") : ("；有 \(list)", "; there is \(list)"))
    }
}

extension TypedExpression {
    /// The same at another place.
    public func at(_ span: Span) -> TypedExpression {
        var copy = self
        copy.span = span
        return copy
    }
}
