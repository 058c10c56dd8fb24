import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import LowCarbonServer

/// Slow clients and many, against a server on a socket whose times are shortened.
@Suite(.serialized) struct SlowClientTests {
    private static let limits: ServiceLimits = {
        var limits = ServiceLimits()
        limits.headTime = .milliseconds(500)
        limits.bodyTime = .milliseconds(1_000)
        limits.idleTime = .milliseconds(3_000)
        return limits
    }()

    private static let health = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

    private func drip(_ text: String, every pause: Duration) -> [(pause: Duration, text: String)] {
        text.map { (pause, String($0)) }
    }

    @Test func headersThatDripAreCutOff() async throws {
        try await LiveServer.run(Self.limits) { port in
            let long = "GET / HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: "a", count: 400)
            let talk = try await LiveServer.talk(port, drip(long, every: .milliseconds(20)))
            #expect(talk.text.hasPrefix("HTTP/1.1 408 "))
            #expect(!talk.isCut && talk.time >= .milliseconds(500), "\(talk.time)")
        }
    }

    @Test func aConnectionThatSaysNothingIsCutOff() async throws {
        try await LiveServer.run(Self.limits) { port in
            let talk = try await LiveServer.talk(port, [])
            #expect(talk.text.hasPrefix("HTTP/1.1 408 "))
            #expect(!talk.isCut && talk.time >= .milliseconds(500), "\(talk.time)")
        }
    }

    @Test(arguments: [("zh", "请求发送得太慢"), ("en", "the request came too slowly")])
    func bodiesThatDripAreCutOff(_ language: String, _ title: String) async throws {
        try await LiveServer.run(Self.limits) { port in
            let head =
                "POST /v1/norms/hotel/evaluate?lang=\(language) HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
            let talk = try await LiveServer.talk(
                port, [(.zero, head)] + drip(String(repeating: " ", count: 900), every: .milliseconds(20)))
            #expect(talk.text.hasPrefix("HTTP/1.1 408 "))
            #expect(talk.text.contains("urn:lowcarbonrules:problem:request-too-slow") && talk.text.contains(title))
            #expect(
                !talk.isCut && talk.time >= .milliseconds(1_000), "\(talk.time)")
        }
    }

    /// Also where nobody reads the body.
    @Test func aBodyToNowhereIsCutOff() async throws {
        try await LiveServer.run(Self.limits) { port in
            let head = "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
            let talk = try await LiveServer.talk(
                port, [(.zero, head)] + drip(String(repeating: " ", count: 900), every: .milliseconds(20)))
            #expect(talk.text.hasPrefix("HTTP/1.1 404 "))
            #expect(
                !talk.isCut && talk.time >= .milliseconds(1_000), "\(talk.time)")
        }
    }

    /// Between requests a connection may rest longer than headers may take, but not for ever.
    @Test func idleConnectionsEnd() async throws {
        try await LiveServer.run(Self.limits) { port in
            let talk = try await LiveServer.talk(port, [(.zero, Self.health), (.milliseconds(1_000), Self.health)])
            #expect(talk.text.components(separatedBy: "HTTP/1.1 200 ").count == 3)
            #expect(!talk.text.contains(" 408 "))
            #expect(
                !talk.isCut && talk.time >= .milliseconds(4_000), "\(talk.time)")
        }
    }

    /// The second request's headers have a deadline too.
    @Test func laterHeadersAreCutOffToo() async throws {
        try await LiveServer.run(Self.limits) { port in
            let talk = try await LiveServer.talk(port, [(.zero, Self.health), (.milliseconds(700), "GET /heal")])
            #expect(talk.text.hasPrefix("HTTP/1.1 200 ") && talk.text.contains("HTTP/1.1 408 "))
            #expect(
                !talk.isCut && talk.time >= .milliseconds(1_200), "\(talk.time)")
        }
    }

    /// Who asks for much and takes nothing is let go.
    @Test func answersThatNobodyTakesEnd() async throws {
        let size = 64 << 20
        let large: RuleService.Routes = { router in
            router.get("large") { _, _ in
                Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(repeating: 97, count: size)))
            }
        }
        try await LiveServer.run(Self.limits, further: [large]) { port in
            let connection = try await LiveServer.connect(port)
            try await connection.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"))
                try await Task.sleep(for: .seconds(6))
                var count = 0
                do { for try await buffer in inbound { count += buffer.readableBytes } } catch is IOError {}
                #expect(count < size)
            }
        }
    }

    @Test func moreConnectionsThanAllowedWait() async throws {
        var limits = ServiceLimits()
        limits.connections = 3
        try await LiveServer.run(limits) { port in
            let open = try await withThrowingTaskGroup(of: NIOAsyncChannel<ByteBuffer, ByteBuffer>.self) { group in
                for _ in 0..<3 { group.addTask { try await LiveServer.connect(port) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let answered = Shared(false)
            try await withThrowingTaskGroup(of: Void.self) { group in
                // The first three are accepted before the fourth asks.
                try await Task.sleep(for: .milliseconds(200))
                group.addTask {
                    let text = Self.health.replacing("Host: x", with: "Host: x\r\nConnection: close")
                    let connection = try await LiveServer.connect(port)
                    try await connection.executeThenClose { inbound, outbound in
                        try await outbound.write(ByteBuffer(string: text))
                        for try await buffer in inbound {
                            #expect(String(buffer: buffer).hasPrefix("HTTP/1.1 200 "))
                            answered.withLock { $0 = true }
                            break
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(500))
                #expect(!answered.withLock { $0 })
                for connection in open { try await connection.executeThenClose { _, _ in } }
                try await group.waitForAll()
            }
            #expect(answered.withLock { $0 })
        }
    }
}
