/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
public struct CalendarDay: Hashable, Sendable, Comparable {
    public var number: Int32

    public init(number: Int32) { self.number = number }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

    /// Nil if there is no such day. Years 0...9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDay.daysIn(month: month, year: year)
        else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// Days-from-civil over 400-year eras, March-based years.
    init(uncheckedYear: Int, month: Int, day: Int) {
        let y = month <= 2 ? uncheckedYear - 1 : uncheckedYear
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.number = Int32(era * 146097 + dayOfEra - 719468)
    }

    public var components: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719468
        let era = (z >= 0 ? z : z - 146096) / 146097
        let dayOfEra = z - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * m + 2) / 5 + 1
        let month = m < 10 ? m + 3 : m - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    /// True if the year has a 29 February.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days of a month, 1 to 12.
    public static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: return 30
        case 2: return isLeap(year) ? 29 : 28
        default: return 31
        }
    }

    /// Adds whole months, keeping the day or taking the month's last.
    public func adding(months: Int) -> CalendarDay {
        let (year, month, day) = components
        let index = year * 12 + (month - 1) + months
        let newYear = index >= 0 ? index / 12 : (index - 11) / 12
        let newMonth = index - newYear * 12 + 1
        return CalendarDay(
            uncheckedYear: newYear, month: newMonth,
            day: min(day, CalendarDay.daysIn(month: newMonth, year: newYear)))
    }

    /// The day so many days later, or earlier where `days` is negative.
    public func adding(days: Int) -> CalendarDay { CalendarDay(number: number + Int32(days)) }

    /// Adds the months of a duration first, then its days.
    public func adding(_ duration: CalendarDuration) -> CalendarDay {
        adding(months: duration.months).adding(days: duration.days)
    }

    /// Whole months from `start` to `end`, towards zero.
    public static func months(from start: CalendarDay, to end: CalendarDay) -> Int {
        if end < start { return -months(from: end, to: start) }
        let a = start.components
        let b = end.components
        var months = (b.year - a.year) * 12 + b.month - a.month
        if start.adding(months: months) > end { months -= 1 }
        return months
    }
}

extension CalendarDay: CustomStringConvertible {
    /// Reads `YYYY-MM-DD`.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = components
        func padded(_ value: Int, _ width: Int) -> String {
            var text = String(value)
            while text.utf8.count < width { text = "0" + text }
            return text
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
}

/// Whole months and days, as in `P1Y6M` or `P30D`.
public struct CalendarDuration: Hashable, Sendable {
    public var months: Int
    public var days: Int
    public init(months: Int, days: Int) {
        self.months = months
        self.days = days
    }

    /// Reads `P1Y`, `P6M`, `P1Y2M10D`, `P2W`.
    public init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "P") else { return nil }
        var months = 0
        var days = 0
        var value: Int?
        var parts = 0
        for byte in text.utf8.dropFirst() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
                if (value ?? 0) > 100_000 { return nil }
                continue
            case UInt8(ascii: "Y"): months += (value ?? 0) * 12
            case UInt8(ascii: "M"): months += value ?? 0
            case UInt8(ascii: "W"): days += (value ?? 0) * 7
            case UInt8(ascii: "D"): days += value ?? 0
            default: return nil
            }
            if value == nil { return nil }
            value = nil
            parts += 1
        }
        guard value == nil, parts > 0 else { return nil }
        self.init(months: months, days: days)
    }
}

extension CalendarDuration: CustomStringConvertible {
    public var description: String {
        var text = "P"
        if months / 12 > 0 { text += "\(months / 12)Y" }
        if months % 12 > 0 { text += "\(months % 12)M" }
        if days > 0 || text == "P" { text += "\(days)D" }
        return text
    }
}
