import ExactNumbers

/// A step on dates.
public enum CalendarFunction: UInt8, Sendable {
    /// Whole days, months and years from the first day to the second.
    case daysBetween, monthsBetween, yearsBetween
    /// Parts of the first day.
    case yearOf, monthOf, dayOf
    /// The first day and so many months.
    case addMonths

    /// The result; 0 for days outside four-digit years.
    ///
    /// - Parameters:
    ///   - a: first day number.
    ///   - b: second day number, or months; not looked at where a part is asked for.
    public func result(_ a: Int128, _ b: Int128) -> Int128 {
        guard let first = CalendarFunction.day(a) else { return 0 }
        switch self {
        case .yearOf: return Int128(first.components.year)
        case .monthOf: return Int128(first.components.month)
        case .dayOf: return Int128(first.components.day)
        case .addMonths:
            return Int128(first.adding(months: Int(truncatingIfNeeded: max(-120_000, min(120_000, b)))).number)
        case .daysBetween: return CalendarFunction.day(b) == nil ? 0 : b - a
        case .monthsBetween: return Int128(CalendarFunction.months(first, b))
        case .yearsBetween: return Int128(CalendarFunction.months(first, b) / 12)
        }
    }

    private static func months(_ first: CalendarDay, _ second: Int128) -> Int {
        day(second).map { CalendarDay.months(from: first, to: $0) } ?? 0
    }

    /// Day numbers outside four-digit years only stand where a value does not count.
    private static func day(_ number: Int128) -> CalendarDay? {
        guard number > -1_000_000, number < 4_000_000 else { return nil }
        return CalendarDay(number: Int32(number))
    }
}
