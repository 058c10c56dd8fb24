import ExactNumbers
import RuleSyntax

extension PointsPeriod {
    /// From the shortest to the longest.
    var rank: Int {
        switch self {
        case .act: 0
        case .day: 1
        case .month: 2
        case .year: 3
        case .total: 4
        }
    }

    /// A number that tells one such period from the next; 0 for `act` and `total`.
    public func index(of day: CalendarDay) -> Int32 {
        switch self {
        case .act, .total: return 0
        case .day: return day.number
        case .month:
            let (year, month, _) = day.components
            return Int32(year * 12 + month - 1)
        case .year: return Int32(day.components.year)
        }
    }

    /// `2026-07-01`, `2026-07`, `2026`; empty for `act` and `total`.
    public func label(of day: CalendarDay) -> String {
        let text = day.description
        switch self {
        case .act, .total: return ""
        case .day: return text
        case .month: return String(text.dropLast(3))
        case .year: return String(text.dropLast(6))
        }
    }
}

/// The most a user gets: points, acts or both, for some behaviours, over a period.
public struct PointsCap: Sendable, Equatable {
    /// Indices of behaviours that share the cap; nil for all together.
    public var behaviours: [Int]?
    public var per: PointsPeriod
    /// Most points; nil for no limit on points.
    public var points: Int128?
    /// Most acts paid more than 0; nil for no limit on acts.
    public var acts: Int?

    public init(behaviours: [Int]?, per: PointsPeriod, points: Int128?, acts: Int?) {
        self.behaviours = behaviours
        self.per = per
        self.points = points
        self.acts = acts
    }

    /// True if the cap is about acts of this kind.
    public func concerns(_ behaviour: Int) -> Bool { behaviours?.contains(behaviour) ?? true }
}

/// A pool for all users together, first come first served.
public struct PointsBudget: Sendable, Equatable {
    public var per: PointsPeriod
    public var points: Int128

    public init(per: PointsPeriod, points: Int128) {
        self.per = per
        self.points = points
    }
}
