#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Cuts a file into blocks of whole records. Where it cuts depends on the text from the block's start on and on nothing else, so that a
/// run that begins anew at some block gets the same blocks from there.
final class BlockSplitter {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    let buffer: BlockBuffer
    let options: SceneReadingOptions
    /// Reads the records of a CSV; nil for JSON Lines.
    let records: CSVRecordReader?
    /// Where the next block starts.
    var position = BlockPosition()
    private var tellsFailure = true

    init(_ buffer: BlockBuffer, records: CSVRecordReader?, options: SceneReadingOptions) {
        self.buffer = buffer
        self.records = records
        self.options = options
    }

    /// Fills `block`; false at the end.
    func next(into block: SceneBlock) -> Bool {
        block.removeAll()
        block.position = position
        if records != nil { return rows(into: block) }
        return lines(into: block)
    }

    /// Goes on at a position where a block of this file starts.
    func skip(to target: BlockPosition) throws(ByteSourceError) {
        try buffer.skip(to: target.offset)
        position = target
    }

    /// Ends the block.
    func close(_ block: SceneBlock, rows: Int, lines: Int) -> Bool {
        position.row += rows
        position.line += lines
        position.offset = buffer.offset
        block.next = position
        return true
    }

    /// The last block: says that the file could not be read to its end. False if it could.
    func end(_ block: SceneBlock) -> Bool {
        guard let failure = buffer.failure, tellsFailure else { return false }
        tellsFailure = false
        block.content = .brokenOff(failure)
        return close(block, rows: 1, lines: 0)
    }

    // MARK: JSON Lines

    private func lines(into block: SceneBlock) -> Bool {
        let step = max(1, options.blockBytes)
        var scanned = 0
        buffer.fill(to: step)
        while true {
            let window = buffer.window
            if let end = BlockSplitter.lastLineEnd(window, from: scanned) {
                buffer.hand(end, to: block)
                return close(block)
            }
            scanned = window.count
            if scanned > options.sceneByteLimit { return overlong(block) }
            buffer.fill(to: scanned + step)
            if buffer.window.count > scanned { continue }
            // The rest after the last line end counts if the file really ends there.
            if scanned == 0 || buffer.failure != nil { return end(block) }
            buffer.hand(scanned, to: block)
            return close(block)
        }
    }

    private func close(_ block: SceneBlock) -> Bool {
        let bytes = block.bytes
        var rows = 0
        var lines = 0
        var start = 0
        while start < bytes.count {
            let end = BlockSplitter.lineEnd(bytes, from: start) ?? bytes.count
            if end < bytes.count { lines += 1 }
            if !BlockSplitter.isBlank(bytes, start, end) { rows += 1 }
            start = end + 1
        }
        return close(block, rows: rows, lines: lines)
    }

    /// A line longer than allowed: its beginning is kept, the rest dropped chunk by chunk.
    private func overlong(_ block: SceneBlock) -> Bool {
        block.append(Bytes(rebasing: buffer.window.prefix(64)))
        block.content = .overlong
        var ended = false
        while !ended {
            let window = buffer.window
            if let end = BlockSplitter.lineEnd(window, from: 0) {
                buffer.consume(end + 1)
                ended = true
            } else {
                buffer.consume(window.count)
                if !buffer.readMore() { break }
            }
        }
        return close(block, rows: 1, lines: ended ? 1 : 0)
    }

    static func isBlank(_ bytes: Bytes, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte != 0x20, byte != 0x0D, byte != 0x09 { return false }
            index += 1
        }
        return true
    }

    static func lineEnd(_ bytes: Bytes, from start: Int) -> Int? { find(0x0A, bytes, from: start) }

    static func find(_ byte: UInt8, _ bytes: Bytes, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(base).distance(to: found)
    }

    /// The byte after the last line end at or after `start`.
    static func lastLineEnd(_ bytes: Bytes, from start: Int) -> Int? {
        var index = bytes.count
        while index > start {
            if bytes[index - 1] == 0x0A { return index }
            index -= 1
        }
        return nil
    }
}
