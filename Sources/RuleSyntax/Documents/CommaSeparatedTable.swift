import Diagnostics
import YAMLTree

/// Comma-separated values as RFC 4180 has them: quoted fields, doubled quotes, line ends of any kind, a leading byte order
/// mark. The first record is the header; every record has as many fields.
enum CommaSeparatedTable {
    struct Fault: Error {
        var message: Message
        var span: Span
    }

    static let maximumCells = 1_000_000

    static func parse(_ bytes: [UInt8], file: SourceID) -> Result<PipeTable, Fault> {
        var scanner = Scanner(bytes: bytes, file: file)
        do throws(Fault) {
            let records = try scanner.records()
            guard let header = records.first else {
                throw Fault(message: Message(zh: "文件是空的", en: "the file is empty"), span: scanner.span(0, 0))
            }
            return .success(
                PipeTable(header: header, rows: Array(records.dropFirst()), span: scanner.span(0, bytes.count)))
        } catch {
            return .failure(error)
        }
    }

    private struct Scanner {
        let bytes: [UInt8]
        let file: SourceID
        var position = 0
        var cells = 0

        init(bytes: [UInt8], file: SourceID) {
            self.bytes = bytes
            self.file = file
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        }

        func span(_ start: Int, _ end: Int) -> Span { Span(file: file, start: start, end: end) }

        mutating func records() throws(Fault) -> [[PipeTable.Cell]] {
            var records: [[PipeTable.Cell]] = []
            while position < bytes.count {
                let start = position
                let record = try record()
                if record.count == 1, record[0].text.string.isEmpty { continue }
                if let width = records.first?.count, width != record.count {
                    throw Fault(
                        message: Message(
                            zh: "这一行有 \(record.count) 格，表头有 \(width) 格",
                            en: "this line has \(record.count) fields, the header has \(width)"),
                        span: span(start, max(start, position)))
                }
                cells += record.count
                if cells > CommaSeparatedTable.maximumCells {
                    throw Fault(
                        message: Message(
                            zh: "超过 \(CommaSeparatedTable.maximumCells) 格",
                            en: "more than \(CommaSeparatedTable.maximumCells) fields"),
                        span: span(start, position))
                }
                records.append(record)
            }
            return records
        }

        private mutating func record() throws(Fault) -> [PipeTable.Cell] {
            var record: [PipeTable.Cell] = []
            while true {
                record.append(try field())
                guard position < bytes.count else { return record }
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: ",") { continue }
                if byte == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
                    position += 1
                }
                return record
            }
        }

        private mutating func field() throws(Fault) -> PipeTable.Cell {
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quoted() }
            let start = position
            while position < bytes.count, !isEnd(bytes[position]) {
                if bytes[position] == UInt8(ascii: "\"") {
                    throw Fault(
                        message: Message(
                            zh: "含引号的格要整个放在引号里，里面的引号写两次",
                            en: "a field with a quote in it is quoted as a whole, with the quotes inside doubled"),
                        span: span(position, position + 1))
                }
                position += 1
            }
            return try cell(
                Array(bytes[start..<position]), [TextMap.Segment(text: 0, source: start)], start, end: position)
        }

        private mutating func quoted() throws(Fault) -> PipeTable.Cell {
            let start = position
            position += 1
            var content: [UInt8] = []
            var segments = [TextMap.Segment(text: 0, source: position)]
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                guard byte == UInt8(ascii: "\"") else {
                    content.append(byte)
                    continue
                }
                if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                    content.append(byte)
                    position += 1
                    segments.append(TextMap.Segment(text: content.count, source: position))
                    continue
                }
                guard position == bytes.count || isEnd(bytes[position]) else {
                    throw Fault(
                        message: Message(zh: "引号之后应是逗号或行末", en: "a comma or the end of the line must follow the quote"),
                        span: span(position, position + 1))
                }
                return try cell(content, segments, start, end: position - 1)
            }
            throw Fault(
                message: Message(zh: "引号没有结束", en: "the quote is not closed"), span: span(start, start + 1))
        }

        private func isEnd(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }

        private func cell(
            _ content: [UInt8], _ segments: [TextMap.Segment], _ start: Int, end: Int
        ) throws(Fault) -> PipeTable.Cell {
            guard let text = String(validating: content, as: UTF8.self) else {
                throw Fault(message: Message(zh: "不是 UTF-8 文字", en: "not UTF-8 text"), span: span(start, end))
            }
            let map = TextMap(file: file, segments: segments, sourceEnd: end)
            return PipeTable.Cell(text: LocatedText(string: text, map: map).trimmed())
        }
    }
}
