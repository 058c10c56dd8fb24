import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax

/// Dates and durations of the standard: a duration of days is a number of days, one of months a number of months.
extension NormChecker {
    /// A date moved by months or days, forwards or back.
    func moved(_ a: TypedExpression, by b: TypedExpression, _ op: ArithmeticOperator, _ span: Span) -> TypedExpression {
        guard !a.isInvalid, !b.isInvalid, let interval = a.interval, var step = b.interval else {
            return .invalid(span)
        }
        var amount = b
        if op == .subtract {
            step = -step
            amount =
                b.constantNumber.map { number(-$0, b.type.unit ?? .none, b.span) }
                ?? TypedExpression(
                    .negate(b), type: b.type, interval: step, mayNotApply: b.mayNotApply, span: b.span)
        }
        if let own = b.constantNumber, own.isZero { return a }
        let isMonths = b.type.unit == UnitRegistry.months
        if isMonths, step.places != 0 {
            return mustBeConstant(b, zh: "加到日期上的月数须是整数，它", en: "months added to a date are whole; their number")
        }
        func end(_ bound: Interval.Bound?, _ by: Interval.Bound?) -> Interval.Bound? {
            guard let bound, let by, let start = Int32(exactly: bound.value.numerator),
                let count = Int(exactly: by.value.rounded(places: 0, .floor).numerator),
                count.magnitude <= CalendarDay.last.number - CalendarDay.first.number
            else { return nil }
            let day = CalendarDay(number: start)
            let moved = isMonths ? day.adding(months: count) : day.adding(days: count)
            return moved.isKnown ? .init(moved) : nil
        }
        guard let low = end(interval.low, step.low), let high = end(interval.high, step.high) else {
            return noSuchValue(span, zh: "日期超出 0000 到 9999 年", en: "the date leaves the years 0000 to 9999")
        }
        let range = Interval(low: low, high: high, places: 0)
        let mayNotApply = a.mayNotApply || b.mayNotApply
        if isMonths {
            return TypedExpression(
                .calendar(.addMonths, a, amount), type: .date, interval: range, mayNotApply: mayNotApply, span: span)
        }
        var days = amount
        if let own = amount.constantNumber {
            days = number(own.rounded(places: 0, .floor), UnitRegistry.days, b.span)
            days.type = .date
        } else {
            days = rounded(amount, places: 0, mode: .floor)
        }
        return TypedExpression(.add(a, days), type: .date, interval: range, mayNotApply: mayNotApply, span: span)
    }

    /// `date.year` and its like.
    func datePart(_ date: TypedExpression, _ field: String, _ span: Span) -> TypedExpression? {
        let days = Interval.days(of: date)
        func part(_ kind: TypedExpression.DateFunction, _ low: Int, _ high: Int) -> TypedExpression {
            TypedExpression(
                .calendar(kind, date, nil), type: .number(.none),
                interval: Interval(Rational(low), Rational(high), places: 0), mayNotApply: date.mayNotApply, span: span)
        }
        switch field {
        case "year", "年": return part(.yearOf, days.lowerBound.components.year, days.upperBound.components.year)
        case "month", "月": return part(.monthOf, 1, 12)
        case "day", "日": return part(.dayOf, 1, 31)
        case "weekday": return weekday(date, span)
        default: return nil
        }
    }

    /// 1 for Monday to 7 for Sunday: the remainder of the days since a Monday.
    func weekday(_ date: TypedExpression, _ span: Span) -> TypedExpression {
        let monday = CalendarDay.firstMonday
        let since = TypedExpression(
            .calendar(.daysBetween, day(monday, span), date), type: .number(.none),
            interval: date.interval.map { $0 + -.point(Rational(Int(monday.number))) }, mayNotApply: date.mayNotApply,
            span: span)
        let week = numberFunction(
            "modulo", [since, number(Rational(7), .none, span)], Name("modulo", span: span), span)
        guard let week, !week.isInvalid else { return .invalid(span) }
        return total([week, number(.one, .none, span)], span)
    }

    /// 1 for 1 January: the days since the same day of the month in January, which every month's days have.
    private func dayOfYear(_ date: TypedExpression, _ span: Span) -> TypedExpression {
        let place = hidden(span)
        guard let day = datePart(date, "day", place), let month = datePart(date, "month", place),
            let interval = date.interval
        else { return .invalid(span) }
        var back = TypedExpression(
            .negate(month), type: month.type, interval: month.interval.map { -$0 }, mayNotApply: date.mayNotApply,
            span: place)
        back = total([back, number(.one, .none, place)], place)
        // The same day of the month in January: of the first day's year at the earliest, and never after the day itself.
        let first = Interval.days(of: date).lowerBound
        let newYear = first.adding(months: 1 - first.components.month).adding(days: 1 - first.components.day)
        let january = TypedExpression(
            .calendar(.addMonths, date, back), type: .date,
            interval: Interval(low: .init(newYear), high: interval.high, places: 0),
            mayNotApply: date.mayNotApply, span: place)
        let since = TypedExpression(
            .calendar(.daysBetween, january, date), type: .number(.none),
            interval: Interval(.zero, Rational(335), places: 0), mayNotApply: date.mayNotApply, span: place)
        var result = total([since, day], span)
        result.interval = Interval(.one, Rational(366), places: 0)
        return result
    }

    /// The week of ISO 8601: the one that the Thursday of the date's week has in its year.
    private func weekOfYear(_ date: TypedExpression, _ span: Span) -> TypedExpression {
        let place = hidden(span)
        guard let interval = date.interval else { return .invalid(span) }
        let weekday = weekday(date, place)
        guard !weekday.isInvalid else { return .invalid(span) }
        let back = TypedExpression(
            .negate(weekday), type: weekday.type, interval: weekday.interval.map { -$0 },
            mayNotApply: date.mayNotApply, span: place)
        let thursday = TypedExpression(
            .add(date, total([back, number(Rational(4), .none, place)], place)), type: .date,
            interval: interval + Interval(Rational(-3), Rational(3), places: 0), mayNotApply: date.mayNotApply,
            span: place)
        let days = total([dayOfYear(thursday, place), number(Rational(6), .none, place)], place)
        var result = rounded(
            quotient(days, number(Rational(7), .none, place), place), places: 0, mode: .floor
        ).at(span)
        result.interval = Interval(.one, Rational(53), places: 0)
        return result
    }

    /// `duration.days` and its like, of a duration that is written out.
    func durationPart(_ value: TypedExpression, _ field: String, _ span: Span) -> TypedExpression? {
        guard let unit = value.type.unit, let own = value.constantNumber else { return nil }
        let sign = own < .zero ? Rational(-1) : .one
        func whole(_ size: Int, under: Int?) -> TypedExpression {
            var count = (own * sign / Rational(size)).rounded(places: 0, .floor)
            if let under { count = count - Rational(under) * (count / Rational(under)).rounded(places: 0, .floor) }
            return number(count * sign, .none, span)
        }
        func part(_ inDay: Int, under: Int) -> TypedExpression {
            let count = (own * sign * Rational(inDay)).rounded(places: 0, .floor)
            let kept = count - Rational(under) * (count / Rational(under)).rounded(places: 0, .floor)
            return number(kept * sign, .none, span)
        }
        switch (field, unit) {
        case ("years", UnitRegistry.months): return whole(12, under: nil)
        case ("months", UnitRegistry.months): return whole(1, under: 12)
        case ("days", UnitRegistry.days): return whole(1, under: nil)
        case ("hours", UnitRegistry.days): return part(24, under: 24)
        case ("minutes", UnitRegistry.days): return part(1440, under: 60)
        case ("seconds", UnitRegistry.days): return part(86_400, under: 60)
        default: return nil
        }
    }

    /// Functions that make dates and durations, or name their parts; nil if `canonical` is none.
    func dateValue(_ canonical: String, _ values: [TypedExpression], _ function: Name, _ span: Span)
        -> TypedExpression?
    {
        switch (canonical, values.count) {
        case ("date", 1) where values[0].type == .date: return values[0].at(span)
        case ("date", 1) where values[0].type == .text:
            return overTexts(values, span) { self.dateOf($0[0], span) }
        case ("date", 3):
            let parts = values.map { value in
                value.constantNumber.flatMap { $0.denominator == 1 ? Int(exactly: $0.numerator) : nil }
            }
            guard let year = parts[0], let month = parts[1], let day = parts[2] else {
                return mustBeConstant(
                    values.first { $0.constantNumber == nil } ?? values[0], zh: "日期的年、月、日",
                    en: "year, month and day of a date")
            }
            guard let result = CalendarDay(year: year, month: month, day: day) else {
                return noSuchValue(span, zh: "没有这一天", en: "there is no such day")
            }
            return self.day(result, span)
        case ("duration", 1) where values[0].type == .text:
            return overTexts(values, span) { texts in
                guard case .text(let text) = texts[0].kind, let made = ClockDuration(text) else {
                    return self.noSuchValue(
                        span, zh: "这不是时长，时长写作 `P1Y2M` 或 `P3DT4H`",
                        en: "this is no duration; one is written `P1Y2M` or `P3DT4H`")
                }
                return self.duration(made, span)
            }
        case ("years and months duration", 2) where values.allSatisfy { $0.type == .date }:
            let (start, end) = (Interval.days(of: values[0]), Interval.days(of: values[1]))
            return TypedExpression(
                .calendar(.monthsBetween, values[0], values[1]), type: .number(UnitRegistry.months),
                interval: Interval(
                    Rational(CalendarDay.months(from: start.upperBound, to: end.lowerBound)),
                    Rational(CalendarDay.months(from: start.lowerBound, to: end.upperBound)), places: 0),
                mayNotApply: values.contains(where: \.mayNotApply), span: span)
        case ("day of week", 1) where values[0].type == .date:
            return named(
                weekday(values[0], hidden(span)),
                ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], span)
        case ("month of year", 1) where values[0].type == .date:
            guard let month = datePart(values[0], "month", hidden(span)) else { return .invalid(span) }
            return named(
                month,
                [
                    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                    "November", "December",
                ], span)
        case ("day of year", 1) where values[0].type == .date, ("week of year", 1) where values[0].type == .date:
            guard let day = values[0].constantDay else {
                return canonical == "day of year" ? dayOfYear(values[0], span) : weekOfYear(values[0], span)
            }
            return number(Rational(canonical == "day of year" ? day.dayOfYear : day.weekOfYear), .none, span)
        default: return nil
        }
    }

    private func dateOf(_ value: TypedExpression, _ span: Span) -> TypedExpression {
        guard case .text(let text) = value.kind, let day = CalendarDay(text) else {
            return noSuchValue(span, zh: "这不是日期，日期写作 `2026-01-01`", en: "this is no date; one is written `2026-01-01`")
        }
        return self.day(day, span)
    }

    /// A place without extent: what is computed on the way is not shown as the value of what is written there.
    private func hidden(_ span: Span) -> Span { Span(file: span.file, start: span.start, end: span.start) }

    /// The name of the number, counted from 1.
    private func named(_ value: TypedExpression, _ names: [String], _ span: Span) -> TypedExpression {
        guard !value.isInvalid else { return value }
        let rows = names.enumerated().dropLast().map { index, name in
            TypedExpression.Row(
                condition: compare(
                    .equal, value, number(Rational(index + 1), .none, hidden(span)), at: span, hidden(span)),
                value: text(name, span))
        }
        return joined(rows, otherwise: text(names[names.count - 1], span), span)
    }

    /// Earliest or latest date, first or last text.
    func best(_ values: [TypedExpression], greatest: Bool, _ span: Span) -> TypedExpression {
        balanced(values) { best, value in
            let test = compare(greatest ? .greater : .less, value, best, at: span, span)
            guard !test.isInvalid else { return .invalid(span) }
            return joined([.init(condition: test, value: value)], otherwise: best, span)
        }.at(span)
    }
}

extension CalendarDay {
    /// The first Monday that the language knows.
    static let firstMonday = CalendarDay.first.adding(days: 2)

    var dayOfYear: Int {
        let newYear = adding(months: 1 - components.month).adding(days: 1 - components.day)
        return Int(number - newYear.number) + 1
    }

    /// Week by ISO 8601: the week belongs to the year that its Thursday lies in.
    var weekOfYear: Int {
        let since = Int(number - CalendarDay.firstMonday.number) % 7
        let sinceMonday = since < 0 ? since + 7 : since
        return (adding(days: 3 - sinceMonday).dayOfYear - 1) / 7 + 1
    }
}
