import ExactNumbers

extension AnswerDecoder {
    /// Without spaces, tabs and line ends around it (no-break and ideographic spaces too).
    static func trimmed(_ bytes: Bytes) -> Bytes {
        guard let first = bytes.first, let last = bytes.last else { return bytes }
        if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return bytes }
        var start = 0
        var end = bytes.count
        while start < end {
            let width = spaceWidth(bytes, at: start, end: end)
            if width == 0 { break }
            start += width
        }
        while start < end {
            if bytes[end - 1] <= 0x20 {
                end -= 1
            } else if end - start >= 2, spaceWidth(bytes, at: end - 2, end: end) == 2 {
                end -= 2
            } else if end - start >= 3, spaceWidth(bytes, at: end - 3, end: end) == 3 {
                end -= 3
            } else {
                break
            }
        }
        return Bytes(rebasing: bytes[start..<end])
    }

    private static func spaceWidth(_ bytes: Bytes, at index: Int, end: Int) -> Int {
        if bytes[index] <= 0x20 { return 1 }
        if index + 1 < end, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 { return 2 }
        if index + 2 < end, bytes[index] == 0xE3, bytes[index + 1] == 0x80, bytes[index + 2] == 0x80 { return 3 }
        return 0
    }

    static func isNull(_ bytes: Bytes) -> Bool {
        matches(bytes, "~") || matches(bytes, "null") || matches(bytes, "Null") || matches(bytes, "NULL")
    }

    static func isNotApplicable(_ bytes: Bytes) -> Bool {
        matches(bytes, "not applicable") || matches(bytes, "不适用") || matches(bytes, "not_applicable")
    }

    /// Yes and no in either language; in a CSV also 1 and 0.
    static func boolean(_ bytes: Bytes, _ form: AnswerForm) -> Bool? {
        if matches(bytes, "是") { return true }
        if matches(bytes, "否") { return false }
        if bytes.count == 1 {
            guard form == .cell else { return nil }
            switch bytes[0] {
            case UInt8(ascii: "1"), UInt8(ascii: "Y"), UInt8(ascii: "y"): return true
            case UInt8(ascii: "0"), UInt8(ascii: "N"), UInt8(ascii: "n"): return false
            default: return nil
            }
        }
        if matchesIgnoringCase(bytes, "true") { return true }
        if matchesIgnoringCase(bytes, "false") { return false }
        guard form != .string else { return nil }
        if matchesIgnoringCase(bytes, "yes") { return true }
        if matchesIgnoringCase(bytes, "no") { return false }
        return nil
    }

    /// `YYYY-MM-DD`.
    static func date(_ bytes: Bytes) -> CalendarDay? {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        var parts = (0, 0, 0)
        for index in 0..<10 where index != 4 && index != 7 {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            if index < 4 {
                parts.0 = parts.0 * 10 + Int(digit)
            } else if index < 7 {
                parts.1 = parts.1 * 10 + Int(digit)
            } else {
                parts.2 = parts.2 * 10 + Int(digit)
            }
        }
        return CalendarDay(year: parts.0, month: parts.1, day: parts.2)
    }

    @inline(__always)
    static func matches(_ bytes: Bytes, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        let start = word.utf8Start
        for index in 0..<bytes.count where bytes[index] != start[index] { return false }
        return true
    }

    private static func matchesIgnoringCase(_ bytes: Bytes, _ lowercase: StaticString) -> Bool {
        guard bytes.count == lowercase.utf8CodeUnitCount else { return false }
        let start = lowercase.utf8Start
        for index in 0..<bytes.count {
            var byte = bytes[index]
            if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { byte += 0x20 }
            if byte != start[index] { return false }
        }
        return true
    }
}

/// Telling a number from a text that only begins like one.
enum ExactDecimalText {
    static func isNumber(_ text: String) -> Bool { ExactDecimal(text) != nil }
}
