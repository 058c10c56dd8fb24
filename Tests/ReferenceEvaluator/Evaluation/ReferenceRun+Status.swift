import RuleSyntax

extension ReferenceRun {
    /// §3, in its order.
    func status() -> String {
        if !dataErrors.isEmpty { return "invalid" }
        let blocked = notAssessable()
        if blocked == .yes { return "not assessable" }
        let failed = notEligible()
        if blocked == .no, failed == .yes { return "not eligible" }
        if blocked == .maybe || failed == .maybe { return "incomplete" }
        if totalOutcome().total.quantity == nil { return "incomplete" }
        if case .undecided = gradeOutcome() { return "incomplete" }
        return "graded"
    }

    private func notAssessable() -> Tri {
        var result = Tri.no
        for index in norm.gates.indices {
            let gate = gate(index)
            result = result.or(gate.flags.notAssessable)
            if gate.blocksAssessment { result = result.or(gate.fails) }
        }
        for place in allCriteria() { result = result.or(criterionOutcome(place).blocks) }
        for grade in norm.grades {
            if let also = settled(grade.also, failed: .no) { result = result.or(also.flags.notAssessable) }
        }
        let totals = totalOutcome()
        if totals.total.standing == .notApplicable { result = .yes }
        // No section at all may apply in the end.
        let states = norm.sections.indices.map { section($0).standing }
        if states.contains(.open), states.allSatisfy({ $0 >= .open }) { result = result.or(.maybe) }
        if let cap = norm.mayDrop {
            let excess = compare(.greater, totals.dropped, value(of: cap, in: Scope()))
            if case .failure(let reason) = excess { fault("may_drop: \(reason)") }
            result = result.or(excess.tri)
        }
        return result
    }

    private func notEligible() -> Tri {
        var result = Tri.no
        for index in norm.gates.indices where !gate(index).blocksAssessment { result = result.or(gate(index).fails) }
        for index in norm.sections.indices { result = result.or(missesMinimum(index)) }
        return result
    }

    func allCriteria() -> [ReferenceNames.CriterionPlace] {
        var places: [ReferenceNames.CriterionPlace] = []
        for (index, section) in norm.sections.enumerated() {
            places += section.criteria.indices.map { .criterion(section: index, $0) }
            places += section.deductions.indices.map { .deduction(section: index, $0) }
        }
        places += (norm.bonus?.criteria ?? []).indices.map { .bonus($0) }
        return places
    }

    enum GradeOutcome {
        /// Index of the grade; nil where no grade is reached.
        case decided(Int?)
        case undecided
    }

    /// The first grade whose `from` is reached and whose `also` holds.
    func gradeOutcome() -> GradeOutcome {
        guard let total = totalOutcome().total.quantity?.amount else { return .undecided }
        for (index, grade) in norm.grades.enumerated() {
            if let from = grade.from?.value, total < ExactFraction(from) { continue }
            guard let also = settled(grade.also, failed: .no) else { return .decided(index) }
            switch also.holds {
            case .yes: return .decided(index)
            case .no: continue
            case .maybe: return .undecided
            }
        }
        return .decided(nil)
    }
}
