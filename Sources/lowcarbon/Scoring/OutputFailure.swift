import Diagnostics
import Foundation

/// Results could not be written.
struct OutputFailure: Error {
    var path: String
    var code: Int32

    init(path: String, code: Int32 = errno) {
        self.path = path
        self.code = code
    }

    var message: Message {
        let reason = String(cString: strerror(code))
        return switch code {
        case ENOSPC, EDQUOT: Message(zh: "无法写出 `\(path)`：磁盘已满", en: "cannot write `\(path)`: the disk is full")
        case EFBIG:
            Message(zh: "无法写出 `\(path)`：文件超过允许的大小", en: "cannot write `\(path)`: the file would pass its size limit")
        default: Message(zh: "无法写出 `\(path)`：\(reason)", en: "cannot write `\(path)`: \(reason)")
        }
    }
}
