import ExactNumbers

/// The clock of a scheme: a fixed distance from UTC, which decides where days, months and years end.
public struct FixedOffset: Sendable, Hashable {
    /// Minutes east of UTC, −1439 … 1439.
    public var minutes: Int

    public init(minutes: Int) { self.minutes = minutes }

    public static let utc = FixedOffset(minutes: 0)
    public static let beijing = FixedOffset(minutes: 480)

    /// Reads `+08:00`, `-03:30` or `Z`.
    public init?(_ text: String) {
        guard let value = FixedOffset.read(Array(text.utf8)[...]) else { return nil }
        self = value
    }

    static func read(_ bytes: ArraySlice<UInt8>) -> FixedOffset? {
        let bytes = Array(bytes)
        if bytes.count == 1, bytes[0] == UInt8(ascii: "Z") || bytes[0] == UInt8(ascii: "z") { return .utc }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            let hours = twoDigits(bytes[1], bytes[2]), let minutes = twoDigits(bytes[4], bytes[5]),
            hours <= 23, minutes <= 59
        else { return nil }
        let total = hours * 60 + minutes
        return FixedOffset(minutes: bytes[0] == UInt8(ascii: "-") ? -total : total)
    }

    static func twoDigits(_ high: UInt8, _ low: UInt8) -> Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard digits.contains(high), digits.contains(low) else { return nil }
        return Int(high - 48) * 10 + Int(low - 48)
    }
}

extension FixedOffset: CustomStringConvertible {
    public var description: String {
        let total = abs(minutes)
        let hours = total / 60 < 10 ? "0\(total / 60)" : "\(total / 60)"
        let rest = total % 60 < 10 ? "0\(total % 60)" : "\(total % 60)"
        return (minutes < 0 ? "-" : "+") + hours + ":" + rest
    }
}
