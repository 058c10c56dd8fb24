import Foundation

/// Where bytes go that must never end within a row.
protocol ResultSink: AnyObject {
    /// Writes whole rows; if that fails nothing of them stays, where the file lets itself be shortened.
    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputFailure)
}

enum Descriptor {
    /// Writes all of the bytes.
    static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32, path: String) throws(OutputFailure) {
        var start = 0
        while start < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            if count < 0 {
                if errno == EINTR { continue }
                throw OutputFailure(path: path)
            }
            start += count
        }
    }
}

/// The standard output.
final class StandardOutput: ResultSink {
    /// Length of the file that the output goes into, after whole rows; nil if it is no plain file.
    private var length: off_t?

    init() {
        var information = stat()
        if fstat(1, &information) == 0, information.st_mode & S_IFMT == S_IFREG { length = lseek(1, 0, SEEK_CUR) }
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputFailure) {
        do throws(OutputFailure) {
            try Descriptor.write(bytes, to: 1, path: "-")
            if let length { self.length = length + off_t(bytes.count) }
        } catch {
            if let length { _ = ftruncate(1, length) }
            throw error
        }
    }
}

/// A file that takes its name when it is whole: until then it is `NAME.partial`.
final class OutputFile: ResultSink {
    let path: String
    private let descriptor: Int32
    /// Bytes of whole rows written.
    private(set) var length = 0

    var partialPath: String { path + OutputFile.ending }
    static let ending = ".partial"

    /// Begins the file, or goes on after the first `length` bytes of an earlier run.
    init(path: String, resumingAt length: Int? = nil) throws(OutputFailure) {
        self.path = path
        let name = path + OutputFile.ending
        descriptor = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | (length == nil ? O_TRUNC : 0), 0o666)
        guard descriptor >= 0 else { throw OutputFailure(path: name) }
        guard let length else { return }
        self.length = length
        guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else {
            throw OutputFailure(path: name)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputFailure) {
        do throws(OutputFailure) {
            try Descriptor.write(bytes, to: descriptor, path: path)
            length += bytes.count
        } catch {
            cut(to: length)
            throw error
        }
    }

    /// Drops what was written after the first `length` bytes.
    func cut(to length: Int) {
        self.length = length
        _ = ftruncate(descriptor, off_t(length))
        lseek(descriptor, off_t(length), SEEK_SET)
    }

    /// Waits until the disk has it.
    func synchronize() throws(OutputFailure) {
        guard fdatasync(descriptor) == 0 || errno == EINVAL else { throw OutputFailure(path: path) }
    }

    /// Gives the whole file its name.
    func finish() throws(OutputFailure) {
        try synchronize()
        guard rename(partialPath, path) == 0 else { throw OutputFailure(path: path) }
    }

    /// Size of what an earlier run left; nil if there is nothing.
    static func partialSize(of path: String) -> Int? {
        var information = stat()
        return stat(path + ending, &information) == 0 ? Int(information.st_size) : nil
    }

    /// Writes a small file so that there is always a whole one.
    static func replace(_ path: String, with bytes: [UInt8]) throws(OutputFailure) {
        let file = try OutputFile(path: path)
        try bytes.withUnsafeBufferPointer { (bytes) throws(OutputFailure) in try file.write(bytes) }
        try file.finish()
    }
}
