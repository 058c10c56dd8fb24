/// How ledger lines are written.
public enum LedgerFormat: String, Sendable, Equatable, CaseIterable {
    /// For people, in one language, with a summary.
    case table
    /// One JSON object per line, for machines.
    case jsonLines = "json"
    case csv
}

/// Text of JSON.
enum JSONText {
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0xE2 }
        if isPlain { return "\"" + text + "\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{2028}": result += "\\u2028"
            case "\u{2029}": result += "\\u2029"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    static func object(_ members: [(String, String?)]) -> String {
        var text = "{"
        for (name, value) in members {
            guard let value else { continue }
            text += text.utf8.count == 1 ? "\"" : ",\""
            text += name
            text += "\":"
            text += value
        }
        return text + "}"
    }
}
