import Diagnostics
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Turns every error into a problem document, or into a page for who asked for a page.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    let limits: ServiceLimits
    let pages: PageWriter

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return answer(problem, request)
        } catch let error as HTTPError {
            return answer(
                error.status == .contentTooLarge ? .tooLarge(limit: limits.sceneBytes) : .plain(error.status), request)
        } catch is NIOTooManyBytesError {
            return answer(.tooLarge(limit: limits.sceneBytes), request)
        } catch is RequestTimeout {
            return answer(.slow, request)
        } catch let error as CancellationError {
            throw error
        } catch let error where error is HTTPParserError || error is ChannelError || error is IOError {
            // The connection broke, or what it sends is not HTTP: what serves it answers, if it still can.
            throw error
        } catch {
            context.logger.error("request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            return answer(.plain(.internalServerError), request)
        }
    }

    private func answer(_ problem: Problem, _ request: Request) -> Response {
        let language = RequestLanguage.of(request)
        let wantsPage =
            !request.uri.path.hasPrefix("/v1/") && (request.headers[.accept] ?? "").contains("text/html")
        return wantsPage
            ? pages.problem(problem, language, path: request.uri.path)
            : problem.response(language, path: request.uri.path)
    }
}
