/// Plain and quoted scalars.
extension ScalarMapper {
    /// A plain scalar in `range`, which begins and ends with text.
    mutating func plain(_ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            while index < range.upperBound, !isBlankOrBreak(index) { index += 1 }
            copy(start..<index)
            if index < range.upperBound { index = fold(from: index, to: range.upperBound) }
        }
        finish(at: range.upperBound)
    }

    /// A single-quoted scalar; `range` includes the quotes.
    mutating func singleQuoted(_ range: Range<Int>) {
        var index = range.lowerBound + 1
        let end = max(index, range.upperBound - 1)
        while index < end {
            if bytes[index] == 0x27 {
                substitute([0x27], for: index..<min(index + 2, end))
                index += 2
            } else if isBlankOrBreak(index) {
                index = fold(from: index, to: end)
            } else {
                copy(index..<(index + 1))
                index += 1
            }
        }
        finish(at: end)
    }

    /// A double-quoted scalar; `range` includes the quotes.
    mutating func doubleQuoted(_ range: Range<Int>) {
        var index = range.lowerBound + 1
        let end = max(index, range.upperBound - 1)
        while index < end {
            if bytes[index] == 0x5C {
                let broken = breakLength(index + 1)
                if broken > 0 {
                    index = fold(from: index + 1 + broken, to: end, escaped: true)
                } else {
                    index = escape(at: index, end: end)
                }
            } else if isBlankOrBreak(index) {
                index = fold(from: index, to: end)
            } else {
                copy(index..<(index + 1))
                index += 1
            }
        }
        finish(at: end)
    }

    private mutating func escape(at offset: Int, end: Int) -> Int {
        guard offset + 1 < end else {
            copy(offset..<end)
            return end
        }
        let letter = bytes[offset + 1]
        if let digits = ScalarMapper.hexDigits(letter) {
            let stop = min(offset + 2 + digits, end)
            var value: UInt32 = 0
            for byte in bytes[(offset + 2)..<stop] {
                value = value << 4 | UInt32(Character(Unicode.Scalar(byte)).hexDigitValue ?? 0)
            }
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            substitute(Array(String(Character(scalar)).utf8), for: offset..<stop)
            return stop
        }
        substitute(ScalarMapper.short[letter] ?? [letter], for: offset..<(offset + 2))
        return offset + 2
    }

    /// Number of hexadecimal digits after `\x`, `\u`, `\U`.
    static func hexDigits(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"): 2
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "U"): 8
        default: nil
        }
    }

    /// YAML's escapes of one letter.
    static let short: [UInt8: [UInt8]] = [
        UInt8(ascii: "0"): [0], UInt8(ascii: "a"): [7], UInt8(ascii: "b"): [8], UInt8(ascii: "t"): [9], 9: [9],
        UInt8(ascii: "n"): [10], UInt8(ascii: "v"): [11], UInt8(ascii: "f"): [12], UInt8(ascii: "r"): [13],
        UInt8(ascii: "e"): [27], 0x20: [0x20], 0x22: [0x22], 0x2F: [0x2F], 0x5C: [0x5C],
        UInt8(ascii: "N"): [0xC2, 0x85], UInt8(ascii: "_"): [0xC2, 0xA0],
        UInt8(ascii: "L"): [0xE2, 0x80, 0xA8], UInt8(ascii: "P"): [0xE2, 0x80, 0xA9],
    ]
}
