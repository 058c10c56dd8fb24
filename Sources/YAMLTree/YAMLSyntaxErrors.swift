import Diagnostics

/// Says libyaml's syntax errors in words about the text, with the mend.
struct YAMLSyntaxErrors {
    let text: YAMLText

    func diagnose(_ problem: YAMLSyntaxProblem) -> Diagnostic {
        let offset = problem.offset
        let context = problem.contextOffset ?? offset
        switch problem.problem {
        case "found character that cannot start any token": return badStart(at: offset)
        case "mapping values are not allowed in this context": return colonInText(at: offset)
        case "block sequence entries are not allowed in this context": return dash(at: offset)
        case "mapping keys are not allowed in this context": return questionMark(at: offset)
        case "could not find expected ':'": return missingColon(at: context)
        case "did not find expected key": return expectedKey(at: offset, mapping: context)
        case "did not find expected '-' indicator": return expectedItem(at: offset, list: context)
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return bracket(at: offset, opening: context)
        case "did not find expected node content": return missingContent(at: offset, opening: context)
        case "found unexpected end of stream", "found unexpected document indicator":
            return unclosedQuote(at: context, end: offset)
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            return escape(at: offset)
        case "found unexpected ':'": return colonInText(at: offset)
        case "found a tab character where an indentation space is expected",
            "found a tab character that violates indentation":
            return tab(at: offset)
        case "found an indentation indicator equal to 0": return blockHeader(at: context)
        case "did not find expected <document start>": return afterDocument(at: offset)
        case "found duplicate %YAML directive", "found incompatible YAML document", "found duplicate %TAG directive":
            return directive(at: offset)
        default: break
        }
        if problem.context.contains("directive") { return directive(at: context) }
        if problem.context == "while scanning a block scalar" { return blockHeader(at: context) }
        if problem.context.contains("an anchor") || problem.context.contains("an alias") {
            return reserved(at: context)
        }
        if problem.context.contains("tag") || problem.context == "while parsing a node" { return tag(at: context) }
        return YAMLSyntaxErrors.unknown(problem.problem, in: text, at: offset)
    }

    /// A finding for what libyaml says in words that this table does not know.
    static func unknown(_ problem: String, in text: YAMLText, at offset: Int) -> Diagnostic {
        text.error(
            .syntax, offset..<min(offset + 1, text.bytes.count), zh: "此处不是有效的 YAML（`\(problem)`）；请检查缩进、引号和括号",
            en: "this is not YAML (`\(problem)`); check indentation, quotes and brackets")
    }

    /// The character at `offset`, whole.
    func character(_ offset: Int) -> Range<Int> {
        guard offset < text.bytes.count else { return text.bytes.count..<text.bytes.count }
        return offset..<(offset + CharacterScan.scalar(text.bytes, at: offset).length)
    }

    /// From the value's start on the line of `offset` to the line's end: what quotes would have to hold.
    func value(onLineOf offset: Int) -> Range<Int> {
        let start = text.valueStart(onLineOf: offset)
        return text.rest(from: min(start, offset))
    }

    /// Mends for a line whose colon is full-width or lacks its space.
    func colonFixes(_ line: Range<Int>) -> [Diagnostic.FixIt] {
        let content = text.trimmed(line)
        guard text.firstColon(in: content) == nil else { return [] }
        let wide: [UInt8] = [0xEF, 0xBC, 0x9A]
        var index = content.lowerBound
        while index < content.upperBound {
            if text.bytes[index...].starts(with: wide) {
                return [
                    colonFix(
                        Message(zh: "改用半角冒号加空格", en: "write an ASCII colon and a space"),
                        index..<(index + 3), ": ")
                ]
            }
            if text.ascii(index) == ":", index > content.lowerBound, index + 1 < content.upperBound {
                return [
                    colonFix(
                        Message(zh: "冒号后加一个空格", en: "put a space after the colon"), index..<(index + 1), ": ")
                ]
            }
            index += 1
        }
        return []
    }

    private func colonFix(_ title: Message, _ range: Range<Int>, _ replacement: String) -> Diagnostic.FixIt {
        Diagnostic.FixIt(title: title, edits: [TextEdit(span: text.span(range), replacement: replacement)])
    }
}
