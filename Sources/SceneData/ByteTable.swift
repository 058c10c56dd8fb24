/// Byte strings with a number each, found without making a `String`.
final class ByteTable: @unchecked Sendable {
    private struct Slot {
        var hash: UInt64 = 0
        var start: Int32 = 0
        var length: Int32 = -1
        var value: Int32 = 0
    }

    private let slots: UnsafeMutableBufferPointer<Slot>
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let mask: Int

    /// Of two equal names the first counts.
    init(_ names: [(name: String, value: Int)]) {
        var size = 8
        while size < names.count * 2 { size *= 2 }
        mask = size - 1
        slots = .allocate(capacity: size)
        slots.initialize(repeating: Slot())
        text = .allocate(capacity: max(1, names.reduce(0) { $0 + $1.name.utf8.count }))
        text.initialize(repeating: 0)
        var used = 0
        for (name, value) in names {
            let start = used
            for byte in name.utf8 {
                text[used] = byte
                used += 1
            }
            let bytes = UnsafeBufferPointer(rebasing: text[start..<used])
            if find(bytes) != nil {
                used = start
                continue
            }
            let hash = ByteTable.hash(bytes)
            var index = Int(truncatingIfNeeded: hash) & mask
            while slots[index].length >= 0 { index = (index + 1) & mask }
            slots[index] = Slot(hash: hash, start: Int32(start), length: Int32(used - start), value: Int32(value))
        }
    }

    deinit {
        slots.deallocate()
        text.deallocate()
    }

    /// The number of the name, or nil.
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let hash = ByteTable.hash(bytes)
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].length >= 0 {
            let slot = slots[index]
            if slot.hash == hash, Int(slot.length) == bytes.count {
                let start = Int(slot.start)
                let stored = UnsafeBufferPointer(rebasing: text[start..<(start + bytes.count)])
                if ByteTable.equal(stored, bytes) { return Int(slot.value) }
            }
            index = (index + 1) & mask
        }
        return nil
    }

    @inline(__always)
    static func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        var index = 0
        while index < a.count {
            if a[index] != b[index] { return false }
            index += 1
        }
        return true
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash ^ (hash >> 29)
    }
}
