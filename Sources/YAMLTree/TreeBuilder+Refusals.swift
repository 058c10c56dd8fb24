import Diagnostics

/// What YAML allows and a rule file has no need of.
extension TreeBuilder {
    mutating func refuseAlias(_ range: Range<Int>) {
        isDamaged = true
        if let key = stack.last?.key, !key.isKept { return }
        var finding = text.error(
            .anchorOrAlias, range, zh: "规则文件不用别名 `\(text.snippet(range))`；请直接写出内容，表达式请加引号",
            en:
                "rule files have no aliases such as `\(text.snippet(range))`; write the content out, or put an expression in quotes"
        )
        if stack.last?.isFlow == false { finding.fixIts = [text.quoteFix(text.rest(from: range.lowerBound))] }
        report(finding)
    }

    mutating func refuse(_ properties: YAMLEvent.Properties, _ range: Range<Int>) {
        guard properties.anchor || properties.tag != nil else { return }
        isDamaged = true
        let word = firstWord(range.lowerBound)
        let isTag = text.ascii(range.lowerBound) == "!" || !properties.anchor
        if isTag {
            var finding = text.error(
                .tag, word, zh: "规则文件不用标签 `\(text.snippet(word))`；请删除，表达式请加引号",
                en: "rule files have no tags such as `\(text.snippet(word))`; delete it, or put an expression in quotes"
            )
            if text.ascii(range.lowerBound + 1) == "=", stack.last?.isFlow == false {
                finding.fixIts = [text.quoteFix(text.rest(from: range.lowerBound))]
            }
            report(finding)
        } else {
            report(
                text.error(
                    .anchorOrAlias, word, zh: "规则文件不用锚点 `\(text.snippet(word))`；请删除，需要时直接写出内容",
                    en:
                        "rule files have no anchors such as `\(text.snippet(word))`; delete it and write the content out where needed"
                ))
        }
    }

    private func firstWord(_ offset: Int) -> Range<Int> {
        var end = offset
        while end < text.bytes.count, !text.isBlank(end), !text.isBreak(end) { end += 1 }
        return offset..<max(end, offset)
    }

    mutating func refuseRoot(_ scalar: YAMLNode.Scalar, _ span: Span) {
        isDamaged = true
        let range = span.start..<span.end
        if scalar.text.isEmpty, scalar.style == .plain {
            rootFinding = emptyFile(range)
            return
        }
        var finding = text.error(
            .textRoot, text.rest(from: range.lowerBound), zh: "文件只有一段文字；请写成 `键: 值`，如 `规范: 酒店`",
            en: "the file is one text; write `key: value`, such as `norm: hotel`")
        finding.fixIts = YAMLSyntaxErrors(text: text).colonFixes(text.line(at: range.lowerBound))
        rootFinding = finding
    }

    /// True if the text is short enough.
    mutating func checkLength(_ value: [UInt8], _ range: Range<Int>) -> Bool {
        guard value.count > limits.scalarBytes else { return true }
        stop(
            text.error(
                .textTooLong, range.lowerBound..<min(range.lowerBound + 1, range.upperBound),
                zh: "文本有 \(value.count) 字节，上限为 \(limits.scalarBytes) 字节；请拆开，或把大表放进 `csv` 文件",
                en:
                    "the text has \(value.count) bytes, the limit is \(limits.scalarBytes); split it, or move a large table to a `csv` file"
            ))
        return false
    }

    /// Characters that only unescaping brings to light, and letters that look like others.
    mutating func checkText(_ scalar: YAMLNode.Scalar, _ span: Span) {
        guard scalar.style == .doubleQuoted || scalar.text.utf8.contains(where: { $0 >= 0x80 }) else { return }
        if scalar.style == .doubleQuoted {
            let bytes = Array(scalar.text.utf8)
            for offence in CharacterScan.offences(in: bytes, from: 0, limit: 8) {
                let place = scalar.map.span(offence.range)
                guard text.ascii(place.start) == "\\" else { continue }
                isDamaged = true
                report(text.offence(place.start..<place.end, value: offence.value, kind: offence.kind))
            }
        }
        if scalar.style == .plain, let first = scalar.text.unicodeScalars.first, TreeBuilder.isWideSpace(first),
            stack.last?.wantsKey != true, beginsLine(span.start)
        {
            isDamaged = true
            report(wideSpace(scalar, span.start..<span.end))
        }
        for word in Lookalike.mixedWords(in: scalar.text) {
            isDamaged = true
            let place = scalar.map.span(word.letter)
            let shown = YAMLText.shorten(word.text)
            var finding = text.error(
                .lookalikeLetter, place.start..<place.end,
                zh: "`\(shown)` 里混有\(word.script.zh)字母，看起来像拉丁字母 `\(word.latin)`；请改用拉丁字母",
                en:
                    "`\(shown)` holds a \(word.script.en) letter that looks like the Latin `\(word.latin)`; write the Latin letter"
            )
            finding.fixIts = [
                Diagnostic.FixIt(
                    title: Message(zh: "改为 `\(word.latin)`", en: "write `\(word.latin)`"),
                    edits: [TextEdit(span: place, replacement: String(word.latin))])
            ]
            report(finding)
        }
    }

    /// True where only blanks stand before `offset` on its line.
    private func beginsLine(_ offset: Int) -> Bool {
        var index = offset
        while text.isBlank(index - 1) { index -= 1 }
        return index == 0 || text.isBreak(index - 1)
    }
}
