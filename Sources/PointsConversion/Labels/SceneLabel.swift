import ExactNumbers

/// The label of a scene: its multipliers by day and behaviour, as a norm's evaluation gave them.
public struct SceneLabel: Sendable, Equatable {
    /// The factor of a stretch, or that the label is suspended.
    public enum Value: Sendable, Equatable {
        case factor(ExactDecimal)
        case suspended
    }

    /// One stretch of the schedule.
    public struct Entry: Sendable, Equatable {
        public var from: CalendarDay
        /// Last day; nil for no end.
        public var to: CalendarDay?
        /// Name of one behaviour, in either language; nil for all without an entry of their own.
        public var behaviour: String?
        public var value: Value

        public init(from: CalendarDay, to: CalendarDay?, behaviour: String?, value: Value) {
            self.from = from
            self.to = to
            self.behaviour = behaviour
            self.value = value
        }

        func covers(_ day: CalendarDay) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }
    }

    public var scene: String
    /// Id of the label, if it has one.
    public var id: String?
    /// The norm that gave it, with version and digest, as written in the file.
    public var norm: String?
    public var entries: [Entry]

    public init(scene: String, id: String? = nil, norm: String? = nil, entries: [Entry]) {
        self.scene = scene
        self.id = id
        self.norm = norm
        self.entries = entries
    }

    /// First day of the whole schedule.
    var start: CalendarDay? { entries.map(\.from).min() }

    /// True if some entry, of whatever behaviour, covers the day.
    func isValid(on day: CalendarDay) -> Bool { entries.contains { $0.covers(day) } }
}
