import ExactNumbers

/// Intervals of days, which are counted from 1970-01-01.
extension Interval {
    public init(_ days: ClosedRange<CalendarDay>) {
        self.init(low: Bound(days.lowerBound), high: Bound(days.upperBound), places: 0)
    }

    /// The first and last day that a date can be; all known days where nothing closer is known.
    static func days(of date: TypedExpression) -> ClosedRange<CalendarDay> {
        func day(_ bound: Bound?) -> CalendarDay? {
            bound.flatMap { Int32(exactly: $0.value.numerator) }.map { CalendarDay(number: $0) }
        }
        let first = day(date.interval?.low) ?? .first
        let last = day(date.interval?.high) ?? .last
        return first <= last ? first...last : CalendarDay.first...CalendarDay.last
    }
}

extension Interval.Bound {
    public init(_ day: CalendarDay) { self.init(Rational(Int(day.number))) }
}
