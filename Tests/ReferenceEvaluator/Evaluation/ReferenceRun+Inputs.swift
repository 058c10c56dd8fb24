import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// Value of an input, with what it means to read it.
    func input(_ index: Int) -> Outcome {
        let isBesideFailures = failedStanding != .unknown
        if let done = isBesideFailures ? inputsBesideFailures[index] : inputs[index] { return done }
        let declaration = norm.inputs[index]
        var flags = Flags()
        let value = once("input \(index)") {
            // What its `when` reads is not read by what reads the input.
            traced {
                inputValue(declaration, answer: answers[index], path: declaration.name.id, flags: &flags)
            }.value
        }
        let outcome = Outcome(value: value, flags: flags)
        if isBesideFailures { inputsBesideFailures[index] = outcome } else { inputs[index] = outcome }
        return outcome
    }

    /// §1, "Where a value comes from": applicability first, then the answer, then `if_unknown`.
    private func inputValue(
        _ declaration: InputDeclaration, answer: ReferenceAnswer?, path: String, scope: Scope = Scope(),
        flags: inout Flags
    ) -> ReferenceValue {
        // What `when` reads is read whatever the answer.
        let condition = declaration.when.map { when in normally { value(of: when, in: scope) } } ?? .boolean(true)
        if answer == .notApplicable { return .missing(.notApplicable) }
        switch applicability(condition) {
        case .no: return .missing(.notApplicable)
        case .maybe:
            if answer == nil, case .notAssessable? = declaration.ifUnknown?.value {
                flags.notAssessable = flags.notAssessable.or(.maybe)
            }
            return .missing(.open)
        case .yes: break
        }
        if let answer { return content(of: answer, declaration, path: path, scope: scope, flags: &flags) }
        switch declaration.ifUnknown?.value {
        case .value(let expression):
            return adapted(value(of: expression, in: scope), to: declaration, path: path)
        case .zeroPoints:
            flags.zeroWhereUnknown = .yes
            return .missing(.unknown)
        case .notAssessable:
            flags.notAssessable = .yes
            return .missing(failedStanding)
        case nil: return .missing(declaration.mayNotApply == .no ? .unknown : .open)
        }
    }

    /// What a `when` says: false or not applicable means no.
    func applicability(_ condition: ReferenceValue) -> Tri {
        switch condition {
        case .known(.boolean(let value)): return Tri(value)
        case .missing(.notApplicable): return .no
        default: return .maybe
        }
    }

    private func content(
        of answer: ReferenceAnswer, _ declaration: InputDeclaration, path: String, scope: Scope, flags: inout Flags
    ) -> ReferenceValue {
        switch answer {
        case .number(let number):
            return .number(ExactFraction(number), unit(declaration.unit))
        case .boolean(let value): return .boolean(value)
        case .date(let day): return .known(.date(day))
        case .text(let text): return .known(.text(text))
        case .option(let word):
            return adapted(.known(.word(word)), to: declaration, path: path)
        case .notApplicable: return .missing(.notApplicable)
        case .list(let records):
            var elements: [ReferenceValue] = []
            for record in records {
                var fields = Scope()
                for field in declaration.list?.fields ?? [] {
                    let given = field.name.aliases.compactMap { record[$0] }.first
                    let value = inputValue(
                        field, answer: given, path: path + "." + field.name.id, scope: fields, flags: &flags)
                    for alias in field.name.aliases { fields.variables[alias] = value }
                }
                elements.append(.known(.record(fields.variables)))
            }
            return .known(.list(elements))
        }
    }

    /// A default value as the input's own: a bare number takes the unit, a word the option set.
    private func adapted(_ value: ReferenceValue, to declaration: InputDeclaration, path: String) -> ReferenceValue {
        if case .known(.word(let word)) = value, let set = names.optionSet(of: declaration, path: path),
            let id = names.optionSets[set]?.options[word]
        {
            return .known(.option(set: set, id: id))
        }
        if let quantity = value.quantity, let unit = quantity.unit, unit == .bare, let own = declaration.unit {
            return .number(quantity.amount, self.unit(own))
        }
        return value
    }

    func unit(_ syntax: UnitSyntax?) -> RuntimeUnit {
        guard let syntax else { return .bare }
        if let unit = RuntimeUnit(syntax, nominal: names.nominalUnits) { return unit }
        fault("unknown unit in " + syntax.factors.map(\.symbol).joined(separator: "."))
        return .bare
    }
}
