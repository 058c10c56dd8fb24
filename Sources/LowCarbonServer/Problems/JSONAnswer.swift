import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Responses of JSON.
enum JSONAnswer {
    static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return (try? encoder.encode(value)).map { [UInt8]($0) } ?? Array("{}".utf8)
    }

    static func response(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, language: MessageLanguage
    ) -> Response {
        response(bytes(value), status: status, language: language)
    }

    static func response(_ bytes: [UInt8], status: HTTPResponse.Status = .ok, language: MessageLanguage) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "application/json; charset=utf-8", .contentLanguage: language.tag,
                .vary: "Accept-Language",
                .cacheControl: "no-store",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension MessageLanguage {
    /// As in `lang` attributes.
    var tag: String { self == .zh ? "zh-CN" : "en" }
}
