import Diagnostics
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// Pages from the templates that the command carries inside itself.
struct PageWriter: Sendable {
    private let library: MustacheLibrary

    init() {
        let sources: [(String, [UInt8])] = [
            ("head", PackageResources.head_mustache), ("foot", PackageResources.foot_mustache),
            ("home", PackageResources.home_mustache), ("form", PackageResources.form_mustache),
            ("question", PackageResources.question_mustache), ("part", PackageResources.part_mustache),
            ("bar", PackageResources.bar_mustache), ("report", PackageResources.report_mustache),
            ("problem", PackageResources.problem_mustache),
        ]
        var library = MustacheLibrary()
        for (name, bytes) in sources {
            if let template = try? MustacheTemplate(string: String(decoding: bytes, as: UTF8.self)) {
                library.register(template, named: name)
            }
        }
        self.library = library
    }

    /// Whether every template could be read.
    var isWhole: Bool {
        ["head", "foot", "home", "form", "question", "part", "bar", "report", "problem"].allSatisfy {
            library.getTemplate(named: $0) != nil
        }
    }

    func page(
        _ template: String, _ content: [String: Any], _ language: MessageLanguage, title: String, otherLanguage: String,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var content = content
        content["lang"] = language.tag
        content["code"] = language.rawValue
        content["t"] = PageWords.table(language)
        content["pageTitle"] = title
        content["otherHref"] = otherLanguage
        content["otherTag"] = (language == .zh ? MessageLanguage.en : .zh).tag
        content["css"] = Assets.path("page.css")
        content["script"] = Assets.path("page.js")
        let html = library.render(content, withTemplate: template) ?? ""
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: language.tag, .vary: "Accept-Language",
                .cacheControl: "no-store",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    func problem(_ problem: Problem, _ language: MessageLanguage, path: String) -> Response {
        var content: [String: Any] = ["title": problem.title[language], "homeHref": "/?lang=\(language.rawValue)"]
        if let detail = problem.detail { content["detail"] = PageWords.quoted(detail[language], language) }
        content["faults"] = problem.faults.map { fault -> [String: Any] in
            ["name": fault.name ?? fault.field, "detail": PageWords.quoted(fault.detail, language)]
        }
        let other = language == .zh ? "en" : "zh"
        var response = page(
            "problem", content, language, title: problem.title[language], otherLanguage: "/?lang=\(other)",
            status: problem.status)
        response.headers.append(contentsOf: problem.headers)
        return response
    }
}
