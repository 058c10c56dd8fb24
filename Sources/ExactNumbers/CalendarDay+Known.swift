extension CalendarDay {
    /// The first and the last day that the language knows: those that four digits of a year can write.
    public static let first = CalendarDay(uncheckedYear: 0, month: 1, day: 1)
    public static let last = CalendarDay(uncheckedYear: 9999, month: 12, day: 31)

    /// The answers that an input of dates takes where its declaration gives no range.
    public static let usual =
        CalendarDay(uncheckedYear: 1900, month: 1, day: 1)...CalendarDay(uncheckedYear: 2199, month: 12, day: 31)

    /// Months from the first known day to the last, rounded up.
    public static let knownMonths = 12 * 10_000

    public var isKnown: Bool { CalendarDay.first <= self && self <= CalendarDay.last }

    /// Days that a computation between known days may reach on its way: the Thursday of a week lies at most three days beyond.
    public static let computable = first.adding(days: -366)...last.adding(days: 366)
}
