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
    /// Where the columns of each field stand.
    private let places: UnsafeMutableBufferPointer<FieldPlace>
    /// Indices of the fields that take evidence, and of the lists.
    private let evidenceFields: [Int]
    private let listFields: [Int]

    /// Room for at least `capacity` scenes of `schema`.
    public init(schema: InputSchema, capacity: Int) {
        self.schema = schema
        self.capacity = (max(capacity, 1) + ColumnBatch.block - 1) / ColumnBatch.block * ColumnBatch.block
        let rows = self.capacity
        fields = schema.fields.map { FieldColumns($0, rows: rows) }
        claims = schema.claims.map { _ in ColumnMemory(bytes: rows / 8) }
        asOf = ColumnMemory(bytes: rows * 4)
        places = .allocate(capacity: fields.count)
        _ = places.initialize(from: fields.map(\.place))
        evidenceFields = fields.indices.filter { [fields] in fields[$0].evidence != nil }
        listFields = fields.indices.filter { [fields] in fields[$0].isList }
    }

    deinit { places.deallocate() }

    /// Takes all scenes out.
    public func removeAll() {
        for field in fields { field.removeAll(upTo: count) }
        for claim in claims { claim.clearBits(upTo: count) }
        count = 0
    }

    /// Puts a scene behind the others; the record must have the layout of the schema. False where there is no room.
    ///
    /// - Parameter record: answers in the ranges that the schema declares; "not applicable" where it does not allow that is taken
    ///   as not answered.
    public func append(_ record: borrowing SceneRecord) -> Bool {
        guard count < capacity, record.values.count == places.count, record.states.count == places.count else {
            return false
        }
        let row = count
        count += 1
        asOf.base.assumingMemoryBound(to: Int32.self)[row] = record.asOf
        record.values.withUnsafeBufferPointer { values in
            record.states.withUnsafeBufferPointer { states in
                for index in 0..<places.count { places[index].set(row, values[index], states[index]) }
            }
        }
        for index in evidenceFields {
            fields[index].evidence?.base.assumingMemoryBound(to: Int16.self)[row] = record.evidence[index]
        }
        for index in listFields {
            let isKnown = record.states[index] == .known
            fields[index].append(record.lists[index], count: isKnown ? Int(record.values[index]) : 0, row: row)
        }
        for index in claims.indices where record.claims[index] { claims[index].setBit(row) }
        return true
    }
}

/// Where the columns of a field stand; all bits of a row are 0 before it is set.
private struct FieldPlace {
    let lane: ColumnLane
    let mayNotApply: Bool
    let values: UnsafeMutableRawPointer
    let low: UnsafeMutablePointer<UInt64>
    let high: UnsafeMutablePointer<UInt64>

    @inline(__always)
    func set(_ row: Int, _ value: Int128, _ state: ValueState) {
        let bit: UInt64 = 1 << UInt64(row & 63)
        switch lane {
        case .bits: if value != 0 { values.assumingMemoryBound(to: UInt64.self)[row >> 6] |= bit }
        case .int32: values.assumingMemoryBound(to: Int32.self)[row] = Int32(truncatingIfNeeded: value)
        case .int64: values.assumingMemoryBound(to: Int64.self)[row] = Int64(truncatingIfNeeded: value)
        case .wide: values.assumingMemoryBound(to: Int128.self)[row] = value
        }
        if state == .known { return }
        let kept = state == .notApplicable && !mayNotApply ? ValueState.unknown : state
        if kept.rawValue & 1 != 0 { low[row >> 6] |= bit }
        if kept.rawValue & 2 != 0 { high[row >> 6] |= bit }
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

    fileprivate var place: FieldPlace {
        FieldPlace(
            lane: lane, mayNotApply: mayNotApply, values: values.base,
            low: low.base.assumingMemoryBound(to: UInt64.self), high: high.base.assumingMemoryBound(to: UInt64.self))
    }

    func removeAll(upTo rows: Int) {
        if lane == .bits { values.clearBits(upTo: rows) }
        low.clearBits(upTo: rows)
        high.clearBits(upTo: rows)
        for index in elements.indices {
            elements[index].values.removeAll(keepingCapacity: true)
            elements[index].states.removeAll(keepingCapacity: true)
        }
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
    func setBit(_ row: Int) {
        base.assumingMemoryBound(to: UInt64.self)[row >> 6] |= 1 << UInt64(row & 63)
    }

    func clearBits(upTo rows: Int) {
        base.initializeMemory(as: UInt8.self, repeating: 0, count: min(count, (rows + 63) / 64 * 8))
    }
}
