/// A time of day, or a date with one, perhaps with its offset from UTC. Named time zones are left out: their rules change.
public struct Moment: Hashable, Sendable {
    /// Nil: a time of any day.
    public var day: CalendarDay?
    /// Since midnight.
    public var nanoseconds: Int128
    /// Seconds east of UTC; nil: local time.
    public var offset: Int?

    public init(day: CalendarDay?, nanoseconds: Int128, offset: Int?) {
        self.day = day
        self.nanoseconds = nanoseconds
        self.offset = offset
    }

    public init?(day: CalendarDay?, hour: Int, minute: Int, nanoseconds: Int128, offset: Int?) {
        guard (0...23).contains(hour), (0...59).contains(minute), nanoseconds >= 0,
            nanoseconds < 60 * ClockDuration.second,
            (offset ?? 0).magnitude < 14 * 3600 + 1
        else { return nil }
        self.init(
            day: day, nanoseconds: Int128(hour * 3600 + minute * 60) * ClockDuration.second + nanoseconds,
            offset: offset)
    }

    /// Reads `10:30:00`, `10:30:00.5+08:00`, `2026-01-01T10:30:00Z`.
    public init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        var day: CalendarDay?
        if let split = bytes.firstIndex(of: UInt8(ascii: "T")), split > 0 {
            guard let date = CalendarDay(String(decoding: bytes[..<split], as: UTF8.self)) else { return nil }
            day = date
            bytes = bytes[(split + 1)...]
        }
        func two() -> Int? {
            let digits = bytes.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
            bytes = bytes.dropFirst(2)
            return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        func take(_ sign: Unicode.Scalar) -> Bool {
            guard bytes.first == UInt8(ascii: sign) else { return false }
            bytes = bytes.dropFirst()
            return true
        }
        guard let hour = two(), take(":"), let minute = two(), take(":"), let second = two(), second < 60 else {
            return nil
        }
        var fraction: Int128 = 0
        if take(".") {
            let digits = bytes.prefix { $0 >= 48 && $0 <= 57 }
            guard (1...9).contains(digits.count) else { return nil }
            bytes = bytes.dropFirst(digits.count)
            fraction = digits.reduce(0) { $0 * 10 + Int128($1 - 48) }
            for _ in digits.count..<9 { fraction *= 10 }
        }
        var offset: Int?
        if take("Z") {
            offset = 0
        } else if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            bytes = bytes.dropFirst()
            guard let hours = two(), take(":"), let minutes = two(), minutes < 60 else { return nil }
            var seconds = 0
            if take(":") {
                guard let more = two(), more < 60 else { return nil }
                seconds = more
            }
            offset = (hours * 3600 + minutes * 60 + seconds) * (sign == UInt8(ascii: "-") ? -1 : 1)
        }
        guard bytes.isEmpty else { return nil }
        self.init(
            day: day, hour: hour, minute: minute, nanoseconds: Int128(second) * ClockDuration.second + fraction,
            offset: offset)
    }

    /// Nanoseconds since 1970 (since midnight for a time of any day), at UTC where an offset is known.
    public var instant: Int128 {
        Int128(day?.number ?? 0) * ClockDuration.day + nanoseconds - Int128(offset ?? 0) * ClockDuration.second
    }

    /// Moved by nanoseconds; a time of any day goes round the clock. Nil beyond the years 0000 to 9999.
    public func moved(by amount: Int128) -> Moment? {
        let whole = nanoseconds + amount
        let days = whole >= 0 ? whole / ClockDuration.day : (whole - ClockDuration.day + 1) / ClockDuration.day
        var result = self
        result.nanoseconds = whole - days * ClockDuration.day
        guard let day else { return result }
        let number = Int128(day.number) + days
        guard let found = Int32(exactly: number).map({ CalendarDay(number: $0) }), found.isKnown else { return nil }
        result.day = found
        return result
    }

    public var hour: Int { Int(nanoseconds / ClockDuration.second) / 3600 }
    public var minute: Int { Int(nanoseconds / ClockDuration.second) / 60 % 60 }
    /// With its fraction, in nanoseconds.
    public var secondNanoseconds: Int128 { nanoseconds % (60 * ClockDuration.second) }
}

extension Moment: CustomStringConvertible {
    public var description: String {
        func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        let second = Int(secondNanoseconds / ClockDuration.second)
        var text = (day.map { $0.description + "T" } ?? "") + two(hour) + ":" + two(minute) + ":" + two(second)
        var fraction = String(secondNanoseconds % ClockDuration.second)
        if fraction != "0" {
            fraction = String(repeating: "0", count: 9 - fraction.utf8.count) + fraction
            while fraction.utf8.last == UInt8(ascii: "0") { fraction.removeLast() }
            text += "." + fraction
        }
        guard let offset else { return text }
        if offset == 0 { return text + "Z" }
        let size = abs(offset)
        text += (offset < 0 ? "-" : "+") + two(size / 3600) + ":" + two(size / 60 % 60)
        return size % 60 == 0 ? text : text + ":" + two(size % 60)
    }
}

/// What stands after `@` beside dates: a duration or a moment.
public enum ClockLiteral: Hashable, Sendable, CustomStringConvertible {
    case duration(ClockDuration)
    case moment(Moment)

    public var description: String {
        switch self {
        case .duration(let duration): duration.description
        case .moment(let moment): moment.description
        }
    }
}
