import ExactNumbers
import RuleSyntax

/// A section's score.
struct SectionOutcome: Equatable, Sendable {
    var standing: Standing
    /// Known score, rounded where the section says so.
    var score: ExactFraction?
    var weight: ExactFraction
    /// Points of its applicable criteria; nil while one is open.
    var applicable: ExactFraction?
    var points: ExactFraction
}

/// What stands above the sections.
struct TotalOutcome: Equatable, Sendable {
    var total: ReferenceValue
    var bonus: ReferenceValue
    /// Share of the points that dropped out, as a `%`.
    var dropped: ReferenceValue
}

extension ReferenceRun {
    func section(_ index: Int) -> SectionOutcome {
        if let done = sections[index] { return done }
        let declaration = norm.sections[index]
        let criteria = declaration.criteria.indices.map { criterionOutcome(.criterion(section: index, $0)) }
        let deductions = declaration.deductions.indices.map { criterionOutcome(.deduction(section: index, $0)) }
        let points =
            declaration.points.map { ExactFraction($0.value) } ?? criteria.reduce(.zero) { $0 + $1.declared }
        let weight = declaration.weight.map { ExactFraction($0.value) } ?? points
        var outcome = SectionOutcome(standing: .known, weight: weight, points: points)

        let applies = criteria.filter { $0.standing == .known || $0.standing == .unknown }
        let isOpen = criteria.contains { $0.standing == .open }
        if !isOpen { outcome.applicable = applies.reduce(.zero) { $0 + $1.declared } }
        if applies.isEmpty {
            outcome.standing = isOpen ? .open : .notApplicable
        } else if isOpen || (applies + deductions).contains(where: { $0.standing == .unknown || $0.standing == .open })
        {
            outcome.standing = .unknown
        } else {
            let sum = applies.reduce(ExactFraction.zero) { $0 + ($1.points ?? .zero) }
            let taken = deductions.reduce(ExactFraction.zero) { $0 + ($1.points ?? .zero) }
            guard let score = (max(.zero, sum - taken) * weight).divided(by: outcome.applicable ?? .zero) else {
                fault("\(declaration.name.id) has no points")
                return outcome
            }
            outcome.score = declaration.round.map { score.rounded(to: $0.value, mode: roundingMode) } ?? score
        }
        sections[index] = outcome
        return outcome
    }

    /// Whether a section misses its minimum.
    func missesMinimum(_ index: Int) -> Tri {
        guard let minimum = norm.sections[index].minimum else { return .no }
        let section = section(index)
        if section.standing == .notApplicable { return .no }
        guard let score = section.score else { return .maybe }
        guard let least = value(of: minimum, in: Scope()).quantity else {
            fault("minimum of \(norm.sections[index].name.id)")
            return .no
        }
        let isShare = (least.unit?.percent ?? 0) > 0
        return Tri(score < (isShare ? least.base * section.weight : least.amount))
    }

    func totalOutcome() -> TotalOutcome {
        if let totals { return totals }
        let bonus = bonusValue()
        let sections = norm.sections.indices.map { section($0) }
        let outcome = TotalOutcome(total: total(sections, bonus: bonus), bonus: bonus, dropped: dropped(sections))
        totals = outcome
        return outcome
    }

    private func bonusValue() -> ReferenceValue {
        guard let bonus = norm.bonus else { return .whole(0) }
        let items = bonus.criteria.indices.map { criterionOutcome(.bonus($0)) }
        if items.contains(where: { $0.standing == .unknown || $0.standing == .open }) { return .missing(.unknown) }
        var sum = items.reduce(ExactFraction.zero) { $0 + ($1.points ?? .zero) }
        if let cap = bonus.cap?.value { sum = min(sum, ExactFraction(cap)) }
        return .number(bonus.round.map { sum.rounded(to: $0.value, mode: roundingMode) } ?? sum)
    }

    private func total(_ sections: [SectionOutcome], bonus: ReferenceValue) -> ReferenceValue {
        if sections.contains(where: { $0.standing == .unknown || $0.standing == .open }) { return .missing(.unknown) }
        let applying = sections.filter { $0.standing == .known }
        let all = sections.reduce(ExactFraction.zero) { $0 + $1.weight }
        let of = norm.total?.of.map { ExactFraction($0.value) } ?? all
        var sum = applying.reduce(ExactFraction.zero) { $0 + ($1.score ?? .zero) }
        if applying.count < sections.count {
            let weight = applying.reduce(ExactFraction.zero) { $0 + $1.weight }
            guard let scale = of.divided(by: weight) else { return .missing(.notApplicable) }
            sum = sum * scale
        }
        guard let extra = bonus.quantity?.amount else { return bonus }
        sum = sum + extra
        if norm.total?.range == nil { sum = max(.zero, min(sum, of)) }
        if let range = norm.total?.range {
            if let low = range.low, let least = value(of: low, in: Scope()).quantity { sum = max(sum, least.amount) }
            if let high = range.high, let most = value(of: high, in: Scope()).quantity { sum = min(sum, most.amount) }
        }
        return .number(norm.total?.round.map { sum.rounded(to: $0.value, mode: roundingMode) } ?? sum)
    }

    private func dropped(_ sections: [SectionOutcome]) -> ReferenceValue {
        let all = sections.reduce(ExactFraction.zero) { $0 + $1.weight }
        var lost = ExactFraction.zero
        for section in sections {
            guard let applicable = section.applicable else { return .missing(.unknown) }
            guard let kept = applicable.divided(by: section.points) else { continue }
            lost = lost + section.weight * (.one - kept)
        }
        guard let share = lost.divided(by: all) else { return .number(.zero, .percent) }
        return .number(share * ExactFraction(100), .percent)
    }
}
