/// A source whose first bytes can be looked at before they are read.
final class PeekingSource: ByteSource {
    private let base: any ByteSource
    private var first: [UInt8] = []
    private var used = 0

    /// Reads up to `count` bytes ahead.
    init(_ base: any ByteSource, count: Int) throws(ByteSourceError) {
        self.base = base
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count)
        defer { room.deallocate() }
        var filled = 0
        while filled < count {
            let found = try base.read(into: UnsafeMutableBufferPointer(rebasing: room[filled...]))
            if found == 0 { break }
            filled += found
        }
        first = Array(room[..<filled])
    }

    /// The bytes read ahead.
    var peeked: [UInt8] { first }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ByteSourceError) -> Int {
        guard used < first.count else { return try base.read(into: buffer) }
        let count = min(buffer.count, first.count - used)
        for index in 0..<count { buffer[index] = first[used + index] }
        used += count
        return count
    }

    func skip(_ count: Int) throws(ByteSourceError) {
        let kept = min(count, first.count - used)
        used += kept
        if count > kept { try base.skip(count - kept) }
    }
}
