import Diagnostics
import ExactNumbers
import Foundation
import HTTPTypes
import Logging
import LowCarbonRules
import NIOCore
import ServiceSupport

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

    /// Asked by all tests at once, so that a queue must not be full.
    private static let shared: InProcessService = {
        var limits = ServiceLimits()
        limits.queueLength = 100_000
        limits.queueTime = .hours(1)
        return InProcessService(service(limits: limits))
    }()

    /// One request; the answer with its body as text.
    static func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: [UInt8]? = nil,
        to service: RuleService? = nil
    ) async throws -> Answer {
        let service = service.map(InProcessService.init) ?? shared
        let answer = try await service.send(method, path, headers, body: body ?? [])
        return Answer(status: answer.status, headers: answer.headers, bytes: answer.bytes)
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
