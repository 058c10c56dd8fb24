import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// `sum`, `count`, `min`, `max`, `mean` of arguments, or of the elements where the only argument is a list.
    func aggregate(_ function: String, _ arguments: [ReferenceValue], empty: ReferenceValue?) -> ReferenceValue {
        guard arguments.count == 1, let only = arguments.first else { return reduce(function, arguments, empty: empty) }
        switch only {
        case .known(.list(let elements)): return reduce(function, elements, empty: empty)
        case .known: return reduce(function, arguments, empty: empty)
        case .missing, .failure: return only
        }
    }

    /// `sum(for … in list[condition] return …)`.
    func isPartOfList(_ arguments: [Expression]) -> Bool {
        guard arguments.count == 1, case .iteration(_, let list, _) = arguments[0].kind, case .filter = list.kind else {
            return false
        }
        return true
    }

    /// Every element counts as its value if the condition holds for it, else as 0.
    func partialSum(_ iteration: Expression, in scope: Scope) -> ReferenceValue {
        guard case .iteration(let variable, let list, let body) = iteration.kind,
            case .filter(let source, let condition) = list.kind
        else { return .failure("no part of a list") }
        return .strict([value(of: source, in: scope)]) { values in
            guard case .list(let elements) = values[0] else { return .failure("no list") }
            let terms = elements.map { element in
                var inner = scope
                inner.variables[variable.text] = element
                let test = holds(condition, for: element, in: scope)
                if case .failure = test { return test }
                let row = Candidate(matches: test.tri, output: test, standing: test.standing)
                return counted(row, value(of: body, in: inner))
            }
            return aggregate("sum", [.known(.list(terms))], empty: nil)
        }
    }

    private func reduce(_ function: String, _ values: [ReferenceValue], empty: ReferenceValue?) -> ReferenceValue {
        .strict(values) { _ in
            if values.isEmpty {
                switch function {
                case "sum": return .known(.number(Quantity(.zero, nil)))
                case "count": return .whole(0)
                default: return empty ?? .failure("\(function) of an empty list")
                }
            }
            switch function {
            case "count": return .whole(values.count)
            case "min": return extreme(values, greatest: false)
            case "max": return extreme(values, greatest: true)
            default:
                let sum = values.dropFirst().reduce(values[0]) { arithmetic(.add, $0, $1) }
                return function == "mean" ? arithmetic(.divide, sum, .whole(values.count)) : sum
            }
        }
    }

    /// The least or greatest of known values that have an order; numbers in the unit of the first.
    func extreme(_ values: [ReferenceValue], greatest: Bool) -> ReferenceValue {
        guard var best = values.first else { return .failure("nothing to compare") }
        let unit = best.quantity?.unit
        for value in values.dropFirst() {
            let better = compare(greatest ? .greater : .less, value, best)
            if case .failure = better { return better }
            if better == .boolean(true) { best = value }
        }
        if let unit, let converted = best.quantity?.converted(to: unit) { return .known(.number(converted)) }
        return best
    }

    /// Criteria of a tag with full points ÷ applicable criteria of that tag, deductions and bonus too.
    func metShare(_ arguments: [Expression.Argument], empty: ReferenceValue?) -> ReferenceValue {
        guard let first = arguments.first(where: { ["empty", "空列表"].contains($0.label?.text) == false }),
            case .name(let tag) = first.value.kind
        else { return .failure("met_share without a tag") }
        let outcomes = places(tagged: tag).map { criterionOutcome($0) }
        if outcomes.contains(where: { $0.standing == .open || $0.standing == .unknown }) { return .missing(.unknown) }
        let applicable = outcomes.filter { $0.standing == .known }
        let full = applicable.filter { $0.points == $0.declared }.count
        guard let share = ExactFraction(full).divided(by: ExactFraction(applicable.count)) else {
            return empty ?? .failure("met_share of nothing")
        }
        return .number(share * ExactFraction(100), .percent)
    }

    private func places(tagged tag: String) -> [ReferenceNames.CriterionPlace] {
        var places: [ReferenceNames.CriterionPlace] = []
        for (section, declaration) in norm.sections.enumerated() {
            for (index, criterion) in declaration.criteria.enumerated()
            where criterion.tags.contains(where: { $0.text == tag }) {
                places.append(.criterion(section: section, index))
            }
            for (index, criterion) in declaration.deductions.enumerated()
            where criterion.tags.contains(where: { $0.text == tag }) {
                places.append(.deduction(section: section, index))
            }
        }
        for (index, criterion) in (norm.bonus?.criteria ?? []).enumerated()
        where criterion.tags.contains(where: { $0.text == tag }) {
            places.append(.bonus(index))
        }
        return places
    }
}
