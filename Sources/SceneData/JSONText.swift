/// Strings of JSON with escapes in them.
enum JSONText {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    @inline(__always)
    static func hasEscape(_ bytes: Bytes) -> Bool {
        for byte in bytes where byte == UInt8(ascii: "\\") { return true }
        return false
    }

    /// Throws if an escape is bad.
    static func check(_ bytes: Bytes, at offset: Int) throws(JSONFault) {
        if hasEscape(bytes) { _ = try unescaped(bytes, at: offset) }
    }

    /// The text that a string stands for, in UTF-8. A surrogate without its partner is an error.
    static func unescaped(_ bytes: Bytes, at offset: Int) throws(JSONFault) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let fault = JSONFault(reason: .badEscape, offset: offset + index)
            guard index + 1 < bytes.count else { throw fault }
            let kind = bytes[index + 1]
            index += 2
            switch kind {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(kind)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                guard var code = hex(bytes, at: index) else { throw fault }
                index += 4
                if (0xD800..<0xDC00).contains(code) {
                    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                        bytes[index + 1] == UInt8(ascii: "u"),
                        let low = hex(bytes, at: index + 2), (0xDC00..<0xE000).contains(low)
                    else { throw fault }
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                    index += 6
                }
                guard let scalar = Unicode.Scalar(code) else { throw fault }
                result.append(contentsOf: String(Character(scalar)).utf8)
            default: throw fault
            }
        }
        return result
    }

    private static func hex(_ bytes: Bytes, at index: Int) -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        var code: UInt32 = 0
        for byte in bytes[index..<(index + 4)] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            code = code << 4 | UInt32(digit)
        }
        return code
    }
}
