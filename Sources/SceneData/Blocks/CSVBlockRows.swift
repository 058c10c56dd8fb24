import Diagnostics

/// The rows of a block of a CSV, with what every reader of rows asks of them.
final class CSVBlockRows {
    enum Row {
        case ended
        /// A row that cannot be read; the scene says why.
        case spoilt
        /// The scene has begun; `records` holds the row.
        case row
    }

    let records: CSVRecordReader
    private let builder: SceneBuilder
    private let headers: [String]
    private var row = 0
    private var failure: ByteSourceError?
    private(set) var blank = 0

    init(builder: SceneBuilder, dialect: CSVDialect, headers: [String]) {
        self.builder = builder
        self.headers = headers
        records = CSVRecordReader(BlockBuffer(), delimiter: dialect.delimiter, options: builder.options)
    }

    func begin(_ block: SceneBlock) {
        row = block.position.row
        failure = nil
        isSpoilt = false
        let line = block.position.line
        switch block.content {
        case .records, .overlong: records.show(block.bytes, line: line)
        case .fault(let kind, let offset):
            records.show(block.bytes, fault: (kind, offset), line: line)
            isSpoilt = true
        case .brokenOff(let reason):
            records.show(UnsafeBufferPointer(start: nil, count: 0), line: line)
            failure = reason
        }
    }

    /// The block is one line that is no record, not given out yet.
    private var isSpoilt = false

    func next(into scene: inout SceneInput) -> Row {
        while isSpoilt || records.next() {
            isSpoilt = false
            row += 1
            if records.fault == nil, CSVHeader.isBlank(records) {
                blank += 1
                continue
            }
            builder.begin(&scene, row: row, line: records.line, source: records.bytes)
            return CSVHeader.isUsable(records, headers: headers, builder: builder, into: &scene) ? .row : .spoilt
        }
        guard let reason = failure else { return .ended }
        failure = nil
        builder.brokenOff(reason, row: row + 1, line: records.line, into: &scene)
        return .spoilt
    }
}
