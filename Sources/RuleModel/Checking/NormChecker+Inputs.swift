import Diagnostics
import ExactNumbers
import RuleSyntax

/// Inputs and facts.
extension NormChecker {
    func elaborateInputs() {
        for declaration in document.inputs { model.inputs.append(inputModel(declaration)) }
        for index in document.inputs.indices {
            if let when = document.inputs[index].when {
                model.inputs[index].when = boolean(when, Scope())
                reads = Reads()
            }
            if let unknown = document.inputs[index].ifUnknown {
                model.inputs[index].ifUnknown = elaborateUnknown(model.inputs[index], unknown)
            }
            for field in model.inputs[index].fields.indices {
                guard let unknown = model.inputs[index].fields[field].declaration.ifUnknown else { continue }
                model.inputs[index].fields[field].ifUnknown = elaborateUnknown(
                    model.inputs[index].fields[field], unknown)
            }
        }
        for index in document.inputs.indices { checkInputCycle(index) }
        for index in document.inputs.indices { model.inputs[index].change = change(of: model.inputs[index]) }
        for input in document.inputs { checkEvidence(input) }
    }

    /// Kinds of evidence that an input accepts are those of the norm.
    private func checkEvidence(_ input: InputDeclaration) {
        for kind in input.evidence + (input.list?.fields ?? []).flatMap(\.evidence) {
            let known = model.evidenceKinds.map(\.option.naming)
            guard let naming = known.first(where: { $0.id == kind.text || $0.chinese == kind.text }) else {
                unknownOption(kind.text, at: kind.span, known: known)
                continue
            }
            noteUse(naming, at: kind.span)
        }
    }

    private func inputModel(_ declaration: InputDeclaration) -> InputModel {
        var input = InputModel(
            naming: Naming(declaration.name, title: declaration.title), declaration: declaration, type: .invalid,
            scale: declaration.scale?.value ?? 0, interval: nil, usual: nil, listMax: nil, fields: [], when: nil,
            ifUnknown: .open, mayNotApply: declaration.mayNotApply != .no)
        if let list = declaration.list {
            input.listMax = list.max.value
            input.fields = list.fields.map { inputModel($0) }
            for field in list.fields where field.when != nil || field.ifUnknown.map({ $0.value.isPolicy }) ?? false {
                report(
                    .incompleteInput, at: field.when?.span ?? field.ifUnknown?.span ?? field.span,
                    zh: "列表的字段不能写 `适用条件`，`未答时` 也只能写一个值",
                    en: "a field of a list takes no `when`, and only a value for `if_unknown`")
            }
            for field in input.fields { noteDeclaration(field.naming) }
            input.type = .records(input: model.inputs.count)
            return input
        }
        if let options = declaration.options {
            switch options {
            case .named(let name):
                guard let set = optionSet(named: name.text) else {
                    unknownOption(name.text, at: name.span, known: model.optionSets.map(\.naming))
                    return input
                }
                noteUse(model.optionSets[set].naming, at: name.span)
                input.type = .option(set)
            case .inline(let list):
                input.type = .option(
                    addOptionSet(
                        OptionSetDeclaration(
                            name: DeclaredName(
                                key: Name("\(declaration.name.id)·options", span: declaration.name.span)), options: list
                        ), isNamed: false))
            }
            return input
        }
        switch declaration.type?.value ?? .number {
        case .boolean: input.type = .boolean
        case .text: input.type = .text
        case .option:
            report(
                .incompleteInput, at: declaration.name.span, zh: "选项类的输入要写 `选项:`",
                en: "an input of type option needs `options:`")
        case .date:
            input.type = .date
            input.interval =
                declaration.range.flatMap { constantRange($0, unit: .none, places: 0) }
                ?? Interval(Rational(-25567), Rational(84005), places: 0)
        case .number, .whole:
            var unit = Unit.none
            if let written = declaration.unit {
                guard let known = resolve(written) else { return input }
                unit = known
            }
            if input.scale > 12 {
                report(
                    .incompleteInput, at: declaration.scale?.span ?? declaration.span, zh: "小数位最多 12 位",
                    en: "at most 12 decimal places")
                input.scale = 12
            }
            guard let range = declaration.range else {
                guard !isDamaged(declaration.span) else { return input }
                report(
                    .incompleteInput, at: declaration.name.span,
                    zh: "数值输入 `\(declaration.name.key.text)` 要写 `范围:`，例如 `\"[0..1000000]\"`",
                    en: "the number `\(declaration.name.key.text)` needs a `range:`, for example `\"[0..1000000]\"`")
                return input
            }
            guard let interval = constantRange(range, unit: unit, places: input.scale) else { return input }
            guard interval.low != nil, interval.high != nil else {
                report(.incompleteInput, at: range.span, zh: "范围要有起点和终点", en: "a range needs both ends")
                return input
            }
            input.type = .number(unit)
            input.interval = interval
            input.usual = declaration.usual.flatMap { constantRange($0, unit: unit, places: input.scale) }
        }
        return input
    }

    private func elaborateUnknown(_ input: InputModel, _ unknown: Located<InputDeclaration.Unknown>)
        -> InputModel.Unknown
    {
        switch unknown.value {
        case .zeroPoints: return .zeroPoints
        case .notAssessable: return .notAssessable
        case .value(let expression):
            var value = elaborate(expression, Scope(), expecting: input.type)
            if let unit = input.type.unit {
                if let own = value.type.unit, own.isBare, let constant = value.constant {
                    value = number(constant, unit, value.span)
                } else {
                    value = convert(value, to: unit, literals: true)
                }
                guard let constant = value.constant else {
                    if !value.isInvalid { typeMismatch(value, wanted: ("写明的数", "a number written out")) }
                    return .open
                }
                if let interval = input.interval,
                    !interval.contains(constant) || (constant.decimalPlaces ?? 99) > input.scale
                {
                    report(
                        .emptyRange, at: value.span, zh: "`未答时` 的值不在输入的范围或小数位内",
                        en:
                            "the value for an unanswered question lies outside the range or the decimal places of the input"
                    )
                    return .open
                }
            } else if !value.isInvalid, value.type != input.type, !input.type.isInvalid {
                typeMismatch(value, wanted: describe(input.type))
                return .open
            }
            return value.isInvalid ? .open : .value(value)
        }
    }

    /// `when` of an input may read other inputs, but not in a circle.
    private func checkInputCycle(_ start: Int) {
        var frontier = inputsRead(model.inputs[start].when)
        var seen: Set<Int> = []
        while let next = frontier.popFirst() {
            if next == start {
                report(
                    .cyclicDefinition, at: model.inputs[start].when?.span ?? model.inputs[start].naming.span,
                    zh: "`\(model.inputs[start].naming.chinese)` 的适用条件绕回到它自己",
                    en: "the `when` of `\(model.inputs[start].naming.id)` comes back to itself")
                model.inputs[start].when = nil
                return
            }
            if seen.insert(next).inserted, next < model.inputs.count {
                frontier.formUnion(inputsRead(model.inputs[next].when))
            }
        }
    }

    private func inputsRead(_ expression: TypedExpression?) -> Set<Int> {
        guard let expression else { return [] }
        var found: Set<Int> = []
        expression.visit { if case .input(let index) = $0.kind { found.insert(index) } }
        return found
    }

    // MARK: - Facts

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
            if value.isStructured, declaration.needs != nil || declaration.when != nil {
                value = mustBeConstant(value, zh: "列表、范围和上下文", en: "a list, range or context")
            }
            if let unit { value = convert(value, to: unit, literals: true) }
        case .table(let syntax):
            if [.ruleOrder, .outputOrder, .collect].contains(syntax.hit?.value ?? .unique) {
                let hits = tableHits(index) ?? []
                value = hits.first?.value ?? .invalid(declaration.span)
            } else {
                value = table(syntax, output: TableWord.value, unit: unit, scope)
            }
        }
        if let places = declaration.round?.value, !value.isInvalid, value.type.unit != nil {
            value = rounded(value, places: places, mode: model.rounding)
        }
        model.facts[index].valueReads = takeReads()
        finish(index, value, declaration, otherwiseScope)
        model.facts[index].otherwiseReads = takeReads()
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

    private func finish(_ index: Int, _ value: TypedExpression, _ declaration: FactDeclaration, _ otherwiseScope: Scope)
    {
        checkType(value, declaration)
        var interval = value.interval
        var mayNotApply =
            value.mayNotApply || declaration.when != nil || (model.facts[index].needs?.mayNotApply ?? false)
        if case .value(let expression)? = declaration.otherwise?.value {
            var other = elaborate(expression, otherwiseScope, expecting: value.type)
            if let unit = value.type.unit { other = convert(other, to: unit, literals: true) }
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

extension ValueType {
    var isInvalid: Bool { self == .invalid }
}

extension TypedExpression {
    /// Calls `body` for this node and every node below it.
    public func visit(_ body: (TypedExpression) -> Void) {
        body(self)
        for child in children { child.visit(body) }
    }

    public var children: [TypedExpression] {
        switch kind {
        case .number, .boolean, .date, .duration, .moment, .option, .text, .input, .element, .listCount, .asOf, .fact,
            .lookup,
            .criterion,
            .section, .sectionShare, .gate, .bonus, .total, .invalid:
            return []
        case .list(let elements): return elements
        case .context(let entries): return entries.map(\.value)
        case .range(let ends): return [ends.low, ends.high]
        case .metShare(_, let empty): return empty.map { [$0] } ?? []
        case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
            .and(let a, let b),
            .or(let a, let b), .both(let a, let b), .either(let a, let b), .compare(_, let a, let b):
            return [a, b]
        case .negate(let a), .absolute(let a), .scaled(let a, _), .round(let a, _, _), .not(let a), .applicable(let a):
            return [a]
        case .minimum(let list), .maximum(let list), .atLeast(_, let list): return list
        case .choice(let rows, let otherwise):
            return rows.flatMap { [$0.condition, $0.value] } + (otherwise.map { [$0] } ?? [])
        case .aggregate(let aggregate):
            return [aggregate.body] + [aggregate.filter, aggregate.empty].compactMap { $0 }
        case .calendar(_, let a, let b): return [a] + (b.map { [$0] } ?? [])
        }
    }
}

extension InputDeclaration.Unknown {
    /// True if it is more than a value.
    var isPolicy: Bool {
        if case .value = self { return false }
        return true
    }
}
