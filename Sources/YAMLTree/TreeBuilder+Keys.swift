import Diagnostics

extension TreeBuilder {
    /// Checks a key and remembers it in its mapping.
    mutating func checkedKey(_ scalar: YAMLNode.Scalar, _ span: Span, frame: Int) -> Key {
        let range = span.start..<span.end
        var key = Key(text: scalar.text, range: range, style: scalar.style, isKept: true)
        let gap = min(stack[frame].gapStart, range.lowerBound)..<range.lowerBound
        if hasQuestionMark(gap) || scalar.style == .literal || scalar.style == .folded || isSeveralLines(range) {
            isDamaged = true
            key.isKept = false
            report(
                text.error(
                    .oddKey, range, zh: "键须写成一行的 `键: 值`；请去掉 `?`",
                    en: "a key is written `key: value` on one line; leave out the `?`"))
            return key
        }
        if stack[frame].isFlow, !isFollowedByColon(range.upperBound) {
            key.isKept = false
            stack[frame].loose.append(range)
            return key
        }
        if let finding = keyFinding(scalar, range) {
            isDamaged = true
            key.isKept = false
            report(finding)
            return key
        }
        if let first = stack[frame].seen[scalar.text] {
            key.isKept = false
            reportDuplicate(scalar.text, range, first: first)
        } else {
            stack[frame].seen[scalar.text] = range
        }
        return key
    }

    private func keyFinding(_ scalar: YAMLNode.Scalar, _ range: Range<Int>) -> Diagnostic? {
        var name: String { YAMLText.shorten(scalar.text) }
        if scalar.text.utf8.count > limits.keyBytes {
            return text.error(
                .keyTooLong, range, zh: "键 `\(name)` 超过 \(limits.keyBytes) 字节；请用短名称，长文字放进 `title`",
                en:
                    "the key `\(name)` is longer than \(limits.keyBytes) bytes; use a short name and put long text under `title`"
            )
        }
        if scalar.style == .plain, scalar.text == "<<" {
            return text.error(
                .mergeKey, range, zh: "规则文件不用合并键 `<<`；请把内容直接写出",
                en: "rule files have no merge key `<<`; write the entries out")
        }
        if let first = scalar.text.unicodeScalars.first, let last = scalar.text.unicodeScalars.last {
            if scalar.style == .plain, TreeBuilder.isWideSpace(first) { return wideSpace(scalar, range) }
            if TreeBuilder.isSpace(first) || TreeBuilder.isSpace(last) {
                return text.error(
                    .blankKey, range, zh: "键 `\(name)` 两端有空格，看起来像另一个键；请删除空格",
                    en: "the key `\(name)` has blank margins and looks like another key; delete the blanks")
            }
            return nil
        }
        return text.error(
            .blankKey, range, zh: "键为空；请在冒号前写出名称", en: "the key is empty; write a name before the colon")
    }

    private mutating func reportDuplicate(_ key: String, _ range: Range<Int>, first: Range<Int>) {
        let name = YAMLText.shorten(key)
        var finding = text.error(
            .duplicateKey, range, zh: "键 `\(name)` 重复；请删除一个或改名",
            en: "the key `\(name)` is given twice; delete one or rename it")
        finding.labels = [
            Diagnostic.Label(
                span: text.span(first), text: Message(zh: "第一次在此", en: "given first here"))
        ]
        let before = text.bytes[text.clamp(first)]
        if !before.elementsEqual(text.bytes[text.clamp(range)]), text.ascii(range.lowerBound) != "\"" {
            finding.notes.append(
                Message(
                    zh: "两个键的写法不同，但按 Unicode 规范化后是同一个文本",
                    en: "the two are spelled differently but are the same text after normalisation"))
        }
        report(finding)
    }

    /// `?` outside comments in the text before a key.
    private func hasQuestionMark(_ gap: Range<Int>) -> Bool {
        var index = gap.lowerBound
        while index < gap.upperBound {
            if text.bytes[index] == 0x3F { return true }
            if text.bytes[index] == 0x23 {
                while index < gap.upperBound, !text.isBreak(index) { index += 1 }
            }
            index += 1
        }
        return false
    }

    private func isSeveralLines(_ range: Range<Int>) -> Bool {
        range.contains { text.isBreak($0) }
    }

    private func isFollowedByColon(_ offset: Int) -> Bool {
        var index = offset
        while text.isBlank(index) || text.isBreak(index) { index += 1 }
        return text.ascii(index) == ":"
    }

    mutating func refuseCollectionKey(_ range: Range<Int>) {
        isDamaged = true
        report(
            text.error(
                .oddKey, text.rest(from: range.lowerBound), zh: "键须是文本，不能是列表或 `{…}`；若是表达式请加引号",
                en: "a key is a text, not a list or `{…}`; put an expression in quotes"))
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && scalar.value < 0x7F ? false : scalar.properties.isWhitespace
    }

    /// A space that is not U+0020 and looks like indentation.
    static func isWideSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F && scalar.properties.isWhitespace
    }

    func wideSpace(_ scalar: YAMLNode.Scalar, _ range: Range<Int>) -> Diagnostic {
        let spaces = scalar.text.unicodeScalars.prefix { TreeBuilder.isWideSpace($0) }
        let length = String(String.UnicodeScalarView(spaces)).utf8.count
        let name = spaces.first.map { CharacterScan.name($0.value) } ?? ""
        return text.error(
            .wideSpace, range.lowerBound..<min(range.lowerBound + length, range.upperBound),
            zh: "空格 `\(name)` 不能用来缩进；请换成半角空格", en: "the space `\(name)` does not indent; use ordinary spaces")
    }
}
