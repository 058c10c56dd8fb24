import Diagnostics
import ExactNumbers

extension ExpressionLexer {
    /// A number with its unit, or a bare date.
    mutating func number() throws(SyntaxStop) -> ExpressionToken.Kind {
        let start = reader.index
        if !dialect.isStandard, let date = try bareDate() { return .date(date) }
        var digits = reader.peek() == "." ? "0" : ""
        takeDigits(into: &digits)
        if reader.peek() == ".", ScalarReader.isDigit(reader.peek(1)) {
            reader.index += 1
            digits += "."
            takeDigits(into: &digits)
        }
        if dialect.isStandard { takeExponent(into: &digits) } else { try refuseExponent(start, digits) }
        guard let value = ExactDecimal(digits) else {
            throw SyntaxStop(
                .malformedNumber, zh: "数字超过 38 位", en: "number has more than 38 digits",
                at: reader.span(start..<reader.index))
        }
        let end = reader.index
        if dialect.isStandard { return .number(value, unit: nil, digits: reader.bytes(start..<end)) }
        while let next = reader.peek(), next == " " || next == "\t" { reader.index += 1 }
        let unit = try reader.unit(suffix: true)
        if unit == nil { reader.index = end }
        return .number(value, unit: unit, digits: reader.bytes(start..<end))
    }

    private mutating func takeDigits(into digits: inout String) {
        while let scalar = reader.peek() {
            if ScalarReader.isDigit(scalar) {
                digits.unicodeScalars.append(scalar)
            } else if scalar != "_" || !ScalarReader.isDigit(reader.peek(1)) || !ScalarReader.isDigit(reader.peek(-1)) {
                return
            }
            reader.index += 1
        }
    }

    /// `e+4`, in the standard's spelling.
    private mutating func takeExponent(into digits: inout String) {
        guard let letter = reader.raw(), letter == "e" || letter == "E" else { return }
        let isSigned = reader.peek(1) == "+" || reader.peek(1) == "-"
        guard ScalarReader.isDigit(reader.peek(isSigned ? 2 : 1)) else { return }
        digits += "e" + (reader.peek(1) == "-" ? "-" : "")
        reader.index += isSigned ? 2 : 1
        while let digit = reader.peek(), ScalarReader.isDigit(digit) {
            digits.unicodeScalars.append(digit)
            reader.index += 1
        }
    }

    private mutating func refuseExponent(_ start: Int, _ digits: String) throws(SyntaxStop) {
        guard let letter = reader.raw(), letter == "e" || letter == "E" else { return }
        var end = 1
        if let sign = reader.peek(end), sign == "+" || sign == "-" { end += 1 }
        guard ScalarReader.isDigit(reader.peek(end)) else { return }
        while ScalarReader.isDigit(reader.peek(end)) { end += 1 }
        if let after = reader.raw(end), NameSyntax.isContinue(after) { return }
        var exponent = ""
        for ahead in 0..<end { if let scalar = reader.peek(ahead) { exponent.unicodeScalars.append(scalar) } }
        reader.index += end
        let span = reader.span(start..<reader.index)
        throw SyntaxStop(
            .malformedNumber, zh: "数字不用指数写法，请把 `\(digits)\(exponent)` 写全",
            en: "numbers have no exponent, write `\(digits)\(exponent)` in full", at: span,
            fixIts: ExactDecimal(digits + exponent).map { [.replace(span, by: $0.description)] } ?? [])
    }

    /// `2026-01-01` without spaces; nil if this is not its shape.
    private mutating func bareDate() throws(SyntaxStop) -> CalendarDay? {
        var text = ""
        for place in 0..<10 {
            guard let scalar = reader.peek(place) else { return nil }
            let isDash = place == 4 || place == 7
            guard isDash ? scalar == "-" : ScalarReader.isDigit(scalar) else { return nil }
            text.unicodeScalars.append(scalar)
        }
        if let after = reader.raw(10), NameSyntax.isContinue(after) { return nil }
        let start = reader.index
        reader.index += 10
        guard let day = CalendarDay(text) else {
            throw SyntaxStop(
                .malformedDate, zh: "没有 `\(text)` 这一天；若要相减，请在减号两边加空格",
                en: "there is no day `\(text)`; if a subtraction is meant, put spaces around `-`",
                at: reader.span(start..<reader.index))
        }
        return day
    }

    /// `@"2026-01-01"`, `@"P1Y"`.
    mutating func dated() throws(SyntaxStop) -> ExpressionToken.Kind {
        let start = reader.index
        reader.index += 1
        guard let quote = reader.raw(), quote == "\"" || quote == "“" || quote == "＂" else {
            throw SyntaxStop(
                .malformedDate, zh: "`@` 后面要写带引号的日期或时长，如 `@\"2026-01-01\"`、`@\"P1Y\"`",
                en: "`@` needs a quoted date or duration, as in `@\"2026-01-01\"` or `@\"P1Y\"`",
                at: reader.span(start..<reader.index))
        }
        guard case .text(let text) = try quoted() else { return .end }
        if let day = CalendarDay(text) { return .date(day) }
        if !dialect.isStandard, let duration = CalendarDuration(text) { return .duration(duration) }
        if let duration = ClockDuration(text) {
            if !dialect.isStandard, let plain = duration.calendar { return .duration(plain) }
            return .clock(.duration(duration))
        }
        if let moment = Moment(text) { return .clock(.moment(moment)) }
        throw SyntaxStop(
            .malformedDate, zh: "`\(text)` 不是日期（`2026-01-01`），也不是整年、整月、整天的时长（`P1Y`、`P6M`、`P30D`）",
            en:
                "`\(text)` is no date (`2026-01-01`) and no duration in whole years, months and days (`P1Y`, `P6M`, `P30D`)",
            at: reader.span(start..<reader.index))
    }
}
