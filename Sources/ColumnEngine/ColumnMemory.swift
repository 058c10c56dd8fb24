/// Bytes aligned for the kernels, zero at first.
final class ColumnMemory {
    let base: UnsafeMutableRawPointer
    let count: Int

    /// What vectors of 64 rows of 64 bits are aligned to.
    static let alignment = 512

    init(bytes: Int) {
        count = max(bytes, ColumnMemory.alignment)
        base = .allocate(byteCount: count, alignment: ColumnMemory.alignment)
        base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    }

    deinit { base.deallocate() }

    static func rounded(_ bytes: Int) -> Int { (bytes + alignment - 1) / alignment * alignment }
}
