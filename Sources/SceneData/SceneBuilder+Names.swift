import Diagnostics
import RuleProgram

extension SceneBuilder {
    /// The place of a byte of the scene.
    func place(_ offset: Int) -> DataPlace {
        var line = self.line
        var column = self.column
        for byte in source.prefix(max(0, offset)) {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return DataPlace(file: file, row: row, line: line, column: column, columnName: columnName)
    }

    @inline(never)
    func fail(
        _ code: DiagnosticCode, at offset: Int, path: (en: String, zh: String) = ("", ""), value: String = "",
        _ message: Message,
        into scene: inout SceneInput
    ) {
        guard scene.errors.count < options.errorLimit else {
            hiddenErrors += 1
            return
        }
        scene.errors.append(
            DataError(code, input: path.en, inputChinese: path.zh, message: message, place: place(offset), value: value)
        )
    }

    @inline(never)
    func warn(
        _ code: DiagnosticCode, at offset: Int, path: (en: String, zh: String), value: String, _ message: Message,
        into scene: inout SceneInput
    ) {
        guard scene.warnings.count < options.warningLimit else { return }
        scene.warnings.append(
            DataError(code, input: path.en, inputChinese: path.zh, message: message, place: place(offset), value: value)
        )
    }

    /// True the first time in a scene; else says that the input is answered twice.
    @inline(__always)
    func claimInput(_ input: Int, at offset: Int, into scene: inout SceneInput) -> Bool {
        if seenInputs[input] != generation {
            seenInputs[input] = generation
            return true
        }
        answeredTwice(input, at: offset, into: &scene)
        return false
    }

    @inline(never)
    private func answeredTwice(_ input: Int, at offset: Int, into scene: inout SceneInput) {
        let path = path(input)
        fail(
            .answeredTwice, at: offset, path: path,
            Message(zh: "`\(path.zh)` 重复作答：只留一个", en: "`\(path.en)` is answered twice: keep one of the answers"),
            into: &scene)
    }

    /// The same for a key that is no input (`Key.id` …); `id` and `scene` together are one too many as well.
    func claimKey(_ key: Int, name: String, at offset: Int, into scene: inout SceneInput) -> Bool {
        guard key != SceneLayout.Key.ignored, (1...7).contains(-key) else { return true }
        if seenKeys[-key] != generation {
            seenKeys[-key] = generation
            return true
        }
        let shown = Excerpt.of(name)
        fail(
            .answeredTwice, at: offset, value: shown,
            Message(zh: "`\(shown)` 给出两次：只留一个", en: "`\(shown)` is given twice: keep one of them"), into: &scene)
        return false
    }

    @inline(never)
    func unknownName(_ name: String, at offset: Int, inAnswers: Bool, into scene: inout SceneInput) {
        guard scene.errors.count < options.errorLimit else {
            hiddenErrors += 1
            return
        }
        var names = SceneLayout.names(schema.fields.map(\.name)).map(\.name)
        if !inAnswers { names += SceneLayout.reservedKeys.map(\.name) }
        let shown = Excerpt.of(name)
        let near = Suggestion.closest(to: name, among: names)
        fail(
            .unknownName, at: offset, value: shown,
            Message(
                zh: "规范没有名为 `\(shown)` 的输入" + (near.map { "：是否指 `\($0)`？" } ?? "：请核对名称，或删去此项"),
                en: "the norm has no input named `\(shown)`"
                    + (near.map { ": did you mean `\($0)`?" } ?? ": check the name, or take it out")),
            into: &scene)
    }

    func path(_ input: Int) -> (en: String, zh: String) {
        let name = schema.fields[input].name
        return (name.id, name.chinese.isEmpty ? name.id : name.chinese)
    }

    func path(_ input: Int, element: Int, part: Int?) -> (en: String, zh: String) {
        let list = path(input)
        guard let part, case .list(_, let fields) = schema.fields[input].kind else {
            return ("\(list.en)[\(element)]", "\(list.zh)[\(element)]")
        }
        let name = fields[part].name
        return (
            "\(list.en)[\(element)].\(name.id)",
            "\(list.zh)[\(element)].\(name.chinese.isEmpty ? name.id : name.chinese)"
        )
    }
}
