import Diagnostics
import ExactNumbers
import YAMLTree

extension DocumentReader {
    /// `2026-07-01`.
    public mutating func date(_ entry: YAMLNode.Entry) -> Located<CalendarDay>? {
        scalar(entry).flatMap { date(LocatedText(trimming: $0), of: entry.key) }
    }

    private mutating func date(_ text: LocatedText, of place: String) -> Located<CalendarDay>? {
        if let day = CalendarDay(text.string) { return Located(day, span: text.span) }
        report(
            .notADate, zh: "`\(place)` 应为 `2026-07-01` 这样的日期，不能是 `\(text.string)`",
            en: "`\(place)` takes a day such as `2026-07-01`, not `\(text.string)`", at: text.span)
        return nil
    }

    /// `2026-07-01..2031-06-30`, both days included.
    public mutating func period(_ entry: YAMLNode.Entry) -> Located<ClosedRange<CalendarDay>>? {
        guard let scalar = scalar(entry) else { return nil }
        let text = LocatedText(trimming: scalar)
        guard let dots = text.string.firstRange(of: "..") else {
            report(
                .notADate, zh: "`\(entry.key)` 应写起止两天，如 `2026-07-01..2031-06-30`",
                en: "`\(entry.key)` takes a first and a last day, such as `2026-07-01..2031-06-30`", at: text.span)
            return nil
        }
        let low = date(text.prefix(upTo: dots.lowerBound).trimmed(), of: entry.key)
        let high = date(text.suffix(from: dots.upperBound).trimmed(), of: entry.key)
        guard let low, let high else { return nil }
        guard low.value <= high.value else {
            report(
                .outOfBounds, zh: "`\(entry.key)` 的末日 `\(high.value)` 早于首日 `\(low.value)`",
                en: "`\(entry.key)` ends on `\(high.value)`, before it starts on `\(low.value)`", at: high.span,
                labels: [Diagnostic.Label(span: low.span, text: Message(zh: "首日", en: "first day"))])
            return nil
        }
        return Located(low.value...high.value, span: text.span)
    }

    /// `P1Y`, `P6M`, `P30D`.
    public mutating func duration(_ entry: YAMLNode.Entry) -> Located<CalendarDuration>? {
        guard let scalar = scalar(entry) else { return nil }
        let text = LocatedText(trimming: scalar)
        if let duration = CalendarDuration(text.string) { return Located(duration, span: text.span) }
        report(
            .notADate, zh: "`\(entry.key)` 应为 `P1Y`、`P6M`、`P30D` 这样的时长，不能是 `\(text.string)`",
            en: "`\(entry.key)` takes a period such as `P1Y`, `P6M` or `P30D`, not `\(text.string)`", at: text.span)
        return nil
    }

    /// What follows `at most` 不超过 in the text of `entry`.
    mutating func limit(_ entry: YAMLNode.Entry, example: Message) -> (text: LocatedText, scalar: YAMLNode.Scalar)? {
        guard let scalar = scalar(entry) else { return nil }
        let text = LocatedText(trimming: scalar)
        for spelling in [Keyword.noMoreThan.en, Keyword.noMoreThan.zh] where text.string.hasPrefix(spelling) {
            let end = text.string.index(text.string.startIndex, offsetBy: spelling.count)
            note(.noMoreThan, at: text.prefix(upTo: end).span)
            return (text.suffix(from: end).trimmed(), scalar)
        }
        report(
            .unknownKeyword, zh: "`\(entry.key)` 应写成 `\(example.zh)`，不能是 `\(text.string)`",
            en: "`\(entry.key)` is written `\(example.en)`, not `\(text.string)`", at: text.span)
        return nil
    }
}
