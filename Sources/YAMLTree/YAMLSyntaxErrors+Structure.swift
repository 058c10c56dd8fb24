import Diagnostics

/// Lines, lists, brackets and quotes that do not fit together.
extension YAMLSyntaxErrors {
    func missingColon(at offset: Int) -> Diagnostic {
        let line = text.line(at: offset)
        let content = text.rest(from: text.trimmed(line).lowerBound)
        let range = content.isEmpty ? character(offset) : content
        var finding = text.error(
            .expectedKey, range, zh: "这一行没有 `键: 值`；冒号须是半角，后面留一个空格",
            en: "this line has no `key: value`; the colon must be ASCII with a space after it")
        finding.fixIts = colonFixes(line)
        return finding
    }

    func expectedKey(at offset: Int, mapping: Int) -> Diagnostic {
        let line = text.line(at: offset)
        let content = text.trimmed(line)
        if text.ascii(offset) == "-", text.isBlank(offset + 1) || text.isBreak(offset + 1) {
            return text.error(
                .misplacedItem, text.rest(from: offset), zh: "列表项 `-` 与键混在同一级；请放到它所属的键下面",
                en: "a list item `-` stands among keys; put it below the key it belongs to")
        }
        if text.ascii(offset) == ":" {
            return text.error(
                .blankKey, character(offset), zh: "冒号前没有键；请写出名称", en: "no key before the colon; write a name")
        }
        let value = value(onLineOf: offset)
        if offset > content.lowerBound, value.lowerBound < offset, value.contains(offset) {
            return afterValue(value, from: offset)
        }
        let fixes = colonFixes(line)
        if !fixes.isEmpty { return missingColon(at: offset) }
        var finding = text.error(
            .expectedKey, text.rest(from: offset), zh: "此处应为键，且与同级的键对齐",
            en: "a key is expected here, aligned with the keys beside it")
        finding.labels = [
            Diagnostic.Label(
                span: text.span(text.rest(from: mapping)),
                text: Message(zh: "同级的键从此开始", en: "the keys beside it begin here"))
        ]
        return finding
    }

    private func afterValue(_ value: Range<Int>, from offset: Int) -> Diagnostic {
        let shown = text.snippet(value)
        var finding = text.error(
            .textAfterValue, value, zh: "`\(shown)` 的值已经结束，后面还有文字；请把整个值加引号",
            en: "the value in `\(shown)` has ended and more text follows; put the whole value in quotes")
        finding.labels = [
            Diagnostic.Label(
                span: text.span(text.rest(from: offset)), text: Message(zh: "多出的文字", en: "the text too much"))
        ]
        if let first = text.ascii(value.lowerBound), "\"[{'".contains(first),
            !value.contains(where: { text.isBreak($0) })
        {
            finding.fixIts = [text.quoteFix(value)]
        }
        return finding
    }

    func expectedItem(at offset: Int, list: Int) -> Diagnostic {
        let rest = text.rest(from: offset)
        let value = value(onLineOf: offset)
        if value.lowerBound < offset, value.contains(offset), offset > text.trimmed(text.line(at: offset)).lowerBound {
            return afterValue(value, from: offset)
        }
        var finding = text.error(
            .misplacedItem, rest.isEmpty ? character(offset) : rest, zh: "此处应为列表项 `- `，或缩进与列表不一致；请对齐",
            en: "a list item `- ` is expected here, or the indentation does not fit the list; align it")
        finding.labels = [
            Diagnostic.Label(
                span: text.span(text.rest(from: list)), text: Message(zh: "列表从此开始", en: "the list begins here"))
        ]
        return finding
    }

    func bracket(at offset: Int, opening: Int) -> Diagnostic {
        let start = text.rest(from: opening)
        let shown = text.snippet(start)
        if let last = start.last, let end = text.ascii(last), ")[".contains(end), text.ascii(opening) == "[",
            TreeBuilder.isRange(String(decoding: text.bytes[start], as: UTF8.self))
        {
            return quotedRange(start, shown)
        }
        let line = text.line(at: offset)
        if offset >= text.bytes.count || !line.contains(opening) {
            var finding = text.error(
                .bracket, character(opening), zh: "括号没有闭合；请补上，若是表达式请加引号",
                en: "the bracket is never closed; close it, or put an expression in quotes")
            finding.labels = [
                Diagnostic.Label(
                    span: text.span(character(offset)), text: Message(zh: "读到这里仍未闭合", en: "still open here"))
            ]
            return finding
        }
        let close = text.ascii(opening) == "{" ? "}" : "]"
        var finding = text.error(
            .bracket, character(offset), zh: "此处应为 `,` 或 `\(close)`；含 `, [ ] { } #` 的表达式请加引号，或改用多行写法",
            en:
                "`,` or `\(close)` is expected here; put an expression with `, [ ] { } #` in quotes, or write it on lines of its own"
        )
        finding.labels = [
            Diagnostic.Label(
                span: text.span(character(opening)), text: Message(zh: "从此括号开始", en: "opened here"))
        ]
        return finding
    }

    private func quotedRange(_ range: Range<Int>, _ shown: String) -> Diagnostic {
        var finding = text.error(
            .rangeAsList, range, zh: "区间 `\(shown)` 须加引号；YAML 把方括号当列表",
            en: "put the range `\(shown)` in quotes; brackets make a list in YAML")
        finding.fixIts = [text.quoteFix(range)]
        return finding
    }

    func missingContent(at offset: Int, opening: Int) -> Diagnostic {
        guard offset < text.bytes.count else { return bracket(at: offset, opening: opening) }
        let rest = text.rest(from: offset)
        if text.valueStart(onLineOf: offset) == offset,
            TreeBuilder.isRange(String(decoding: text.bytes[rest], as: UTF8.self))
        {
            return quotedRange(rest, text.snippet(rest))
        }
        let shown = text.snippet(character(offset))
        return text.error(
            .bracket, character(offset), zh: "此处不应是 `\(shown)`；请补上值，若是表达式请加引号",
            en: "`\(shown)` is not expected here; write a value, or put an expression in quotes")
    }

    func unclosedQuote(at offset: Int, end: Int) -> Diagnostic {
        var finding = text.error(
            .unclosedQuote, text.rest(from: offset), zh: "引号 `\(text.snippet(character(offset)))` 没有闭合；请补上",
            en: "the quote `\(text.snippet(character(offset)))` is never closed; close it")
        finding.labels = [
            Diagnostic.Label(
                span: text.span(character(end)), text: Message(zh: "读到这里仍未闭合", en: "still open here"))
        ]
        return finding
    }

    func escape(at offset: Int) -> Diagnostic {
        var start = min(offset, text.bytes.count - 1)
        let floor = max(0, start - 3)
        while start > floor, text.ascii(start) != "\\" { start -= 1 }
        let digits = text.ascii(start + 1)?.asciiValue.flatMap { ScalarMapper.hexDigits($0) } ?? 0
        let end = min(start + 2 + digits, text.line(at: start).upperBound)
        let range = start..<max(end, start)
        let shown = text.snippet(range)
        var finding = text.error(
            .escape, range, zh: "`\(shown)` 不是双引号文本里的转义；请改用单引号，或写成 `\\\\`",
            en: "`\(shown)` is no escape of a double-quoted text; use single quotes, or write `\\\\`")
        if digits > 0 {
            finding.message = Message(
                zh: "`\(shown)` 不是有效的字符编号；请直接写出该字符", en: "`\(shown)` is no character; write the character itself")
        }
        return finding
    }

    func tab(at offset: Int) -> Diagnostic {
        var start = offset
        while start > 0, text.isBlank(start - 1) { start -= 1 }
        var end = offset
        while text.isBlank(end) { end += 1 }
        var finding = text.error(
            .tab, offset..<max(end, min(offset + 1, text.bytes.count)), zh: "制表符不能用来缩进；请换成空格",
            en: "a tab does not indent; use spaces")
        if start > 0, !text.isBreak(start - 1) {
            finding.fixIts = [
                Diagnostic.FixIt(
                    title: Message(zh: "换成空格", en: "use a space"),
                    edits: [TextEdit(span: text.span(start..<max(end, start)), replacement: " ")])
            ]
        }
        return finding
    }

    func questionMark(at offset: Int) -> Diagnostic {
        text.error(
            .oddKey, text.rest(from: offset), zh: "键须写成一行的 `键: 值`；请去掉 `?`，若是文本请加引号",
            en: "a key is written `key: value` on one line; leave out the `?`, or put a text in quotes")
    }

    func directive(at offset: Int) -> Diagnostic {
        text.error(
            .directive, text.rest(from: text.line(at: offset).lowerBound), zh: "规则文件不用 YAML 指令；请删除以 `%` 开头的行",
            en: "rule files have no YAML directives; delete the line that begins with `%`")
    }

    func afterDocument(at offset: Int) -> Diagnostic {
        let line = text.line(at: offset)
        let value = text.rest(from: text.trimmed(line).lowerBound)
        if value.lowerBound < offset { return afterValue(value, from: offset) }
        if let before = text.lineBefore(line), text.snippet(text.trimmed(before)) == "..." {
            return text.error(
                .severalDocuments, text.rest(from: offset), zh: "一个文件只能有一份文档；请把 `...` 之后的内容移到另一个文件",
                en: "one file holds one document; move what follows `...` to a file of its own")
        }
        var finding = text.error(
            .expectedKey, value.isEmpty ? character(offset) : value, zh: "此处的内容不属于上面的结构；请检查缩进",
            en: "this does not belong to what stands above; check the indentation")
        finding.fixIts = colonFixes(line)
        return finding
    }
}
