import ExactNumbers
import RuleSyntax

extension PointsLedger {
    /// Cuts the exact amount down to what minimum, caps and budget leave, and notes each that bit. Caps count points paid, so
    /// with whole caps the one rounding that follows cannot pass any of them.
    func limit(_ amount: inout PointsFraction, claim: Claim, line: inout LedgerLine) {
        let scheme = schemes[claim.scheme]
        let denominator = amount.denominator
        func cut(
            to points: Int128, _ kind: CapReason.Kind, _ per: PointsPeriod, _ ids: [String], limit: String, used: Int128
        ) {
            let rest = max(points, 0) * denominator
            guard amount.numerator > rest else { return }
            let taken = PointsFraction(numerator: amount.numerator - rest, denominator: denominator).reduced
            line.reductions.append(
                CapReason(
                    kind: kind, per: per, period: per.label(of: claim.day), behaviours: ids, limit: limit, used: used,
                    cut: taken))
            amount.numerator = rest
        }
        if let minimum = scheme.minimumGrams, claim.grams < minimum {
            cut(to: 0, .minimumGrams, .act, [], limit: minimum.reduced.description, used: 0)
        }
        if let minimum = scheme.minimumPoints, amount.numerator < minimum * denominator {
            cut(to: 0, .minimum, .act, [], limit: String(minimum), used: 0)
        }
        for cap in scheme.caps where cap.concerns(claim.behaviour) {
            let ids = cap.behaviours.map { list in list.map { scheme.behaviours[$0].id } }
            let used =
                cap.per == .act
                ? LedgerSums.Sum() : sums.used(user: line.user, behaviours: ids, per: cap.per, day: claim.day)
            if let points = cap.points {
                cut(to: points - used.points, .points, cap.per, ids ?? [], limit: String(points), used: used.points)
            }
            if let acts = cap.acts, used.acts >= acts {
                cut(to: 0, .acts, cap.per, ids ?? [], limit: String(acts), used: Int128(used.acts))
            }
        }
        for budget in scheme.budgets {
            let used = sums.pool(per: budget.per, day: claim.day)
            cut(to: budget.points - used, .budget, budget.per, [], limit: String(budget.points), used: used)
        }
    }
}
