import ExactNumbers

/// All labels known to a run, by scene.
public struct LabelTable: Sendable, Equatable {
    /// What the labels say about a scene on a day.
    public enum Finding: Sendable, Equatable {
        /// The scene has no label at all.
        case none
        case valid(SceneLabel.Value, SceneLabel, SceneLabel.Entry)
        /// Valid on that day, but silent about this behaviour.
        case silent(SceneLabel)
        /// The scene has labels, none of them valid on that day.
        case notValid
        /// Two labels, or two entries of one, disagree.
        case ambiguous
        /// No label of the scene has the id asked for.
        case unknownLabel
    }

    private var byScene: [String: [SceneLabel]] = [:]

    public init() {}

    public init(_ labels: [SceneLabel]) {
        for label in labels { add(label) }
    }

    public var isEmpty: Bool { byScene.isEmpty }

    /// Adds a label.
    public mutating func add(_ label: SceneLabel) { byScene[label.scene, default: []].append(label) }

    /// The multiplier of `behaviour` (its names in both languages) at `scene` on `day`. Of several labels valid that day the
    /// one that began last counts. A suspension outweighs a factor; an entry for the behaviour outweighs one for all.
    public func find(scene: String, label: String?, behaviour: (id: String, chinese: String), day: CalendarDay)
        -> Finding
    {
        guard var labels = byScene[scene] else { return label == nil ? .none : .unknownLabel }
        if let label {
            labels = labels.filter { $0.id == label }
            if labels.isEmpty { return .unknownLabel }
        }
        let valid = labels.filter { $0.isValid(on: day) }
        guard let latest = valid.compactMap(\.start).max() else { return .notValid }
        var result: Finding?
        for label in valid where label.start == latest {
            let finding = find(in: label, behaviour: behaviour, day: day)
            switch (result, finding) {
            case (nil, _): result = finding
            case (.valid(let a, _, _), .valid(let b, _, _)) where a == b: break
            case (.silent, .silent): break
            default: return .ambiguous
            }
        }
        return result ?? .notValid
    }

    private func find(in label: SceneLabel, behaviour: (id: String, chinese: String), day: CalendarDay) -> Finding {
        var own: [SceneLabel.Entry] = []
        var general: [SceneLabel.Entry] = []
        for entry in label.entries where entry.covers(day) {
            if let name = entry.behaviour {
                if name == behaviour.id || name == behaviour.chinese { own.append(entry) }
            } else {
                general.append(entry)
            }
        }
        if let entry = (own + general).first(where: { $0.value == .suspended }) {
            return .valid(.suspended, label, entry)
        }
        let chosen = own.isEmpty ? general : own
        guard let first = chosen.first else { return .silent(label) }
        return chosen.allSatisfy { $0.value == first.value } ? .valid(first.value, label, first) : .ambiguous
    }
}
