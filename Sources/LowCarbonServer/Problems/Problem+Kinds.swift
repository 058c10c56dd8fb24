import Diagnostics
import HTTPTypes

extension Problem {
    static func unknownNorm(_ id: String, known: [String]) -> Problem {
        let list = known.joined(separator: ", ")
        return Problem(
            .notFound, .norm, title: Message(zh: "没有这部规范", en: "no such norm"),
            detail: Message(
                zh: "没有规范 `\(short(id))`；可用：\(list)", en: "there is no norm `\(short(id))`; there are: \(list)"))
    }

    static func parameter(_ name: String, _ value: String, wanted: Message) -> Problem {
        let text = Message(
            zh: "参数 `\(name)` 应为\(wanted.zh)，而非 `\(short(value))`",
            en: "`\(name)` takes \(wanted.en), not `\(short(value))`")
        return Problem(
            .badRequest, .parameter, title: Message(zh: "参数有误", en: "a parameter is wrong"), detail: text,
            parameter: (name, short(value)))
    }

    static func tooLarge(limit: Int) -> Problem {
        Problem(
            .contentTooLarge, .tooLarge, title: Message(zh: "内容太大", en: "the body is too large"),
            detail: Message(
                zh: "最多 \(limit >> 10) KiB；一次只发一个场景", en: "at most \(limit >> 10) KiB; send one scene at a time"))
    }

    static func plain(_ status: HTTPResponse.Status) -> Problem {
        let title: Message
        var detail: Message?
        switch status {
        case .notFound:
            title = Message(zh: "没有这个地址", en: "there is nothing at this address")
            detail = Message(
                zh: "接口从 /v1/norms 开始，页面从 / 开始", en: "the API begins at /v1/norms, the page at /")
        case .methodNotAllowed: title = Message(zh: "这个地址不支持此方法", en: "this address does not take this method")
        case .internalServerError:
            title = Message(zh: "服务出错", en: "the service failed")
            detail = Message(zh: "请稍后再试；您的回答没有丢失", en: "try again later; your answers are not lost")
        default: title = Message(zh: "请求无法处理", en: "the request cannot be served")
        }
        return Problem(status, .plain, title: title, detail: detail)
    }

    /// A text from outside, cut to what a message can hold.
    static func short(_ text: String) -> String {
        let clean = String(text.unicodeScalars.filter { $0.value >= 32 && $0 != "`" }.prefix(60).map(Character.init))
        return clean.count < text.count ? clean + "…" : clean
    }
}
