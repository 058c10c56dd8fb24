import Diagnostics
import RuleSyntax

/// What may turn out not to apply, given what is known to hold at a place.
extension NormChecker {
    /// Whether `expression`, which was checked without it, may fail to apply where `scope` holds.
    func mayNotApply(_ expression: TypedExpression, _ scope: Scope) -> Bool {
        guard expression.mayNotApply, !scope.applicable.isEmpty || !scope.holding.isEmpty else {
            return expression.mayNotApply
        }
        var known: [Scope.Subject: Bool] = [:]
        return mayNotApply(expression, scope, &known)
    }

    /// Whether an input may turn out not to apply.
    func mayNotApply(input index: Int, _ scope: Scope) -> Bool {
        let input = model.inputs[index]
        if scope.applicable.contains(.input(index)) { return false }
        if input.mayNotApply { return true }
        guard input.declaration.when != nil else { return false }
        return !holds(input.when, scope)
    }

    func mayNotApply(fact index: Int, _ scope: Scope) -> Bool {
        guard model.facts[index].mayNotApply, !scope.applicable.isEmpty || !scope.holding.isEmpty else {
            return model.facts[index].mayNotApply
        }
        var known: [Scope.Subject: Bool] = [:]
        return mayNotApply(.fact(index), scope, &known)
    }

    func mayNotApply(criterion index: Int, _ scope: Scope = Scope()) -> Bool {
        var known: [Scope.Subject: Bool] = [:]
        return mayNotApply(.criterion(index), scope, &known)
    }

    /// Whether all that a section holds may drop out.
    func mayNotApply(section index: Int, _ scope: Scope) -> Bool {
        var known: [Scope.Subject: Bool] = [:]
        return mayNotApply(.section(index), scope, &known)
    }

    /// The `when` of a section.
    func condition(ofSection index: Int) -> TypedExpression? {
        guard let when = document.sections[index].when else { return nil }
        if let known = sectionConditions[index] { return known }
        let outer = reads
        reads = Reads()
        let condition = boolean(when, Scope())
        model.sections[index].whenReads = takeReads()
        reads = outer
        sectionConditions[index] = condition
        return condition
    }

    /// True if `condition` is known to hold.
    private func holds(_ condition: TypedExpression?, _ scope: Scope) -> Bool {
        guard let condition, !condition.isInvalid else { return false }
        return condition.conjuncts.allSatisfy { part in
            part.constantTruth ?? part.meaning().map { scope.holding.contains($0) } ?? false
        }
    }

    private func mayNotApply(_ expression: TypedExpression, _ scope: Scope, _ known: inout [Scope.Subject: Bool])
        -> Bool
    {
        guard expression.mayNotApply else { return false }
        switch expression.kind {
        case .input(let index), .listCount(let index): return mayNotApply(input: index, scope)
        case .fact(let index): return mayNotApply(.fact(index), scope, &known)
        case .criterion(let index): return mayNotApply(.criterion(index), scope, &known)
        case .section(let index), .sectionShare(let index): return mayNotApply(.section(index), scope, &known)
        case .lookup(let index): return mayNotApply(model.lookups[index].value, scope, &known)
        case .element(let loop, let field): return !scope.applicable.contains(.element(loop: loop, field: field))
        case .aggregate(let loop) where mayNotApply(input: loop.input, scope): return true
        case .aggregate: return anyMayNotApply(expression.children, scope, &known)
        default:
            let doubtful = expression.children.filter(\.mayNotApply)
            return doubtful.isEmpty || anyMayNotApply(doubtful, scope, &known)
        }
    }

    private func anyMayNotApply(
        _ parts: [TypedExpression], _ scope: Scope, _ known: inout [Scope.Subject: Bool]
    ) -> Bool {
        for part in parts where mayNotApply(part, scope, &known) { return true }
        return false
    }

    private func mayNotApply(_ subject: Scope.Subject, _ scope: Scope, _ known: inout [Scope.Subject: Bool]) -> Bool {
        if scope.applicable.contains(subject) { return false }
        if let answer = known[subject] { return answer }
        known[subject] = true
        let answer: Bool
        switch subject {
        case .fact(let index): answer = mayNotApply(model.facts[index], scope, &known)
        case .criterion(let index): answer = mayNotApply(model.criteria[index], scope, &known)
        case .section(let index):
            let criteria = model.sections[index].criteria
            let when = document.sections[index].when
            var mayDrop = !criteria.isEmpty || (when != nil && !holds(condition(ofSection: index), scope))
            for criterion in criteria where mayDrop { mayDrop = mayNotApply(.criterion(criterion), scope, &known) }
            answer = mayDrop
        default: answer = true
        }
        known[subject] = answer
        return answer
    }

    private func mayNotApply(_ fact: FactModel, _ scope: Scope, _ known: inout [Scope.Subject: Bool]) -> Bool {
        guard fact.mayNotApply else { return false }
        if fact.declaration.when != nil, !holds(fact.when, scope) { return true }
        if let needs = fact.needs, !holds(needs, scope) {
            if fact.otherwise == .notApplicable || mayNotApply(needs, scope, &known) { return true }
        }
        if case .value(let other)? = fact.otherwise, mayNotApply(other, scope, &known) { return true }
        return mayNotApply(fact.value, scope, &known)
    }

    private func mayNotApply(_ criterion: CriterionModel, _ scope: Scope, _ known: inout [Scope.Subject: Bool])
        -> Bool
    {
        if criterion.mayBeClaimedNotApplicable { return true }
        if criterion.declaration.when != nil, !holds(criterion.when, scope) { return true }
        switch criterion.place {
        case .section(let section), .deduction(let section):
            if document.sections[section].when != nil, !holds(condition(ofSection: section), scope) { return true }
        case .bonus: break
        }
        return mayNotApply(criterion.value, scope, &known)
    }

    // MARK: - Findings

    /// A boolean that decides about the whole scene must not depend on something that may not apply.
    func decidable(_ expression: TypedExpression, _ written: Expression) {
        guard expression.mayNotApply, !expression.isInvalid else { return }
        reportUnguarded(
            expression, written, zh: "这里读到的内容可能不适用", en: "something read here may not apply")
    }

    /// Reports that `expression` needs a guard, with the form that has one.
    func reportUnguarded(_ expression: TypedExpression, _ written: Expression, zh: String, en: String) {
        let names = thingsToGuard(expression)
        guard !names.isEmpty else {
            report(
                .mayNotApply, at: expression.span, zh: "\(zh)；请写成 `适用(…) 且 …`，或用 `适用条件`",
                en: "\(en); write `applicable(…) and …`, or give it a `when`", notes: whyMayNotApply(expression))
            return
        }
        let guards = names.map { name in
            Expression(
                .call(
                    Name("applicable", span: written.span),
                    [.init(label: nil, value: Expression(.name(name), span: written.span))]),
                span: written.span)
        }
        let printer = ExpressionPrinter(language: document.language)
        let whole = (guards.dropFirst() + [written]).reduce(guards[0]) {
            Expression(.logic(.and, $0, $1, operatorSpan: written.span), span: written.span)
        }
        let form = printer.text(of: whole)
        let start = Span(file: written.span.file, start: written.span.start, end: written.span.start)
        let end = Span(file: written.span.file, start: written.span.end, end: written.span.end)
        let and = document.language == .zh ? " 且 " : " and "
        let lead = guards.map { printer.text(of: $0) + and }.joined()
        let isWhole = form == lead + printer.text(of: written)
        report(
            .mayNotApply, at: expression.span, zh: "\(zh)；请写成 `\(form)`", en: "\(en); write `\(form)`",
            notes: whyMayNotApply(expression),
            fixIts: [
                Diagnostic.FixIt(
                    title: Message(zh: "写成 `\(form)`", en: "write `\(form)`"),
                    edits: [
                        TextEdit(span: start, replacement: lead + (isWhole ? "" : "("))
                    ] + (isWhole ? [] : [TextEdit(span: end, replacement: ")")]), isCertain: false)
            ])
    }

    /// What `applicable` has to be asked of before `expression` is read: each thing once, as the file names it.
    private func thingsToGuard(_ expression: TypedExpression) -> [String] {
        var names: [String] = []
        var lookups: Set<Int> = []
        func add(_ naming: Naming) {
            let name = document.language == .zh ? naming.chinese : naming.id
            if !names.contains(name) { names.append(name) }
        }
        func collect(_ part: TypedExpression) {
            guard part.mayNotApply else { return }
            switch part.kind {
            case .input(let index), .listCount(let index): add(model.inputs[index].naming)
            case .fact(let index): add(model.facts[index].naming)
            case .criterion(let index): add(model.criteria[index].naming)
            case .section(let index), .sectionShare(let index): add(model.sections[index].naming)
            case .lookup(let index): if lookups.insert(index).inserted { collect(model.lookups[index].value) }
            case .aggregate(let loop):
                if mayNotApply(input: loop.input, Scope()) { add(model.inputs[loop.input].naming) }
                part.children.forEach(collect)
            default: part.children.forEach(collect)
            }
        }
        collect(expression)
        return names
    }

    /// Names what below `expression` may not apply, and why.
    private func whyMayNotApply(_ expression: TypedExpression) -> [Message] {
        var notes: [Message] = []
        expression.visit { node in
            guard node.mayNotApply, notes.count < 3 else { return }
            switch node.kind {
            case .input(let index):
                let input = model.inputs[index]
                let when = input.declaration.when != nil
                notes.append(
                    Message(
                        zh: "`\(input.naming.chinese)` " + (when ? "有 `适用条件`" : "可以答不适用"),
                        en: "`\(input.naming.id)` " + (when ? "has a `when`" : "may be answered not applicable")))
            case .fact(let index):
                let fact = model.facts[index]
                let inner =
                    fact.when == nil && fact.otherwise != .notApplicable ? whyMayNotApply(fact.value).first : nil
                notes.append(
                    Message(
                        zh: "指标 `\(fact.naming.chinese)` 可能不适用" + (inner.map { "：\($0.zh)" } ?? ""),
                        en: "the fact `\(fact.naming.id)` may not apply" + (inner.map { ": \($0.en)" } ?? "")))
            case .criterion(let index):
                let naming = model.criteria[index].naming
                notes.append(
                    Message(zh: "评分项 `\(naming.chinese)` 可能不适用", en: "the criterion `\(naming.id)` may not apply"))
            case .section(let index), .sectionShare(let index):
                let naming = model.sections[index].naming
                notes.append(
                    Message(
                        zh: "章节 `\(naming.chinese)` 可能整章不适用", en: "the whole section `\(naming.id)` may not apply"))
            default: break
            }
        }
        return notes
    }
}
