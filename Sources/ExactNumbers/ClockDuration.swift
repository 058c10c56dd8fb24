/// A duration of the DMN standard: whole months, or days, hours, minutes and seconds; never both. May be negative.
public struct ClockDuration: Hashable, Sendable {
    /// How long: in whole months, or in nanoseconds, since neither converts into the other.
    public enum Amount: Hashable, Sendable {
        case months(Int)
        case nanoseconds(Int128)
    }
    public var amount: Amount

    public init(_ amount: Amount) { self.amount = amount }

    /// A second in the unit of `nanoseconds`.
    public static let second: Int128 = 1_000_000_000
    public static let day: Int128 = 86_400 * second

    /// Reads `P1Y2M`, `-P3D`, `P1DT2H3M4.5S`; nil for any other text, for years beside days, and beyond 12 digits a part.
    public init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        func take(_ letter: Unicode.Scalar) -> Bool {
            guard bytes.first == UInt8(ascii: letter) else { return false }
            bytes = bytes.dropFirst()
            return true
        }
        let negative = take("-")
        guard take("P") else { return nil }
        var months: Int?
        var nanoseconds: Int128?
        var inTime = false
        var last = -1
        while !bytes.isEmpty {
            if !inTime, take("T") {
                inTime = true
                guard !bytes.isEmpty else { return nil }
            }
            guard let (whole, fraction) = ClockDuration.number(&bytes), let letter = bytes.first else { return nil }
            bytes = bytes.dropFirst()
            let order = Array("YMDhms".utf8)
            guard let place = order.firstIndex(of: inTime ? letter | 0x20 : letter), place > last,
                (place >= 3) == inTime, fraction == nil || place == 5
            else { return nil }
            last = place
            switch place {
            case 0: months = (months ?? 0) + Int(whole) * 12
            case 1: months = (months ?? 0) + Int(whole)
            default:
                let seconds = [Int128(86_400), 3600, 60, 1][place - 2]
                nanoseconds = (nanoseconds ?? 0) + whole * seconds * ClockDuration.second + (fraction ?? 0)
            }
        }
        switch (months, nanoseconds) {
        case (let value?, nil): amount = .months(negative ? -value : value)
        case (nil, let value?): amount = .nanoseconds(negative ? -value : value)
        default: return nil
        }
    }

    /// The same in whole months or days; nil for others, and for negative ones.
    public var calendar: CalendarDuration? {
        switch amount {
        case .months(let value): value >= 0 ? CalendarDuration(months: value, days: 0) : nil
        case .nanoseconds(let value):
            value >= 0 && value % ClockDuration.day == 0 && value / ClockDuration.day <= 100_000
                ? CalendarDuration(months: 0, days: Int(value / ClockDuration.day)) : nil
        }
    }

    /// Digits, and nanoseconds of a decimal fraction.
    private static func number(_ bytes: inout ArraySlice<UInt8>) -> (Int128, Int128?)? {
        func digits() -> [UInt8] {
            let taken = bytes.prefix { $0 >= 48 && $0 <= 57 }
            bytes = bytes.dropFirst(taken.count)
            return taken.map { $0 - 48 }
        }
        let whole = digits()
        guard !whole.isEmpty, whole.count <= 12 else { return nil }
        var fraction: Int128?
        if bytes.first == UInt8(ascii: ".") {
            bytes = bytes.dropFirst()
            let places = digits()
            guard !places.isEmpty, places.count <= 9 else { return nil }
            fraction = (places + Array(repeating: 0, count: 9 - places.count)).reduce(0) { $0 * 10 + Int128($1) }
        }
        return (whole.reduce(0) { $0 * 10 + Int128($1) }, fraction)
    }
}

extension ClockDuration: CustomStringConvertible {
    /// ISO 8601, in the largest parts: `P1Y2M`, `-P1DT12H`, `PT0S`, `P0M`.
    public var description: String {
        switch amount {
        case .months(let value):
            let (years, months) = value.magnitude.quotientAndRemainder(dividingBy: 12)
            let text = (years > 0 ? "\(years)Y" : "") + (months > 0 || years == 0 ? "\(months)M" : "")
            return (value < 0 ? "-P" : "P") + text
        case .nanoseconds(let value):
            var rest = value.magnitude
            func part(_ size: UInt128) -> UInt128 {
                defer { rest %= size }
                return rest / size
            }
            let second = UInt128(ClockDuration.second)
            let days = part(86_400 * second)
            let hours = part(3600 * second)
            let minutes = part(60 * second)
            let seconds = part(second)
            var fraction = String(repeating: "0", count: 9 - String(rest).utf8.count) + String(rest)
            while fraction.utf8.last == UInt8(ascii: "0") { fraction.removeLast() }
            var time = (hours > 0 ? "\(hours)H" : "") + (minutes > 0 ? "\(minutes)M" : "")
            if seconds > 0 || !fraction.isEmpty {
                time += "\(seconds)" + (fraction.isEmpty ? "" : ".\(fraction)") + "S"
            }
            if days == 0 && time.isEmpty { time = "0S" }
            return (value < 0 ? "-P" : "P") + (days > 0 ? "\(days)D" : "") + (time.isEmpty ? "" : "T" + time)
        }
    }
}
