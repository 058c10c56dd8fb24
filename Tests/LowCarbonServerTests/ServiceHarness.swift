import Diagnostics
import ExactNumbers
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import LowCarbonRules
import NIOCore
import NIOEmbedded
import Synchronization

@testable import LowCarbonServer

/// The service over the shipped norms, as the tests call it.
enum ServiceHarness {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let catalogue = NormCatalogue(RuleLibrary(folder: package.appendingPathComponent("rules").path))

    static func service(
        _ catalogue: NormCatalogue = ServiceHarness.catalogue, limits: ServiceLimits = ServiceLimits()
    ) -> RuleService {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return RuleService(
            catalogue: catalogue, limits: limits,
            clock: .fixed(CalendarDay(year: 2026, month: 10, day: 1) ?? CalendarDay(number: 0)),
            logger: logger)
    }

    /// One request; the answer with its body as text.
    static func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: [UInt8]? = nil,
        to service: RuleService = ServiceHarness.service()
    ) async throws -> Answer {
        let responder = service.router().buildResponder()
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body ?? [])))
        let context = BasicRequestContext(
            source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        let response = try await responder.respond(to: request, context: context)
        let collector = Collector()
        try await response.body.write(collector)
        return Answer(
            status: response.status.code, headers: response.headers, bytes: collector.bytes.withLock { $0 })
    }

    private final class Collector: ResponseBodyWriter, Sendable {
        let bytes = Mutex<[UInt8]>([])

        func write(_ buffer: ByteBuffer) async throws {
            bytes.withLock { $0 += Array(buffer.readableBytesView) }
        }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    static func post(_ path: String, _ json: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.post, path, headers, body: Array(json.utf8))
    }

    struct Answer: Sendable {
        var status: Int
        var headers: HTTPFields
        var bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }

        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

        /// The body as a JSON object.
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
        }
    }
}
