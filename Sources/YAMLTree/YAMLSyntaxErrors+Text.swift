import Diagnostics

/// Texts that YAML reads as something else: quotes or a pipe table mend them.
extension YAMLSyntaxErrors {
    func badStart(at offset: Int) -> Diagnostic {
        if text.ascii(offset) == "\t" { return tab(at: offset) }
        return reserved(at: offset)
    }

    /// A text that begins with a character YAML keeps for itself.
    func reserved(at offset: Int) -> Diagnostic {
        let rest = text.rest(from: offset)
        let first = text.snippet(character(offset))
        let shown = first == "'" ? "反引号" : " `\(first)` "
        let shownEn = first == "'" ? "a back-tick" : "`\(first)`"
        var finding = text.error(
            .reservedStart, rest.isEmpty ? character(offset) : rest, zh: "文本不能以\(shown)开头；请加引号",
            en: "a text cannot begin with \(shownEn); put it in quotes")
        if !rest.isEmpty, isInBlock(offset) { finding.fixIts = [text.quoteFix(rest)] }
        return finding
    }

    /// `> 10` and `| x`: the header of a block with text behind it.
    func blockHeader(at offset: Int) -> Diagnostic {
        let start = text.valueStart(onLineOf: offset)
        if start < offset, let first = text.ascii(start), "*&!".contains(first) {
            return first == "!" ? tag(at: start) : alias(at: start)
        }
        if let finding = tableWithoutBlock(at: offset) { return finding }
        let rest = text.rest(from: offset)
        let first = text.snippet(character(offset))
        var finding = text.error(
            .reservedStart, rest.isEmpty ? character(offset) : rest,
            zh: "以 `\(first)` 开头的文本在 YAML 里是多行文本的开始；请加引号，如 `\"> 10\"`",
            en:
                "a text that begins with `\(first)` starts a block of lines to YAML; put it in quotes, such as `\"> 10\"`"
        )
        if !rest.isEmpty { finding.fixIts = [text.quoteFix(rest)] }
        return finding
    }

    /// `bands:` and a pipe table below it, without the `|` that begins a block of lines; nil if that is not what is there.
    private func tableWithoutBlock(at offset: Int) -> Diagnostic? {
        let row = text.trimmed(text.line(at: offset))
        guard row.lowerBound == offset, row.count > 2, text.ascii(offset) == "|", text.ascii(row.upperBound - 1) == "|",
            let before = text.lineBefore(text.line(at: offset)).map(text.trimmed),
            text.ascii(before.upperBound - 1) == ":"
        else { return nil }
        let key = text.snippet(before.lowerBound..<before.upperBound - 1)
        var finding = text.error(
            .reservedStart, before.upperBound - 1..<before.upperBound,
            zh: "`\(key)` 下面是一张表，冒号后少了 `|`：写成 `\(key): |`",
            en: "a table follows `\(key)`, and the colon lacks its `|`: write `\(key): |`")
        finding.fixIts = [
            Diagnostic.FixIt(
                title: Message(zh: "在冒号后加 `|`", en: "add `|` after the colon"),
                edits: [TextEdit(span: text.span(before.upperBound..<before.upperBound), replacement: " |")])
        ]
        return finding
    }

    func alias(at offset: Int) -> Diagnostic {
        let rest = text.rest(from: offset)
        var finding = text.error(
            .anchorOrAlias, rest, zh: "以 `\(text.snippet(character(offset)))` 开头的文本在 YAML 里是锚点或别名；请加引号",
            en:
                "a text that begins with `\(text.snippet(character(offset)))` is an anchor or alias to YAML; put it in quotes"
        )
        finding.fixIts = [text.quoteFix(rest)]
        return finding
    }

    func tag(at offset: Int) -> Diagnostic {
        let rest = text.rest(from: offset)
        var finding = text.error(
            .tag, rest.isEmpty ? character(offset) : rest, zh: "以 `!` 开头的文本在 YAML 里是标签；请加引号",
            en: "a text that begins with `!` is a tag to YAML; put it in quotes")
        if !rest.isEmpty, text.ascii(offset) == "!", isInBlock(offset) { finding.fixIts = [text.quoteFix(rest)] }
        return finding
    }

    func dash(at offset: Int) -> Diagnostic {
        let rest = text.rest(from: offset)
        var finding = text.error(
            .reservedStart, rest.isEmpty ? character(offset) : rest, zh: "冒号后的 `-` 在 YAML 里是列表项；文本请加引号，列表请另起一行",
            en: "a `-` after a colon is a list item to YAML; put a text in quotes, begin a list on the next line")
        if rest.count == 1 { finding.fixIts = [text.quoteFix(rest)] }
        return finding
    }

    /// A second colon on a line, or a line that continues a value and looks like a key.
    func colonInText(at offset: Int) -> Diagnostic {
        let line = text.line(at: offset)
        let value = value(onLineOf: offset)
        if value.lowerBound <= offset, value.lowerBound > text.trimmed(line).lowerBound, value.contains(offset),
            text.firstColon(in: text.trimmed(line)).map({ $0 < offset }) == true
        {
            let shown = text.snippet(value)
            var finding = text.error(
                .colonInText, value, zh: "文本 `\(shown)` 里有冒号加空格，YAML 会当成另一个键；请加引号，或用 `|` 另起一行",
                en:
                    "the text `\(shown)` holds a colon and a space, another key to YAML; put it in quotes, or use `|` and the next line"
            )
            finding.labels = [
                Diagnostic.Label(
                    span: text.span(character(offset)), text: Message(zh: "这个冒号", en: "this colon"))
            ]
            if isInBlock(value.lowerBound), text.ascii(value.lowerBound) != "\"", text.ascii(value.lowerBound) != "'" {
                finding.fixIts = [text.quoteFix(value)]
            }
            return finding
        }
        if let before = text.lineBefore(line) {
            let fixes = colonFixes(before)
            if !fixes.isEmpty { return missingColon(at: text.trimmed(before).lowerBound) }
        }
        return indentation(line)
    }

    private func indentation(_ line: Range<Int>) -> Diagnostic {
        let content = text.trimmed(line)
        let key = text.firstColon(in: content).map { content.lowerBound..<$0 } ?? content
        if key.count > 1024 {
            return text.error(
                .keyTooLong, key.lowerBound..<(key.lowerBound + 1), zh: "键过长；请用短名称，长文字放进 `title`",
                en: "the key is too long; use a short name and put long text under `title`")
        }
        let shown = text.snippet(key)
        var finding = text.error(
            .expectedKey, key, zh: "`\(shown)` 的缩进与同级的键不一致，被当成上一行的值；请对齐",
            en: "`\(shown)` is not indented like the keys beside it and runs into the value above; align it")
        if let before = text.lineBefore(line) {
            finding.labels = [
                Diagnostic.Label(
                    span: text.span(text.trimmed(before)), text: Message(zh: "上一行", en: "the line above"))
            ]
        }
        return finding
    }

    /// True where `offset` is not inside brackets opened earlier on its line: quotes to the end of the line are safe.
    func isInBlock(_ offset: Int) -> Bool {
        let line = text.line(at: offset)
        return !text.bytes[line.lowerBound..<max(line.lowerBound, min(offset, line.upperBound))]
            .contains { $0 == 0x7B || $0 == 0x5B }
    }
}
