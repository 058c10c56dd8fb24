import ExactNumbers
import RuleProgram

/// One scene as read: its answers laid out for the engine, and what is wrong with them.
public struct SceneInput: Sendable {
    /// The name the file gives it; `#12` for the twelfth scene if it gives none.
    public var id: String
    /// The day of assessment that the scene names; nil if it names none.
    public var asOf: CalendarDay?
    /// The answers. What could not be read is unknown; `asOf` of the record is the scene's, else the default of the options, else 0.
    public var record: SceneRecord
    /// Not empty: the scene is invalid.
    public var errors: [DataError]
    /// Likely slips; they never change a result.
    public var warnings: [DataError]
    /// Number of the scene in its file, from 1 (of a CSV: of the row after the header).
    public var row: Int
    /// Line on which the scene starts.
    public var line: Int

    /// An empty scene to read into, again and again.
    public init(schema: InputSchema) {
        id = ""
        record = SceneRecord(schema: schema, asOf: 0)
        errors = []
        warnings = []
        row = 0
        line = 0
    }

    public var isValid: Bool { errors.isEmpty }

    /// Makes it the empty scene again, keeping its storage.
    mutating func clear() {
        id = ""
        asOf = nil
        if !errors.isEmpty { errors.removeAll(keepingCapacity: true) }
        if !warnings.isEmpty { warnings.removeAll(keepingCapacity: true) }
        record.clear()
    }
}

extension SceneRecord {
    /// Forgets what is not overwritten when a scene ends: all but the values and states.
    mutating func clear() {
        asOf = 0
        evidence.withUnsafeMutableBufferPointer { $0.update(repeating: -1) }
        claims.withUnsafeMutableBufferPointer { $0.update(repeating: false) }
        for index in lists.indices where !lists[index].values.isEmpty {
            for field in lists[index].values.indices where !lists[index].values[field].isEmpty {
                lists[index].values[field].removeAll(keepingCapacity: true)
                lists[index].states[field].removeAll(keepingCapacity: true)
            }
        }
    }
}
