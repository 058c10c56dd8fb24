import ExactNumbers

extension ReferenceAnswer: ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
    public init(integerLiteral value: Int) { self = .number(ExactDecimal(value)) }

    public init(booleanLiteral value: Bool) { self = .boolean(value) }

    /// A decimal (`"12.5"`), a date (`"2026-01-01"`), else an option.
    public init(stringLiteral value: String) {
        if let number = ExactDecimal(value) {
            self = .number(number)
        } else if let day = CalendarDay(value) {
            self = .date(day)
        } else {
            self = .option(value)
        }
    }
}
