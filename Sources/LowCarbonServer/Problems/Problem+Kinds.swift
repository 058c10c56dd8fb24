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

    /// An entry of a list in the address under a number that no entry has.
    static func entry(_ name: String, most: Int) -> Problem {
        let text = Message(
            zh: "`\(short(name))`：列表的各项从 0 起编号，最多 \(most) 项，编号为 0 到 \(max(0, most - 1))",
            en: "`\(short(name))`: entries of a list are numbered from 0, here 0 to \(max(0, most - 1)) at most")
        return Problem(
            .badRequest, .parameter, title: Message(zh: "参数有误", en: "a parameter is wrong"), detail: text,
            parameter: (short(name), ""))
    }

    static func fields(_ count: Int, limit: Int) -> Problem {
        Problem(
            .badRequest, .parameter, title: Message(zh: "地址中的项太多", en: "the address has too many fields"),
            detail: Message(
                zh: "地址中有 \(count) 项，最多 \(limit) 项；请把场景作为文件导入，或以 POST 发给接口",
                en:
                    "there are \(count) fields, at most \(limit) are read; import the scene as a file, or POST it to the API"
            ))
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
