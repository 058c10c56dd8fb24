import Diagnostics
import YAMLTree

/// Reads one scene of YAML from its node.
struct YAMLSceneParser {
    let builder: SceneBuilder
    /// Byte of the file at which the scene's text starts.
    let base: Int

    func read(_ node: YAMLNode, into scene: inout SceneInput) {
        guard case .mapping(let entries) = node.content else {
            builder.fail(
                .sceneShape, at: at(node.span),
                Message(zh: "场景应为映射：输入名称和答案", en: "a scene is a mapping of input names and answers"), into: &scene)
            return
        }
        for entry in entries {
            let offset = at(entry.keySpan)
            guard let key = CSVHeader.find(entry.key, builder.layout.topNames) else {
                builder.unknownName(entry.key, at: offset, inAnswers: false, into: &scene)
                continue
            }
            if key >= 0 {
                answer(key, entry, into: &scene)
                continue
            }
            guard builder.claimKey(key, name: entry.key, at: offset, into: &scene) else { continue }
            special(key, entry, into: &scene)
        }
    }

    private func special(_ key: Int, _ entry: YAMLNode.Entry, into scene: inout SceneInput) {
        switch key {
        case SceneLayout.Key.id: scalar(entry.value, into: &scene) { builder.setID($0, $1, at: $2, into: &$3) }
        case SceneLayout.Key.asOf: scalar(entry.value, into: &scene) { builder.setAsOf($0, $1, at: $2, into: &$3) }
        case SceneLayout.Key.answers:
            for inner in mapping(entry, into: &scene) {
                if let input = CSVHeader.find(inner.key, builder.layout.answerNames) {
                    answer(input, inner, into: &scene)
                } else {
                    builder.unknownName(inner.key, at: at(inner.keySpan), inAnswers: true, into: &scene)
                }
            }
        case SceneLayout.Key.evidence:
            for inner in mapping(entry, into: &scene) {
                guard let input = CSVHeader.find(inner.key, builder.layout.answerNames) else {
                    builder.unknownName(inner.key, at: at(inner.keySpan), inAnswers: true, into: &scene)
                    continue
                }
                scalar(inner.value, into: &scene) { builder.evidence(input, $0, $1, at: $2, into: &$3) }
            }
        case SceneLayout.Key.claims:
            guard case .sequence(let items) = entry.value.content else {
                if !isEmpty(entry.value) {
                    builder.wrongShape(
                        entry.key, wanted: Message(zh: "列表", en: "a list"), at: at(entry.value.span), into: &scene)
                }
                return
            }
            for item in items { scalar(item, into: &scene) { builder.claim($0, $1, at: $2, into: &$3) } }
        default: break
        }
    }

    private func answer(_ input: Int, _ entry: YAMLNode.Entry, into scene: inout SceneInput) {
        guard builder.claimInput(input, at: at(entry.keySpan), into: &scene) else { return }
        let node = entry.value
        switch node.content {
        case .scalar: scalar(node, into: &scene) { builder.answer(input, $0, $1, at: $2, into: &$3) }
        case .mapping: builder.wrongAnswerShape(input, value: "{…}", at: at(node.span), into: &scene)
        case .sequence(let items):
            guard builder.layout.fields[input].kind == .list else {
                builder.wrongAnswerShape(input, value: "[…]", at: at(node.span), into: &scene)
                return
            }
            for item in items {
                guard builder.beginElement(of: input, at: at(item.span), into: &scene) != nil else { break }
                element(input, item, into: &scene)
            }
            builder.endList(input, into: &scene)
        }
    }

    private func element(_ input: Int, _ item: YAMLNode, into scene: inout SceneInput) {
        switch item.content {
        case .mapping(let entries):
            guard let names = builder.layout.listNames[input] else { return }
            for entry in entries {
                guard let part = CSVHeader.find(entry.key, names) else {
                    builder.unknownPart(entry.key, of: input, at: at(entry.keySpan), into: &scene)
                    continue
                }
                scalar(entry.value, into: &scene) { builder.answerPart(input, part, $0, $1, at: $2, into: &$3) }
            }
        case .scalar where builder.layout.listFields[input].count == 1:
            scalar(item, into: &scene) { builder.answerPart(input, 0, $0, $1, at: $2, into: &$3) }
        default: builder.elementNotRecord(input, at: at(item.span), into: &scene)
        }
    }

    private func scalar(
        _ node: YAMLNode, into scene: inout SceneInput,
        _ take: (AnswerForm, UnsafeBufferPointer<UInt8>, Int, inout SceneInput) -> Void
    ) {
        let offset = at(node.span)
        guard case .scalar(let scalar) = node.content else {
            builder.fail(
                .sceneShape, at: offset, Message(zh: "此处应为单个值", en: "a single value is wanted here"), into: &scene)
            return
        }
        var text = scalar.text
        let form: AnswerForm = scalar.style == .plain ? .plain : .string
        text.withUTF8 { bytes in
            take(form == .plain && AnswerDecoder.isNull(bytes) ? .null : form, bytes, offset, &scene)
        }
    }

    private func mapping(_ entry: YAMLNode.Entry, into scene: inout SceneInput) -> [YAMLNode.Entry] {
        if case .mapping(let entries) = entry.value.content { return entries }
        if !isEmpty(entry.value) {
            builder.wrongShape(
                entry.key, wanted: Message(zh: "映射", en: "a mapping"), at: at(entry.value.span), into: &scene)
        }
        return []
    }

    private func isEmpty(_ node: YAMLNode) -> Bool {
        guard case .scalar(let scalar) = node.content, scalar.style == .plain else { return false }
        return scalar.text.isEmpty || scalar.text == "~" || scalar.text == "null"
    }

    private func at(_ span: Span) -> Int { max(0, span.start - base) }
}
