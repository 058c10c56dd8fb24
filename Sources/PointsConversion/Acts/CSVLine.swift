/// Splits one line of a CSV file (RFC 4180, without line breaks inside quotes: no field of ours has them, and an unclosed
/// quote then spoils its own line only).
enum CSVLine {
    enum Failure: Error, Sendable, Equatable { case openQuote, textAfterQuote, notUTF8 }

    static func split(_ bytes: ArraySlice<UInt8>) -> Result<[String], Failure> {
        var fields: [String] = []
        var field: [UInt8] = []
        var at = bytes.startIndex
        func finish() -> Bool {
            guard let text = String(validating: field, as: UTF8.self) else { return false }
            fields.append(text.trimmingSpaces)
            field = []
            return true
        }
        while true {
            if at < bytes.endIndex, bytes[at] == UInt8(ascii: "\"") {
                at += 1
                var closed = false
                while at < bytes.endIndex {
                    if bytes[at] == UInt8(ascii: "\"") {
                        if at + 1 < bytes.endIndex, bytes[at + 1] == UInt8(ascii: "\"") {
                            field.append(bytes[at])
                            at += 2
                            continue
                        }
                        closed = true
                        at += 1
                        break
                    }
                    field.append(bytes[at])
                    at += 1
                }
                guard closed else { return .failure(.openQuote) }
                guard at == bytes.endIndex || bytes[at] == UInt8(ascii: ",") else { return .failure(.textAfterQuote) }
            } else {
                while at < bytes.endIndex, bytes[at] != UInt8(ascii: ",") {
                    field.append(bytes[at])
                    at += 1
                }
            }
            guard finish() else { return .failure(.notUTF8) }
            guard at < bytes.endIndex else { return .success(fields) }
            at += 1
        }
    }
}

extension String {
    /// Without white space at either end.
    var trimmingSpaces: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}

/// Walks through the lines of a file: LF or CRLF, a byte order mark skipped.
struct LineWalker {
    private let bytes: [UInt8]
    private var at: Int
    /// Number of the line given last, from 1.
    private(set) var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next line without its line break; nil at the end.
    mutating func next() -> ArraySlice<UInt8>? {
        guard at < bytes.count else { return nil }
        let start = at
        var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        at = end + 1
        number += 1
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return bytes[start..<end]
    }
}
