/// A field of an entry of a list that a scene does not answer, though it answers the list.
public struct UnansweredEntry: Sendable, Equatable {
    /// Index of the list in the schema.
    public var list: Int
    /// Counted from 0.
    public var entry: Int
    /// Index of the field in an entry of the list.
    public var field: Int

    /// How results and messages name it: `refrigeration[3].charge`, entries counted from 1.
    public func path(list: String, field: String) -> String { "\(list)[\(entry + 1)].\(field)" }

    /// Its path in ids.
    public func path(in schema: InputSchema) -> String {
        let list = schema.fields[list]
        guard case .list(_, let fields) = list.kind else { return list.name.id }
        return path(list: list.name.id, field: fields[field].name.id)
    }
}

extension SceneRecord {
    /// Appends the fields of list entries that are not answered: list by list, entry by entry.
    public func appendUnanswered(to entries: inout [UnansweredEntry]) {
        for (list, columns) in lists.enumerated() where !columns.states.isEmpty && states[list] == .known {
            guard columns.states.contains(where: { $0.contains(.unknown) }) else { continue }
            let count = columns.states.map { $0.count }.max() ?? 0
            for entry in 0..<count {
                for (field, states) in columns.states.enumerated()
                where states.indices.contains(entry) && states[entry] == .unknown {
                    entries.append(UnansweredEntry(list: list, entry: entry, field: field))
                }
            }
        }
    }
}
