import Diagnostics
import HTTPTypes
import Hummingbird
import NIOCore
import SceneData

/// The merchant's page: choose a kind, answer, see the result. Everything works by addresses alone; the script only saves waiting.
struct PageController<Context: RequestContext>: Sendable {
    let desk: SceneDesk
    let limits: ServiceLimits
    let clock: DayClock
    let pages: PageWriter

    func addRoutes(to router: Router<Context>) {
        router.get("") { request, _ in home(request) }
        router.get("check/:id") { request, context in try form(request, context.parameters.require("id")) }
        router.get("check/:id/report") { request, context in try report(request, context.parameters.require("id")) }
        router.post("check/:id/import") { request, context in
            try await imported(request, context.parameters.require("id"))
        }
        router.get("assets/:mark/:name") { _, context in
            guard let response = Assets.response(try context.parameters.require("name")) else {
                throw Problem.plain(.notFound)
            }
            return response
        }
        router.get("favicon.ico") { _, _ in
            guard let response = Assets.response("icon.svg") else { throw Problem.plain(.notFound) }
            return response
        }
    }

    private func home(_ request: Request) -> Response {
        let language = RequestLanguage.of(request)
        let kinds = desk.catalogue.ids.compactMap { id -> [String: Any]? in
            guard let version = desk.catalogue.version(of: id, on: clock.today()) else { return nil }
            let form = version.form(language)
            var kind: [String: Any] = [
                "href": "/check/\(id)?lang=\(language.rawValue)", "title": form.title,
                "count": form.questions.count, "version": form.version,
            ]
            if version.isDraft { kind["draft"] = true }
            return kind
        }
        return pages.page(
            "home", ["kinds": kinds], language, title: PageWords.text("homeTitle", language),
            otherLanguage: "/?lang=\(language == .zh ? "en" : "zh")")
    }

    /// What the address says, read as a scene.
    private func read(_ request: Request, _ id: String) throws -> (FormData, SceneAnalysis) {
        let text = request.uri.query ?? ""
        let language = RequestLanguage.of(request)
        let form = FormData(encoded: text)
        // The day is part of the scene here: a wrong one is shown at its field instead of refusing the page.
        let query = try SceneQuery(
            form["renewal"].map { "renewal=" + FormData.escaped($0) } ?? "", language: language, today: clock.today())
        let version = try desk.version(id, on: query.today, isRenewal: query.isRenewal)
        let scene = try desk.read(FormScene.json(form, version), .json, norm: id, query)
        return (form, SceneAnalysis(scene: scene, language: language, limits: limits))
    }

    private func form(_ request: Request, _ id: String) throws -> Response {
        let (form, analysis) = try read(request, id)
        let page = FormPage(form: form, analysis: analysis)
        return pages.page(
            "form", page.content(), analysis.language, title: analysis.version.title(analysis.language),
            otherLanguage: page.address("/check/\(id)", in: analysis.language == .zh ? .en : .zh))
    }

    private func report(_ request: Request, _ id: String) throws -> Response {
        let (form, analysis) = try read(request, id)
        if form.pairs.contains(where: { $0.value.isEmpty }) {
            // A form without script sends every field; the permalink has only those that say something.
            return Response(status: .seeOther, headers: [.location: "/check/\(id)/report?\(form.encoded)"])
        }
        let page = ReportPage(form: form, analysis: analysis)
        return pages.page(
            "report", page.content(), analysis.language,
            title: PageWords.text("reportTitle", analysis.language) + " – " + analysis.version.title(analysis.language),
            otherLanguage: page.address("/check/\(id)/report", in: analysis.language == .zh ? .en : .zh))
    }

    private func imported(_ request: Request, _ id: String) async throws -> Response {
        let language = RequestLanguage.of(request)
        let query = try SceneQuery("", language: language, today: clock.today())
        _ = try desk.version(id, on: query.today, isRenewal: false)
        let body = try await request.body.collect(upTo: limits.importBytes)
        guard
            let file = MultipartFile(
                Array(body.readableBytesView), contentType: request.headers[.contentType] ?? ""), !file.bytes.isEmpty
        else {
            throw Problem(
                .badRequest, .unreadable, title: Message(zh: "没有选文件", en: "no file was chosen"),
                detail: Message(
                    zh: "请返回，选一个 .json、.csv 或 .yaml 文件再导入", en: "go back and choose a .json, .csv or .yaml file"))
        }
        guard let format = SceneFormat(fileName: file.name), !file.name.hasSuffix(".gz"), !file.name.hasSuffix(".zst")
        else {
            throw Problem(
                .unsupportedMediaType, .unreadable, title: Message(zh: "认不出这种文件", en: "this kind of file is not known"),
                detail: Message(
                    zh: "请用 .json、.csv 或 .yaml 文件；Excel 请另存为 CSV",
                    en: "use a .json, .csv or .yaml file; save Excel sheets as CSV"))
        }
        let scene = try desk.read(file.bytes, format, norm: id, query)
        if !scene.input.errors.isEmpty {
            throw Problem(
                .unprocessableContent, .scene, title: Message(zh: "文件里有填错的数据", en: "the file has data errors"),
                detail: Message(zh: "请改好下列各项再导入", en: "mend what is listed and import it again"),
                faults: scene.input.errors.map { Faults.fault($0, scene.version, language) })
        }
        var form = FormScene.form(scene)
        form.pairs.append(("lang", language.rawValue))
        form.pairs.append(("imported", "1"))
        return Response(status: .seeOther, headers: [.location: "/check/\(id)?\(form.encoded)"])
    }
}
