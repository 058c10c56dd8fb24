import Diagnostics

/// What the page shows of one question.
struct QuestionContent {
    let form: FormData
    let language: MessageLanguage
    let norm: String
    let errors: [Problem.Fault]
    let warnings: [Problem.Fault]
    let idle: Set<String>

    func content(_ question: Questionnaire.Question) -> [String: Any] {
        let id = question.id
        let value = form["q.\(id)"] ?? ""
        var content: [String: Any] = ["id": id, "name": id, "ask": question.ask, "kind": question.kind, "formID": norm]
        // An inner section must not see what the page around it says.
        content["title"] = ""
        if let help = question.help { content["help"] = help } else { content["help"] = false }
        let (error, warning) = (text(errors, id), text(warnings, id))
        content["error"] = error != nil
        content["errorText"] = error ?? ""
        content["warning"] = warning != nil
        content["warningText"] = warning ?? ""
        content["idle"] = value.isEmpty && idle.contains(id)
        if let text = question.mayNotApplyText { content["naText"] = text } else { content["naText"] = false }
        switch question.kind {
        case "boolean":
            content["isGroup"] = true
            content["choices"] = choices(
                [("是", PageWords.text("yes", language)), ("否", PageWords.text("no", language))], question, value)
        case "option":
            let options = (question.options ?? []).map { ($0.id, $0.title) }
            content[options.count <= 5 ? "isGroup" : "isSelect"] = true
            content["choices"] = choices(options, question, value)
        case "list": list(question, value, into: &content)
        default:
            content["isField"] = true
            field(question, value, into: &content)
        }
        if let kinds = question.evidence, !kinds.isEmpty {
            let named = form["e.\(id)"] ?? ""
            content["hasEvidence"] = true
            content["evidence"] =
                [choice("", PageWords.text("noEvidence", language), named)]
                + kinds.map { choice($0.id, $0.title, named) }
        }
        return content
    }

    private func text(_ faults: [Problem.Fault], _ id: String) -> String? {
        let own = faults.filter { FormPage.top($0.field) == id }.map { PageWords.quoted($0.detail, language) }
        return own.isEmpty ? nil : own.joined(separator: language == .zh ? "；" : "; ")
    }

    private func choice(_ value: String, _ title: String, _ given: String) -> [String: Any] {
        ["value": value, "title": title, "on": value == given]
    }

    /// The options, then "don't know", then "does not apply" where the norm lets one say so.
    private func choices(
        _ options: [(String, String)], _ question: Questionnaire.Question, _ given: String
    ) -> [[String: Any]] {
        var all = options
        all.append(("", PageWords.text("unknown", language)))
        if question.mayNotApply { all.append(("not applicable", PageWords.text("na", language))) }
        return all.map { choice($0.0, $0.1, given) }
    }

    private func field(_ question: Questionnaire.Question, _ value: String, into content: inout [String: Any]) {
        let isNA = value == "not applicable"
        content["value"] = isNA ? form.all("q.\(question.id)").first { $0 != value } ?? "" : value
        content["isNA"] = isNA
        content["mayNotApply"] = question.mayNotApply
        content["unit"] = question.unitText ?? ""
        content["type"] = question.kind == "date" ? "date" : "text"
        content["least"] = false
        content["mode"] = false
        content["rangeText"] = false
        guard let least = question.least, let most = question.most else { return }
        if question.kind == "date" {
            content["least"] = least
            content["most"] = most
        } else {
            content["mode"] = question.decimals == 0 ? "numeric" : "decimal"
            content["rangeText"] = PageWords.text(
                "allowed", language, AnswerWords.grouped(least), AnswerWords.grouped(most))
        }
    }

    private func list(_ question: Questionnaire.Question, _ value: String, into content: inout [String: Any]) {
        content["isList"] = true
        content["isNone"] = value == "none"
        let most = question.rows ?? 0
        content["most"] = most
        let last = form.rows(of: question.id).compactMap(\.row).filter { $0 < most }.max() ?? -1
        let count = max(1, min(most, last + (form["more"] == question.id ? 2 : 1)))
        content["rows"] = (0..<count).map { row -> [String: Any] in
            [
                "label": PageWords.text("row", language, "\(row + 1)"),
                "parts": (question.fields ?? []).map { part($0, "\(question.id).\(row).\($0.id)") },
            ]
        }
    }

    private func part(_ part: Questionnaire.Question, _ key: String) -> [String: Any] {
        let value = form["q.\(key)"] ?? ""
        var content: [String: Any] = ["key": key, "ask": part.ask, "unit": part.unitText ?? "", "value": value]
        content["isField"] = false
        content["isChoice"] = false
        content["mode"] = part.kind == "number" ? (part.decimals == 0 ? "numeric" : "decimal") : false
        content["type"] = part.kind == "date" ? "date" : "text"
        let unknown = PageWords.text("unknown", language)
        switch part.kind {
        case "boolean":
            content["isChoice"] = true
            content["choices"] = [
                choice("", unknown, value), choice("是", PageWords.text("yes", language), value),
                choice("否", PageWords.text("no", language), value),
            ]
        case "option":
            content["isChoice"] = true
            content["choices"] =
                [choice("", unknown, value)] + (part.options ?? []).map { choice($0.id, $0.title, value) }
        default: content["isField"] = true
        }
        return content
    }
}
