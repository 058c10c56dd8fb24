import ExactNumbers
import RuleSyntax

/// Points and acts paid so far, by user, behaviour and period; only where some cap or budget asks for it.
struct LedgerSums: Sendable {
    struct Sum: Sendable, Equatable {
        var points: Int128 = 0
        var acts = 0
    }

    private struct Key: Hashable, Sendable {
        /// −1 for the pool of all users.
        var user: Int32
        /// −1 for all behaviours.
        var behaviour: Int32
        var period: PointsPeriod
        var index: Int32
    }

    private var sums: [Key: Sum] = [:]
    private var users: [String: Int32] = [:]
    private var behaviours: [String: Int32] = [:]
    /// Periods summed for each behaviour, for all together, and for the pool.
    private var tracked: [[PointsPeriod]] = []
    private var trackedOverall: [PointsPeriod] = []
    private var trackedPool: [PointsPeriod] = []

    init() {}

    init(schemes: [PointsScheme]) {
        for scheme in schemes {
            for behaviour in scheme.behaviours where behaviours[behaviour.id] == nil {
                behaviours[behaviour.id] = Int32(tracked.count)
                tracked.append([])
            }
            for cap in scheme.caps where cap.per != .act {
                guard let list = cap.behaviours else {
                    LedgerSums.insert(cap.per, into: &trackedOverall)
                    continue
                }
                for index in list where scheme.behaviours.indices.contains(index) {
                    if let slot = behaviours[scheme.behaviours[index].id] {
                        LedgerSums.insert(cap.per, into: &tracked[Int(slot)])
                    }
                }
            }
            for budget in scheme.budgets { LedgerSums.insert(budget.per, into: &trackedPool) }
        }
    }

    private static func insert(_ period: PointsPeriod, into list: inout [PointsPeriod]) {
        if !list.contains(period) { list.append(period) }
    }

    /// Numbers of behaviours, for `used`.
    func slots(of ids: [String]) -> [Int32] { ids.compactMap { behaviours[$0] } }

    /// Number of a user who was paid before.
    func slot(ofUser name: String) -> Int32? { users[name] }

    /// Paid so far to a user for these behaviours together (nil: for all) in the period that holds `day`.
    func used(user: Int32, slots: [Int32]?, per: PointsPeriod, day: CalendarDay) -> Sum {
        let index = per.index(of: day)
        guard let slots else { return sums[Key(user: user, behaviour: -1, period: per, index: index)] ?? Sum() }
        var total = Sum()
        for slot in slots {
            guard let sum = sums[Key(user: user, behaviour: slot, period: per, index: index)] else { continue }
            total.points += sum.points
            total.acts += sum.acts
        }
        return total
    }

    /// Paid so far to all users in the period that holds `day`.
    func pool(per: PointsPeriod, day: CalendarDay) -> Int128 {
        sums[Key(user: -1, behaviour: -1, period: per, index: per.index(of: day))]?.points ?? 0
    }

    mutating func add(_ points: Int128, user name: String, behaviour: String, day: CalendarDay) {
        let user = users[name] ?? Int32(users.count)
        users[name] = user
        if let slot = behaviours[behaviour] {
            for per in tracked[Int(slot)] {
                add(points, to: Key(user: user, behaviour: slot, period: per, index: per.index(of: day)))
            }
        }
        for per in trackedOverall {
            add(points, to: Key(user: user, behaviour: -1, period: per, index: per.index(of: day)))
        }
        for per in trackedPool { add(points, to: Key(user: -1, behaviour: -1, period: per, index: per.index(of: day))) }
    }

    private mutating func add(_ points: Int128, to key: Key) {
        sums[key, default: Sum()].points += points
        sums[key, default: Sum()].acts += 1
    }
}
