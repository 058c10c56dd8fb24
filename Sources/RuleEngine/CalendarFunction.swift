import ExactNumbers

/// A step on dates.
public enum CalendarFunction: UInt8, Sendable {
    /// Whole days, months and years from the first day to the second.
    case daysBetween, monthsBetween, yearsBetween
    /// Parts of the first day.
    case yearOf, monthOf, dayOf
    /// The first day and so many months.
    case addMonths

    /// The result; 0 for days beyond those that a computation between known days reaches.
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
            let most = Int128(CalendarDay.knownMonths)
            return Int128(first.adding(months: Int(max(-most, min(most, b)))).number)
        case .daysBetween: return CalendarFunction.day(b) == nil ? 0 : b - a
        case .monthsBetween: return Int128(CalendarFunction.months(first, b))
        case .yearsBetween: return Int128(CalendarFunction.months(first, b) / 12)
        }
    }

    private static func months(_ first: CalendarDay, _ second: Int128) -> Int {
        day(second).map { CalendarDay.months(from: first, to: $0) } ?? 0
    }

    /// The checker proves that days are known ones; others only stand where a value does not count.
    private static func day(_ number: Int128) -> CalendarDay? {
        guard let day = Int32(exactly: number).map({ CalendarDay(number: $0) }), CalendarDay.computable.contains(day)
        else { return nil }
        return day
    }
}
