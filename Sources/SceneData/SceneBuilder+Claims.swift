import Diagnostics
import RuleProgram

extension SceneBuilder {
    /// Names the scene.
    func setID(_ form: AnswerForm, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput) {
        switch form {
        case .null: return
        case .yes, .no:
            fail(
                .badSceneName, at: offset,
                Message(zh: "场景名称应为文本", en: "the name of a scene is a text: write it in quotes"), into: &scene)
        default:
            let text = AnswerDecoder.trimmed(bytes)
            if text.isEmpty { return }
            guard text.count <= 512 else {
                fail(
                    .badSceneName, at: offset, value: Excerpt.of(text),
                    Message(zh: "场景名称超过 512 字节：请缩短", en: "the name of a scene is longer than 512 bytes: shorten it"),
                    into: &scene)
                return
            }
            scene.id = String(decoding: text, as: UTF8.self)
            hasID = true
        }
    }

    /// Sets the day of assessment.
    func setAsOf(_ form: AnswerForm, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput) {
        if form == .null { return }
        let text = AnswerDecoder.trimmed(bytes)
        if text.isEmpty, form != .yes, form != .no { return }
        if form != .yes, form != .no, form != .number, let day = AnswerDecoder.date(text) {
            scene.asOf = day
            return
        }
        let shown = form == .yes ? "true" : form == .no ? "false" : Excerpt.of(text)
        fail(
            .badAsOf, at: offset, value: shown,
            Message(
                zh: "评价日 `\(shown)` 不是日期：请按 `2026-01-31` 填写存在的日期",
                en: "the date of assessment `\(shown)` is no date: write a day that exists, as in `2026-01-31`"),
            into: &scene)
    }

    /// Names the kind of evidence for an input.
    func evidence(_ input: Int, _ form: AnswerForm, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput) {
        if form == .null { return }
        let text = AnswerDecoder.trimmed(bytes)
        if text.isEmpty, form != .yes, form != .no { return }
        if form != .yes, form != .no, form != .number, let kind = layout.evidenceKinds.find(text) {
            if scene.record.evidence[input] >= 0 {
                let path = path(input)
                fail(
                    .answeredTwice, at: offset, path: path,
                    Message(
                        zh: "`\(path.zh)` 的佐证给出两次：只留一个",
                        en: "the evidence for `\(path.en)` is given twice: keep one of them"),
                    into: &scene)
            }
            scene.record.evidence[input] = Int16(clamping: kind)
            evidenceOffset[input] = offset
            namedEvidence.append(input)
            return
        }
        let path = path(input)
        let shown = form == .yes ? "true" : form == .no ? "false" : Excerpt.of(text)
        let names = SceneLayout.names(schema.evidenceKinds).map(\.name)
        let near = Suggestion.closest(to: shown, among: names)
        let known = schema.evidenceKinds.map { "`\($0.id)`" }.joined(separator: ", ")
        let knownChinese = schema.evidenceKinds.map { "`\($0.chinese.isEmpty ? $0.id : $0.chinese)`" }.joined(
            separator: ", ")
        fail(
            .unknownEvidence, at: offset, path: path, value: shown,
            Message(
                zh: "`\(path.zh)` 的佐证 `\(shown)` 不是规范的佐证种类"
                    + (near.map { "：是否指 `\($0)`？" } ?? (known.isEmpty ? "：此规范不考察佐证，请删去" : "：可用 \(knownChinese)")),
                en: "`\(shown)`, named as evidence for `\(path.en)`, is no kind of evidence of the norm"
                    + (near.map { ": did you mean `\($0)`?" }
                        ?? (known.isEmpty ? ", which knows none: take it out" : ": it takes \(known)"))),
            into: &scene)
    }

    /// Claims a criterion not applicable.
    func claim(_ form: AnswerForm, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput) {
        let text = AnswerDecoder.trimmed(bytes)
        if form != .yes, form != .no, form != .null, let index = layout.claims.find(text) {
            scene.record.claims[index] = true
            return
        }
        let shown = Excerpt.of(text)
        let near = Suggestion.closest(to: shown, among: SceneLayout.names(schema.claims).map(\.name))
        fail(
            .claimRefused, at: offset, value: shown,
            Message(
                zh: "`\(shown)` 不是可声明不适用的条目" + (near.map { "：是否指 `\($0)`？" } ?? "：请删去"),
                en: "`\(shown)` is no criterion that may be claimed not applicable"
                    + (near.map { ": did you mean `\($0)`?" } ?? ": take it out")),
            into: &scene)
    }
}
