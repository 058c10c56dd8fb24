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
            if scalar == "\n" { break }
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

    private mutating func escape() throws(SyntaxStop) -> Unicode.Scalar {
        let start = reader.index
        let letter = reader.raw(1)
        reader.index += letter == nil ? 1 : 2
        switch letter {
        case "\"", "\\", "/", "”", "“": return letter ?? "\\"
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
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
