import HTTPTypes
import Hummingbird

/// Refuses addresses with more fields than are read, so that none of them is passed over.
struct AddressCheck<Context: RequestContext>: RouterMiddleware {
    let limits: ServiceLimits

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let fields = FormData.count(request.uri.query ?? "")
        guard fields <= limits.addressFields else { throw Problem.fields(fields, limit: limits.addressFields) }
        return try await next(request, context)
    }
}
