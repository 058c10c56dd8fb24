import Diagnostics

extension ExpressionLexer {
    private typealias Symbol = ExpressionToken.Symbol

    /// Operators and punctuation, longest first.
    mutating func symbol() throws(SyntaxStop) -> ExpressionToken.Symbol {
        let start = reader.index
        switch reader.raw() {
        case "≥", "⩾", "≧": return take(1, .greaterOrEqual)
        case "≤", "⩽", "≦": return take(1, .lessOrEqual)
        case "≠": return take(1, .notEqual)
        default: break
        }
        let one = reader.peek()
        let two = reader.peek(1)
        switch (one, two) {
        case ("=", "="): throw foreign(reader.peek(2) == "=" ? 3 : 2, "=")
        case ("=", ">"): throw foreign(2, ">=")
        case ("=", "<"): throw foreign(2, "<=")
        case ("!", "="):
            if reader.peek(2) == "=" { throw foreign(3, "!=") }
            return take(2, .notEqual)
        case ("<", ">"): throw foreign(2, "!=")
        case ("<", "="): return take(2, .lessOrEqual)
        case (">", "="): return take(2, .greaterOrEqual)
        case ("&", "&"): throw foreign(2, "and")
        case ("|", "|"): throw foreign(2, "or")
        case ("*", "*"): return take(2, .power)
        case (".", "."): return take(2, .dotDot)
        default: break
        }
        switch one {
        case "=": return take(1, .equal)
        case "<": return take(1, .less)
        case ">": return take(1, .greater)
        case "+": return take(1, .plus)
        case "-": return take(1, .minus)
        case "*": return take(1, .star)
        case "/": return take(1, .slash)
        case "(": return take(1, .leftParenthesis)
        case ")": return take(1, .rightParenthesis)
        case "[": return take(1, .leftBracket)
        case "]": return take(1, .rightBracket)
        case "{": return take(1, .leftBrace)
        case "}": return take(1, .rightBrace)
        case "^": throw foreign(1, "**")
        case ",": return take(1, .comma)
        case ":": return take(1, .colon)
        case ".":
            if ScalarReader.isDigit(two), !endsOperand, reader.peek(-1) != "." {
                let span = reader.span(start..<start + 1)
                throw SyntaxStop(
                    .malformedNumber, zh: "小数点前要写 `0`", en: "write a `0` before the decimal point", at: span,
                    fixIts: [.replace(span, by: "0.")])
            }
            return take(1, .dot)
        default: throw unexpected()
        }
    }

    private mutating func take(_ count: Int, _ symbol: ExpressionToken.Symbol) -> ExpressionToken.Symbol {
        reader.index += count
        return symbol
    }

    private var endsOperand: Bool {
        switch tokens.last?.kind {
        case .name, .number, .symbol(.rightParenthesis), .symbol(.rightBracket): true
        default: false
        }
    }

    private mutating func foreign(_ count: Int, _ replacement: String) -> SyntaxStop {
        let start = reader.index
        reader.index += count
        let written = reader.string(start..<reader.index)
        let span = reader.span(start..<reader.index)
        let isWord = replacement == "and" || replacement == "or"
        let spacing = isWord && !ScalarReader.isSpace(reader.peek() ?? " ") ? replacement + " " : replacement
        let padded =
            isWord && start > 0 && !ScalarReader.isSpace(reader.peek(-count - 1) ?? " ") ? " " + spacing : spacing
        return SyntaxStop(
            .foreignOperator, zh: "没有运算符 `\(written)`，请写 `\(replacement)`",
            en: "there is no operator `\(written)`, write `\(replacement)`", at: span,
            fixIts: [
                Diagnostic.FixIt(
                    title: Message(zh: "改为 `\(replacement)`", en: "write `\(replacement)`"),
                    edits: [TextEdit(span: span, replacement: padded)])
            ])
    }

    private mutating func unexpected() -> SyntaxStop {
        let start = reader.index
        let raw = reader.raw() ?? " "
        reader.index += 1
        let span = reader.span(start..<reader.index)
        switch raw {
        case "!", "！":
            let spaced = ScalarReader.isSpace(reader.peek() ?? " ")
            return SyntaxStop(
                .foreignOperator, zh: "没有运算符 `!`，请写 `not` 或 `非`", en: "there is no operator `!`, write `not`", at: span,
                fixIts: [
                    Diagnostic.FixIt(
                        title: Message(zh: "改为 `not`", en: "write `not`"),
                        edits: [TextEdit(span: span, replacement: spaced ? "not" : "not ")])
                ])
        case "%", "％":
            return SyntaxStop(
                .percentWithoutNumber, zh: "`%` 前没有数字；百分数写作 `30 %`，括号或名称后面不能跟 `%`",
                en: "`%` has no number before it; a percentage is written `30 %`, a name or bracket cannot carry one",
                at: span)
        case "、", "；", ";": return confusable(raw, ",", span)
        case "—", "–": return confusable(raw, "-", span)
        case "。": return confusable(raw, ".", span)
        case "‘", "’", "'": return confusable(raw, "\"", span)
        case "【", "「": return confusable(raw, "[", span)
        case "】", "」": return confusable(raw, "]", span)
        default: break
        }
        let shown = isVisible(raw) ? "`\(raw)`" : "U+" + hex(raw.value)
        return SyntaxStop(
            .unexpectedCharacter, zh: "表达式里不能有字符 \(shown)", en: "character \(shown) cannot stand in an expression",
            at: span)
    }

    private func confusable(_ raw: Unicode.Scalar, _ plain: String, _ span: Span) -> SyntaxStop {
        SyntaxStop(
            .unexpectedCharacter, zh: "`\(raw)` 不是表达式的符号，请写 `\(plain)`",
            en: "`\(raw)` is no sign of the language, write `\(plain)`", at: span, fixIts: [.replace(span, by: plain)])
    }

    private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator, .nonspacingMark:
            false
        default: true
        }
    }

    private func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
