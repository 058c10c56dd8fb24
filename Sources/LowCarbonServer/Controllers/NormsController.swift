import Diagnostics
import ExactNumbers
import HTTPTypes
import Hummingbird
import NIOCore
import RuleAnalysis
import SceneData

/// The open interface: norms as data, and the results of scenes under them.
struct NormsController<Context: RequestContext>: Sendable {
    let desk: SceneDesk
    let limits: ServiceLimits
    let clock: DayClock
    let pool: WorkPool

    private struct List: Encodable {
        struct Version: Encodable {
            var version: String
            var status: String
            var effectiveFrom: String
            var effectiveTo: String
        }
        struct Norm: Encodable {
            var id: String
            var title: String
            var versions: [Version]
            var href: String
        }
        var norms: [Norm]
    }

    private struct Detail: Encodable {
        var norm: Questionnaire
        var versions: [List.Version]
    }

    func addRoutes(to group: RouterGroup<Context>) {
        group.get("norms") { request, _ in list(request) }
        group.get("norms/:id") { request, context in
            let id = try context.parameters.require("id")
            let (text, language, today) = (request.uri.query ?? "", RequestLanguage.of(request), clock.today())
            return try await pool.run { try detail(id, try SceneQuery(text, language: language, today: today)) }
        }
        group.post("norms/:id/evaluate") { request, context in
            let isExplained =
                FormData.pairs(request.uri.query ?? "", beginning: "explain").last {
                    $0.name == "explain" && !$0.value.isEmpty
                }.map { $0.value == "true" || $0.value == "1" } ?? false
            return try await scene(request, context, mayStay: !isExplained) { analysis, _ in
                try analysis.demandValid()
                return JSONAnswer.response(
                    analysis.evaluation(explained: isExplained), language: analysis.language)
            }
        }
        group.post("norms/:id/bounds") { request, context in
            try await scene(request, context) { analysis, form in
                if form["lenient"] != "true" { try analysis.demandValid() }
                let count = try number("questions", form, in: 1...50)
                let isThorough = form["thorough"] == "true"
                return JSONAnswer.response(
                    analysis.bounds(questions: count, isThorough: isThorough), language: analysis.language)
            }
        }
        group.post("norms/:id/ask") { request, context in
            try await scene(request, context) { analysis, form in
                try analysis.demandValid()
                return JSONAnswer.response(
                    ask(analysis, try number("questions", form, in: 1...50)), language: analysis.language)
            }
        }
        group.post("norms/:id/path") { request, context in
            try await scene(request, context) { analysis, form in
                try analysis.demandValid()
                let count = try number("plans", form, in: 1...limits.plans) ?? 3
                let measure: Path.Measure
                switch form["by"] {
                case nil, "yuan"?: measure = .yuan
                case "days"?: measure = .days
                case let other?:
                    throw Problem.parameter("by", other, wanted: Message(zh: " yuan 或 days", en: "yuan or days"))
                }
                return JSONAnswer.response(
                    try analysis.path(to: form["to"], by: measure, count: count), language: analysis.language)
            }
        }
    }

    private struct AskAnswer: Encodable {
        var questions: [BoundsAnswer.Question]
        var idle: [BoundsAnswer.Idle]
        /// Why the outcome stands; absent while what is missing can still change it.
        var reasons: ReasonsAnswer?
    }

    private func ask(_ analysis: SceneAnalysis, _ count: Int?) -> AskAnswer {
        let bounds = analysis.bounds(questions: count ?? 5)
        return AskAnswer(questions: bounds.questions ?? [], idle: bounds.idle ?? [], reasons: analysis.reasons())
    }

    private func versions(_ id: String) -> [List.Version] {
        (desk.catalogue.versions[id] ?? []).map { version in
            let form = version.form(.en)
            return .init(
                version: version.version, status: form.status, effectiveFrom: form.effectiveFrom,
                effectiveTo: form.effectiveTo)
        }
    }

    private func list(_ request: Request) -> Response {
        let language = RequestLanguage.of(request)
        let norms = desk.catalogue.ids.map { id in
            List.Norm(
                id: id, title: desk.catalogue.versions[id]?.last?.title(language) ?? id, versions: versions(id),
                href: "/v1/norms/\(id)")
        }
        return JSONAnswer.response(List(norms: norms), language: language)
    }

    private func detail(_ id: String, _ query: SceneQuery) throws -> Response {
        let version = try desk.version(id, on: query.asOf ?? query.today, isRenewal: query.isRenewal)
        return JSONAnswer.response(
            Detail(norm: version.form(query.language), versions: versions(id)), language: query.language)
    }

    /// Reads the scene of the body and hands it on, both on a worker.
    ///
    /// - Parameter mayStay: whether `answer` does no more than evaluate: then a small scene at a short address needs no worker.
    private func scene(
        _ request: Request, _ context: Context, mayStay: Bool = false,
        _ answer: @escaping @Sendable (SceneAnalysis, FormData) throws -> Response
    ) async throws -> Response {
        let id = try context.parameters.require("id")
        let (text, language, today) = (request.uri.query ?? "", RequestLanguage.of(request), clock.today())
        let body = try await RequestBytes(of: request, upTo: limits.sceneBytes)
        let work: @Sendable () throws -> Response = {
            let query = try SceneQuery(text, language: language, today: today)
            let scene = try desk.read(try body.unpacked(), .json, norm: id, query)
            return try answer(SceneAnalysis(scene: scene, language: language, limits: limits), FormData(encoded: text))
        }
        let isLight = body.isLight(limits) && text.utf8.count <= limits.lightBytes
        return mayStay && isLight ? try work() : try await pool.run(work)
    }

    private func number(_ name: String, _ form: FormData, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = form[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .parameter(
                name, text,
                wanted: Message(
                    zh: " \(range.lowerBound) 到 \(range.upperBound) 的整数",
                    en: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
        }
        return number
    }
}
