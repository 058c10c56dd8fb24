import Diagnostics
import HTTPTypes
import Hummingbird
import NIOCore

struct PageWriter: Sendable {
    func problem(_ problem: Problem, _ language: MessageLanguage, path: String) -> Response {
        problem.response(language, path: path)
    }
}
