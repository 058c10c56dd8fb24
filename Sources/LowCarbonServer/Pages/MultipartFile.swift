import Foundation

/// The file of a form that was sent as `multipart/form-data`.
struct MultipartFile: Sendable {
    var name: String
    var bytes: [UInt8]

    /// The first part with a file name; nil if there is none, or its end is missing.
    init?(_ body: [UInt8], contentType: String) {
        guard let mark = contentType.range(of: "boundary=") else { return nil }
        let text = contentType[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        // RFC 2046: 1 to 70 characters, none of them a line break, so that a search need not go back.
        guard (1...70).contains(text.utf8.count), !text.utf8.contains(where: { $0 < 32 }) else { return nil }
        let first = Array("--\(text)".utf8)
        let boundary = Array("\r\n".utf8) + first
        guard let start = body.starts(with: first) ? first.count : Self.find(boundary, in: body[...])?.upperBound else {
            return nil
        }
        var rest = body[start...]
        while let gap = Self.find(Array("\r\n\r\n".utf8), in: rest) {
            let head = String(decoding: rest[..<gap.lowerBound], as: UTF8.self)
            // The line break of an empty part is that of its head.
            guard let end = Self.find(boundary, in: rest[(gap.upperBound - 2)...]) else { return nil }
            if let name = head.range(of: "filename=\"") {
                self.name = String(head[name.upperBound...].prefix { $0 != "\"" && !$0.isNewline })
                bytes = Array(rest[gap.upperBound..<max(gap.upperBound, end.lowerBound)])
                return
            }
            rest = rest[end.upperBound...]
        }
        return nil
    }

    /// The first place of bytes whose first is not among the others.
    private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        var rest = bytes
        while let start = rest.firstIndex(of: needle[0]) {
            if rest[start...].starts(with: needle) { return start..<(start + needle.count) }
            rest = rest[(start + 1)...]
        }
        return nil
    }
}
