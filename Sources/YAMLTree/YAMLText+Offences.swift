import Diagnostics

extension YAMLText {
    /// The finding for a character that may not stand in a rule file.
    func offence(_ range: Range<Int>, value: UInt32, kind: CharacterScan.Kind) -> Diagnostic {
        let name = CharacterScan.name(value)
        switch kind {
        case .control, .noncharacter:
            var finding = error(
                .controlCharacter, range, zh: "控制字符 `\(name)` 不能出现在规则文件里；请删除",
                en: "the control character `\(name)` has no place in a rule file; delete it")
            if value == 0 {
                finding.notes.append(
                    Message(
                        zh: "文件若另存为 UTF-16 或 UTF-32，也会出现这种字符；请存为 UTF-8",
                        en: "a file saved as UTF-16 or UTF-32 shows the same; save it as UTF-8"))
            }
            finding.fixIts = [deletion(of: range)]
            return finding
        case .lineBreak:
            var finding = error(
                .unusualLineBreak, range, zh: "换行符 `\(name)` 有的工具认、有的不认；请换成普通换行或删除",
                en:
                    "the line break `\(name)` is one for some tools and none for others; use an ordinary one or delete it"
            )
            finding.fixIts = [deletion(of: range)]
            return finding
        case .direction:
            var finding = error(
                .invisibleCharacter, range, zh: "文字方向控制符 `\(name)` 会让读者看到的顺序与实际不同；请删除",
                en: "the direction control `\(name)` makes the text read in another order than it is; delete it")
            finding.fixIts = [deletion(of: range)]
            return finding
        case .invisible:
            var finding = error(
                .invisibleCharacter, range, zh: "不可见字符 `\(name)` 会让两个不同的名称看起来一样；请删除",
                en: "the invisible character `\(name)` makes two different names look the same; delete it")
            finding.fixIts = [deletion(of: range)]
            return finding
        }
    }

    private func deletion(of range: Range<Int>) -> Diagnostic.FixIt {
        Diagnostic.FixIt(
            title: Message(zh: "删除该字符", en: "delete the character"),
            edits: [TextEdit(span: span(range), replacement: "")])
    }
}
