/// A window on a source: the bytes not yet used, which grows by whole blocks.
final class BlockBuffer {
    private let source: (any ByteSource)?
    private let blockBytes: Int
    private var storage: UnsafeMutableBufferPointer<UInt8>
    private var start = 0
    private var end = 0
    private(set) var isAtEnd = false
    /// Bytes of the source before the window.
    private(set) var offset = 0
    /// Why a read failed; nothing is read after that.
    private(set) var failure: ByteSourceError?

    init(_ source: any ByteSource, blockBytes: Int) {
        self.source = source
        self.blockBytes = max(1, blockBytes)
        storage = .allocate(capacity: self.blockBytes)
    }

    /// A buffer that only shows bytes which others hold (`show`).
    init() {
        source = nil
        blockBytes = 1
        storage = UnsafeMutableBufferPointer(start: nil, count: 0)
        isAtEnd = true
    }

    deinit {
        if source != nil { storage.deallocate() }
    }

    /// Makes `bytes` the window and the whole of what there is; they must stay until the next call. Only without a source.
    func show(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard source == nil else { return }
        storage = UnsafeMutableBufferPointer(mutating: bytes)
        start = 0
        end = bytes.count
        offset = 0
    }

    /// The bytes not yet used. Valid until `readMore`.
    @inline(__always)
    var window: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: storage[start..<end]) }

    /// Uses up the first `count` bytes.
    @inline(__always)
    func consume(_ count: Int) {
        let used = min(end - start, count)
        start += used
        offset += used
    }

    /// Reads until the window holds `count` bytes or the source ends.
    func fill(to count: Int) {
        while end - start < count, readMore(atMost: count - (end - start)) {}
    }

    /// Reads a block more after the window; false at the end of the source.
    func readMore() -> Bool { readMore(atMost: blockBytes) }

    private func readMore(atMost count: Int) -> Bool {
        guard !isAtEnd, let source else { return false }
        let used = end - start
        let wanted = max(1, min(count, blockBytes))
        if storage.count - end < wanted {
            if start > 0, storage.count - used >= wanted {
                move(to: storage, used)
            } else {
                let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
                    capacity: max(storage.count * 2, used + wanted))
                let old = storage
                move(to: larger, used)
                storage = larger
                old.deallocate()
            }
        }
        let room = UnsafeMutableBufferPointer(rebasing: storage[end..<(end + wanted)])
        do throws(ByteSourceError) {
            let count = try source.read(into: room)
            end += count
            if count == 0 { isAtEnd = true }
            return count > 0
        } catch {
            failure = error
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

    /// Hands the first `count` bytes of the window over without copying them: `block` gets the storage, and its own takes the rest.
    func hand(_ count: Int, to block: SceneBlock) {
        let used = end - start
        let count = min(count, used)
        let rest = used - count
        let wanted = max(rest, blockBytes)
        var spare = block.storage
        if spare.count < wanted || spare.count > max(wanted * 4, 1 << 16) {
            spare.deallocate()
            spare = .allocate(capacity: wanted)
        }
        if rest > 0, let to = spare.baseAddress, let from = storage.baseAddress {
            UnsafeMutableRawPointer(to).copyMemory(from: from + start + count, byteCount: rest)
        }
        block.take(storage, start: start, count: count)
        storage = spare
        start = 0
        end = rest
        offset += count
    }

    /// Moves on to `target` bytes from the start of the source; it must not lie before the window.
    func skip(to target: Int) throws(ByteSourceError) {
        let inside = min(max(0, target - offset), end - start)
        consume(inside)
        guard target > offset, let source else { return }
        try source.skip(target - offset)
        offset = target
    }

    /// Uses up a UTF-8 byte order mark. True if the text looks like UTF-16 or UTF-32, which are not read.
    func skipByteOrderMark() -> Bool {
        fill(to: 4)
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
