import CZlib
import CZstd

/// Compresses one stretch of bytes after the other, each to a gzip member or zstd frame of its own: joined they are one file, and
/// any of them can be the last.
public final class BlockCompressor {
    private let kind: CompressionKind
    private let stream: UnsafeMutablePointer<z_stream>
    private var isReady = false
    private let context: OpaquePointer?
    private let level: Int32

    /// `level` as of the library; nil for its usual one.
    public init(_ kind: CompressionKind, level: Int? = nil) {
        self.kind = kind
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        switch kind {
        case .gzip:
            self.level = Int32(level ?? 6)
            context = nil
            isReady = czlib_deflate_gzip(stream, self.level) == Z_OK
        case .zstd:
            self.level = Int32(level ?? 3)
            context = ZSTD_createCCtx()
        }
    }

    deinit {
        if isReady { deflateEnd(stream) }
        stream.deallocate()
        if let context { ZSTD_freeCCtx(context) }
    }

    /// Appends `bytes`, compressed, to `output`; false if there is no memory for it.
    public func compress(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> Bool {
        switch kind {
        case .gzip: return gzip(bytes, into: &output)
        case .zstd: return zstd(bytes, into: &output)
        }
    }

    private func gzip(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> Bool {
        guard isReady, deflateReset(stream) == Z_OK, bytes.count < 1 << 31 else { return false }
        let start = output.count
        let bound = Int(deflateBound(stream, UInt(bytes.count)))
        output.append(contentsOf: repeatElement(0, count: bound))
        let used: Int? = output.withUnsafeMutableBufferPointer { room in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
            stream.pointee.avail_in = UInt32(bytes.count)
            stream.pointee.next_out = room.baseAddress?.advanced(by: start)
            stream.pointee.avail_out = UInt32(bound)
            guard deflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
            return bound - Int(stream.pointee.avail_out)
        }
        output.removeLast(bound - (used ?? 0))
        return used != nil
    }

    private func zstd(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> Bool {
        guard let context else { return false }
        let start = output.count
        let bound = ZSTD_compressBound(bytes.count)
        output.append(contentsOf: repeatElement(0, count: bound))
        let result = output.withUnsafeMutableBufferPointer { room in
            ZSTD_compressCCtx(
                context, room.baseAddress?.advanced(by: start), bound, bytes.baseAddress, bytes.count, level)
        }
        let failed = ZSTD_isError(result) != 0
        output.removeLast(failed ? bound : bound - result)
        return !failed
    }
}
