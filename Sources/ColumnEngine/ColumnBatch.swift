import ExactNumbers
import RuleProgram

/// Scenes as columns: one column of values, and of states, for every field of a schema. Reused from batch to batch.
public final class ColumnBatch {
    public let schema: InputSchema
    /// Scenes there is room for, a multiple of `ColumnBatch.block`.
    public let capacity: Int
    /// Scenes in it.
    public private(set) var count = 0

    /// Scenes that are evaluated at a time.
    public static let block = 1024

    let fields: [FieldColumns]
    let claims: [ColumnMemory]
    let asOf: ColumnMemory

    /// Room for at least `capacity` scenes of `schema`.
    public init(schema: InputSchema, capacity: Int) {
        self.schema = schema
        self.capacity = (max(capacity, 1) + ColumnBatch.block - 1) / ColumnBatch.block * ColumnBatch.block
        let rows = self.capacity
        fields = schema.fields.map { FieldColumns($0, rows: rows) }
        claims = schema.claims.map { _ in ColumnMemory(bytes: rows / 8) }
        asOf = ColumnMemory(bytes: rows * 4)
    }

    /// Takes all scenes out.
    public func removeAll() {
        count = 0
        for field in fields { field.removeAll() }
    }

    /// Puts a scene behind the others; the record must have the layout of the schema. False where there is no room.
    ///
    /// - Parameter record: answers in the ranges that the schema declares; "not applicable" where it does not allow that is taken
    ///   as not answered.
    public func append(_ record: borrowing SceneRecord) -> Bool {
        guard count < capacity else { return false }
        let row = count
        count += 1
        asOf.base.assumingMemoryBound(to: Int32.self)[row] = record.asOf
        for index in fields.indices {
            let field = fields[index]
            var state = record.states[index]
            if state == .notApplicable, !field.mayNotApply { state = .unknown }
            field.set(row, record.values[index], state)
            if let evidence = field.evidence {
                evidence.base.assumingMemoryBound(to: Int16.self)[row] = record.evidence[index]
            }
            if field.isList {
                field.append(record.lists[index], count: state == .known ? Int(record.values[index]) : 0, row: row)
            }
        }
        for index in claims.indices { claims[index].setBit(row, record.claims[index]) }
        return true
    }
}

/// The columns of one field.
final class FieldColumns {
    let lane: ColumnLane
    let mayNotApply: Bool
    let isList: Bool
    let values: ColumnMemory
    /// The low and the high bit of the state of each row.
    let low: ColumnMemory
    let high: ColumnMemory
    /// Index of the evidence kind, or -1; absent for a field that takes none.
    let evidence: ColumnMemory?
    /// Per row of a list: where its elements begin in the columns of `elements`.
    private(set) var starts: [Int] = []
    private(set) var elements: [(values: [Int128], states: [UInt8])]

    init(_ field: InputField, rows: Int) {
        lane = ColumnLane(field.kind)
        mayNotApply = field.mayNotApply
        values = ColumnMemory(bytes: lane.bytes(rows: rows))
        low = ColumnMemory(bytes: rows / 8)
        high = ColumnMemory(bytes: rows / 8)
        evidence = field.takesEvidence ? ColumnMemory(bytes: rows * 2) : nil
        if case .list(_, let inner) = field.kind {
            isList = true
            elements = inner.map { _ in ([], []) }
            starts = Array(repeating: 0, count: rows)
        } else {
            isList = false
            elements = []
        }
    }

    func removeAll() {
        for index in elements.indices {
            elements[index].values.removeAll(keepingCapacity: true)
            elements[index].states.removeAll(keepingCapacity: true)
        }
    }

    func set(_ row: Int, _ value: Int128, _ state: ValueState) {
        switch lane {
        case .bits: values.setBit(row, value != 0)
        case .int32: values.base.assumingMemoryBound(to: Int32.self)[row] = Int32(truncatingIfNeeded: value)
        case .int64: values.base.assumingMemoryBound(to: Int64.self)[row] = Int64(truncatingIfNeeded: value)
        case .wide: values.base.assumingMemoryBound(to: Int128.self)[row] = value
        }
        low.setBit(row, state.rawValue & 1 != 0)
        high.setBit(row, state.rawValue & 2 != 0)
    }

    func append(_ list: SceneRecord.ListColumns, count: Int, row: Int) {
        starts[row] = elements.first?.values.count ?? 0
        for index in elements.indices {
            elements[index].values.append(contentsOf: list.values[index].prefix(count))
            elements[index].states.append(contentsOf: list.states[index].prefix(count).map(\.rawValue))
        }
    }
}

extension ColumnMemory {
    @inline(__always)
    func setBit(_ row: Int, _ value: Bool) {
        let words = base.assumingMemoryBound(to: UInt64.self)
        let bit: UInt64 = 1 << UInt64(row & 63)
        words[row >> 6] = value ? words[row >> 6] | bit : words[row >> 6] & ~bit
    }
}
