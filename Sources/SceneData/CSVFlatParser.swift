import Diagnostics
import RuleProgram

/// A CSV whose header names the inputs: one scene a row.
final class CSVFlatParser: BlockParser {
    /// What a column holds.
    enum Column {
        case input(Int)
        case evidence(Int)
        case key(Int)
        case unknown
    }

    private let rows: CSVBlockRows
    private let records: CSVRecordReader
    private let builder: SceneBuilder
    private let parser: JSONSceneParser
    private let columns: [Column]
    private let headers: [String]
    private let cells: CSVCells
    var rowsBlank: Int { rows.blank }

    init(builder: SceneBuilder, dialect: CSVDialect, headers: [String]) {
        self.builder = builder
        rows = CSVBlockRows(builder: builder, dialect: dialect, headers: headers)
        records = rows.records
        parser = JSONSceneParser(builder: builder)
        self.headers = headers
        columns = headers.map { CSVHeader.column($0, layout: builder.layout) }
        cells = CSVCells(dialect)
    }

    func begin(_ block: SceneBlock) { rows.begin(block) }

    func next(into scene: inout SceneInput) -> Bool {
        switch rows.next(into: &scene) {
        case .ended: return false
        case .spoilt: break
        case .row: read(&scene)
        }
        builder.finish(&scene)
        return true
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
        guard !bytes.isEmpty, !cells.isMissing(bytes), builder.claimInput(input, at: offset, into: &scene) else {
            return
        }
        let kind = builder.layout.fields[input].kind
        if kind == .list, bytes[0] == UInt8(ascii: "[") {
            parser.readList(input, bytes, at: offset, into: &scene)
        } else if kind == .number, cells.hasOwnNumbers {
            let isRead = cells.withNumber(bytes) { builder.answer(input, .cell, $0, at: offset, into: &scene) }
            if !isRead {
                builder.report(
                    .notANumber, builder.path(input), builder.schema.fields[input], .cell, bytes, at: offset,
                    into: &scene)
            }
        } else {
            builder.answer(input, .cell, bytes, at: offset, into: &scene)
        }
    }
}
