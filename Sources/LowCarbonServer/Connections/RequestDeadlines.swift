import NIOCore
import NIOHTTP1

/// A request's body did not come in time.
struct RequestTimeout: Error {}

/// Ends connections whose requests come too slowly, and idle ones.
///
/// The headers of a request have a deadline from its first byte (on a new connection: from its start), its body one from the end of
/// the headers; neither moves when more bytes come. An answer that says `Connection: close` is the last, whatever was sent behind
/// its request. It stands behind the HTTP decoder; what watches bytes stands before that.
final class RequestDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase {
        case betweenRequests, head, body, timedOut
    }

    private let limits: ServiceLimits
    private var phase = Phase.betweenRequests
    private var timer: Scheduled<Void>?
    /// Requests whose headers are here and whose answer is not written.
    private var unanswered = 0
    /// The answer being written says that it is the last.
    private var isLast = false

    init(_ limits: ServiceLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(.head, limits.headTime, context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelActive(context: ChannelHandlerContext) {
        begin(.head, limits.headTime, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            if phase != .timedOut { begin(.body, limits.bodyTime, context) }
        case .body: break
        case .end:
            if phase != .timedOut {
                timer?.cancel()
                phase = .betweenRequests
            }
        }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ByteWatcher.Arrival: if phase == .betweenRequests { begin(.head, limits.headTime, context) }
        case is IdleStateHandler.IdleStateEvent: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.code >= 200:
            isLast = head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
        case .end: return end(context, data, promise)
        case .head, .body: break
        }
        context.write(data, promise: promise)
    }

    private func end(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>?) {
        unanswered -= 1
        if phase == .timedOut || isLast {
            // Closing at once would throw away what a slow reader has not taken yet.
            let written = promise ?? context.eventLoop.makePromise()
            written.futureResult.whenComplete { [channel = context.channel] _ in channel.close(promise: nil) }
            context.writeAndFlush(data, promise: written)
        } else {
            context.write(data, promise: promise)
        }
    }

    private func begin(_ next: Phase, _ time: TimeAmount, _ context: ChannelHandlerContext) {
        phase = next
        timer?.cancel()
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (handler, context) = bound.value
            handler.expire(context)
        }
    }

    private func expire(_ context: ChannelHandlerContext) {
        switch phase {
        case .head:
            // With an answer on its way, another one in its midst would be taken for a part of it.
            if unanswered == 0 {
                let head = HTTPResponseHead(
                    version: .http1_1, status: .requestTimeout,
                    headers: ["Connection": "close", "Content-Length": "0"])
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
            context.close(promise: nil)
        case .body:
            // Who reads the body learns it and answers; the connection ends with that answer, or soon without it.
            begin(.timedOut, .seconds(1), context)
            context.fireErrorCaught(RequestTimeout())
        case .timedOut: context.close(promise: nil)
        case .betweenRequests: break
        }
    }
}

@available(*, unavailable)
extension RequestDeadlines: Sendable {}
