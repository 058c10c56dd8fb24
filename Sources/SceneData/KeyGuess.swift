#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Remembers which key came after which: files keep their order, so most keys are known by one comparison, also after one was left out.
final class KeyGuess {
    private static let places = 1024
    private static let width = 64
    /// Keys of a scene that are no inputs count from -6.
    private static let shift = 8
    private let text = UnsafeMutablePointer<UInt8>.allocate(capacity: places * width)
    private let lengths = UnsafeMutablePointer<Int32>.allocate(capacity: places)
    private let keys = UnsafeMutablePointer<Int32>.allocate(capacity: places)

    /// The place before the first key.
    static let start = 0

    init() {
        lengths.initialize(repeating: -1, count: KeyGuess.places)
        keys.initialize(repeating: 0, count: KeyGuess.places)
        text.initialize(repeating: 0, count: KeyGuess.places * KeyGuess.width)
    }

    deinit {
        text.deallocate()
        lengths.deallocate()
        keys.deallocate()
    }

    /// The number of the name in `table`; nil if it is not there (or is written with escapes). `place` moves on to it.
    @inline(__always)
    func find(_ name: UnsafeBufferPointer<UInt8>, place: inout Int, in table: ByteTable) -> Int? {
        if Int(lengths[place]) == name.count, let start = name.baseAddress,
            memcmp(start, text + place &* KeyGuess.width, name.count) == 0
        {
            let key = Int(keys[place])
            place = KeyGuess.place(of: key)
            return key
        }
        return look(name, place: &place, in: table)
    }

    /// No key.
    static let none = Int.min

    /// The key that is expected at `place`, if the `"name":` at `start` (`length` bytes up to its colon) is the one; else `none`.
    @inline(__always)
    func usual(_ start: UnsafePointer<UInt8>, _ length: Int, place: Int) -> Int {
        let count = Int(lengths[place])
        guard count >= 0, count &+ 2 == length, start.pointee == UInt8(ascii: "\""),
            start[length &- 1] == UInt8(ascii: "\"")
        else { return KeyGuess.none }
        let name = UnsafeRawPointer(start + 1)
        let known = UnsafeRawPointer(text + place &* KeyGuess.width)
        var index = 0
        while index &+ 8 <= count {
            let left = name.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if left != known.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return KeyGuess.none }
            index &+= 8
        }
        while index < count {
            let left = name.load(fromByteOffset: index, as: UInt8.self)
            if left != known.load(fromByteOffset: index, as: UInt8.self) { return KeyGuess.none }
            index &+= 1
        }
        return Int(keys[place])
    }

    @inline(__always)
    static func place(of key: Int) -> Int { key + shift < places ? key + shift : 1 }

    private func look(_ name: UnsafeBufferPointer<UInt8>, place: inout Int, in table: ByteTable) -> Int? {
        guard let key = table.find(name) else {
            place = 1
            return nil
        }
        if name.count <= KeyGuess.width, let start = name.baseAddress, name.count > 0 {
            (text + place * KeyGuess.width).update(from: start, count: name.count)
            lengths[place] = Int32(name.count)
            keys[place] = Int32(key)
        }
        place = KeyGuess.place(of: key)
        return key
    }
}
