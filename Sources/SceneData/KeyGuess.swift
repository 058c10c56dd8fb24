/// Remembers which key stood at which place of the scene before: files keep their order, so most keys are known by one comparison.
final class KeyGuess {
    private static let places = 512
    private static let width = 64
    private let text = UnsafeMutablePointer<UInt8>.allocate(capacity: places * width)
    private let lengths = UnsafeMutablePointer<Int32>.allocate(capacity: places)
    private let keys = UnsafeMutablePointer<Int32>.allocate(capacity: places)

    init() { lengths.initialize(repeating: -1, count: KeyGuess.places) }

    deinit {
        text.deallocate()
        lengths.deallocate()
        keys.deallocate()
    }

    /// The number of the name in `table`; nil if it is not there (or is written with escapes).
    @inline(__always)
    func find(_ name: UnsafeBufferPointer<UInt8>, place: Int, in table: ByteTable) -> Int? {
        if place < KeyGuess.places, Int(lengths[place]) == name.count {
            let stored = UnsafeBufferPointer(start: text + place * KeyGuess.width, count: name.count)
            if ByteTable.equal(stored, name) { return Int(keys[place]) }
        }
        return look(name, place: place, in: table)
    }

    private func look(_ name: UnsafeBufferPointer<UInt8>, place: Int, in table: ByteTable) -> Int? {
        guard let key = table.find(name) else { return nil }
        if place < KeyGuess.places, name.count <= KeyGuess.width {
            for (index, byte) in name.enumerated() { text[place * KeyGuess.width + index] = byte }
            lengths[place] = Int32(name.count)
            keys[place] = Int32(key)
        }
        return key
    }
}
