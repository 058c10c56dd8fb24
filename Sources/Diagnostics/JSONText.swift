/// A JSON value that is written with its members in the order given: the same findings give the same bytes.
enum JSONText {
    case string(String)
    case integer(Int)
    case bool(Bool)
    case array([JSONText])
    case object([(String, JSONText)])

    /// One line without blanks between tokens.
    var compact: String {
        var text = ""
        write(to: &text, indent: nil)
        return text
    }

    /// Two blanks of indentation per level.
    var pretty: String {
        var text = ""
        write(to: &text, indent: 0)
        return text + "\n"
    }

    private func write(to text: inout String, indent: Int?) {
        switch self {
        case .string(let string): JSONText.quote(string, to: &text)
        case .integer(let integer): text += String(integer)
        case .bool(let bool): text += bool ? "true" : "false"
        case .array(let items):
            JSONText.list("[", "]", items.count, to: &text, indent: indent) { index, text, inner in
                items[index].write(to: &text, indent: inner)
            }
        case .object(let members):
            JSONText.list("{", "}", members.count, to: &text, indent: indent) { index, text, inner in
                JSONText.quote(members[index].0, to: &text)
                text += inner == nil ? ":" : ": "
                members[index].1.write(to: &text, indent: inner)
            }
        }
    }

    private static func list(
        _ open: String, _ close: String, _ count: Int, to text: inout String, indent: Int?,
        item: (Int, inout String, Int?) -> Void
    ) {
        text += open
        let inner = indent.map { $0 + 2 }
        for index in 0..<count {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: " ", count: inner) }
            item(index, &text, inner)
        }
        if let indent, count > 0 { text += "\n" + String(repeating: " ", count: indent) }
        text += close
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _
            where scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .format
                || scalar.value == 0x2028 || scalar.value == 0x2029:
                for unit in String(Character(scalar)).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
