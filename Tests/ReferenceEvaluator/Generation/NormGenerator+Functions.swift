import SyntaxSamples

/// Minus, and the functions of numbers, of lists that are written out, and of dates.
extension NormGenerator {
    /// A number of `measure` by minus or a function; nil where nothing fits.
    mutating func computed(_ measure: Measure, depth: Int, sure: Bool) -> Term? {
        switch random.whole(0...12) {
        case 0, 1: return negated(number(measure, depth: depth - 1, sure: sure))
        case 2, 3, 12: return roundedByFunction(measure, depth: depth, sure: sure)
        case 4: return remainder(measure, sure: sure)
        case 5: return measure == .bare ? power(sure: sure) : share(of: measure, sure: sure)
        case 6: return converted(measure, depth: depth, sure: sure)
        case 7...10: return ofWrittenList(measure, sure: sure)
        default: return partOfList(measure, sure: sure)
        }
    }

    /// A number of `measure` by a function, of lists and dates as often as of numbers.
    mutating func function(_ measure: Measure, depth: Int, sure: Bool) -> Term? {
        switch random.whole(0...8) {
        case 0: return negated(number(measure, depth: 0, sure: sure))
        case 1, 2: return roundedByFunction(measure, depth: depth, sure: sure)
        case 3, 4: return ofWrittenList(measure, sure: sure)
        case 5: return dateNumber(measure, sure: sure) ?? computed(measure, depth: depth, sure: sure)
        case 6: return partOfList(measure, sure: sure) ?? dateNumber(measure, sure: sure)
        case 8: return dateNumber(measure, sure: sure) ?? ofWrittenList(measure, sure: sure)
        default:
            if random.chance(50), measure == .bare, let wide = wideNumber(sure: sure) { return wide }
            return computed(measure, depth: depth, sure: sure)
        }
    }

    /// `-x`, or `-(…)` around what is no name.
    private func negated(_ inner: Term) -> Term {
        var result = inner
        let isName = !inner.text.isEmpty && inner.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        result.text = isName ? "-\(inner.text)" : "-(\(inner.text))"
        (result.low, result.high) = (-inner.high, -inner.low)
        return result
    }

    /// What counts in a unit is in the one of its measure.
    private mutating func plain(_ measure: Measure, depth: Int, sure: Bool) -> Term {
        let term = number(measure, depth: depth, sure: sure)
        if term.isPlain { return term }
        return random.pick(named(measure, sure: sure).filter(\.isPlain)).map { reference($0) }
            ?? Term(text: measure.literal("7.5"), low: 7, high: 8)
    }

    private mutating func roundedByFunction(_ measure: Measure, depth: Int, sure: Bool) -> Term {
        var result = plain(measure, depth: depth - 1, sure: sure)
        let places = random.chance(15) ? -1 : random.whole(0...2)
        let modes = [
            "half up", "half_up", "half_even", "half even", "half down", "half_down", "down", "up", "floor", "ceiling",
        ]
        let mode = random.pick(modes) ?? "up"
        let x = result.text
        let texts = [
            "floor(\(x))", "ceiling(\(x))", "floor(\(x), \(places))", "ceiling(\(x), \(places))",
            "decimal(\(x), \(places))", "decimal(\(x), 1)", "round half down(\(x), 0)",
            "round half up(\(x), \(places))", "round half down(\(x), \(places))",
            "round up(\(x), \(places))", "round down(\(x), \(places))",
            "round(\(x), \(max(0, places)), \(mode.contains(" ") ? "\"\(mode)\"" : mode))",
        ]
        result.text = random.pick(texts) ?? x
        (result.low, result.high) = (result.low - 10, result.high + 10)
        result.isFraction = false
        return result
    }

    private mutating func remainder(_ measure: Measure, sure: Bool) -> Term {
        let fitting = named(measure, sure: sure).filter { $0.isPlain && !$0.isFraction }
        let value = random.pick(fitting).map { reference($0) } ?? Term(text: measure.literal("17.5"))
        let divisor = random.whole(2...9)
        return Term(
            text: "modulo(\(value.text), \(measure.literal("\(divisor)")))", low: 0, high: divisor,
            mayDrop: value.mayDrop)
    }

    private mutating func power(sure: Bool) -> Term? {
        let small = named(.bare, sure: sure).filter { !$0.isFraction && abs($0.low) <= 1000 && abs($0.high) <= 1000 }
        guard let base = random.pick(small) else { return nil }
        let exponent = random.whole(0...3)
        var most = 1
        for _ in 0..<exponent { most *= max(abs(base.low), abs(base.high), 1) }
        return Term(
            text: "\(spelled(base.names)) ** \(exponent)", low: exponent == 0 ? 1 : -most, high: most,
            mayDrop: base.mayDrop)
    }

    /// A share of a quantity, in the quantity's unit.
    private mutating func share(of measure: Measure, sure: Bool) -> Term? {
        let bases = named(measure, sure: sure).filter { $0.isPlain && !$0.isFraction }
        guard measure != .percent, let base = random.pick(bases) else { return nil }
        let shares = named(.percent, sure: sure).filter { !$0.isFraction && $0.low >= 0 && $0.high <= 100 }
        let share = random.pick(shares).map { reference($0) } ?? Term(text: "12.5 %")
        return Term(
            text: "\(spelled(base.names)) * \(share.text) / 100 %", low: min(base.low, 0), high: max(base.high, 0),
            mayDrop: base.mayDrop || share.mayDrop)
    }

    private mutating func converted(_ measure: Measure, depth: Int, sure: Bool) -> Term? {
        guard measure != .bare else { return nil }
        var result = number(measure, depth: depth - 1, sure: sure)
        if let other = measure.other, random.chance(30) {
            result.text = "round(convert(\(result.text), \(other.unit)), \(random.whole(0...3)))"
            (result.low, result.high) = (result.low - other.size, result.high + other.size)
            (result.isPlain, result.isFraction) = (false, false)
        } else {
            result.text = "convert(\(result.text), \(measure.unit))"
            result.isPlain = true
        }
        return result
    }

    /// Of two or three elements; bare ones take the unit of the others.
    mutating func ofWrittenList(_ measure: Measure, sure: Bool) -> Term {
        let whole = named(measure, sure: sure).filter { !$0.isFraction }
        let one = random.pick(whole).map { reference($0) } ?? Term(text: measure.literal("3"), low: 3, high: 3)
        let two = random.pick(whole).map { reference($0) } ?? Term(text: measure.literal("4.5"), low: 4, high: 5)
        let isBare = measure != .percent && one.isPlain && two.isPlain && random.chance(40)
        let three = isBare ? "6.5" : measure.literal("6.5")
        let (a, b) = (one.text, two.text)
        let low = min(one.low, two.low, 0)
        let high = max(one.high, two.high, 7)
        let forms: [(text: String, times: Int)] = [
            ("sum([\(a), \(b), \(three)])", 3), ("max([\(a), \(b)])", 1), ("min([\(a), \(three)])", 1),
            ("min(reverse([\(a), \(b)]))", 1), ("[\(a), \(b), \(three)][\(random.whole(1...3))]", 1),
            ("sum(for s in [\(a), \(b)] return s * 2)", 4), ("sum(append([\(a)], \(b)))", 2),
            (measure == .bare ? "product([\(a), 1.5])" : "max(reverse([\(a), \(b)]))", 2),
            (measure == .bare ? "product(reverse([\(a), 2]))" : "sum(reverse([\(a), \(b)]))", 2),
            ("sum(concatenate([\(a)], [\(b), \(b)]))", 3),
            (measure == .bare ? "product([3, \(a), 2])" : "sum([\(a), \(a)])", 6),
            ("sum(sublist([\(a), \(b), \(a)], 2, 2))", 2),
            ("sum(insert before([\(a)], 1, \(b)))", 2), ("max(remove([\(a), \(b)], 1))", 1),
            ("sum(list replace([\(a), \(b)], 2, \(a)))", 2), ("sum(flatten([[\(a)], \(b)]))", 2),
            ("max(flatten([\(a), [\(b), \(a)]]))", 1),
            ("sum(for s in [\(a), \(b)], k in 1..2 return s * k)", 6), ("{v: \(a), w: v}.w", 1),
            ("sum(for s in [{v: \(a), k: 2}, {v: \(b), k: 3}] return s.v * s.k)", 5),
            ("[{v: \(a)}, {v: \(b)}][2].v", 1), ("mean([\(a), \(b), \(three)])", 1),
        ]
        let form = forms[random.whole(0...(forms.count - 1))]
        return Term(
            text: form.text, low: low * form.times, high: high * form.times, mayDrop: one.mayDrop || two.mayDrop,
            isFraction: form.text.hasPrefix("mean"), isPlain: one.isPlain && two.isPlain)
    }

    /// A bare number by a function of days.
    mutating func dateNumber(_ measure: Measure, sure: Bool) -> Term? {
        guard measure == .bare else { return nil }
        let date = random.pick(dates.filter { !(sure && $0.mayDrop) })
        let name = date.map { spelled($0.names) } ?? "as_of"
        let forms: [(text: String, low: Int, high: Int)] = [
            ("years_between(\(name), as_of)", -6, 15), ("months_between(\(name), as_of)", -72, 180),
            ("year(\(name)) - 2000", 15, 30), ("\(name).year - 2000", 15, 30),
            ("days_between(as_of, \(name))", -6000, 6000), ("days_between(\(name), @\"2028-02-29\")", -6000, 6000),
            ("month(\(name)) + day(as_of)", 2, 43), ("month(as_of) * day(\(name))", 1, 372),
            ("\(name).month + as_of.weekday * \(name).day", 2, 229), ("day of year(\(name))", 1, 366),
            ("week of year(\(name))", 1, 53),
            ("\(name).month", 1, 12), ("\(name).weekday", 1, 7), ("-day of year(\(name)) + 400", 34, 399),
            ("\(name).day * \(name).year", 2015, 65000), ("(\(name) - @\"2020-02-29\") / 1 d", -6000, 6000),
            ("years_between(\(name), \(name) + @\"P5Y\")", 4, 5), ("abs(days_between(\(name), as_of))", 0, 6000),
            ("day of year(as_of) - week of year(\(name))", -52, 365),
            ("months_between(\(name) - @\"P3M\", as_of + @\"P10D\")", -72, 190),
        ]
        let form = forms[random.whole(0...(forms.count - 1))]
        return Term(text: form.text, low: form.low, high: form.high, mayDrop: date?.mayDrop ?? false)
    }
}
