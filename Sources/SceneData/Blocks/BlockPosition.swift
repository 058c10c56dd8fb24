/// Where a block ends: what is needed to go on from there.
public struct BlockPosition: Sendable, Equatable {
    /// Bytes of text (decompressed and in UTF-8) before it.
    public var offset: Int
    /// Records before it.
    public var row: Int
    /// The line that begins there, from 1.
    public var line: Int

    public init(offset: Int = 0, row: Int = 0, line: Int = 1) {
        self.offset = offset
        self.row = row
        self.line = line
    }
}
