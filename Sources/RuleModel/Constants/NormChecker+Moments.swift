import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax

/// Times of day and dates with a time: written out only, since a scene answers with days.
extension NormChecker {
    func moment(_ moment: Moment, _ span: Span) -> TypedExpression {
        TypedExpression(.moment(moment), type: moment.day == nil ? .time : .dateTime, span: span)
    }

    /// Comparison of two moments of one kind; nil if neither side is one.
    func compareMoments(_ op: ComparisonOperator, _ a: TypedExpression, _ b: TypedExpression, _ span: Span)
        -> TypedExpression?
    {
        guard a.type.isMoment || b.type.isMoment else { return nil }
        guard a.type == b.type, let x = a.writtenMoment, let y = b.writtenMoment else {
            typeMismatch(b, wanted: describe(a.type))
            return .invalid(span)
        }
        let isOrder = op != .equal && op != .notEqual
        guard isOrder ? (x.offset == nil) == (y.offset == nil) : x.offset == y.offset else { return mixedOffsets(span) }
        return truth(span, op.holds(x.instant, y.instant))
    }

    private func mixedOffsets(_ span: Span) -> TypedExpression {
        report(
            .typeMismatch, at: span, zh: "两个时刻的时差不同，不能这样比较",
            en: "the two moments have different offsets from UTC and cannot be compared like this")
        return .invalid(span)
    }

    /// Moments moved by durations, and the time between two; nil if neither side is one.
    func momentArithmetic(_ op: ArithmeticOperator, _ a: TypedExpression, _ b: TypedExpression, _ span: Span)
        -> TypedExpression?
    {
        guard a.type.isMoment || b.type.isMoment else { return nil }
        if op == .add, b.type.isMoment, !a.type.isMoment { return momentArithmetic(op, b, a, span) }
        if let x = a.writtenMoment, op == .subtract, let y = b.writtenMoment, a.type == b.type {
            guard (x.offset == nil) == (y.offset == nil) else { return mixedOffsets(span) }
            return duration(ClockDuration(.nanoseconds(x.instant - y.instant)), span)
        }
        guard let start = a.writtenMoment, op == .add || op == .subtract, let unit = b.type.unit, unit.isDuration,
            unit == UnitRegistry.days || start.day != nil
        else {
            typeMismatch(b, wanted: ("时长", "a duration"))
            return .invalid(span)
        }
        guard var amount = b.constantNumber else { return mustBeConstant(b, zh: "这里的时长", en: "the duration here") }
        if op == .subtract { amount = -amount }
        var result: Moment?
        if unit == UnitRegistry.months {
            if amount.denominator == 1, let months = Int(exactly: amount.numerator),
                months.magnitude <= CalendarDay.knownMonths
            {
                let day = start.day?.adding(months: months)
                if let day, day.isKnown {
                    result = Moment(day: day, nanoseconds: start.nanoseconds, offset: start.offset)
                }
            }
        } else {
            let count = amount * Rational(BigInt(ClockDuration.day))
            if count.denominator == 1, let nanoseconds = Int128(exactly: count.numerator),
                nanoseconds.magnitude < 1 << 100
            {
                result = start.moved(by: nanoseconds)
            }
        }
        guard let result else {
            return noSuchValue(span, zh: "时刻超出 0000 到 9999 年", en: "the moment leaves the years 0000 to 9999")
        }
        return moment(result, span)
    }

    /// `time(…)`, `date and time(…)`, `date(…)` of a moment; nil if it is none of them.
    func momentValue(_ canonical: String, _ values: [TypedExpression], _ span: Span) -> TypedExpression? {
        switch (canonical, values.count) {
        case ("time", 1), ("date and time", 1):
            let isTime = canonical == "time"
            if let own = values[0].writtenMoment {
                if !isTime { return own.day == nil ? nil : values[0].at(span) }
                return moment(Moment(day: nil, nanoseconds: own.nanoseconds, offset: own.offset), span)
            }
            if let day = values[0].constantDay {
                return moment(Moment(day: isTime ? nil : day, nanoseconds: 0, offset: isTime ? 0 : nil), span)
            }
            guard values[0].type == .text else { return nil }
            return overTexts(values, span) { texts in
                let made = texts[0].writtenText.flatMap { Moment($0) }
                guard let made, (made.day == nil) == isTime else {
                    return self.noSuchValue(
                        span, zh: "没有这个时刻；写作 `10:30:00` 或 `2026-01-01T10:30:00`，不用时区名",
                        en:
                            "there is no such moment; one is written `10:30:00` or `2026-01-01T10:30:00`, without the name of a time zone"
                    )
                }
                return self.moment(made, span)
            }
        case ("date and time", 2):
            guard let time = values[1].writtenMoment, time.day == nil,
                let day = values[0].constantDay ?? values[0].writtenMoment?.day
            else { return nil }
            return moment(Moment(day: day, nanoseconds: time.nanoseconds, offset: time.offset), span)
        case ("time", 3), ("time", 4):
            let parts = values.prefix(3).compactMap(\.constantNumber)
            guard parts.count == 3, parts[0].denominator == 1, parts[1].denominator == 1,
                let hour = Int(exactly: parts[0].numerator), let minute = Int(exactly: parts[1].numerator)
            else { return nil }
            var offset: Int?
            if values.count == 4 {
                guard values[3].type.unit == UnitRegistry.days, let days = values[3].constantNumber else { return nil }
                let seconds = days * Rational(86_400)
                guard seconds.denominator == 1, let whole = Int(exactly: seconds.numerator) else { return nil }
                offset = whole
            }
            let seconds = (parts[2] * Rational(BigInt(ClockDuration.second))).rounded(places: 0, .down)
            guard let nanoseconds = Int128(exactly: seconds.numerator),
                let made = Moment(day: nil, hour: hour, minute: minute, nanoseconds: nanoseconds, offset: offset)
            else { return noSuchValue(span, zh: "没有这个时刻", en: "there is no such time of day") }
            return moment(made, span)
        case ("date", 1):
            guard let day = values[0].writtenMoment?.day else { return nil }
            return self.day(day, span)
        default: return nil
        }
    }

    /// `moment.hour` and its like.
    func momentPart(_ value: TypedExpression, _ field: String, _ span: Span) -> TypedExpression? {
        guard let moment = value.writtenMoment else { return nil }
        switch field {
        case "hour": return number(Rational(moment.hour), .none, span)
        case "minute": return number(Rational(moment.minute), .none, span)
        case "second":
            return number(
                Rational(BigInt(moment.secondNanoseconds), BigInt(ClockDuration.second)), .none, span)
        case "time offset":
            guard let offset = moment.offset else { return nil }
            return duration(ClockDuration(.nanoseconds(Int128(offset) * ClockDuration.second)), span)
        default: return moment.day.flatMap { datePart(day($0, span), field, span) }
        }
    }
}

extension ValueType {
    var isMoment: Bool { self == .time || self == .dateTime }
}

extension TypedExpression {
    var writtenMoment: Moment? {
        if case .moment(let moment) = kind { return moment }
        return nil
    }
}
