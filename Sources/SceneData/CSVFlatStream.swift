import Diagnostics
import RuleProgram

/// A CSV whose header names the inputs: one scene a row.
final class CSVFlatStream: SceneStream {
    /// What a column holds.
    enum Column {
        case input(Int)
        case evidence(Int)
        case key(Int)
        case unknown
    }

    private let buffer: BlockBuffer
    private let records: CSVRecordReader
    private let builder: SceneBuilder
    private let parser: JSONSceneParser
    private let columns: [Column]
    private let headers: [String]
    private var row = 0
    private var tellsFailure = true
    private(set) var rowsBlank = 0

    init(_ buffer: BlockBuffer, builder: SceneBuilder) throws(SceneFileError) {
        self.buffer = buffer
        self.builder = builder
        records = CSVRecordReader(buffer, delimiter: UInt8(ascii: ","), options: builder.options)
        parser = JSONSceneParser(builder: builder)
        headers = try CSVHeader.read(records, file: builder.file)
        columns = headers.map { CSVHeader.column($0, layout: builder.layout) }
    }

    func next(into scene: inout SceneInput) -> Bool {
        while true {
            guard records.next() else {
                guard let reason = buffer.failure, tellsFailure else { return false }
                tellsFailure = false
                row += 1
                builder.brokenOff(reason, row: row, line: records.line, into: &scene)
                return true
            }
            if records.fault == nil, CSVHeader.isBlank(records) {
                row += 1
                rowsBlank += 1
                continue
            }
            row += 1
            builder.begin(&scene, row: row, line: records.line, source: records.bytes)
            if CSVHeader.isUsable(records, headers: headers, builder: builder, into: &scene) { read(&scene) }
            builder.finish(&scene)
            return true
        }
    }

    private func read(_ scene: inout SceneInput) {
        for index in columns.indices {
            let offset = records.cells[index].start
            builder.columnName = headers[index]
            records.withText(index) { text in
                switch columns[index] {
                case .input(let input): answer(input, text, at: offset, into: &scene)
                case .evidence(let input): builder.evidence(input, .cell, text, at: offset, into: &scene)
                case .key(SceneLayout.Key.id):
                    if !AnswerDecoder.trimmed(text).isEmpty,
                        builder.claimKey(SceneLayout.Key.id, name: headers[index], at: offset, into: &scene)
                    {
                        builder.setID(.cell, text, at: offset, into: &scene)
                    }
                case .key(SceneLayout.Key.asOf):
                    if !AnswerDecoder.trimmed(text).isEmpty,
                        builder.claimKey(SceneLayout.Key.asOf, name: headers[index], at: offset, into: &scene)
                    {
                        builder.setAsOf(.cell, text, at: offset, into: &scene)
                    }
                case .key(SceneLayout.Key.claims):
                    for claim in CSVHeader.parts(text) { builder.claim(.cell, claim, at: offset, into: &scene) }
                case .key: break
                case .unknown:
                    if !AnswerDecoder.trimmed(text).isEmpty {
                        builder.unknownName(headers[index], at: offset, inAnswers: false, into: &scene)
                    }
                }
            }
        }
        builder.columnName = ""
    }

    private func answer(
        _ input: Int, _ text: UnsafeBufferPointer<UInt8>, at offset: Int, into scene: inout SceneInput
    ) {
        let bytes = AnswerDecoder.trimmed(text)
        guard !bytes.isEmpty, builder.claimInput(input, at: offset, into: &scene) else { return }
        if builder.layout.fields[input].kind == .list, bytes[0] == UInt8(ascii: "[") {
            parser.readList(input, bytes, at: offset, into: &scene)
        } else {
            builder.answer(input, .cell, bytes, at: offset, into: &scene)
        }
    }
}
