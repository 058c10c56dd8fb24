import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// JSON Lines: one scene a line, whatever is wrong with the others. Whole blocks of lines are indexed at once; only where that
/// fails each line is indexed alone.
final class JSONLinesStream: SceneStream {
    private let buffer: BlockBuffer
    private let builder: SceneBuilder
    private let parser: JSONSceneParser
    private let indexer = JSONIndexer()
    /// Bytes at the front of the window that are whole lines.
    private var region = 0
    /// How many bytes of the region were used when it was indexed, and the next token; nil if lines are indexed alone.
    private var token: Int?
    private var used = 0
    private var line = 1
    private var row = 0
    private var tellsFailure = true

    init(_ buffer: BlockBuffer, builder: SceneBuilder) {
        self.buffer = buffer
        self.builder = builder
        parser = JSONSceneParser(builder: builder)
    }

    func next(into scene: inout SceneInput) -> Bool {
        while true {
            if used >= region {
                switch load(&scene) {
                case .ready: break
                case .tooLong: return true
                case .ended: return reportFailure(&scene)
                }
            }
            let start = used
            let window = buffer.window
            var end = region
            if let base = window.baseAddress, let found = memchr(base + start, 0x0A, region - start) {
                end = UnsafeRawPointer(base).distance(to: found)
            }
            used = min(region, end + 1)
            let text = UnsafeBufferPointer(rebasing: window[start..<end])
            let at = line
            line += 1
            let offsets = tokens(upTo: end)
            if isBlank(text) { continue }
            row += 1
            builder.begin(&scene, row: row, line: at, source: text)
            if text.count > builder.options.sceneByteLimit {
                tooLarge(&scene)
            } else if let offsets {
                parser.read(JSONWalker(bytes: text, offsets: offsets, origin: start), into: &scene)
            } else {
                parser.read(text, into: &scene)
            }
            builder.finish(&scene)
            return true
        }
    }

    /// The tokens before `end`, taken off the region's; nil if the region was not indexed.
    private func tokens(upTo end: Int) -> UnsafeBufferPointer<UInt32>? {
        guard let first = token else { return nil }
        let all = indexer.offsets
        var last = first
        while last + 32 < all.count, Int(all[last + 32]) < end { last += 32 }
        while last < all.count, Int(all[last]) < end { last += 1 }
        token = last
        return UnsafeBufferPointer(rebasing: all[first..<last])
    }

    private enum Load { case ready, tooLong, ended }

    /// Makes the front of the window a region of whole lines.
    private func load(_ scene: inout SceneInput) -> Load {
        buffer.consume(used)
        used = 0
        region = 0
        token = nil
        var scanned = 0
        while true {
            let window = buffer.window
            var last = window.count
            while last > scanned, window[last - 1] != 0x0A { last -= 1 }
            if last > scanned {
                region = last
                break
            }
            scanned = window.count
            if scanned > builder.options.sceneByteLimit { return passOver(&scene) }
            if !buffer.readMore() {
                region = buffer.window.count
                if region == 0 { return .ended }
                break
            }
        }
        let bytes = UnsafeBufferPointer(rebasing: buffer.window[..<region])
        if indexer.index(bytes) == nil { token = 0 }
        return .ready
    }

    /// A line longer than allowed: says so, and drops it block by block.
    private func passOver(_ scene: inout SceneInput) -> Load {
        row += 1
        builder.begin(&scene, row: row, line: line, source: UnsafeBufferPointer(rebasing: buffer.window.prefix(64)))
        tooLarge(&scene)
        builder.finish(&scene)
        while true {
            let window = buffer.window
            if let end = window.firstIndex(of: 0x0A) {
                buffer.consume(end + 1)
                line += 1
                return .tooLong
            }
            buffer.consume(window.count)
            if !buffer.readMore() { return .tooLong }
        }
    }

    private func tooLarge(_ scene: inout SceneInput) { builder.tooLarge(builder.options.sceneByteLimit, into: &scene) }

    private func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in text where byte != 0x20 && byte != 0x0D && byte != 0x09 { return false }
        return true
    }

    private func reportFailure(_ scene: inout SceneInput) -> Bool {
        guard let reason = buffer.failure, tellsFailure else { return false }
        tellsFailure = false
        row += 1
        builder.brokenOff(reason, row: row, line: line, into: &scene)
        return true
    }
}
