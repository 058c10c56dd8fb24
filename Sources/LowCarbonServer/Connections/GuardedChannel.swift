import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Connections of HTTP/1.1 with deadlines for what comes in, and with the health check answered before anything else.
struct GuardedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let http: HTTP1Channel
    private let limits: ServiceLimits

    init(_ limits: ServiceLimits, responder: @escaping HTTPChannelHandler.Responder) {
        http = HTTP1Channel(responder: responder)
        self.limits = limits
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { [limits] value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let deadlines = RequestDeadlines(limits)
            try pipeline.addHandler(deadlines, position: .after(decoder))
            try pipeline.addHandler(HealthHandler(), position: .after(deadlines))
            try pipeline.addHandlers([IdleStateHandler(allTimeout: limits.idleTime), ByteWatcher()], position: .first)
            return value
        }
    }

    func handle(value: Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}
