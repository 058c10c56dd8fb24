import CZlib

/// The text of gzip data, all its members one after the other.
final class GzipSource: ByteSource {
    private var input: CompressedInput
    private let stream: UnsafeMutablePointer<z_stream>
    private var isReady: Bool
    /// True inside of a member.
    private var isOpen = true
    private var members = 0
    private var decoded = 0

    init(_ base: any ByteSource) {
        input = CompressedInput(base)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = czlib_inflate_gzip(stream) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ByteSourceError) -> Int {
        guard isReady else { throw input.damaged(.gzip, words: "no memory") }
        guard buffer.count > 0 else { return 0 }
        while true {
            if !isOpen {
                try input.skipZeros()
                if input.isAtEnd { return 0 }
                guard inflateReset(stream) == Z_OK else { throw input.damaged(.gzip, words: "no memory") }
                isOpen = true
            }
            try input.refill()
            if input.isAtEnd { throw input.cutOff(.gzip, decoded: decoded) }
            let room = min(buffer.count, 1 << 30)
            stream.pointee.next_in = input.next
            stream.pointee.avail_in = UInt32(input.available)
            stream.pointee.next_out = buffer.baseAddress
            stream.pointee.avail_out = UInt32(room)
            let result = inflate(stream, Z_NO_FLUSH)
            input.use(input.available - Int(stream.pointee.avail_in))
            let count = room - Int(stream.pointee.avail_out)
            decoded += count
            switch result {
            case Z_STREAM_END:
                isOpen = false
                members += 1
            case Z_OK, Z_BUF_ERROR: break
            default:
                if count > 0 { return count }
                let words = stream.pointee.msg.map { String(cString: $0) } ?? "error \(result)"
                throw input.damaged(.gzip, words: words)
            }
            if count > 0 { return count }
        }
    }
}
