import RuleProgram

/// Walks the tokens of one scene, checking every byte of its grammar.
struct JSONWalker {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// One token: where it starts and where it ends (for a string: inside of its quotes).
    struct Token {
        var start: Int
        var end: Int
    }

    /// The scene's text.
    let bytes: Bytes
    /// Token offsets, relative to `origin` before the text.
    let offsets: UnsafeBufferPointer<UInt32>
    let origin: Int
    var next = 0

    init(bytes: Bytes, offsets: UnsafeBufferPointer<UInt32>, origin: Int = 0) {
        self.bytes = bytes
        self.offsets = offsets
        self.origin = origin
    }

    @inline(__always)
    var isAtEnd: Bool { next >= offsets.count }

    /// Offset of the next token; the end of the text if there is none.
    @inline(__always)
    var offset: Int { next < offsets.count ? Int(offsets[next]) &- origin : bytes.count }

    /// First byte of the next token, 0 at the end.
    @inline(__always)
    var head: UInt8 { next < offsets.count ? bytes[Int(offsets[next]) &- origin] : 0 }

    @inline(__always)
    func fault(_ reason: JSONFault.Reason) -> JSONFault {
        JSONFault(reason: isAtEnd && reason != .tooDeep ? .unfinished : reason, offset: offset)
    }

    /// A string's bytes inside of its quotes. Before the next token there is nothing but white space and the closing quote.
    @inline(__always)
    mutating func string() throws(JSONFault) -> Token {
        let start = offset
        var end = next &+ 1 < offsets.count ? Int(offsets[next &+ 1]) &- origin : bytes.count
        end &-= 1
        while end > start, isSpace(bytes[end]) { end &-= 1 }
        guard end > start, bytes[end] == UInt8(ascii: "\"") else {
            throw JSONFault(reason: .unexpected, offset: start)
        }
        next &+= 1
        return Token(start: start + 1, end: end)
    }

    /// A number or word: all up to the next token but white space.
    @inline(__always)
    mutating func word() -> Token {
        let start = offset
        var end = next &+ 1 < offsets.count ? Int(offsets[next &+ 1]) &- origin : bytes.count
        while end > start, isSpace(bytes[end &- 1]) { end &-= 1 }
        next &+= 1
        return Token(start: start, end: end)
    }

    @inline(__always)
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    @inline(__always)
    func slice(_ token: Token) -> Bytes {
        Bytes(start: bytes.baseAddress?.advanced(by: token.start), count: token.end - token.start)
    }

    @inline(__always)
    mutating func colon() throws(JSONFault) {
        guard head == UInt8(ascii: ":") else { throw fault(.missingColon) }
        next &+= 1
    }

    /// After a member: true if another follows, false if the collection closed.
    @inline(__always)
    mutating func another(closing: UInt8) throws(JSONFault) -> Bool {
        switch head {
        case UInt8(ascii: ","):
            next &+= 1
            if head == closing { throw JSONFault(reason: .trailingComma, offset: Int(offsets[next - 1]) - origin) }
            return true
        case closing:
            next &+= 1
            return false
        case UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"): throw fault(.unexpected)
        default: throw fault(.missingComma)
        }
    }

    /// A scalar that is not a string.
    mutating func scalar() throws(JSONFault) -> (form: AnswerForm, token: Token) {
        let first = head
        if first == UInt8(ascii: "-") || first &- UInt8(ascii: "0") <= 9 { return (.number, try number().token) }
        switch first {
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            let token = word()
            let text = slice(token)
            if AnswerDecoder.matches(text, "true") { return (.yes, token) }
            if AnswerDecoder.matches(text, "false") { return (.no, token) }
            if AnswerDecoder.matches(text, "null") { return (.null, token) }
            throw JSONFault(reason: .badWord, offset: token.start)
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"): throw fault(.unexpected)
        case UInt8(ascii: "+"), UInt8(ascii: "."): throw fault(.badNumber)
        default: throw fault(.badWord)
        }
    }

    /// Checks and passes over a value of any shape.
    mutating func skip(depth: Int) throws(JSONFault) {
        switch head {
        case UInt8(ascii: "\""):
            let token = try string()
            try JSONText.check(slice(token), at: token.start)
        case UInt8(ascii: "{"):
            guard depth > 0 else { throw fault(.tooDeep) }
            next &+= 1
            if head == UInt8(ascii: "}") {
                next &+= 1
                return
            }
            repeat {
                guard head == UInt8(ascii: "\"") else { throw fault(.keyNotText) }
                let key = try string()
                try JSONText.check(slice(key), at: key.start)
                try colon()
                try skip(depth: depth - 1)
            } while try another(closing: UInt8(ascii: "}"))
        case UInt8(ascii: "["):
            guard depth > 0 else { throw fault(.tooDeep) }
            next &+= 1
            if head == UInt8(ascii: "]") {
                next &+= 1
                return
            }
            repeat { try skip(depth: depth - 1) } while try another(closing: UInt8(ascii: "]"))
        default:
            _ = try scalar()
        }
    }
}
