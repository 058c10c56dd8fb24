/// A window on a source: the bytes not yet used, which grows by whole blocks.
final class BlockBuffer {
    private let source: any ByteSource
    private let blockBytes: Int
    private var storage: UnsafeMutableBufferPointer<UInt8>
    private var start = 0
    private var end = 0
    private(set) var isAtEnd = false
    /// The system's words, once a read failed; nothing is read after that.
    private(set) var failure: String?

    init(_ source: any ByteSource, blockBytes: Int) {
        self.source = source
        self.blockBytes = max(1, blockBytes)
        storage = .allocate(capacity: self.blockBytes)
    }

    deinit { storage.deallocate() }

    /// The bytes not yet used. Valid until `readMore`.
    @inline(__always)
    var window: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: storage[start..<end]) }

    /// Uses up the first `count` bytes.
    @inline(__always)
    func consume(_ count: Int) { start = min(end, start + count) }

    /// Reads a block more after the window; false at the end of the source.
    func readMore() -> Bool {
        if isAtEnd { return false }
        let used = end - start
        if storage.count - end < blockBytes {
            if start > 0, storage.count - used >= blockBytes {
                move(to: storage, used)
            } else {
                let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
                    capacity: max(storage.count * 2, used + blockBytes))
                let old = storage
                move(to: larger, used)
                storage = larger
                old.deallocate()
            }
        }
        let room = UnsafeMutableBufferPointer(rebasing: storage[end..<(end + blockBytes)])
        do throws(ByteSourceError) {
            let count = try source.read(into: room)
            end += count
            if count == 0 { isAtEnd = true }
            return count > 0
        } catch {
            failure = error.reason
            isAtEnd = true
            return false
        }
    }

    private func move(to target: UnsafeMutableBufferPointer<UInt8>, _ used: Int) {
        if used > 0, let to = target.baseAddress, let from = storage.baseAddress {
            UnsafeMutableRawPointer(to).copyMemory(from: from + start, byteCount: used)
        }
        start = 0
        end = used
    }

    /// Uses up a UTF-8 byte order mark. True if the text looks like UTF-16 or UTF-32, which are not read.
    func skipByteOrderMark() -> Bool {
        while end - start < 4, readMore() {}
        let bytes = window
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            consume(3)
            return false
        }
        guard bytes.count >= 2 else { return false }
        if bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF { return true }
        return bytes[0] == 0 && bytes[1] != 0 || bytes[0] != 0 && bytes[1] == 0
    }
}
