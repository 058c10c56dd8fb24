import Diagnostics
import RuleProgram

extension SceneBuilder {
    /// A key of the scene holds something else than it takes.
    func wrongShape(_ name: String, wanted: Message, at offset: Int, into scene: inout SceneInput) {
        let shown = Excerpt.of(name)
        fail(
            .sceneShape, at: offset, value: shown,
            Message(zh: "`\(shown)` 应为\(wanted.zh)", en: "`\(shown)` takes \(wanted.en)"), into: &scene)
    }

    /// A list or an object as the answer of an input that takes something else.
    @inline(never)
    func wrongAnswerShape(_ input: Int, value: String, at offset: Int, into scene: inout SceneInput) {
        let path = path(input)
        let messages = AnswerMessages(path: path, field: schema.fields[input], value: value)
        fail(
            .wrongAnswerType, at: offset, path: path, value: value, messages.message(.wrongType, form: .string),
            into: &scene)
    }

    /// An entry of a list that is no record.
    func elementNotRecord(_ input: Int, at offset: Int, into scene: inout SceneInput) {
        let path = path(input, element: Int(values[input]), part: nil)
        fail(
            .wrongAnswerType, at: offset, path: path,
            Message(zh: "`\(path.zh)` 应为记录：字段名称和值", en: "`\(path.en)` takes a record of field names and values"),
            into: &scene)
    }
}
