import Diagnostics
import RuleProgram

/// The header of a CSV, and what every reader of rows asks of a row.
enum CSVHeader {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Reads the next record as the header: each name trimmed, white space inside of it collapsed.
    static func read(_ records: CSVRecordReader, skipping rows: Int = 0, file: String) throws(SceneFileError)
        -> [String]
    {
        var left = rows
        while left > 0, records.next() { left -= 1 }
        guard left == 0, records.next() else {
            throw SceneFileError([
                DataError(
                    .badHeader,
                    message: Message(zh: "文件没有表头行", en: "the file has no header row: its first row names the columns"),
                    place: DataPlace(file: file))
            ])
        }
        let place = DataPlace(file: file, line: records.line)
        if records.fault != nil {
            throw SceneFileError([
                DataError(
                    .badHeader, message: Message(zh: "表头的引号不成对", en: "the quotes of the header row do not pair up"),
                    place: place)
            ])
        }
        guard TextCheck.isUTF8(records.bytes) else {
            throw SceneFileError([
                DataError(
                    .notUTF8,
                    message: Message(
                        zh: "表头不是 UTF-8 编码：请另存为 UTF-8，或写明编码（如 `--encoding gb18030`）",
                        en:
                            "the header is not UTF-8: save the file as UTF-8, or name its encoding (as with `--encoding gb18030`)"
                    ),
                    place: place)
            ])
        }
        return records.cells.indices.map { index in
            records.withText(index) { collapsed(String(decoding: $0, as: UTF8.self)) }
        }
    }

    /// Trimmed, with every run of white space as one space.
    static func collapsed(_ text: String) -> String {
        var before = UInt8(ascii: " ")
        var isPlain = true
        for byte in text.utf8 {
            // What is no printable ASCII may be white space of another kind.
            if byte < 0x20 || byte >= 0x7F || (byte == 0x20 && before == 0x20) {
                isPlain = false
                break
            }
            before = byte
        }
        if isPlain, before != 0x20 || text.isEmpty { return text }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What a column of a flat CSV holds: an input (also as `electricity (kWh)`, with its own unit), `input.evidence`, or a key.
    static func column(_ header: String, layout: SceneLayout) -> CSVFlatParser.Column {
        var name = header
        if let key = find(name, layout.topNames) { return column(key) }
        if name.hasSuffix(")"), let open = name.firstIndex(of: "(") {
            let unit = name[name.index(after: open)...].dropLast()
            let before = collapsed(String(name[..<open]))
            if let input = find(before, layout.answerNames), layout.schema.fields[input].unit == unit {
                return .input(input)
            }
        }
        for ending in [".evidence", ".佐证", ".证据"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
            if let input = find(name, layout.answerNames) { return .evidence(input) }
            return .unknown
        }
        return .unknown
    }

    private static func column(_ key: Int) -> CSVFlatParser.Column {
        switch key {
        case SceneLayout.Key.answers, SceneLayout.Key.evidence: .unknown
        case ..<0: .key(key)
        default: .input(key)
        }
    }

    static func find(_ name: String, _ table: ByteTable) -> Int? {
        var name = name
        return name.withUTF8 { table.find($0) }
    }

    /// True if no cell holds anything.
    static func isBlank(_ records: CSVRecordReader) -> Bool {
        let bytes = records.bytes
        for cell in records.cells {
            for byte in bytes[cell.start..<cell.end] where byte > 0x20 { return false }
        }
        return true
    }

    /// False, with a data error, if the row's cells cannot be told apart.
    static func isUsable(
        _ records: CSVRecordReader, headers: [String], builder: SceneBuilder, into scene: inout SceneInput
    ) -> Bool {
        if let (kind, offset) = records.fault {
            let message: Message
            switch kind {
            case .textAfterQuote:
                message = Message(
                    zh: "引号之后还有文字：单元格内的引号请写两次 `\"\"`",
                    en: "there is text after a closing quote: write a quote inside of a cell twice, as `\"\"`")
            case .unclosedQuote:
                message = Message(zh: "单元格的引号没有关闭", en: "the quote that opens a cell is never closed")
            case .cellTooLong:
                message = Message(
                    zh: "单元格超过 \(builder.options.cellByteLimit) 字节",
                    en: "a cell is longer than \(builder.options.cellByteLimit) bytes")
            case .recordTooLong:
                builder.tooLarge(builder.options.sceneByteLimit, into: &scene)
                return false
            }
            builder.fail(kind == .cellTooLong ? .sceneTooLarge : .malformedCSV, at: offset, message, into: &scene)
            return false
        }
        guard records.cells.count == headers.count else {
            builder.fail(
                .raggedRow, at: records.bytes.count,
                Message(
                    zh: "此行有 \(records.cells.count) 列，表头有 \(headers.count) 列：请核对分隔符和引号",
                    en:
                        "the row has \(records.cells.count) cells and the header \(headers.count): check its delimiters and quotes"
                ), into: &scene)
            return false
        }
        guard TextCheck.isUTF8(records.bytes) else {
            builder.fail(
                .notUTF8, at: TextCheck.firstBadByte(records.bytes),
                Message(
                    zh: "此行不是 UTF-8 编码：请另存为 UTF-8，或写明编码（如 `--encoding gb18030`）",
                    en:
                        "the row is not UTF-8: save the file as UTF-8, or name its encoding (as with `--encoding gb18030`)"
                ),
                into: &scene)
            return false
        }
        return true
    }

    /// The names in a cell that holds several, separated by `;`, `,` or `、`.
    static func parts(_ text: Bytes) -> [Bytes] {
        var result: [Bytes] = []
        var start = 0
        var index = 0
        func add(_ end: Int) {
            let part = AnswerDecoder.trimmed(Bytes(rebasing: text[start..<end]))
            if !part.isEmpty { result.append(part) }
        }
        while index < text.count {
            var width = 0
            if text[index] == UInt8(ascii: ";") || text[index] == UInt8(ascii: ",") { width = 1 }
            if index + 2 < text.count {
                let wide = (text[index], text[index + 1], text[index + 2])
                if wide == (0xE3, 0x80, 0x81) || wide == (0xEF, 0xBC, 0x9B) || wide == (0xEF, 0xBC, 0x8C) { width = 3 }
            }
            if width > 0 {
                add(index)
                start = index + width
            }
            index += max(1, width)
        }
        add(text.count)
        return result
    }
}
