import RuleProgram

/// A schema made ready for reading: names to numbers, and the fields without references.
final class SceneLayout: @unchecked Sendable {
    /// What a key of a scene stands for, besides the inputs (which count from 0).
    enum Key {
        static let id = -1
        static let asOf = -2
        static let ignored = -3
        static let answers = -4
        static let evidence = -5
        static let claims = -6
    }

    let schema: InputSchema
    let fields: UnsafePointer<HotField>
    /// Fields of the records of each list input; empty for the others.
    let listFields: [UnsafeMutableBufferPointer<HotField>]
    /// Field names of the records of each list input.
    let listNames: [ByteTable?]
    /// Keys at the top of a scene, by their bytes.
    let topNames: ByteTable
    /// Keys of `answers`.
    let answerNames: ByteTable
    let evidenceKinds: ByteTable
    let claims: ByteTable
    /// Greatest number of fields of a list's records.
    let widestList: Int
    private let owned: [ByteTable]

    static let reservedKeys: [(name: String, value: Int)] = [
        ("scene", Key.id), ("场景", Key.id), ("id", Key.id), ("编号", Key.id), ("as_of", Key.asOf), ("评价日", Key.asOf),
        ("kind", Key.ignored), ("类型", Key.ignored), ("about", Key.ignored), ("说明", Key.ignored),
        ("answers", Key.answers),
        ("答案", Key.answers), ("evidence", Key.evidence), ("佐证", Key.evidence), ("证据", Key.evidence),
        ("not_applicable", Key.claims), ("不适用", Key.claims),
    ]

    init(schema: InputSchema, options: SceneReadingOptions) {
        self.schema = schema
        var owned: [ByteTable] = []
        func hot(_ field: InputField, role: HotField.Role) -> HotField {
            var texts: ByteTable?
            switch field.kind {
            case .option(let list): texts = ByteTable(SceneLayout.names(list))
            case .text(let constants): texts = ByteTable(constants.enumerated().map { ($1, $0) })
            default: break
            }
            if let texts { owned.append(texts) }
            return HotField(field, texts: texts, role: role)
        }
        let fields = UnsafeMutablePointer<HotField>.allocate(capacity: max(1, schema.fields.count))
        var listFields: [UnsafeMutableBufferPointer<HotField>] = []
        var listNames: [ByteTable?] = []
        for (index, field) in schema.fields.enumerated() {
            var role = HotField.Role.none
            if options.asOfField == field.name.id || options.asOfField == field.name.chinese { role = .asOf }
            if options.idFields.contains(field.name.id) || options.idFields.contains(field.name.chinese) { role = .id }
            if ["id", "scene"].contains(field.name.id) { role = .id }
            (fields + index).initialize(to: hot(field, role: role))
            var parts: [InputField] = []
            if case .list(_, let inner) = field.kind { parts = inner }
            let buffer = UnsafeMutableBufferPointer<HotField>.allocate(capacity: parts.count)
            for (k, part) in parts.enumerated() { buffer.initializeElement(at: k, to: hot(part, role: .none)) }
            listFields.append(buffer)
            listNames.append(parts.isEmpty ? nil : ByteTable(SceneLayout.names(parts.map(\.name))))
        }
        self.fields = UnsafePointer(fields)
        self.listFields = listFields
        self.listNames = listNames
        self.owned = owned
        widestList = listFields.map(\.count).max() ?? 0
        let inputs = SceneLayout.names(schema.fields.map(\.name))
        answerNames = ByteTable(inputs)
        var top = inputs
        if let field = options.asOfField { top.append((field, Key.asOf)) }
        top += options.idFields.map { ($0, Key.id) }
        top += SceneLayout.reservedKeys
        top += options.ignoredFields.map { ($0, Key.ignored) }
        topNames = ByteTable(top)
        evidenceKinds = ByteTable(SceneLayout.names(schema.evidenceKinds))
        claims = ByteTable(SceneLayout.names(schema.claims))
    }

    deinit {
        fields.deallocate()
        for buffer in listFields { buffer.deallocate() }
    }

    /// Both names of each, numbered in order.
    static func names(_ options: [SchemaOption]) -> [(name: String, value: Int)] {
        var result: [(name: String, value: Int)] = []
        for (index, option) in options.enumerated() { result.append((option.id, index)) }
        for (index, option) in options.enumerated() where !option.chinese.isEmpty {
            result.append((option.chinese, index))
        }
        return result
    }
}
