/// One scene's answers, laid out by an `InputSchema`: what the engine evaluates. Reused from scene to scene.
public struct SceneRecord: Sendable {
    /// Day number of the assessment.
    public var asOf: Int32
    /// One per field of the schema; for a list field the element count.
    public var values: [Int128]
    public var states: [ValueState]
    /// One per field; index of the evidence kind named for it, or -1.
    public var evidence: [Int16]
    /// One per field; empty but for list fields: `columns[f][k]` are the values of the list's k-th record field.
    public var lists: [ListColumns]
    /// One per claim of the schema: claimed not applicable.
    public var claims: [Bool]

    /// Columns of a list answer.
    public struct ListColumns: Sendable {
        public var values: [[Int128]]
        public var states: [[ValueState]]
        public init(fieldCount: Int) {
            values = Array(repeating: [], count: fieldCount)
            states = Array(repeating: [], count: fieldCount)
        }
    }

    /// A record with every answer unknown.
    public init(schema: InputSchema, asOf: Int32) {
        self.asOf = asOf
        values = Array(repeating: 0, count: schema.fields.count)
        states = Array(repeating: .unknown, count: schema.fields.count)
        evidence = Array(repeating: -1, count: schema.fields.count)
        claims = Array(repeating: false, count: schema.claims.count)
        lists = schema.fields.map { field in
            if case .list(_, let fields) = field.kind { return ListColumns(fieldCount: fields.count) }
            return ListColumns(fieldCount: 0)
        }
    }
}
