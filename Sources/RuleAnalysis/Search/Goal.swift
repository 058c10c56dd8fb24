import RuleProgram

/// What a search is after.
enum Goal: Equatable {
    case highest
    case lowest
    /// A graded scene with this grade.
    case grade(Int)
    /// A scene of this status: graded, not assessable or not eligible.
    case status(SceneStatus)

    var wantsHigh: Bool { self != .lowest }
}

/// How much a box can still give towards a goal, the weightiest first. A box never promises less than a part of it.
struct Merit: Comparable {
    var first: Double
    var second: Double
    var third: Double

    static let impossible = Merit(first: -.infinity, second: 0, third: 0)

    /// More than what doubles of the size of scores may be off by, less than what one step of an answer changes.
    private static let least = 1e-12

    static func < (a: Merit, b: Merit) -> Bool {
        if abs(a.first - b.first) > least || a.first.isInfinite != b.first.isInfinite { return a.first < b.first }
        if abs(a.second - b.second) > least { return a.second < b.second }
        return a.third < b.third - least
    }
}

extension BoxRun {
    /// What this box promises; the third place looks only at criteria that `fields` feed.
    func merit(_ goal: Goal, of criteria: [Int]) -> Merit {
        switch goal {
        case .highest:
            guard hasTotal else { return .impossible }
            return Merit(first: total.high, second: beforeLimits.high, third: potential(criteria, high: true))
        case .lowest:
            guard hasTotal else { return .impossible }
            return Merit(first: -total.low, second: -beforeLimits.low, third: potential(criteria, high: false))
        case .grade(let grade):
            guard mayBeGraded, grades[grade] else { return .impossible }
            return Merit(first: 0, second: 0, third: 0)
        case .status(let status):
            switch status {
            case .notAssessable: return mayBeNotAssessable ? Merit(first: 0, second: 0, third: 0) : .impossible
            case .notEligible:
                return mayBeAssessable && mayBeNotEligible ? Merit(first: 0, second: 0, third: 0) : .impossible
            default: return mayBeGraded ? Merit(first: 0, second: 0, third: 0) : .impossible
            }
        }
    }

    /// The total before its range and rounding, which hide what is beyond them.
    private var beforeLimits: RealRange { range(plan.beforeLimits) }

    /// What is sure towards the goal already, over `criteria`: decides between answers that promise the same.
    func assured(_ goal: Goal, of criteria: [Int]) -> Double {
        var sum = 0.0
        for index in criteria {
            let range = points(index)
            let isOff = plan.isDeduction[index]
            sum += goal == .lowest ? (isOff ? range.low : -range.high) : (isOff ? -range.high : range.low)
        }
        return sum
    }

    private func potential(_ criteria: [Int], high: Bool) -> Double {
        var sum = 0.0
        for index in criteria {
            let range = points(index)
            let isOff = plan.isDeduction[index]
            sum += high ? (isOff ? -range.low : range.high) : (isOff ? range.high : -range.low)
        }
        return sum
    }
}
