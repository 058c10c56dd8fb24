import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1

/// Answers `/healthz` on the thread that serves the socket, where no other request can be in its way: tasks of all requests share a
/// few threads, in which thousands that are cheap by themselves make a line of seconds.
///
/// Answers are given in the order of requests: with another one unanswered on the same connection the router answers, in turn.
final class HealthHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    static let path = "/healthz"
    static let text = "ok\n"
    static let fields: HTTPFields = [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"]

    /// Requests handed on and not answered.
    private var others = 0
    /// The request that is coming in, if it is answered here.
    private var own: HTTPRequestHead?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if others == 0, isHealthCheck(head) {
                own = head
                return
            }
            others += 1
        case .body: if own != nil { return }
        case .end:
            if let head = own {
                own = nil
                return answer(head, context)
            }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { others -= 1 }
        context.write(data, promise: promise)
    }

    private func isHealthCheck(_ head: HTTPRequestHead) -> Bool {
        guard head.method == .GET || head.method == .HEAD else { return false }
        return head.uri == Self.path || head.uri.hasPrefix(Self.path + "?")
    }

    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        // Who asks without end and takes nothing would fill the memory.
        guard context.channel.isWritable else { return context.close(promise: nil) }
        var head = HTTPResponseHead(version: .http1_1, status: .ok)
        for field in Self.fields { head.headers.add(name: field.name.rawName, value: field.value) }
        for (name, value) in SecurityHeaders<RuleService.Context>.fields { head.headers.add(name: name, value: value) }
        head.headers.add(name: "Content-Length", value: "\(Self.text.utf8.count)")
        head.headers.add(name: "Date", value: Self.date())
        head.headers.add(name: "Server", value: RuleService.name)
        if !request.isKeepAlive { head.headers.add(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method == .GET {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: Self.text)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// The time as HTTP writes it.
    private static func date() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 40)
        // The process never sets a language, so that the names are English.
        let count = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

@available(*, unavailable)
extension HealthHandler: Sendable {}
