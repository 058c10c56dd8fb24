import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// Value of a fact, with what reading it means. Its value is read only where it applies and its need holds.
    func fact(_ index: Int) -> Outcome {
        let isBesideFailures = failedStanding != .unknown
        if let done = isBesideFailures ? factsBesideFailures[index] : facts[index] { return done }
        let declaration = norm.facts[index]
        var flags = Flags()
        let value = once("fact \(index)") { factValue(declaration, flags: &flags) }
        let outcome = Outcome(value: value, flags: flags)
        if isBesideFailures { factsBesideFailures[index] = outcome } else { facts[index] = outcome }
        return outcome
    }

    private func factValue(_ declaration: FactDeclaration, flags: inout Flags) -> ReferenceValue {
        var applies = Tri.yes
        if let condition = normally({ traced(declaration.when) }) {
            flags.merge(condition.flags)
            if case .failure = condition.value { return condition.value }
            applies = applicability(condition.value)
        }
        if applies == .no { return .missing(.notApplicable) }
        let inner = neededValue(declaration)
        flags.merge(inner.flags.guarded(by: applies))
        return applies == .maybe ? .missing(max(inner.value.standing, .open)) : inner.value
    }

    /// The value where `needs` holds, `otherwise` where it fails.
    private func neededValue(_ declaration: FactDeclaration) -> Outcome {
        guard let needs = traced(declaration.needs) else { return body(declaration) }
        var outcome = Outcome(value: needs.value, flags: needs.flags)
        switch needs.value {
        case .known(.boolean(true)):
            let body = body(declaration)
            outcome.value = body.value
            outcome.flags.merge(body.flags)
        case .known(.boolean(false)):
            let other = otherwise(declaration)
            outcome.value = other.value
            outcome.flags.merge(other.flags)
        case .missing(.notApplicable), .failure: break
        case .known: outcome.value = .failure("need without a condition")
        case .missing:
            let body = body(declaration)
            let other = otherwise(declaration)
            outcome.flags.merge(body.flags.guarded(by: .maybe))
            outcome.flags.merge(other.flags.guarded(by: .maybe))
            outcome.value = choice(needs.value, body.value, other.value)
            if needs.value.standing == .open { outcome.value = .missing(max(outcome.value.standing, .open)) }
        }
        return outcome
    }

    private func otherwise(_ declaration: FactDeclaration) -> Outcome {
        switch declaration.otherwise?.value {
        case .zeroPoints: return Outcome(value: .missing(failedStanding), flags: Flags(zeroPoints: .yes))
        case .notAssessable: return Outcome(value: .missing(failedStanding), flags: Flags(notAssessable: .yes))
        case .notApplicable: return Outcome(value: .missing(.notApplicable))
        case .value(let expression):
            return traced {
                // A bare number takes the declared unit, else that of the value.
                var own = declaration.unit.map { unit($0) }
                if own == nil, case .value(let body)? = declaration.body, isBareNumber(expression) {
                    own = spelledUnit(body, in: Scope())
                }
                let value = adopting(own == .percent ? nil : own, value(of: expression, in: Scope()))
                return finished(value, declaration, isRounded: false)
            }
        case nil: return Outcome(value: .failure("need without otherwise"))
        }
    }

    private func body(_ declaration: FactDeclaration) -> Outcome {
        traced {
            switch declaration.body {
            case .value(let expression): return finished(value(of: expression, in: Scope()), declaration)
            case .table(let table):
                return finished(value(of: table, unit: declaration.unit.map { unit($0) }, in: Scope()), declaration)
            case nil: return .failure("fact without a value")
            }
        }
    }

    /// In the declared unit, rounded where the fact says so, of a list each number; what stands in for a need is not rounded.
    private func finished(
        _ value: ReferenceValue, _ declaration: FactDeclaration, isRounded: Bool = true
    ) -> ReferenceValue {
        if case .known(.list(let parts)) = value {
            return .known(.list(parts.map { finished($0, declaration, isRounded: isRounded) }))
        }
        guard var quantity = value.quantity else { return value }
        if let own = declaration.unit {
            guard let converted = quantity.converted(to: unit(own)) else {
                return .failure("\(declaration.name.id) is not in its unit")
            }
            quantity = converted
        }
        if isRounded, let places = declaration.round?.value {
            quantity.amount = quantity.amount.rounded(to: places, mode: roundingMode)
        }
        return .known(.number(quantity))
    }
}
