import Foundation

/// Standard output and error, written whole.
enum Console {
    static func write(_ text: String) { write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) { send(bytes, to: 1) }

    static func error(_ text: String) { send(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: 2) }

    /// Replaces the line at the bottom of the terminal.
    static func status(_ text: String) { send(Array("\r\u{1B}[K\(text)".utf8), to: 2) }

    /// True if the output is read by a person at a terminal who has not asked for plain text.
    static var isColoured: Bool { isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil }

    static var isInteractiveError: Bool { isatty(2) == 1 }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if written <= 0 {
                if written < 0, errno == EINTR { continue }
                if descriptor != 2 {
                    let reason = String(cString: strerror(errno))
                    error("cannot write the output: \(reason) · 无法写出结果：\(reason)")
                }
                exit(1)
            }
            start += written
        }
    }
}
