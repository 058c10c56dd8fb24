import SyntaxSamples

/// Conditions by functions, on texts, on products with `%`, on wide numbers and on whether something applies.
extension NormGenerator {
    /// Nil where nothing fits.
    mutating func test(depth: Int, sure: Bool) -> Term? {
        switch random.whole(0...10) {
        case 10: return writtenTest()
        case 0: return parity(sure: sure)
        case 1: return contained(sure: sure)
        case 2: return overWrittenConditions()
        case 3: return calendarTest(sure: sure)
        case 4: return productTest(sure: sure)
        case 5: return textTest(sure: sure)
        case 6: return wideTest(sure: sure)
        case 7: return applicability()
        case 8: return overWrittenNumbers()
        default: return constantTest()
        }
    }

    private mutating func parity(sure: Bool) -> Term? {
        guard let name = random.pick(numbers.filter { $0.isPlain && !$0.isFraction && !(sure && $0.mayDrop) }) else {
            return nil
        }
        return Term(text: "\(random.pick(["even", "odd"]) ?? "odd")(\(spelled(name.names)))", mayDrop: name.mayDrop)
    }

    private mutating func contained(sure: Bool) -> Term? {
        if random.chance(40), let date = random.pick(dates.filter { !(sure && $0.mayDrop) }) {
            return Term(text: "list contains([1, 4, 7, 10], \(spelled(date.names)).month)", mayDrop: date.mayDrop)
        }
        guard let name = random.pick(numbers.filter { $0.isPlain && !$0.isFraction && !$0.mayDrop }) else { return nil }
        let places = [random.whole(0...5), random.whole(6...20)]
        let written = places.map { name.measure.literal("\($0)") }.joined(separator: ", ")
        let text =
            random.chance(50)
            ? "list contains([\(written)], \(spelled(name.names)))" : "\(spelled(name.names)) in [\(written)]"
        return Term(text: text)
    }

    private mutating func overWrittenConditions() -> Term? {
        let sure = conditions.filter { !$0.mayDrop }.shuffled(using: &random).prefix(2)
        guard sure.count == 2 else { return nil }
        var names: [String] = []
        for condition in sure { names.append(spelled(condition.names)) }
        let word = random.pick(["all", "any"]) ?? "all"
        let text =
            random.chance(50)
            ? "\(word)([\(names.joined(separator: ", "))])" : "\(word)(\(names.joined(separator: ", ")))"
        return Term(text: text)
    }

    private mutating func overWrittenNumbers() -> Term? {
        let fitting = numbers.filter { !$0.mayDrop && !$0.isFraction && $0.isPlain }
        guard let one = random.pick(fitting), let two = random.pick(fitting.filter { $0.measure == one.measure }) else {
            return nil
        }
        let limit = literal(one.measure, max(0, one.low), max(1, min(one.high, 100))).text
        let word = random.pick(["some", "every"]) ?? "some"
        return Term(text: "(\(word) s in [\(spelled(one.names)), \(spelled(two.names))] satisfies s <= \(limit))")
    }

    private mutating func calendarTest(sure: Bool) -> Term {
        let date = random.pick(dates.filter { !(sure && $0.mayDrop) })
        let name = date.map { spelled($0.names) } ?? "as_of"
        let year = random.whole(2025...2028)
        let texts = [
            "day of week(\(name)) = \"Monday\"", "day of week(\(name)) in [\"Saturday\", \"Sunday\"]",
            "month of year(\(name)) = \"March\"", "month of year(\(name)) in [\"March\", \"May\"]",
            "day of year(\(name)) >= 60", "week of year(\(name)) < 20",
            "\(name) - @\"P3M\" < @\"\(year)-02-28\"", "\(name) + @\"P10D\" >= date(\(year), 3, 1)",
            "\(name) - @\"2024-02-29\" > 400 d", "\(name) + @\"P1M\" <= @\"\(year)-03-31\"",
            "months_between(\(name), @\"\(year)-08-31\") >= 12", "\(name) in [@\"2019-01-01\"..@\"\(year)-06-30\")",
            "year(\(name)) = \(year)", "years_between(\(name), @\"\(year)-12-31\") > 1",
        ]
        return Term(text: random.pick(texts) ?? texts[0], mayDrop: date?.mayDrop ?? false)
    }

    /// Products and quotients with `%`, compared with numbers that carry their units.
    private mutating func productTest(sure: Bool) -> Term? {
        let shares = named(.percent, sure: sure).filter { !$0.isFraction && $0.isPlain }
        guard let share = random.pick(shares), let other = random.pick(shares) else { return nil }
        let bases = numbers.filter { !$0.isFraction && $0.isPlain && !(sure && $0.mayDrop) && $0.measure != .percent }
        let mayDrop = share.mayDrop || other.mayDrop
        if random.chance(40) {
            return Term(
                text: "\(spelled(share.names)) * \(spelled(other.names)) \(sign()) \(random.whole(0...60)).5 %",
                mayDrop: mayDrop)
        }
        guard let base = random.pick(bases.filter { $0.measure != .bare }) else { return nil }
        let limit = base.measure.literal("\(random.whole(0...40)).5")
        let texts = [
            "\(spelled(base.names)) * \(spelled(share.names)) \(sign()) \(limit)",
            "\(spelled(share.names)) * \(spelled(base.names)) \(sign()) \(limit)",
            "\(limit) \(sign()) -\(spelled(base.names)) * \(spelled(share.names))",
        ]
        return Term(text: random.pick(texts) ?? texts[0], mayDrop: base.mayDrop || share.mayDrop)
    }

    private mutating func textTest(sure: Bool) -> Term? {
        guard let name = random.pick(texts.filter { !(sure && $0.mayDrop) }) else { return nil }
        let word = random.pick(["green", "blue", "red"]) ?? "red"
        let subject = spelled(name.names)
        if !writtenTexts.isEmpty, random.chance(50), let other = random.pick(writtenTexts) {
            return Term(text: "\(subject) = \(spelled(other))", mayDrop: name.mayDrop)
        }
        switch random.whole(0...2) {
        case 0: return Term(text: "\(subject) = \"\(word)\"", mayDrop: name.mayDrop)
        case 1: return Term(text: "\(subject) != \"\(word)\"", mayDrop: name.mayDrop)
        default:
            if name.mayDrop { return Term(text: "\"\(word)\" = \(subject)", mayDrop: true) }
            return Term(text: "\(subject) in [\"\(word)\", \"grey\"]")
        }
    }

    /// `applicable` of anything: it always applies itself.
    mutating func applicability() -> Term? {
        let names =
            numbers.filter(\.isName).map(\.names)
            + conditions.map(\.names) + choices.map(\.names) + dates.map(\.names)
        let dropping =
            numbers.filter { $0.mayDrop && $0.isName }.map(\.names)
            + conditions.filter(\.mayDrop).map(\.names)
        guard let name = random.pick(random.chance(80) && !dropping.isEmpty ? dropping : names) else { return nil }
        return Term(text: "\(random.chance(25) ? "not " : "")applicable(\(spelled(name)))")
    }
}
