import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// A name as a value: a bound variable, then what the norm declares, then the built-in values; else a bare word.
    func named(_ name: String, in scope: Scope) -> ReferenceValue {
        if let bound = scope.variables[name] { return bound }
        if let symbol = names.symbols[name] { return value(of: symbol) }
        switch name {
        case "total", "总分": return normally { totalOutcome().total }
        case "bonus", "加分": return normally { totalOutcome().bonus }
        case "as_of", "评价日": return .known(.date(scene.asOf))
        default: return .known(.word(name))
        }
    }

    private func value(of symbol: ReferenceNames.Symbol) -> ReferenceValue {
        switch symbol {
        case .input(let index):
            let outcome = input(index)
            read(outcome.flags)
            return outcome.value
        case .fact(let index):
            let outcome = fact(index)
            read(outcome.flags)
            return outcome.value
        case .parameter(let index): return parameter(index, arguments: [], column: nil)
        case .gate(let index):
            switch normally({ gate(index).state }) {
            case .passed: return .boolean(true)
            case .failed, .notConsidered: return .boolean(false)
            case .unknown: return .missing(.unknown)
            }
        case .section(let index):
            let section = normally { self.section(index) }
            return section.score.map { .number($0) } ?? .missing(section.standing)
        case .criterion(let place):
            let outcome = normally { self.criterionOutcome(place) }
            return outcome.points.map { .number($0) } ?? .missing(outcome.standing)
        }
    }

    func member(_ base: Expression, _ field: String, in scope: Scope) -> ReferenceValue {
        if case .name(let name) = base.kind, scope.variables[name] == nil, let symbol = names.symbols[name] {
            switch symbol {
            case .parameter(let index): return parameter(index, arguments: [], column: field)
            case .section(let index) where isShare(field):
                let section = normally { self.section(index) }
                return share(section.score, of: section.weight, section.standing)
            case .criterion(let place) where isShare(field):
                let outcome = normally { self.criterionOutcome(place) }
                return share(outcome.points, of: outcome.declared, outcome.standing)
            default: break
            }
        }
        if case .call(let function, let arguments) = base.kind,
            case .parameter(let index)? = names.symbols[function.text]
        {
            return parameter(index, arguments: arguments.map(\.value), column: field, in: scope)
        }
        return .strict([value(of: base, in: scope)]) { values in
            switch values[0] {
            case .record(let fields): return fields[field] ?? .failure("no field \(field)")
            case .list(let elements):
                return .known(
                    .list(
                        elements.map { element in
                            .strict([element]) { inner in
                                guard case .record(let fields) = inner[0] else { return .failure("no record") }
                                return fields[field] ?? .failure("no field \(field)")
                            }
                        }))
            case .date: return standard(field, values) ?? .failure("no field \(field)")
            default: return .failure("no field \(field)")
            }
        }
    }

    private func isShare(_ field: String) -> Bool { field == "share" || field == "得分率" }

    /// A share is a `%`.
    private func share(_ points: ExactFraction?, of whole: ExactFraction, _ standing: Standing) -> ReferenceValue {
        guard let points else { return .missing(standing) }
        guard let share = points.divided(by: whole) else { return .failure("share of nothing") }
        return .number(share * ExactFraction(100), .percent)
    }
}
