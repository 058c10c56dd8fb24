import Diagnostics
import ExactNumbers
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import LowCarbonRules
import NIOCore

@testable import LowCarbonServer

/// The service over the shipped norms, as the tests call it.
enum ServiceHarness {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let catalogue = NormCatalogue(RuleLibrary(folder: package.appendingPathComponent("rules").path))

    static func service(_ catalogue: NormCatalogue = ServiceHarness.catalogue) -> RuleService {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return RuleService(
            catalogue: catalogue, clock: .fixed(CalendarDay(year: 2026, month: 10, day: 1) ?? CalendarDay(number: 0)),
            logger: logger)
    }

    /// One request; the answer with its body as text.
    static func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: [UInt8]? = nil
    ) async throws -> Answer {
        let app = Application(responder: service().router().buildResponder())
        return try await app.test(.router) { client in
            try await client.execute(
                uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) }
            ) { response in
                Answer(
                    status: response.status.code, headers: response.headers,
                    bytes: Array(response.body.readableBytesView))
            }
        }
    }

    static func post(_ path: String, _ json: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.post, path, headers, body: Array(json.utf8))
    }

    struct Answer: Sendable {
        var status: Int
        var headers: HTTPFields
        var bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }

        /// The body as a JSON object.
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
        }
    }
}
