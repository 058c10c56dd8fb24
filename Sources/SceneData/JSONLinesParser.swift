import Diagnostics

/// JSON Lines: one scene a line, whatever is wrong with the others. Stretches of lines are indexed at once; only where that fails each
/// line is indexed alone.
final class JSONLinesParser: BlockParser {
    /// Bytes indexed at once: text and index stay in the processor's second cache.
    private static let stretch = 128 << 10

    private let builder: SceneBuilder
    private let parser: JSONSceneParser
    private let indexer = JSONIndexer()
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var content = SceneBlock.Content.records
    private var isDone = true
    private var used = 0
    /// Where the stretch starts and ends, and its next token; nil if its lines are indexed alone.
    private var base = 0
    private var end = 0
    private var token: Int?
    private var line = 1
    private var row = 0

    init(builder: SceneBuilder) {
        self.builder = builder
        parser = JSONSceneParser(builder: builder)
    }

    func begin(_ block: SceneBlock) {
        bytes = block.bytes
        content = block.content
        isDone = false
        used = 0
        base = 0
        end = 0
        line = block.position.line
        row = block.position.row
    }

    func next(into scene: inout SceneInput) -> Bool {
        if isDone { return false }
        switch content {
        case .records: return nextLine(into: &scene)
        case .brokenOff(let failure):
            builder.brokenOff(failure, row: row + 1, line: line, into: &scene)
        case .overlong, .fault:
            builder.begin(&scene, row: row + 1, line: line, source: bytes)
            builder.tooLarge(builder.options.sceneByteLimit, into: &scene)
            builder.finish(&scene)
        }
        isDone = true
        return true
    }

    private func nextLine(into scene: inout SceneInput) -> Bool {
        while used < bytes.count {
            if used >= end { load() }
            let start = used
            let end = BlockSplitter.lineEnd(bytes, from: start) ?? bytes.count
            used = end + 1
            let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
            let at = line
            line += 1
            let offsets = tokens(upTo: end)
            if BlockSplitter.isBlank(bytes, start, end) { continue }
            row += 1
            builder.begin(&scene, row: row, line: at, source: text)
            if text.count > builder.options.sceneByteLimit {
                builder.tooLarge(builder.options.sceneByteLimit, into: &scene)
            } else if let offsets {
                parser.read(JSONWalker(bytes: text, offsets: offsets, origin: start - base), into: &scene)
            } else {
                parser.read(text, into: &scene)
            }
            builder.finish(&scene)
            return true
        }
        isDone = true
        return false
    }

    /// Indexes the next stretch of lines.
    private func load() {
        base = used
        var last = min(bytes.count, used + JSONLinesParser.stretch)
        if last < bytes.count { last = BlockSplitter.lineEnd(bytes, from: last).map { $0 + 1 } ?? bytes.count }
        end = last
        token = indexer.index(UnsafeBufferPointer(rebasing: bytes[base..<last])) == nil ? 0 : nil
    }

    /// The tokens before `end`, taken off the stretch's; nil if it was not indexed.
    private func tokens(upTo end: Int) -> UnsafeBufferPointer<UInt32>? {
        guard let first = token else { return nil }
        let all = indexer.offsets
        let limit = end - base
        var last = first
        while last + 32 < all.count, Int(all[last + 32]) < limit { last += 32 }
        while last < all.count, Int(all[last]) < limit { last += 1 }
        token = last
        return UnsafeBufferPointer(rebasing: all[first..<last])
    }
}
