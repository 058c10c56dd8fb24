/// Reads acts one by one from JSON Lines or CSV. A line that cannot be read becomes a record with its problem; the rest of
/// the file is not touched by it.
public struct ActReader: Sendable {
    /// How a file of acts is written.
    public enum Format: String, Sendable, Equatable, CaseIterable { case jsonLines = "jsonl", csv }

    /// Longest line that is read, in bytes.
    static let lineLimit = 1 << 20

    private var lines: LineWalker
    private let format: Format
    private let file: String?
    /// Fields by column; nil for columns that mean nothing here.
    private var columns: [ActField?] = []
    /// Names of fields or columns that no act has, in the order first met: likely slips.
    public private(set) var unknownFields: [String] = []
    /// Why the whole file cannot be read.
    public private(set) var headerProblem: Refusal?

    /// `file` is noted on every record where several files are read.
    public init(bytes: [UInt8], format: Format, file: String? = nil) {
        self.file = file
        lines = LineWalker(bytes)
        self.format = format
        if format == .csv { readHeader() }
    }

    /// The format a path's ending names: `.csv`, else JSON Lines.
    public static func format(of path: String) -> Format { path.lowercased().hasSuffix(".csv") ? .csv : .jsonLines }

    /// The next act; nil at the end.
    public mutating func next() -> ActRecord? {
        while headerProblem == nil, let line = lines.next() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            var record = ActRecord(line: lines.number, file: file)
            guard line.count <= ActReader.lineLimit else {
                record.problem = Refusal(.unreadable, zh: "行过长", en: "the line is too long")
                return record
            }
            switch format {
            case .jsonLines: readJSON(line, into: &record)
            case .csv: readCSV(line, into: &record)
            }
            return record
        }
        return nil
    }

    private mutating func readHeader() {
        guard let line = lines.next() else {
            headerProblem = Refusal(.unreadable, zh: "文件为空", en: "the file is empty")
            return
        }
        guard case .success(let names) = CSVLine.split(line) else {
            headerProblem = Refusal(.unreadable, zh: "表头读不懂", en: "the header cannot be read")
            return
        }
        for name in names {
            let field = ActField(name: name)
            if let field, columns.contains(field) {
                headerProblem = Refusal(.unreadable, zh: "表头有两列 `\(name)`", en: "two columns are headed `\(name)`")
            }
            if field == nil, !name.isEmpty { note(unknown: name) }
            columns.append(field)
        }
        for field in [ActField.act, .user, .behaviour, .time, .grams] where !columns.contains(field) {
            headerProblem =
                headerProblem
                ?? Refusal(.missingField, zh: "缺少列“\(field.chinese)”", en: "column `\(field.rawValue)` is missing")
        }
    }

    private mutating func readCSV(_ line: ArraySlice<UInt8>, into record: inout ActRecord) {
        switch CSVLine.split(line) {
        case .failure(let failure):
            switch failure {
            case .openQuote: record.problem = Refusal(.unreadable, zh: "引号没有结束", en: "a quote is not closed")
            case .textAfterQuote:
                record.problem = Refusal(.unreadable, zh: "引号后应为逗号", en: "a comma must follow a closing quote")
            case .notUTF8: record.problem = Refusal(.unreadable, zh: "文字不是 UTF-8", en: "the text is not UTF-8")
            }
        case .success(let fields):
            for (column, text) in zip(columns, fields) {
                if let column, !text.isEmpty { record[column] = text }
            }
            if fields.count != columns.count {
                record.problem = Refusal(
                    .unreadable, zh: "应有 \(columns.count) 列，实有 \(fields.count) 列",
                    en: "\(columns.count) columns expected, \(fields.count) found")
            }
        }
    }

    private mutating func readJSON(_ line: ArraySlice<UInt8>, into record: inout ActRecord) {
        switch ExactJSONParser.parse(line) {
        case .failure(let failure):
            record.problem = Refusal(
                .unreadable, zh: "第 \(failure.offset + 1) 字节：\(failure.zh)",
                en: "byte \(failure.offset + 1): \(failure.en)")
        case .success(.object(let members)):
            for (name, value) in members {
                guard let field = ActField(name: name) else {
                    note(unknown: name)
                    continue
                }
                if value == .null { continue }
                guard let text = value.text else {
                    record.problem =
                        record.problem
                        ?? Refusal(.unreadable, zh: "`\(name)` 应为文字或数", en: "`\(name)` must be text or a number")
                    continue
                }
                if record[field] != nil {
                    record.problem =
                        record.problem
                        ?? Refusal(.unreadable, zh: "`\(name)` 用两种语言各写了一次", en: "`\(name)` is given in both languages")
                    continue
                }
                record[field] = text.trimmingSpaces
            }
        case .success:
            record.problem = Refusal(.unreadable, zh: "每行应为一个 `{…}`", en: "each line must be one `{…}`")
        }
    }

    private mutating func note(unknown name: String) {
        if unknownFields.count < 16, !unknownFields.contains(name) { unknownFields.append(name) }
    }
}
