import Diagnostics
import ExactNumbers
import RuleSyntax

extension PointsLedger {
    /// Cuts the exact amount down to what minimum, caps and budget leave, and notes each that bit. Caps count points paid, so
    /// with whole caps the one rounding that follows cannot pass any of them.
    func limit(_ amount: inout PointsFraction, claim: Claim, line: inout LedgerLine) {
        let scheme = schemes[claim.scheme]
        if let minimum = scheme.minimumGrams, claim.grams < minimum,
            let cut = amount.cut(to: 0)
        {
            line.reductions.append(reason(.minimumGrams, .act, limit: minimum.reduced.description, used: 0, cut, claim))
        }
        if let minimum = scheme.minimumPoints, amount.numerator < minimum * amount.denominator,
            let cut = amount.cut(to: 0)
        {
            line.reductions.append(reason(.minimum, .act, limit: String(minimum), used: 0, cut, claim))
        }
        let user = sums.slot(ofUser: line.user)
        for (index, cap) in scheme.caps.enumerated() where cap.concerns(claim.behaviour) {
            var used = LedgerSums.Sum()
            if let user, cap.per != .act {
                used = sums.used(user: user, slots: capSlots[claim.scheme][index], per: cap.per, day: claim.day)
            }
            if let points = cap.points, let cut = amount.cut(to: points - used.points) {
                line.reductions.append(
                    reason(.points, cap.per, cap, limit: String(points), used: used.points, cut, claim))
            }
            if let acts = cap.acts, used.acts >= acts, let cut = amount.cut(to: 0) {
                line.reductions.append(
                    reason(.acts, cap.per, cap, limit: String(acts), used: Int128(used.acts), cut, claim))
            }
        }
        for budget in scheme.budgets {
            let used = sums.pool(per: budget.per, day: claim.day)
            if let cut = amount.cut(to: budget.points - used) {
                line.reductions.append(
                    reason(.budget, budget.per, limit: String(budget.points), used: used, cut, claim))
            }
        }
    }

    private func reason(
        _ kind: CapReason.Kind, _ per: PointsPeriod, _ cap: PointsCap? = nil, limit: String, used: Int128,
        _ cut: PointsFraction, _ claim: Claim
    ) -> CapReason {
        let behaviours = schemes[claim.scheme].behaviours
        return CapReason(
            kind: kind, per: per, period: per.label(of: claim.day),
            behaviours: (cap?.behaviours ?? []).map { behaviours[$0].name }, limit: limit, used: used, cut: cut)
    }
}

extension PointsFraction {
    /// Lowers the value to `points` (to 0, if that is negative) and returns what that took off; nil if it was not above.
    fileprivate mutating func cut(to points: Int128) -> PointsFraction? {
        let rest = max(points, 0) * denominator
        guard numerator > rest else { return nil }
        let taken = PointsFraction(numerator: numerator - rest, denominator: denominator).reduced
        numerator = rest
        return taken
    }
}
