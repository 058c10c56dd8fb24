import Diagnostics

/// Why packed bytes in memory could not be unpacked.
public enum UnpackingError: Error, Sendable {
    /// They hold more than the caller takes.
    case tooLarge
    /// They are not what they are said to be, are damaged or break off.
    case damaged(Message)
}

extension CompressionKind {
    /// Largest window of zstd data that is taken from elsewhere, as a power of two: 8 MiB, what RFC 9659 allows in HTTP.
    static var windowLog: Int32 { 23 }

    /// What packed bytes hold, to a limit: unpacking ends with the first byte beyond it.
    ///
    /// - Parameters:
    ///   - bytes: gzip members or zstd frames.
    ///   - limit: most bytes of the result.
    /// - Throws: `UnpackingError`.
    public func unpacked(_ bytes: [UInt8], limit: Int) throws(UnpackingError) -> [UInt8] {
        guard CompressionKind(firstBytes: bytes) == self else {
            throw .damaged(
                Message(zh: "内容不是 \(rawValue) 压缩数据", en: "the bytes are not \(rawValue) data"))
        }
        let memory = MemorySource(bytes)
        let source: any ByteSource =
            switch self {
            case .gzip: GzipSource(memory)
            case .zstd: ZstdSource(memory, windowLog: Self.windowLog)
            }
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)
        defer { room.deallocate() }
        var result: [UInt8] = []
        while true {
            let count: Int
            do throws(ByteSourceError) { count = try source.read(into: room) } catch { throw .damaged(error.reason) }
            if count == 0 { return result }
            guard count <= limit - result.count else { throw .tooLarge }
            result.append(contentsOf: room[..<count])
        }
    }
}
