import ExactNumbers

/// The moment of an act, read from RFC 3339 text with an offset.
public struct ActTime: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970-01-01T00:00:00Z; a leap second counts as the first second of the next minute.
    public var seconds: Int64
    /// Nanoseconds after that; digits beyond the ninth are dropped.
    public var nanoseconds: Int32

    public static func < (left: ActTime, right: ActTime) -> Bool {
        left.seconds != right.seconds ? left.seconds < right.seconds : left.nanoseconds < right.nanoseconds
    }

    /// Reads `2026-07-01T08:30:00+08:00`; an offset or `Z` is required. Nil for anything else, or for no such moment.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = CalendarDay(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = FixedOffset.twoDigits(bytes[11], bytes[12]), hour <= 23,
            let minute = FixedOffset.twoDigits(bytes[14], bytes[15]), minute <= 59,
            let second = FixedOffset.twoDigits(bytes[17], bytes[18]), second <= 60
        else { return nil }
        var at = 19
        var fraction: Int32 = 0
        if bytes[at] == UInt8(ascii: ".") {
            at += 1
            let start = at
            while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 {
                if at - start < 9 { fraction = fraction * 10 + Int32(bytes[at] - 48) }
                at += 1
            }
            guard at > start else { return nil }
            for _ in min(at - start, 9)..<9 { fraction *= 10 }
        }
        guard let offset = FixedOffset.read(bytes[at...]) else { return nil }
        let ofDay = Int64(hour * 3600 + minute * 60 + min(second, 59)) - Int64(offset.minutes) * 60
        // A leap second is the last of a day of UTC (RFC 3339, 5.7); it counts as the second before it.
        if second == 60, (ofDay % 86_400 + 86_400) % 86_400 != 86_399 { return nil }
        seconds = Int64(day.number) * 86_400 + ofDay
        nanoseconds = fraction
    }

    /// The calendar day on a clock with that offset.
    public func day(at offset: FixedOffset) -> CalendarDay {
        let local = seconds + Int64(offset.minutes) * 60
        let number = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        return CalendarDay(number: Int32(number))
    }
}
