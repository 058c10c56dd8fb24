import CSimdJSON

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
}

/// A read that failed, in the system's words.
struct ByteSourceError: Error {
    var reason: String
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
}

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
        size = Int(information.st_size)
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        owned = true
        if descriptor < 0 { throw FileSource.failure() }
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
            if errno != EINTR { throw FileSource.failure() }
        }
    }

    private static func failure() -> ByteSourceError {
        ByteSourceError(reason: String(cString: strerror(errno)).lowercased())
    }
}

/// Another source's bytes, converted to UTF-8. What stands for nothing in its character set becomes U+FFFD.
final class TranscodingSource: ByteSource {
    private let base: any ByteSource
    private let transcoder: OpaquePointer
    private var pending: [UInt8] = []
    private var ended = false

    /// Nil if the system knows no such character set.
    init?(_ base: any ByteSource, from encoding: String) {
        guard let transcoder = csj_transcoder_create(encoding) else { return nil }
        self.base = base
        self.transcoder = transcoder
    }

    deinit { csj_transcoder_destroy(transcoder) }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ByteSourceError) -> Int {
        guard let start = buffer.baseAddress else { return 0 }
        var scratch = [UInt8](repeating: 0, count: max(64, buffer.count / 2))
        var output = [UInt8](repeating: 0, count: max(16, buffer.count))
        var ready = carried
        carried.removeAll()
        while ready.isEmpty {
            if !ended {
                var count = 0
                var failure: ByteSourceError?
                scratch.withUnsafeMutableBufferPointer { into in
                    do throws(ByteSourceError) { count = try base.read(into: into) } catch { failure = error }
                }
                if let failure { throw failure }
                if count == 0 { ended = true }
                pending.append(contentsOf: scratch[..<count])
            }
            if pending.isEmpty, ended { return 0 }
            var consumed = 0
            var produced = 0
            csj_transcode(transcoder, pending, pending.count, &output, output.count, ended, &consumed, &produced)
            if consumed == 0, produced == 0, ended { pending.removeAll() }
            pending.removeFirst(consumed)
            ready = Array(output[..<produced])
        }
        let count = min(ready.count, buffer.count)
        for index in 0..<count { start[index] = ready[index] }
        carried = Array(ready[count...])
        return count
    }

    /// Converted bytes that did not fit into the caller's buffer.
    private var carried: [UInt8] = []
}
