import Diagnostics
import Foundation
import LowCarbonRules
import PointsConversion
import SceneData

extension RunPosition.Input {
    /// Nil for anything but a plain file: a pipe is not the same a second time.
    init?(path: String) {
        var information = stat()
        guard path != "-", stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
            let file = FileHandle(forReadingAtPath: path)
        else { return nil }
        defer { try? file.close() }
        let head = (try? file.read(upToCount: 64 << 10)) ?? Data()
        self.init(path: path, bytes: Int(information.st_size), head: SHA256.hex([UInt8](head)))
    }
}

extension LoadedNorm {
    /// SHA-256 of the norm with all it imports.
    var digest: String {
        var all: [UInt8] = []
        for file in sources.files { all += Array("\(file.path) \(file.bytes.count)\n".utf8) + file.bytes }
        return SHA256.hex(all)
    }
}

extension RunPosition.Identity {
    /// Why results under `other` do not go on from results under this; nil if they do.
    func difference(from other: RunPosition.Identity) -> Message? {
        if program != other.program {
            return Message(
                zh: "上次运行的程序版本是 \(program)，这次是 \(other.program)",
                en: "the earlier run was made by version \(program) of the program, this one is \(other.program)")
        }
        if norm != other.norm {
            return Message(zh: "规范或其引用的文件已经改动", en: "the norm, or a file it uses, has changed since")
        }
        for (name, value) in options.sorted(by: { $0.key < $1.key }) where other.options[name] != value {
            return Message(
                zh: "选项 \(name) 上次是 `\(value)`，这次是 `\(other.options[name] ?? "")`",
                en: "the option \(name) was `\(value)` and now is `\(other.options[name] ?? "")`")
        }
        guard inputs.count == other.inputs.count else {
            return Message(
                zh: "上次读 \(inputs.count) 个场景文件，这次是 \(other.inputs.count) 个",
                en: "the earlier run read \(inputs.count) files of scenes, this one \(other.inputs.count)")
        }
        for (before, now) in zip(inputs, other.inputs) {
            if before.path != now.path {
                return Message(
                    zh: "上次读的是 `\(before.path)`，这次是 `\(now.path)`",
                    en: "the earlier run read `\(before.path)` where this one reads `\(now.path)`")
            }
            if before != now {
                return Message(
                    zh: "场景文件 `\(now.path)` 已经改动（当时 \(before.bytes) 字节，现在 \(now.bytes) 字节）",
                    en:
                        "the file of scenes `\(now.path)` has changed since (\(before.bytes) bytes then, \(now.bytes) now)"
                )
            }
        }
        return nil
    }
}
