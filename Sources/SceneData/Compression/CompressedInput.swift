import Diagnostics

/// Compressed bytes of a source, a chunk at a time.
struct CompressedInput {
    private let base: any ByteSource
    private let chunk: UnsafeMutableBufferPointer<UInt8>
    /// Bytes of the chunk that are not used yet.
    private(set) var start = 0
    private(set) var end = 0
    /// Compressed bytes before the chunk.
    private var before = 0
    private(set) var isAtEnd = false

    init(_ base: any ByteSource) {
        self.base = base
        chunk = .allocate(capacity: 256 << 10)
    }

    func deallocate() { chunk.deallocate() }

    /// Where in the compressed file the next byte stands.
    var offset: Int { before + start }

    var available: Int { end - start }

    var next: UnsafeMutablePointer<UInt8>? { chunk.baseAddress?.advanced(by: start) }

    mutating func use(_ count: Int) { start += count }

    /// Reads another chunk if this one is used up.
    mutating func refill() throws(ByteSourceError) {
        guard start == end, !isAtEnd else { return }
        before += end
        start = 0
        end = 0
        end = try base.read(into: chunk)
        if end == 0 { isAtEnd = true }
    }

    /// Passes over zero bytes, which some tools write after the end.
    mutating func skipZeros() throws(ByteSourceError) {
        while true {
            try refill()
            while start < end, chunk[start] == 0 { start += 1 }
            if start < end || isAtEnd { return }
        }
    }

    func cutOff(_ kind: CompressionKind, decoded: Int) -> ByteSourceError {
        ByteSourceError(
            code: .damagedCompression,
            reason: Message(
                zh: "\(kind.rawValue) 压缩数据在第 \(offset) 字节处中断，只解出 \(decoded) 字节：请重新传输或重新压缩此文件",
                en:
                    "the \(kind.rawValue) data breaks off at byte \(offset), after \(decoded) bytes of text: fetch or compress the file again"
            ))
    }

    func damaged(_ kind: CompressionKind, at place: Int? = nil, words: String) -> ByteSourceError {
        let place = place ?? offset
        return ByteSourceError(
            code: .damagedCompression,
            reason: Message(
                zh: "\(kind.rawValue) 压缩数据在第 \(place) 字节处损坏（\(words)）：请重新传输或重新压缩此文件",
                en: "the \(kind.rawValue) data is damaged at byte \(place) (\(words)): fetch or compress the file again"
            ))
    }
}
