import Diagnostics
import HTTPTypes
import Hummingbird
import NIOCore
import NormDocs

/// The methodology of every norm as a page.
struct NormPagesController<Context: RequestContext>: Sendable {
    private let catalogue: NormCatalogue
    private let clock: DayClock
    private let store: NormPageStore
    private let pool: WorkPool

    init(_ catalogue: NormCatalogue, clock: DayClock, pool: WorkPool) {
        self.catalogue = catalogue
        self.clock = clock
        self.pool = pool
        store = NormPageStore(catalogue)
    }

    func addRoutes(to router: Router<Context>) {
        router.get("norms.css") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=3600"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: NormPage.stylesheet)))
        }
        router.get("norms") { request, _ in
            let language = RequestLanguage.of(request)
            return page(try await pool.run { store.index(language) }, language)
        }
        // The version that counts today; its page leads to the others.
        router.get("norms/:id") { request, context in
            let id = try context.parameters.require("id")
            guard let version = catalogue.version(of: id, on: clock.today()) else { throw Problem.plain(.notFound) }
            return try await norm(version, RequestLanguage.of(request))
        }
        router.get("norms/:id/:version") { request, context in
            let id = try context.parameters.require("id")
            let name = try context.parameters.require("version")
            guard let version = catalogue.versions[id]?.first(where: { $0.version == name }) else {
                throw Problem.plain(.notFound)
            }
            return try await norm(version, RequestLanguage.of(request))
        }
    }

    private func norm(_ version: ServedVersion, _ language: MessageLanguage) async throws -> Response {
        if let bytes = store.written(version, language) { return page(bytes, language) }
        guard let bytes = try await pool.run({ store.page(version, language) }) else { throw Problem.plain(.notFound) }
        return page(bytes, language)
    }

    private func page(_ bytes: ByteBuffer, _ language: MessageLanguage) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: language.tag, .vary: "Accept-Language",
                .cacheControl: "no-cache",
            ], body: ResponseBody(byteBuffer: bytes))
    }
}
