import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where bytes come from, a block at a time.
protocol ByteSource: AnyObject {
    /// Fills the start of `buffer`; how many bytes, 0 at the end.
    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ByteSourceError) -> Int
    /// Passes over bytes; fewer where the source ends before.
    func skip(_ count: Int) throws(ByteSourceError)
}

extension ByteSource {
    func skip(_ count: Int) throws(ByteSourceError) {
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: min(max(1, count), 1 << 18))
        defer { room.deallocate() }
        var left = count
        while left > 0 {
            let found = try read(into: UnsafeMutableBufferPointer(rebasing: room[..<min(left, room.count)]))
            if found == 0 { return }
            left -= found
        }
    }
}

/// A read that failed.
struct ByteSourceError: Error {
    var code: DiagnosticCode
    var reason: Message

    init(code: DiagnosticCode, reason: Message) {
        self.code = code
        self.reason = reason
    }

    /// In the system's words.
    init(reason: String) { self.init(code: .fileUnreadable, reason: Message(zh: reason, en: reason)) }
}

/// Bytes in memory.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ByteSourceError) -> Int {
        let count = min(buffer.count, bytes.count - position)
        guard count > 0 else { return 0 }
        for index in 0..<count { buffer[index] = bytes[position + index] }
        position += count
        return count
    }

    func skip(_ count: Int) { position = min(bytes.count, position + count) }
}

private func openFile(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

/// A file, or the standard input for the path `-`.
final class FileSource: ByteSource {
    private let descriptor: Int32
    private let owned: Bool
    /// Bytes read so far, and in the whole file (0 where that is not known).
    private(set) var position = 0
    private(set) var size = 0

    init(path: String) throws(ByteSourceError) {
        if path == "-" {
            descriptor = 0
            owned = false
            return
        }
        var information = stat()
        guard stat(path, &information) == 0 else { throw FileSource.failure() }
        if information.st_mode & S_IFMT == S_IFDIR { throw ByteSourceError(reason: "is a directory") }
        if information.st_mode & S_IFMT == S_IFREG { size = Int(information.st_size) }
        descriptor = openFile(path)
        owned = true
        if descriptor < 0 { throw FileSource.failure() }
    }

    static func open(_ path: String) throws(SceneFileError) -> FileSource {
        do throws(ByteSourceError) {
            return try FileSource(path: path)
        } catch {
            throw SceneFileError.unreadable(
                path,
                Message(zh: "无法打开 `\(path)`：\(error.reason.zh)", en: "cannot open `\(path)`: \(error.reason.en)"))
        }
    }

    deinit {
        if owned, descriptor >= 0 { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ByteSourceError) -> Int {
        guard let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, start, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, start, buffer.count)
            #else
                let count = Darwin.read(descriptor, start, buffer.count)
            #endif
            if count >= 0 {
                position += count
                return count
            }
            if errno != EINTR || StopRequest.isMade { throw FileSource.failure() }
        }
    }

    func skip(_ count: Int) throws(ByteSourceError) {
        if size > 0, lseek(descriptor, off_t(count), SEEK_CUR) >= 0 {
            position += count
            return
        }
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
        defer { room.deallocate() }
        var left = count
        while left > 0 {
            let found = try read(into: UnsafeMutableBufferPointer(rebasing: room[..<min(left, room.count)]))
            if found == 0 { return }
            left -= found
        }
    }

    private static func failure() -> ByteSourceError {
        ByteSourceError(reason: String(cString: strerror(errno)).lowercased())
    }
}
