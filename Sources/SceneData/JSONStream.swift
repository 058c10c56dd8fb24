import Diagnostics

/// A file of JSON: one scene, an array of scenes, or scenes one after the other on lines of their own.
final class JSONStream: SceneStream {
    private enum State { case start, element, afterElement, afterArray, ended }

    private let buffer: BlockBuffer
    private let builder: SceneBuilder
    private let parser: JSONSceneParser
    private var state = State.start
    private var sawValue = false
    private var line = 1
    private var column = 1
    private var row = 0
    private var tellsFailure = true

    init(_ buffer: BlockBuffer, builder: SceneBuilder) {
        self.buffer = buffer
        self.builder = builder
        parser = JSONSceneParser(builder: builder)
    }

    func next(into scene: inout SceneInput) -> Bool {
        while true {
            let lineBefore = line
            let byte = skipSpace()
            switch state {
            case .start:
                guard let byte else {
                    state = .ended
                    if sawValue { continue }
                    return failed(.empty, into: &scene)
                }
                sawValue = true
                if byte == UInt8(ascii: "[") {
                    advance(1)
                    state = .element
                    if skipSpace() == UInt8(ascii: "]") {
                        advance(1)
                        state = .afterArray
                    }
                    continue
                }
                return read(.value, into: &scene)
            case .element:
                guard let byte else {
                    state = .ended
                    return failed(.unfinished, into: &scene)
                }
                if byte == UInt8(ascii: "]") {
                    advance(1)
                    state = .afterArray
                    return failed(.trailingComma, into: &scene)
                }
                state = .afterElement
                return read(.element, into: &scene)
            case .afterElement:
                guard let byte else {
                    state = .ended
                    return failed(.unfinished, into: &scene)
                }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: ",") { advance(1) }
                state = byte == UInt8(ascii: "]") ? .afterArray : .element
            case .afterArray:
                guard byte != nil, line == lineBefore else {
                    state = .start
                    continue
                }
                state = .start
                return failed(.trailing, into: &scene, dropping: true)
            case .ended:
                guard let reason = buffer.failure, tellsFailure else { return false }
                tellsFailure = false
                row += 1
                builder.brokenOff(reason, row: row, line: line, into: &scene)
                return true
            }
        }
    }

    /// Uses up white space; the byte after it, or nil at the end.
    private func skipSpace() -> UInt8? {
        while true {
            let window = buffer.window
            var count = 0
            while count < window.count {
                let byte = window[count]
                guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
                count += 1
            }
            let found = count < window.count ? window[count] : nil
            advance(count)
            if let found { return found }
            if !buffer.readMore() { return nil }
        }
    }

    /// Uses up bytes, keeping count of lines and characters.
    private func advance(_ count: Int) {
        for byte in buffer.window.prefix(count) {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        buffer.consume(count)
    }

    private func read(_ mode: JSONElementScanner.Mode, into scene: inout SceneInput) -> Bool {
        var scanner = JSONElementScanner(mode)
        var scanned = 0
        row += 1
        while true {
            let window = buffer.window
            if let end = scanner.end(in: window, from: scanned) {
                parse(UnsafeBufferPointer(rebasing: window[..<end]), into: &scene)
                advance(end)
                return true
            }
            scanned = window.count
            if scanned > builder.options.sceneByteLimit {
                builder.begin(
                    &scene, row: row, line: line, column: column,
                    source: UnsafeBufferPointer(rebasing: window.prefix(64)))
                builder.tooLarge(builder.options.sceneByteLimit, into: &scene)
                builder.finish(&scene)
                drop(&scanner)
                return true
            }
            if !buffer.readMore() {
                let rest = buffer.window
                parse(rest, into: &scene)
                advance(rest.count)
                return true
            }
        }
    }

    /// Passes over the rest of an element that is too large.
    private func drop(_ scanner: inout JSONElementScanner) {
        advance(buffer.window.count)
        while buffer.readMore() {
            if let end = scanner.end(in: buffer.window, from: 0) {
                advance(end)
                return
            }
            advance(buffer.window.count)
        }
    }

    private func parse(_ bytes: UnsafeBufferPointer<UInt8>, into scene: inout SceneInput) {
        builder.begin(&scene, row: row, line: line, column: column, source: bytes)
        if bytes.count > builder.options.sceneByteLimit {
            builder.tooLarge(builder.options.sceneByteLimit, into: &scene)
        } else {
            parser.read(bytes, into: &scene)
        }
        builder.finish(&scene)
    }

    /// A scene that stands for a fault between the scenes. With `dropping` the rest of the line goes with it.
    private func failed(_ reason: JSONFault.Reason, into scene: inout SceneInput, dropping: Bool = false) -> Bool {
        row += 1
        // The message shows what follows, which must not depend on where a block of the file ends.
        while buffer.window.count < 64, buffer.readMore() {}
        let window = UnsafeBufferPointer(rebasing: buffer.window.prefix(64))
        builder.begin(&scene, row: row, line: line, column: column, source: window)
        parser.report(JSONFault(reason: reason, offset: 0), window, into: &scene)
        builder.finish(&scene)
        guard dropping else { return true }
        while true {
            let rest = buffer.window
            if let end = rest.firstIndex(of: 0x0A) {
                advance(end)
                return true
            }
            advance(rest.count)
            if !buffer.readMore() { return true }
        }
    }
}
