import Dispatch
import HTTPTypes
import Hummingbird
import Logging
import LowCarbonServer
import NIOCore
import NIOEmbedded
import Synchronization

/// A service that is asked inside the process, without a socket.
public struct InProcessService: Sendable {
    /// What it answers.
    public struct Answer: Sendable {
        public var status: Int
        public var headers: HTTPFields
        public var bytes: [UInt8]
    }

    private let responder: any HTTPResponder<RuleService.Context>

    public init(_ service: RuleService) { responder = service.router().buildResponder() }

    /// The answer to one request.
    ///
    /// - Throws: what the service throws instead of an answer, which ends a connection.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: [UInt8] = []
    ) async throws -> Answer {
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let context = BasicRequestContext(
            source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        let response = try await responder.respond(to: request, context: context)
        let collector = Collector()
        try await response.body.write(collector)
        return Answer(
            status: response.status.code, headers: response.headers, bytes: collector.bytes.withLock { $0 })
    }

    /// The same for callers that wait, such as the fuzzer: status, place of a redirect, body; nil if it threw.
    public func answer(
        posts: Bool, _ path: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) -> (status: Int, location: String?, bytes: [UInt8])? {
        let done = DispatchSemaphore(value: 0)
        let shared = Held()
        var fields: HTTPFields = [:]
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        Task { [fields] in
            let answer = try? await send(posts ? .post : .get, path, fields, body: body)
            shared.set(answer)
            done.signal()
        }
        done.wait()
        return shared.get().map { ($0.status, $0.headers[.location], $0.bytes) }
    }

    private final class Held: Sendable {
        private let value = Mutex<Answer?>(nil)
        func set(_ answer: Answer?) { value.withLock { $0 = answer } }
        func get() -> Answer? { value.withLock { $0 } }
    }

    private final class Collector: ResponseBodyWriter, Sendable {
        let bytes = Mutex<[UInt8]>([])

        func write(_ buffer: ByteBuffer) async throws {
            bytes.withLock { $0 += Array(buffer.readableBytesView) }
        }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
