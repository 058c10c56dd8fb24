import NIOCore

/// Says that bytes came in, before any of them is read as HTTP.
final class ByteWatcher: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    struct Arrival {}

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireUserInboundEventTriggered(Arrival())
        context.fireChannelRead(data)
    }
}

@available(*, unavailable)
extension ByteWatcher: Sendable {}
