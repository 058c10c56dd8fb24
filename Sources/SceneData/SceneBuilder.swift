import Diagnostics
import ExactNumbers
import RuleProgram

/// Takes the answers of one scene after the other from any format, checks them and lays them out.
final class SceneBuilder {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    let layout: SceneLayout
    let options: SceneReadingOptions
    let file: String
    /// Bytes of the scene being read, for places; their first byte stands at `line` and `column`.
    var source = Bytes(start: nil, count: 0)
    var line = 1
    var column = 1
    /// Header of the CSV column being read.
    var columnName = ""
    var row = 0
    var generation: UInt32 = 0
    /// The scene's answers; they go into its record at the end.
    let values: UnsafeMutablePointer<Int128>
    let states: UnsafeMutablePointer<ValueState>
    let seenInputs: UnsafeMutablePointer<UInt32>
    let fieldCount: Int
    /// The list that already was said to be too long, or -1.
    var overlongList = -1
    var seenKeys: [UInt32]
    var elementGeneration: UInt32 = 0
    var seenParts: [UInt32]
    var hiddenErrors = 0
    var evidenceOffset: [Int]
    var namedEvidence: [Int] = []
    var hasID = false

    init(schema: InputSchema, options: SceneReadingOptions, file: String) {
        layout = SceneLayout(schema: schema, options: options)
        self.options = options
        self.file = file
        fieldCount = schema.fields.count
        values = .allocate(capacity: max(1, fieldCount))
        states = .allocate(capacity: max(1, fieldCount))
        seenInputs = .allocate(capacity: max(1, fieldCount))
        values.initialize(repeating: 0, count: fieldCount)
        states.initialize(repeating: .unknown, count: fieldCount)
        seenInputs.initialize(repeating: 0, count: fieldCount)
        seenKeys = Array(repeating: 0, count: 8)
        seenParts = Array(repeating: 0, count: layout.widestList)
        evidenceOffset = Array(repeating: 0, count: schema.fields.count)
    }

    deinit {
        values.deallocate()
        states.deallocate()
        seenInputs.deallocate()
    }

    var schema: InputSchema { layout.schema }

    /// Starts a scene: `row` is its number in the file.
    func begin(_ scene: inout SceneInput, row: Int, line: Int, column: Int = 1, source: Bytes) {
        scene.clear()
        scene.row = row
        scene.line = line
        self.row = row
        self.line = line
        self.column = column
        self.source = source
        columnName = ""
        hiddenErrors = 0
        hasID = false
        overlongList = -1
        values.update(repeating: 0, count: fieldCount)
        states.update(repeating: .unknown, count: fieldCount)
        if !namedEvidence.isEmpty { namedEvidence.removeAll(keepingCapacity: true) }
        if generation == .max {
            generation = 0
            seenInputs.update(repeating: 0, count: fieldCount)
            for index in seenKeys.indices { seenKeys[index] = 0 }
        }
        generation += 1
    }

    /// Ends a scene: what can only be said of the whole.
    func finish(_ scene: inout SceneInput) {
        hand(&scene.record)
        if !hasID { scene.id = "#\(row)" }
        if let day = options.fixedAsOf ?? scene.asOf ?? options.defaultAsOf { scene.record.asOf = day.number }
        for input in namedEvidence where !layout.schema.fields[input].takesEvidence {
            let name = layout.schema.fields[input].name
            warn(
                .evidenceUnused, at: evidenceOffset[input], path: (name.id, name.chinese), value: "",
                Message(
                    zh: "`\(name.chinese)` 不考察佐证强度，此处的佐证不起作用",
                    en: "`\(name.id)` takes no evidence, so what is named for it has no effect"),
                into: &scene)
        }
        if hiddenErrors > 0 {
            scene.errors.append(
                DataError(
                    .manyErrors,
                    message: Message(
                        zh: "此场景还有 \(hiddenErrors) 处错误未列出",
                        en: "\(hiddenErrors) more errors in this scene are not listed"),
                    place: DataPlace(file: file, row: row, line: scene.line)))
        }
    }

    /// Copies the answers into the record, whatever it held before.
    private func hand(_ record: inout SceneRecord) {
        guard record.values.count == fieldCount, record.states.count == fieldCount else {
            record.values = Array(UnsafeBufferPointer(start: values, count: fieldCount))
            record.states = Array(UnsafeBufferPointer(start: states, count: fieldCount))
            return
        }
        record.values.withUnsafeMutableBufferPointer { $0.baseAddress?.update(from: values, count: fieldCount) }
        record.states.withUnsafeMutableBufferPointer { $0.baseAddress?.update(from: states, count: fieldCount) }
    }
}
