/// The places of a norm that take `round:` for a score, each with a norm whose score there has a given end.
enum RoundingPlace: String, CaseIterable, CustomStringConvertible {
    case criterion, deduction, bonusItem, sectionPoints, sectionWeight, bonus, total, totalWithBonus, rangeEnd,
        rangeStart

    var description: String { rawValue }

    /// A norm that rounds here, and nowhere else; `end` is the score's maximum, or its minimum for `rangeStart`.
    func norm(end: String, places: Int, mode: String) -> String {
        let round = "round: \(places)"
        switch self {
        case .criterion:
            return norm(mode, "points: \(end), criteria: {A: {points: \(end), met: a, \(round)}}", "of: \(end)")
        case .deduction:
            return norm(
                mode,
                "points: 30, criteria: {A: {points: 30, met: a}}, deductions: {D: {points: \(end), met: b, \(round)}}",
                "of: 30")
        case .bonusItem:
            return norm(
                mode, "points: 30, criteria: {A: {points: 30, met: a}}", "of: 30",
                bonus: "cap: 2, criteria: {B: {points: \(end), met: b, \(round)}}")
        case .sectionPoints:
            return norm(mode, "points: \(end), \(round), criteria: {A: {points: \(end), met: a}}", "of: \(end)")
        case .sectionWeight:
            return norm(
                mode, "points: 30, weight: \(end), \(round), criteria: {A: {points: 30, met: a}}", "of: \(end)")
        case .bonus:
            return norm(
                mode, "points: 30, criteria: {A: {points: 30, met: a}}", "of: 30",
                bonus: "cap: \(end), \(round), criteria: {B: {points: 20, met: b}}")
        case .total:
            return norm(mode, "points: \(end), criteria: {A: {points: \(end), met: a}}", "of: \(end), \(round)")
        case .totalWithBonus:
            return norm(
                mode, "points: \(end), criteria: {A: {points: \(end), met: a}}", "of: \(end), \(round)",
                bonus: "cap: 2, criteria: {B: {points: 2, met: b}}")
        case .rangeEnd:
            return norm(
                mode, "points: 30, criteria: {A: {points: 30, met: a}}", "of: 30, \(round), range: '[0..\(end)]'")
        case .rangeStart:
            return norm(
                mode, "points: 30, criteria: {A: {points: 30, met: a}}", "of: 30, \(round), range: '[\(end)..30]'",
                least: end)
        }
    }

    private func norm(_ mode: String, _ section: String, _ total: String, bonus: String? = nil, least: String = "0")
        -> String
    {
        """
        norm: small
        title: Small norm
        version: "1"
        status: draft
        effective: 2026-01-01..2027-12-31
        rounding: \(mode)
        source: {mark: proposed}
        inputs:
          a: {type: boolean}
          b: {type: boolean}
        sections:
          s: {\(section)}
        \(bonus.map { "bonus: {\($0)}\n" } ?? "")total: {\(total)}
        grades: {all: {from: \(least)}}

        """
    }
}
