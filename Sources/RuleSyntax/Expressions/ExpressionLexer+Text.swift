import Diagnostics

extension ExpressionLexer {
    /// `"text"` with `\"`, `\\`, `\n`, `\t`, `\u0041`, or `“text”`.
    mutating func quoted() throws(SyntaxStop) -> ExpressionToken.Kind {
        let start = reader.index
        let opening = reader.raw()
        reader.index += 1
        var text = String.UnicodeScalarView()
        while let scalar = reader.raw() {
            if closes(scalar, opening: opening) {
                reader.index += 1
                return .text(String(text))
            }
            if scalar == "\n", !dialect.isStandard { break }
            if scalar == "\\" {
                text.append(try escape())
            } else {
                text.append(scalar)
                reader.index += 1
            }
        }
        let first = reader.span(start..<start + 1)
        throw SyntaxStop(
            .malformedText, zh: "文字没有结束的引号", en: "text has no closing quotation mark",
            at: first.union(reader.span(start..<reader.index)),
            labels: [Diagnostic.Label(span: first, text: Message(zh: "从这里开始", en: "it starts here"))])
    }

    private func closes(_ scalar: Unicode.Scalar, opening: Unicode.Scalar?) -> Bool {
        switch opening {
        case "“", "”": scalar == "”"
        case "＂": scalar == "＂"
        default: scalar == "\""
        }
    }

    /// `\u0041`, `\U01F40E`, or two `\u` that are one character in UTF-16.
    private mutating func standardCodePoint(digits: Int) -> Unicode.Scalar? {
        func value(at start: Int) -> UInt32? {
            var value: UInt32 = 0
            for place in 0..<digits {
                guard let digit = reader.raw(start + place), digit.properties.isASCIIHexDigit,
                    let number = UInt32(String(digit), radix: 16)
                else { return nil }
                value = value * 16 + number
            }
            return value
        }
        guard let first = value(at: 0) else { return nil }
        reader.index += digits
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
        guard reader.raw() == "\\", reader.raw(1) == "u", let second = value(at: 2), (0xDC00..<0xE000).contains(second)
        else { return nil }
        reader.index += 2 + digits
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func escape() throws(SyntaxStop) -> Unicode.Scalar {
        let start = reader.index
        let letter = reader.raw(1)
        reader.index += letter == nil ? 1 : 2
        switch letter {
        case "\"", "\\", "/", "”", "“": return letter ?? "\\"
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case let other? where dialect.isStandard && !"u'U".unicodeScalars.contains(other):
            reader.index -= 1
            return "\\"
        case "'" where dialect.isStandard: return "'"
        case "U" where dialect.isStandard, "u" where dialect.isStandard:
            if let scalar = standardCodePoint(digits: letter == "U" ? 6 : 4) { return scalar }
        case "u":
            var hex = ""
            while hex.utf8.count < 4, let digit = reader.raw(), digit.properties.isASCIIHexDigit {
                hex.unicodeScalars.append(digit)
                reader.index += 1
            }
            if hex.utf8.count == 4, let value = UInt32(hex, radix: 16), let scalar = Unicode.Scalar(value) {
                return scalar
            }
        default: break
        }
        throw SyntaxStop(
            .malformedText, zh: "`\\` 后面只能是 `\\`、`\"`、`n`、`t` 或 `u` 加四位十六进制数",
            en: "after `\\` only `\\`, `\"`, `n`, `t` or `u` with four hexadecimal digits can stand",
            at: reader.span(start..<reader.index))
    }
}
