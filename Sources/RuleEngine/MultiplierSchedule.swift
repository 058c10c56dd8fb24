import ExactNumbers
import RuleProgram

/// One stretch of days with its factor, for a behaviour or for any.
public struct ScheduleEntry: Sendable, Equatable {
    public var from: CalendarDay
    /// Inclusive.
    public var to: CalendarDay
    /// Index of the behaviour, or -1 for any.
    public var behaviour: Int
    /// Scaled by the plan's scale.
    public var multiplier: Int128
    public init(from: CalendarDay, to: CalendarDay, behaviour: Int, multiplier: Int128) {
        self.from = from
        self.to = to
        self.behaviour = behaviour
        self.multiplier = multiplier
    }
}

extension MultiplierPlan {
    /// The factor on one day. `behaviour` -1 asks for acts of no particular behaviour.
    public func multiplier(status: SceneStatus, grade: Int, on day: CalendarDay, behaviour: Int = -1) -> Int128 {
        guard status == .graded else { return statuses[status.rawValue] }
        var sum = base[grade]
        for adjustment in adjustments
        where adjustment.grades[grade] && adjustment.from <= day && day <= adjustment.to
            && (adjustment.behaviour == -1 || adjustment.behaviour == behaviour)
        {
            sum += adjustment.add
        }
        return min(max(sum, low), high)
    }

    /// The whole schedule from `start` for the validity: first for any behaviour, then for behaviours that differ from it.
    public func schedule(status: SceneStatus, grade: Int, from start: CalendarDay) -> [ScheduleEntry] {
        let end = start.adding(validity).adding(days: -1)
        guard start <= end else { return [] }
        var entries = stretches(status, grade, start, end, behaviour: -1)
        guard status == .graded, behaviourCount > 0 else { return entries }
        let common = entries
        for behaviour in 0..<behaviourCount
        where adjustments.contains(where: { $0.behaviour == behaviour && $0.grades[grade] }) {
            let own = stretches(status, grade, start, end, behaviour: behaviour)
            let differs =
                own.count != common.count
                || zip(own, common).contains { $0.from != $1.from || $0.multiplier != $1.multiplier }
            if differs { entries += own }
        }
        return entries
    }

    private func stretches(
        _ status: SceneStatus, _ grade: Int, _ start: CalendarDay, _ end: CalendarDay, behaviour: Int
    ) -> [ScheduleEntry] {
        var cuts = [start]
        if status == .graded {
            for adjustment in adjustments where adjustment.grades[grade] {
                if adjustment.from > start, adjustment.from <= end { cuts.append(adjustment.from) }
                let after = adjustment.to.adding(days: 1)
                if after > start, after <= end { cuts.append(after) }
            }
            cuts.sort()
        }
        var entries: [ScheduleEntry] = []
        for (index, cut) in cuts.enumerated() {
            if index > 0, cuts[index - 1] == cut { continue }
            let value = multiplier(status: status, grade: grade, on: cut, behaviour: behaviour)
            if let last = entries.last, last.multiplier == value { continue }
            if !entries.isEmpty { entries[entries.count - 1].to = cut.adding(days: -1) }
            entries.append(ScheduleEntry(from: cut, to: end, behaviour: behaviour, multiplier: value))
        }
        return entries
    }
}
