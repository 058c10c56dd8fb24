import HTTPTypes
import Hummingbird
import NIOCore

/// Style and script, under addresses that change with their content.
enum Assets {
    static let files: [(name: String, type: String, bytes: [UInt8])] = [
        ("page.css", "text/css; charset=utf-8", PackageResources.page_css),
        ("page.js", "text/javascript; charset=utf-8", PackageResources.page_js),
        ("icon.svg", "image/svg+xml", PackageResources.icon_svg),
    ]

    /// FNV-1a over all of them.
    static let mark: String = {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for file in files { for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
        return String(hash, radix: 36)
    }()

    static func path(_ name: String) -> String { "/assets/\(mark)/\(name)" }

    static func response(_ name: String) -> Response? {
        guard let file = files.first(where: { $0.name == name }) else { return nil }
        return Response(
            status: .ok, headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
