import ExactNumbers
import RuleSyntax

/// The standard's functions of numbers, days and texts, over known values.
extension ReferenceRun {
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let roundings: [String: RoundingMode] = [
        "floor": .floor, "ceiling": .ceiling, "decimal": .halfEven, "round half up": .halfUp,
        "round half down": .halfDown, "round up": .up, "round down": .down,
    ]

    /// Nil if `function` is none of them.
    func standard(_ function: String, _ values: [ReferenceValue.Content]) -> ReferenceValue? {
        if let mode = Self.roundings[function] { return rounded(values, mode) }
        switch values.first {
        case .date(let day): return ofDay(function, day, values.count)
        case .text(let text): return ofText(function, text, Array(values.dropFirst()))
        case .number(let quantity): return ofNumber(function, quantity, values)
        case .list(let elements): return ofWritten(function, elements, Array(values.dropFirst()))
        default: return nil
        }
    }

    /// Counted in the unit of the number; negative places are tens.
    private func rounded(_ values: [ReferenceValue.Content], _ mode: RoundingMode) -> ReferenceValue? {
        guard case .number(let quantity)? = values.first, values.count <= 2 else { return nil }
        var places = 0
        if values.count == 2 {
            guard case .number(let given) = values[1], let whole = given.amount.whole else { return nil }
            places = whole
        }
        return .known(.number(Quantity(quantity.amount.rounded(to: places, mode: mode), quantity.unit)))
    }

    private func ofNumber(_ function: String, _ quantity: Quantity, _ values: [ReferenceValue.Content])
        -> ReferenceValue?
    {
        switch (function, values.count) {
        case ("sqrt", 1):
            let root = (0...1000).first { ExactFraction($0) * ExactFraction($0) == quantity.base }
            return root.map { .whole($0) } ?? .failure("no whole root")
        case ("string", 1):
            let tens = (0...12).map { exponent in (0..<exponent).reduce(1) { product, _ in product * 10 } }
            let scale = tens.indices.first { (quantity.amount * ExactFraction(tens[$0])).isWhole }
            guard let scale, let mantissa = (quantity.amount * ExactFraction(tens[scale])).whole else {
                return .failure("no decimal")
            }
            return .known(.text("\(ExactDecimal(mantissa: Int128(mantissa), scale: scale))"))
        case ("date", 3):
            let parts = values.map { value -> Int? in
                guard case .number(let part) = value else { return nil }
                return part.amount.whole
            }
            guard let year = parts[0], let month = parts[1], let day = parts[2],
                let date = CalendarDay(year: year, month: month, day: day)
            else { return .failure("no such day") }
            return .known(.date(date))
        default: return nil
        }
    }

    private func ofDay(_ function: String, _ day: CalendarDay, _ count: Int) -> ReferenceValue? {
        guard count == 1 else { return nil }
        // 1970-01-01, day 0, was a Thursday.
        let sinceMonday = ((Int(day.number) + 3) % 7 + 7) % 7
        switch function {
        case "day of year": return .whole(dayOfYear(day))
        case "week of year": return .whole((dayOfYear(day.adding(days: 3 - sinceMonday)) - 1) / 7 + 1)
        case "weekday": return .whole(sinceMonday + 1)
        case "day of week": return .known(.text(Self.weekdays[sinceMonday]))
        case "month of year": return .known(.text(Self.months[day.components.month - 1]))
        case "year": return .whole(day.components.year)
        case "month": return .whole(day.components.month)
        case "day": return .whole(day.components.day)
        case "date": return .known(.date(day))
        default: return nil
        }
    }

    private func dayOfYear(_ day: CalendarDay) -> Int {
        let (year, month) = (day.components.year, day.components.month)
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return lengths.prefix(month - 1).reduce(0, +) + day.components.day
    }

    private func ofText(_ function: String, _ text: String, _ others: [ReferenceValue.Content]) -> ReferenceValue? {
        var part = ""
        if case .text(let other)? = others.first { part = other }
        func known(_ text: some StringProtocol) -> ReferenceValue { .known(.text(String(text))) }
        switch function {
        case "string length": return .whole(text.unicodeScalars.count)
        case "upper case": return known(text.uppercased())
        case "lower case": return known(text.lowercased())
        case "contains": return .boolean(part.isEmpty || text.contains(part))
        case "starts with": return .boolean(text.hasPrefix(part))
        case "ends with": return .boolean(text.hasSuffix(part))
        case "substring before": return known(text.firstRange(of: part).map { text[..<$0.lowerBound] } ?? "")
        case "substring after": return known(text.firstRange(of: part).map { text[$0.upperBound...] } ?? "")
        case "string": return known(text)
        case "number":
            var plain = text
            guard case .text(let mark)? = others.dropFirst().first, others.count == 2 else { return nil }
            if !part.isEmpty { plain = plain.split(separator: part).joined() }
            plain = plain.split(separator: mark, omittingEmptySubsequences: false).joined(separator: ".")
            return ExactDecimal(plain).map { .number(ExactFraction($0), .bare) } ?? .failure("no number")
        // Patterns of letters alone.
        case "matches", "replace", "split":
            guard part.allSatisfy({ $0.isLetter || $0 == "-" }), !part.isEmpty else { return nil }
            if function == "matches" { return .boolean(text.contains(part)) }
            let pieces = text.split(separator: part, omittingEmptySubsequences: false)
            if function == "split" { return .known(.list(pieces.map { known($0) })) }
            guard case .text(let new)? = others.dropFirst().first else { return nil }
            return known(pieces.joined(separator: new))
        case "substring":
            let numbers = others.compactMap { other -> Int? in
                guard case .number(let quantity) = other else { return nil }
                return quantity.amount.whole
            }
            guard numbers.count == others.count, let start = numbers.first, start > 0 else { return nil }
            let rest = text.dropFirst(start - 1)
            return known(numbers.count == 2 ? rest.prefix(numbers[1]) : rest)
        default: return nil
        }
    }

    private func ofWritten(
        _ function: String, _ elements: [ReferenceValue], _ others: [ReferenceValue.Content]
    ) -> ReferenceValue? {
        func isSame(_ one: ReferenceValue, _ two: ReferenceValue) -> Bool {
            compare(.equal, one, two) == .boolean(true)
        }
        func distinct(_ list: [ReferenceValue]) -> [ReferenceValue] {
            list.reduce(into: []) { found, next in
                if !found.contains(where: { isSame($0, next) }) { found.append(next) }
            }
        }
        switch function {
        case "string join":
            var between = ""
            if case .text(let text)? = others.first { between = text }
            let words = elements.map { element -> String? in
                guard case .known(.text(let text)) = element else { return nil }
                return text
            }
            guard !words.contains(nil) else { return nil }
            return .known(.text(words.compactMap { $0 }.joined(separator: between)))
        case "index of":
            guard let wanted = others.first else { return nil }
            let places = elements.indices.filter { isSame(elements[$0], .known(wanted)) }
            return .known(.list(places.map { .whole($0 + 1) }))
        case "distinct values": return .known(.list(distinct(elements)))
        case "union":
            guard case .list(let more)? = others.first else { return nil }
            return .known(.list(distinct(elements + more)))
        default: return nil
        }
    }
}
