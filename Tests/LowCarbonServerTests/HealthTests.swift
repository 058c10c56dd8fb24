import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import LowCarbonServer

/// `/healthz` on a socket: the same answer from the socket's thread as from the router, in its turn, whatever the others do.
@Suite(.serialized) struct HealthTests {
    private static func get(_ path: String, method: String = "GET", last: Bool = false) -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: x\r\n\(last ? "Connection: close\r\n" : "")\r\n"
    }

    private static func ask(_ port: Int, _ text: String) async throws -> [String] {
        let talk = try await LiveServer.talk(port, [(.zero, text)])
        #expect(!talk.isCut)
        return talk.text.components(separatedBy: "HTTP/1.1 ").filter { !$0.isEmpty }
    }

    /// Lines of the head but those that name the time.
    private static func fields(_ answer: String) -> Set<String> {
        Set(
            answer.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n").map { $0.lowercased() }
                .filter { !$0.hasPrefix("date: ") && !$0.hasPrefix("connection: ") })
    }

    @Test func theAnswerIsThatOfTheRouter() async throws {
        try await LiveServer.run(ServiceLimits()) { port in
            // Behind another request the router answers.
            let behind = try await Self.ask(
                port, Self.get("/v1/norms") + Self.get("/healthz") + Self.get("/healthz", method: "HEAD", last: true))
            #expect(behind.count == 3 && behind[0].contains("hotel"))
            let alone = try await Self.ask(
                port, Self.get("/healthz") + Self.get("/healthz?x=1", method: "HEAD", last: true))
            #expect(alone.count == 2)
            for (number, answer) in alone.enumerated() {
                #expect(Self.fields(answer) == Self.fields(behind[number + 1]))
                #expect(answer.hasSuffix("\r\n\r\n" + (number == 0 ? "ok\n" : "")))
                #expect(answer.contains(/(?i)\r\ndate: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\r\n/))
            }
        }
    }

    @Test func onlyTheCheckItselfIsAnsweredHere() async throws {
        try await LiveServer.run(ServiceLimits()) { port in
            let body = "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok"
            let answers = try await Self.ask(
                port, Self.get("/healthzz") + Self.get("/healthz/x") + body + Self.get("/healthz", last: true))
            #expect(answers.map { String($0.prefix(3)) } == ["404", "404", "404", "200"])
        }
    }

    /// Many requests that are cheap one by one keep every thread of tasks busy; the client stands outside of these.
    @Test func busyTasksAreNotInItsWay() async throws {
        let slow: RuleService.Routes = { router in
            router.get("slow") { _, _ in
                let end = ContinuousClock.now + .milliseconds(100)
                while ContinuousClock.now < end {}
                return Response(status: .ok)
            }
        }
        try await LiveServer.run(ServiceLimits(), further: [slow]) { port in
            let count = 32 * ProcessInfo.processInfo.activeProcessorCount
            let (text, other) = await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    let others = (0..<count).compactMap { _ in BlockingClient(port) }
                    for other in others { other.send(Self.get("/slow")) }
                    // As cheap as the check, sent before it, and in line behind the others.
                    let cheap = BlockingClient(port)
                    cheap?.send(Self.get("/v1/norms"))
                    let client = BlockingClient(port)
                    client?.send(Self.get("/healthz", last: true))
                    let text = client?.readToEnd() ?? ""
                    continuation.resume(returning: (text, cheap?.hasAnswer ?? true))
                }
            }
            #expect(text.hasPrefix("HTTP/1.1 200 "))
            #expect(!other)
        }
    }

    /// A refusal is the last answer of its connection: what was sent behind it is not read.
    @Test func aRefusalEndsItsConnection() async throws {
        var limits = ServiceLimits()
        (limits.workers, limits.queueLength, limits.refusalPause) = (1, 0, .milliseconds(50))
        let service = ServiceHarness.service(limits: limits)
        try await WorkPoolTests.holding(service.pool) {
            try await LiveServer.run(service) { port in
                let answers = try await Self.ask(port, String(repeating: Self.get("/check/hotel"), count: 20))
                #expect(answers.count == 1)
                #expect(answers.first?.hasPrefix("503 ") == true)
                #expect(answers.first.map(Self.fields)?.contains("retry-after: 2") == true)
                #expect(answers.first?.lowercased().contains("connection: close") == true)
            }
        }
    }

    /// The last answer of a connection is whole however slowly it is taken.
    @Test func aLastAnswerIsWhole() async throws {
        let size = 8 << 20
        let large: RuleService.Routes = { router in
            router.get("large") { _, _ in
                Response(
                    status: .ok, headers: [.connection: "close"],
                    body: ResponseBody(byteBuffer: ByteBuffer(repeating: 97, count: size)))
            }
        }
        try await LiveServer.run(ServiceLimits(), further: [large]) { port in
            let connection = try await LiveServer.connect(port)
            try await connection.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: Self.get("/large")))
                try await Task.sleep(for: .milliseconds(500))
                var count = 0
                for try await buffer in inbound { count += buffer.readableBytes }
                #expect(count > size)
            }
        }
    }
}
