import Diagnostics
import Foundation

/// What the page of questions shows.
struct FormPage {
    let form: FormData
    let analysis: SceneAnalysis

    private var language: MessageLanguage { analysis.language }
    private var questionnaire: Questionnaire { analysis.version.form(language) }

    /// This page in another language, with its answers.
    func address(_ path: String, in language: MessageLanguage) -> String {
        FormPage.address(path, form, in: language)
    }

    static func address(_ path: String, _ form: FormData, in language: MessageLanguage) -> String {
        let kept = form.pairs.filter { !["lang", "language", "more", "imported"].contains($0.name) }
        return path + "?" + FormData(kept + [("lang", language.rawValue)]).encoded
    }

    func content() -> [String: Any] {
        let bounds = analysis.bounds(questions: 1)
        let bar = BarContent(bounds: bounds, form: questionnaire, language: language)
        var content = bar.content()
        let version = analysis.version
        content["id"] = version.id
        content["title"] = questionnaire.title
        content["version"] = questionnaire.version
        if version.isDraft { content["draft"] = true }
        content["progress"] = PageWords.text("progress", language, "\(bounds.answered)", "\(bounds.questionCount)")
        if form["imported"] != nil { content["imported"] = true }
        content["grades"] = bar.grades()
        if let others = bar.others() { content["also"] = others }
        if let next = bounds.questions?.first {
            content["next"] = ["input": next.input, "name": next.name] as [String: Any]
        }
        content["scene"] = form["scene"] ?? ""
        content["asOf"] = form["as_of"] ?? ""
        content["scriptWords"] = scriptWords()
        let errors = analysis.errors().map { Faults.fault($0, version, language) }
        if !errors.isEmpty {
            content["hasErrors"] = true
            content["errors"] = errors.map { fault -> [String: Any] in
                [
                    "top": Self.top(fault.field), "name": fault.name ?? fault.field,
                    "detail": PageWords.quoted(fault.detail, language),
                ]
            }
        }
        let idle = Set((bounds.idle ?? []).map(\.input))
        let maker = QuestionContent(
            form: form, language: language, norm: version.id, errors: errors, warnings: bounds.warnings, idle: idle)
        let claims = Set(form.all("n"))
        content["sections"] = questionnaire.sections.map { section -> [String: Any] in
            var result: [String: Any] = [
                "id": section.id, "title": section.title, "questions": section.questions.map(maker.content),
            ]
            if !section.claims.isEmpty {
                result["hasClaims"] = true
                result["claims"] = section.claims.map { claim -> [String: Any] in
                    var entry: [String: Any] = ["id": claim.id, "title": claim.title, "on": claims.contains(claim.id)]
                    if let text = claim.text { entry["text"] = text }
                    return entry
                }
            }
            return result
        }
        return content
    }

    /// The input that a path begins with.
    static func top(_ field: String) -> String { String(field.prefix { $0 != "[" && $0 != "." }) }

    private func scriptWords() -> String {
        var words = [
            "of": questionnaire.of, "list": language == .zh ? "、" : ", ", "stop": language == .zh ? "；" : "; ",
        ]
        for key in ["range", "exact", "progress", "in", "out", "passed", "sure-is", "also", "only", "quoted"] {
            words[key] = PageWords.text(key, language)
        }
        return (try? JSONSerialization.data(withJSONObject: words, options: .sortedKeys)).map {
            String(decoding: $0, as: UTF8.self)
        } ?? "{}"
    }
}
