/// Finds where one element of an array, or one value of a sequence of values, ends, without trusting its grammar: a scene that is
/// malformed must not take its neighbours with it. Works on text that arrives in pieces.
struct JSONElementScanner {
    enum Mode {
        /// Ends at the `,` or `]` of the array around it.
        case element
        /// Ends at the end of the line on which its brackets have closed.
        case value
    }

    let mode: Mode
    private var brackets: [UInt8] = []
    private var inString = false
    private var escaped = false
    private var began = false
    /// A string of the element was broken by a line end; a bracket that opens the next line then begins the next scene.
    private var damaged = false
    private var atLineStart = false

    init(_ mode: Mode) { self.mode = mode }

    /// Looks at the bytes from `start` on; the offset of the first byte after the element, or nil if there must be more.
    mutating func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A {
                // No string of JSON holds a line end, so an open one is a mistake of this line alone.
                if inString { damaged = true }
                inString = false
                escaped = false
                atLineStart = true
                if mode == .value, began, brackets.isEmpty { return index }
            } else if inString {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
            } else {
                if damaged, atLineStart, byte == UInt8(ascii: "{") { return index }
                if byte > 0x20 { atLineStart = false }
                switch byte {
                case UInt8(ascii: "\""):
                    inString = true
                    began = true
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    brackets.append(byte)
                    began = true
                case UInt8(ascii: "}"): close(UInt8(ascii: "{"))
                case UInt8(ascii: "]"):
                    if mode == .element, brackets.isEmpty { return index }
                    close(UInt8(ascii: "["))
                case UInt8(ascii: ","):
                    if mode == .element, brackets.isEmpty { return index }
                case 0x20, 0x09, 0x0D: break
                default: began = true
                }
            }
            index += 1
        }
        return nil
    }

    /// Closes the nearest such bracket with all that was left open in it; a stray one closes nothing.
    private mutating func close(_ opening: UInt8) {
        guard let at = brackets.lastIndex(of: opening) else { return }
        brackets.removeSubrange(at...)
    }
}
