import CZstd

/// The text of zstd data, all its frames one after the other.
final class ZstdSource: ByteSource {
    private var input: CompressedInput
    private let stream: OpaquePointer?
    private var isOpen = false
    private var decoded = 0

    /// - Parameter windowLog: largest window to make room for, as a power of two; nil for what the library allows (128 MiB).
    init(_ base: any ByteSource, windowLog: Int32? = nil) {
        input = CompressedInput(base)
        stream = ZSTD_createDStream()
        if let windowLog { ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, windowLog) }
    }

    deinit {
        ZSTD_freeDStream(stream)
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ByteSourceError) -> Int {
        guard let stream else { throw input.damaged(.zstd, words: "no memory") }
        guard buffer.count > 0 else { return 0 }
        while true {
            try input.refill()
            // With all input used there may still be text to come, unless a frame has just ended.
            if input.isAtEnd, !isOpen { return 0 }
            var from = ZSTD_inBuffer(src: input.next, size: input.available, pos: 0)
            var into = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
            let place = input.offset
            let result = ZSTD_decompressStream(stream, &into, &from)
            input.use(from.pos)
            decoded += into.pos
            if ZSTD_isError(result) != 0 {
                throw input.damaged(.zstd, at: place + from.pos, words: String(cString: ZSTD_getErrorName(result)))
            }
            isOpen = result != 0
            if into.pos > 0 { return into.pos }
            if input.isAtEnd, isOpen { throw input.cutOff(.zstd, decoded: decoded) }
        }
    }
}
