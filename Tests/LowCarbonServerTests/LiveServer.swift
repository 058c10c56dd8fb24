import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

@testable import LowCarbonServer

/// The service on a free port of this machine.
enum LiveServer {
    /// Runs it as long as `body` does.
    static func run(
        _ limits: ServiceLimits, further: [RuleService.Routes] = [], _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        var service = ServiceHarness.service(limits: limits)
        service.further = further
        try await run(service, body)
    }

    /// Runs `service` as long as `body` does.
    static func run(_ service: RuleService, _ body: @Sendable (Int) async throws -> Void) async throws {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = service.application(host: "127.0.0.1", port: 0) { port.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [application], logger: service.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                do { try await body(port) } catch {
                    await group.triggerGracefulShutdown()
                    throw error
                }
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// A connection of bytes.
    static func connect(_ port: Int) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) {
            channel in
            channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
        }
    }

    /// What came back until the server closed the connection, and how long that took.
    struct Talk: Sendable {
        var text: String
        var time: Duration
        /// The client had to end it.
        var isCut: Bool
    }

    /// Sends texts with a pause before each and reads until the server closes the connection, at most 30 s.
    static func talk(_ port: Int, _ pieces: [(pause: Duration, text: String)]) async throws -> Talk {
        let start = ContinuousClock.now
        let connection = try await connect(port)
        let cut = connection.channel.eventLoop.scheduleTask(in: .seconds(30)) {
            connection.channel.close(promise: nil)
        }
        defer { cut.cancel() }
        return try await connection.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for (pause, text) in pieces {
                        try await Task.sleep(for: pause)
                        // The server may have closed it by now.
                        do { try await outbound.write(ByteBuffer(string: text)) } catch { return }
                    }
                }
                var text = ""
                do { for try await buffer in inbound { text += String(buffer: buffer) } } catch is IOError {}
                let time = ContinuousClock.now - start
                group.cancelAll()
                return Talk(text: text, time: time, isCut: time > .seconds(29))
            }
        }
    }
}
