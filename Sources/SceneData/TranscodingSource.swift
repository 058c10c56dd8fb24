import CSimdJSON

/// Another source's bytes, converted to UTF-8. What stands for nothing in its character set becomes U+FFFD.
final class TranscodingSource: ByteSource {
    private let base: any ByteSource
    private let transcoder: OpaquePointer
    /// Bytes read and not converted yet.
    private var pending: [UInt8] = []
    private var pendingStart = 0
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)
    /// Bytes converted and not handed out yet.
    private var ready = [UInt8](repeating: 0, count: 256 << 10)
    private var readyStart = 0
    private var readyEnd = 0
    private var ended = false
    /// True where the pending bytes are an unfinished character.
    private var wantsMore = false

    /// Nil if the system knows no such character set.
    init?(_ base: any ByteSource, from encoding: String) {
        guard let transcoder = csj_transcoder_create(encoding) else { return nil }
        self.base = base
        self.transcoder = transcoder
    }

    deinit { csj_transcoder_destroy(transcoder) }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ByteSourceError) -> Int {
        while readyStart == readyEnd {
            if !ended, wantsMore || pending.count - pendingStart < 64 { try readChunk() }
            if pendingStart == pending.count, ended { return 0 }
            convert()
        }
        let count = min(readyEnd - readyStart, buffer.count)
        ready.withUnsafeBufferPointer { bytes in
            if let to = buffer.baseAddress, let from = bytes.baseAddress {
                to.update(from: from + readyStart, count: count)
            }
        }
        readyStart += count
        return count
    }

    private func readChunk() throws(ByteSourceError) {
        var count = 0
        var failure: ByteSourceError?
        chunk.withUnsafeMutableBufferPointer { into in
            do throws(ByteSourceError) { count = try base.read(into: into) } catch { failure = error }
        }
        if let failure { throw failure }
        if count == 0 { ended = true }
        pending.removeFirst(pendingStart)
        pendingStart = 0
        pending.append(contentsOf: chunk[..<count])
    }

    private func convert() {
        var consumed = 0
        var produced = 0
        let (start, count) = (pendingStart, pending.count - pendingStart)
        let final = ended
        let room = ready.count
        pending.withUnsafeBufferPointer { from in
            ready.withUnsafeMutableBufferPointer { into in
                guard let source = from.baseAddress, let target = into.baseAddress else { return }
                csj_transcode(transcoder, source + start, count, target, room, final, &consumed, &produced)
            }
        }
        wantsMore = consumed == 0 && produced == 0
        if wantsMore, ended { consumed = count }
        pendingStart += consumed
        readyStart = 0
        readyEnd = produced
    }
}
