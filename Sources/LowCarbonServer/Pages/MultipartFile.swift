import Foundation

/// The file of a form that was sent as `multipart/form-data`.
struct MultipartFile: Sendable {
    var name: String
    var bytes: [UInt8]

    /// The first part with a file name; nil if there is none.
    init?(_ body: [UInt8], contentType: String) {
        guard let mark = contentType.range(of: "boundary=") else { return nil }
        let text = contentType[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        guard !text.isEmpty, text.utf8.count <= 200 else { return nil }
        let boundary = Array("--\(text)".utf8)
        let gap = Array("\r\n\r\n".utf8)
        var start = MultipartFile.find(boundary, in: body, from: 0)
        while let at = start {
            let headStart = at + boundary.count
            guard let headEnd = MultipartFile.find(gap, in: body, from: headStart) else { return nil }
            let end = MultipartFile.find(boundary, in: body, from: headEnd + gap.count)
            let head = String(decoding: body[headStart..<headEnd], as: UTF8.self)
            if let name = head.range(of: "filename=\"") {
                let contentEnd = max(headEnd + gap.count, (end ?? body.count) - 2)
                self.name = String(head[name.upperBound...].prefix { $0 != "\"" && !$0.isNewline })
                bytes = Array(body[(headEnd + gap.count)..<contentEnd])
                return
            }
            start = end
        }
        return nil
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count, start >= 0 else { return nil }
        var index = start
        while index + needle.count <= bytes.count {
            if bytes[index] == first, bytes[index..<(index + needle.count)].elementsEqual(needle) { return index }
            index += 1
        }
        return nil
    }
}
