/// Turns libyaml's marks, which count code points, into byte offsets.
struct CodePointIndex {
    private static let stride = 64
    private let bytes: [UInt8]
    private let base: Int
    /// Byte offset of every 64th code point; empty where all text is ASCII.
    private var checkpoints: [Int] = []

    /// `base`: bytes before the text that libyaml is given (a byte order mark). `bytes` is valid UTF-8.
    init(bytes: [UInt8], base: Int) {
        self.bytes = bytes
        self.base = base
        guard bytes[base...].contains(where: { $0 >= 0x80 }) else { return }
        var count = 0
        for index in base..<bytes.count where bytes[index] & 0xC0 != 0x80 {
            if count % CodePointIndex.stride == 0 { checkpoints.append(index) }
            count += 1
        }
    }

    /// Byte offset of code point `position`, clamped to the file.
    func byteOffset(_ position: Int) -> Int {
        guard !checkpoints.isEmpty else { return min(base + max(0, position), bytes.count) }
        let slot = min(max(0, position) / CodePointIndex.stride, checkpoints.count - 1)
        var index = checkpoints[slot]
        var remaining = max(0, position) - slot * CodePointIndex.stride
        while remaining > 0, index < bytes.count {
            index += CharacterScan.scalar(bytes, at: index).length
            remaining -= 1
        }
        return min(index, bytes.count)
    }
}
