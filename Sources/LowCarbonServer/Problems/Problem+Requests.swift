import Diagnostics
import HTTPTypes
import NIOCore

extension Problem {
    static func tooLarge(limit: Int) -> Problem {
        Problem(
            .contentTooLarge, .tooLarge, title: Message(zh: "内容太大", en: "the body is too large"),
            detail: Message(
                zh: "最多 \(limit >> 10) KiB（压缩的内容按解压后计）；一次只发一个场景",
                en: "at most \(limit >> 10) KiB, counted unpacked; send one scene at a time"))
    }

    static var packed: Problem {
        Problem(
            .badRequest, .unreadable, title: Message(zh: "内容是压缩过的", en: "the body is packed"),
            detail: Message(
                zh: "请发送未压缩的内容；压缩一次的请求正文须在请求头写明 `Content-Encoding: gzip` 或 `zstd`",
                en:
                    "send it unpacked; a request's body that is packed once needs the header `Content-Encoding: gzip` or `zstd`"
            ))
    }

    static func damaged(_ reason: Message) -> Problem {
        Problem(
            .badRequest, .unreadable, title: Message(zh: "内容无法解压", en: "the body cannot be unpacked"), detail: reason)
    }

    static func unknownCoding(_ names: String) -> Problem {
        var problem = Problem(
            .unsupportedMediaType, .coding, title: Message(zh: "不支持此压缩方式", en: "this content coding is not supported"),
            detail: Message(
                zh: "`Content-Encoding: \(short(names))` 不支持；请用 gzip 或 zstd 压缩一次，或不压缩",
                en:
                    "`Content-Encoding: \(short(names))` is not supported; pack the body once with gzip or zstd, or not at all"
            ))
        problem.headers[.acceptEncoding] = "gzip, zstd"
        return problem
    }

    static var slow: Problem {
        var problem = Problem(
            .requestTimeout, .slow, title: Message(zh: "请求发送得太慢", en: "the request came too slowly"),
            detail: Message(
                zh: "内容没有在时限内到齐；请检查网络后重发", en: "the body was not complete in time; check the network and send it again")
        )
        problem.headers[.connection] = "close"
        return problem
    }

    static func busy(retryAfter time: TimeAmount) -> Problem {
        var problem = Problem(
            .serviceUnavailable, .busy, title: Message(zh: "服务繁忙", en: "the service is busy"),
            detail: Message(
                zh: "等候处理的请求太多；请过几秒再试，您的回答没有丢失",
                en: "too many requests are waiting; try again in some seconds, your answers are not lost"))
        problem.headers[.retryAfter] = "\(max(1, time.nanoseconds / 1_000_000_000))"
        // What was sent behind it on the same connection would find no worker either.
        problem.headers[.connection] = "close"
        return problem
    }
}
