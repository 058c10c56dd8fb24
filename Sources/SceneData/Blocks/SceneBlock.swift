/// A stretch of whole records of a file, to be read by any one thread. Reused from block to block.
public final class SceneBlock: @unchecked Sendable {
    enum Content {
        case records
        /// One line that is no record, and what is wrong with it at which of its bytes.
        case fault(CSVRecordReader.Fault, Int)
        /// One line longer than is read.
        case overlong
        /// Nothing; the file could not be read any further.
        case brokenOff(ByteSourceError)
    }

    private(set) var storage: UnsafeMutableBufferPointer<UInt8>
    private var start = 0
    private var count = 0
    var content = Content.records
    /// Where it starts, and where the next block does.
    public internal(set) var position = BlockPosition()
    public internal(set) var next = BlockPosition()

    public init() { storage = .allocate(capacity: 1) }

    deinit { storage.deallocate() }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: storage[start..<(start + count)]) }

    /// Bytes that it holds.
    public var byteCount: Int { count }

    /// True where the file could not be read to its end.
    public var isBrokenOff: Bool {
        if case .brokenOff = content { return true }
        return false
    }

    /// Takes over storage; who calls has taken the former.
    func take(_ storage: UnsafeMutableBufferPointer<UInt8>, start: Int, count: Int) {
        self.storage = storage
        self.start = start
        self.count = count
    }

    func removeAll() {
        start = 0
        count = 0
        content = .records
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if start + count + bytes.count > storage.count {
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
                capacity: max(storage.count * 2, count + bytes.count))
            if count > 0, let to = larger.baseAddress, let from = storage.baseAddress {
                to.update(from: from + start, count: count)
            }
            storage.deallocate()
            storage = larger
            start = 0
        }
        if let to = storage.baseAddress, let from = bytes.baseAddress {
            (to + start + count).update(from: from, count: bytes.count)
        }
        count += bytes.count
    }
}
