/// Reads one JSON value strictly by RFC 8259; a name given twice in one object is refused.
struct ExactJSONParser {
    /// Deepest nesting that is read.
    static let depthLimit = 32

    private let bytes: ArraySlice<UInt8>
    private var at: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    static func parse(_ bytes: ArraySlice<UInt8>) -> Result<ExactJSON, ExactJSONFailure> {
        var parser = ExactJSONParser(bytes)
        do throws(ExactJSONFailure) {
            let value = try parser.value(depth: 0)
            parser.skipSpace()
            if parser.at < bytes.endIndex { throw parser.failure(zh: "值后面多出内容", en: "something follows the value") }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    private func failure(zh: String, en: String) -> ExactJSONFailure {
        ExactJSONFailure(offset: at - bytes.startIndex, zh: zh, en: en)
    }

    private var peek: UInt8? { at < bytes.endIndex ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { at += 1 }
    }

    private mutating func value(depth: Int) throws(ExactJSONFailure) -> ExactJSON {
        skipSpace()
        guard depth <= ExactJSONParser.depthLimit else { throw failure(zh: "嵌套过深", en: "nested too deep") }
        guard let byte = peek else { throw failure(zh: "内容中断", en: "the text ends too early") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default:
            for (word, value) in [("true", ExactJSON.boolean(true)), ("false", .boolean(false)), ("null", .null)] {
                if bytes[at...].starts(with: word.utf8) {
                    at += word.utf8.count
                    return value
                }
            }
            throw failure(zh: "此处应为一个值", en: "a value is expected here")
        }
    }

    private mutating func object(depth: Int) throws(ExactJSONFailure) -> ExactJSON {
        at += 1
        var members: [(name: String, value: ExactJSON)] = []
        skipSpace()
        if peek == UInt8(ascii: "}") {
            at += 1
            return .object([])
        }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else {
                throw failure(zh: "此处应为加引号的名称", en: "a quoted name is expected here")
            }
            let name = try string()
            if members.contains(where: { $0.name == name }) {
                throw failure(zh: "`\(name)` 写了两次", en: "`\(name)` is written twice")
            }
            skipSpace()
            guard peek == UInt8(ascii: ":") else { throw failure(zh: "此处应为 `:`", en: "`:` is expected here") }
            at += 1
            members.append((name, try value(depth: depth + 1)))
            skipSpace()
            if peek == UInt8(ascii: ",") {
                at += 1
                continue
            }
            guard peek == UInt8(ascii: "}") else {
                throw failure(zh: "此处应为 `,` 或 `}`", en: "`,` or `}` is expected here")
            }
            at += 1
            return .object(members)
        }
    }

    private mutating func array(depth: Int) throws(ExactJSONFailure) -> ExactJSON {
        at += 1
        var items: [ExactJSON] = []
        skipSpace()
        if peek == UInt8(ascii: "]") {
            at += 1
            return .array([])
        }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if peek == UInt8(ascii: ",") {
                at += 1
                continue
            }
            guard peek == UInt8(ascii: "]") else {
                throw failure(zh: "此处应为 `,` 或 `]`", en: "`,` or `]` is expected here")
            }
            at += 1
            return .array(items)
        }
    }

    private mutating func number() throws(ExactJSONFailure) -> String {
        let start = at
        if peek == UInt8(ascii: "-") { at += 1 }
        let whole = digits()
        let leadingZero = whole > 1 && bytes[at - whole] == UInt8(ascii: "0")
        guard whole > 0, !leadingZero else { throw failure(zh: "数的写法不对", en: "not a number") }
        if peek == UInt8(ascii: ".") {
            at += 1
            guard digits() > 0 else { throw failure(zh: "小数点后应有数字", en: "digits must follow the point") }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            at += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
            guard digits() > 0 else { throw failure(zh: "指数应为数字", en: "the exponent has no digits") }
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = at
        while let byte = peek, byte >= 48, byte <= 57 { at += 1 }
        return at - start
    }

    private mutating func string() throws(ExactJSONFailure) -> String {
        at += 1
        var text: [UInt8] = []
        while let byte = peek {
            at += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw failure(zh: "文字不是 UTF-8", en: "the text is not UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw failure(zh: "文字中有控制字符", en: "a control character in the text")
            default: text.append(byte)
            }
        }
        throw failure(zh: "引号没有结束", en: "the quote is not closed")
    }

    private mutating func escape(into text: inout [UInt8]) throws(ExactJSONFailure) {
        guard let byte = peek else { throw failure(zh: "引号没有结束", en: "the quote is not closed") }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hex4()
            if (0xD800..<0xDC00).contains(code), bytes[at...].starts(with: [0x5C, 0x75]) {
                at += 2
                let low = try hex4()
                guard (0xDC00..<0xE000).contains(low) else { throw failure(zh: "转义不成对", en: "half of an escaped pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure(zh: "转义不成对", en: "half of an escaped pair") }
            text.append(contentsOf: String(Character(scalar)).utf8)
        default: throw failure(zh: "未知的转义", en: "unknown escape")
        }
    }

    private mutating func hex4() throws(ExactJSONFailure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure(zh: "转义应为四位十六进制", en: "an escape needs four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            at += 1
        }
        return value
    }
}
