/// User text made fit for a message: shortened, control and direction characters made visible.
enum Excerpt {
    static let limit = 60

    static func of(_ text: String) -> String {
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == limit { return result + "…" }
            count += 1
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default:
                if scalar == "`" { result += "'" } else { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        of(String(decoding: bytes.prefix((limit + 1) * 4), as: UTF8.self))
    }
}
