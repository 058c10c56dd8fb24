import Diagnostics
import RuleProgram

extension SceneBuilder {
    /// Starts an element of a list; its number from 1, or nil if the list is longer than allowed.
    func beginElement(of input: Int, at offset: Int, into scene: inout SceneInput) -> Int? {
        let number = Int(values[input]) + 1
        let limit = Int(clamping: layout.fields[input].high)
        if number > limit {
            if overlongList != input {
                overlongList = input
                let path = path(input)
                fail(
                    .listTooLong, at: offset, path: path,
                    Message(
                        zh: "`\(path.zh)` 最多 \(limit) 项",
                        en: "`\(path.en)` takes at most \(limit) entries: take some out"), into: &scene)
            }
            return nil
        }
        values[input] = Int128(number)
        for part in layout.listFields[input].indices {
            scene.record.lists[input].values[part].append(0)
            scene.record.lists[input].states[part].append(.unknown)
        }
        if elementGeneration == .max {
            elementGeneration = 0
            for index in seenParts.indices { seenParts[index] = 0 }
        }
        elementGeneration += 1
        return number
    }

    /// Reads one field of the last element of a list.
    func answerPart(
        _ input: Int, _ part: Int, _ form: AnswerForm, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput
    ) {
        let number = scene.record.lists[input].values[part].count
        guard number > 0 else { return }
        guard let base = layout.listFields[input].baseAddress else { return }
        let field = UnsafePointer(base + part)
        guard claimPart(input, part, number, at: offset, into: &scene) else { return }
        switch AnswerDecoder.decode(field, form, bytes) {
        case .known(let value):
            scene.record.lists[input].values[part][number - 1] = value
            scene.record.lists[input].states[part][number - 1] = .known
            if field.pointee.hasUsual, value < field.pointee.usualLow || value > field.pointee.usualHigh,
                let detail = detail(input, part)
            {
                unusual(path(input, element: number, part: part), detail, value, at: offset, into: &scene)
            }
        case .missing: break
        case .notApplicable: scene.record.lists[input].states[part][number - 1] = .notApplicable
        case .failed(let fault):
            guard let detail = detail(input, part) else { return }
            report(fault, path(input, element: number, part: part), detail, form, bytes, at: offset, into: &scene)
        }
    }

    func claimPart(_ input: Int, _ part: Int, _ number: Int, at offset: Int, into scene: inout SceneInput) -> Bool {
        if seenParts[part] != elementGeneration {
            seenParts[part] = elementGeneration
            return true
        }
        let path = path(input, element: number, part: part)
        fail(
            .answeredTwice, at: offset, path: path,
            Message(zh: "`\(path.zh)` 重复作答：只留一个", en: "`\(path.en)` is answered twice: keep one of the answers"),
            into: &scene)
        return false
    }

    func detail(_ input: Int, _ part: Int) -> InputField? {
        guard case .list(_, let fields) = schema.fields[input].kind, part < fields.count else { return nil }
        return fields[part]
    }

    func unknownPart(_ name: String, of input: Int, at offset: Int, into scene: inout SceneInput) {
        guard case .list(_, let fields) = schema.fields[input].kind else { return }
        guard scene.errors.count < options.errorLimit else {
            hiddenErrors += 1
            return
        }
        let path = path(input, element: Int(values[input]), part: nil)
        let shown = Excerpt.of(name)
        let near = Suggestion.closest(to: name, among: SceneLayout.names(fields.map(\.name)).map(\.name))
        fail(
            .unknownName, at: offset, path: path, value: shown,
            Message(
                zh: "`\(path.zh)` 没有名为 `\(shown)` 的字段" + (near.map { "：是否指 `\($0)`？" } ?? "：请核对名称，或删去此项"),
                en: "`\(path.en)` has no field named `\(shown)`"
                    + (near.map { ": did you mean `\($0)`?" } ?? ": check the name, or take it out")),
            into: &scene)
    }

    /// Ends a list that was read: it is known, even if empty.
    func endList(_ input: Int, into scene: inout SceneInput) {
        states[input] = .known
    }
}
