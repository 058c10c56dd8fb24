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
    let pool: WorkPool

    /// What a worker needs of a request.
    private struct Address: Sendable {
        var query: String
        var language: MessageLanguage

        init(_ request: Request) {
            query = request.uri.query ?? ""
            language = RequestLanguage.of(request)
        }
    }

    func addRoutes(to router: Router<Context>) {
        router.get("") { request, _ in home(request) }
        router.get("check/:id") { request, context in
            let (id, address) = (try context.parameters.require("id"), Address(request))
            return try await pool.run { try form(address, id) }
        }
        router.get("check/:id/report") { request, context in
            let (id, address) = (try context.parameters.require("id"), Address(request))
            return try await pool.run { try report(address, id) }
        }
        router.post("check/:id/import") { request, context in
            let (id, address) = (try context.parameters.require("id"), Address(request))
            let type = request.headers[.contentType] ?? ""
            let body = try await RequestBytes(of: request, upTo: limits.importBytes)
            return try await pool.run { try imported(try body.unpacked(), type, address, id) }
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
    private func read(_ address: Address, _ id: String) throws -> (FormData, SceneAnalysis) {
        let language = address.language
        let form = FormData(encoded: address.query)
        // The day is part of the scene here: a wrong one is shown at its field instead of refusing the page.
        let query = try SceneQuery(
            form["renewal"].map { "renewal=" + FormData.escaped($0) } ?? "", language: language, today: clock.today())
        let version = try desk.version(id, on: query.today, isRenewal: query.isRenewal)
        let scene = try desk.read(try FormScene.json(form, version), .json, norm: id, query)
        return (form, SceneAnalysis(scene: scene, language: language, limits: limits))
    }

    private func form(_ address: Address, _ id: String) throws -> Response {
        let (form, analysis) = try read(address, id)
        let page = FormPage(form: form, analysis: analysis)
        return pages.page(
            "form", page.content(), analysis.language, title: analysis.version.title(analysis.language),
            otherLanguage: page.address("/check/\(id)", in: analysis.language == .zh ? .en : .zh))
    }

    private func report(_ address: Address, _ id: String) throws -> Response {
        let (form, analysis) = try read(address, id)
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

    private func imported(_ body: [UInt8], _ type: String, _ address: Address, _ id: String) throws -> Response {
        let language = address.language
        let query = try SceneQuery("", language: language, today: clock.today())
        _ = try desk.version(id, on: query.today, isRenewal: false)
        guard let file = MultipartFile(body, contentType: type), !file.bytes.isEmpty else {
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
        form.append("lang", language.rawValue)
        form.append("imported", "1")
        return Response(status: .seeOther, headers: [.location: "/check/\(id)?\(form.encoded)"])
    }
}
