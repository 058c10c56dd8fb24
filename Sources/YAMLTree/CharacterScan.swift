import Diagnostics

/// What has no business in a rule file, character by character: found before libyaml sees the text.
enum CharacterScan {
    enum Kind: Equatable { case control, invisible, direction, lineBreak, noncharacter }

    /// The kind of offence of a code point, nil for ordinary text. Tab, LF and CR are ordinary.
    static func kind(of value: UInt32) -> Kind? {
        switch value {
        case 0x09, 0x0A, 0x0D: nil
        case 0..<0x20, 0x7F: .control
        case 0x85, 0x2028, 0x2029: .lineBreak
        case 0x80..<0xA0: .control
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .direction
        case 0xAD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x2065,
            0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0x1D173...0x1D17A, 0xE0000...0xE007F:
            .invisible
        case 0xFDD0...0xFDEF: .noncharacter
        default: value & 0xFFFE == 0xFFFE ? .noncharacter : nil
        }
    }

    /// The first place where `bytes` is not UTF-8; nil if all of it is.
    static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            guard let length = sequenceLength(bytes, at: index) else { return index }
            index += length
        }
        return nil
    }

    /// Length of the well-formed UTF-8 sequence at `index`; nil if there is none.
    private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int? {
        func byte(_ offset: Int, in range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index + offset < bytes.count && range.contains(bytes[index + offset])
        }
        switch bytes[index] {
        case 0xC2...0xDF: return byte(1) ? 2 : nil
        case 0xE0: return byte(1, in: 0xA0...0xBF) && byte(2) ? 3 : nil
        case 0xED: return byte(1, in: 0x80...0x9F) && byte(2) ? 3 : nil
        case 0xE1...0xEF: return byte(1) && byte(2) ? 3 : nil
        case 0xF0: return byte(1, in: 0x90...0xBF) && byte(2) && byte(3) ? 4 : nil
        case 0xF4: return byte(1, in: 0x80...0x8F) && byte(2) && byte(3) ? 4 : nil
        case 0xF1...0xF3: return byte(1) && byte(2) && byte(3) ? 4 : nil
        default: return nil
        }
    }

    /// Every offending character of valid UTF-8 from byte `start`, in order.
    static func offences(
        in bytes: [UInt8], from start: Int, limit: Int
    ) -> [(range: Range<Int>, value: UInt32, kind: Kind)] {
        var found: [(range: Range<Int>, value: UInt32, kind: Kind)] = []
        var index = start
        while index < bytes.count, found.count < limit {
            let (value, length) = scalar(bytes, at: index)
            if let kind = kind(of: value) { found.append((index..<(index + length), value, kind)) }
            index += length
        }
        return found
    }

    /// The code point at `index` of valid UTF-8 and its length in bytes.
    static func scalar(_ bytes: [UInt8], at index: Int) -> (value: UInt32, length: Int) {
        let first = bytes[index]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard length > 1, index + length <= bytes.count else { return (UInt32(first), 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (value, length)
    }

    /// `U+202E`.
    static func name(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
