import SyntaxSamples

extension NormGenerator {
    /// A condition; `sure` ones are never not applicable.
    mutating func condition(depth: Int, sure: Bool) -> Term {
        if random.chance(35), let test = test(depth: depth, sure: sure) { return test }
        switch random.whole(0...(depth > 0 ? 13 : 6)) {
        case 0, 1:
            guard let name = random.pick(conditions.filter { !(sure && $0.mayDrop) }) else { break }
            return Term(text: spelled(name.names), mayDrop: name.mayDrop)
        case 2, 3: return comparison(depth: depth, sure: sure)
        case 4: return membership(sure: sure)
        case 5: return choiceTest(sure: sure)
        case 6: return dateTest(sure: sure)
        case 7, 8:
            let word = random.pick(["and", "or"]) ?? "and"
            let parts = (0..<random.whole(2...3)).map { _ in "(" + guarded(depth: depth - 1).text + ")" }
            return Term(text: parts.joined(separator: " \(word) "))
        case 9:
            let inner = condition(depth: depth - 1, sure: sure)
            return Term(text: "not (\(inner.text))", mayDrop: inner.mayDrop)
        case 10: return atLeast()
        case 11, 13: return quantified(sure: sure)
        default:
            let test = condition(depth: 0, sure: true)
            let one = condition(depth: 0, sure: sure)
            let two = condition(depth: 0, sure: sure)
            return Term(
                text: "if \(test.text) then (\(one.text)) else (\(two.text))", mayDrop: one.mayDrop || two.mayDrop)
        }
        return comparison(depth: depth, sure: sure)
    }

    /// A condition fit for `and` and `or`: never not applicable, or guarded.
    private mutating func guarded(depth: Int) -> Term {
        let dropping = numbers.filter { $0.mayDrop && !$0.isFraction && $0.isName }
        if random.chance(20), let name = random.pick(dropping) {
            let limit = literal(name.measure, name.low, name.high).text
            return Term(text: "applicable(\(spelled(name.names))) and \(spelled(name.names)) >= \(limit)")
        }
        return condition(depth: depth, sure: true)
    }

    mutating func sign() -> String { random.pick(["<", "<=", ">", ">=", "=", "!="]) ?? "<" }

    private mutating func comparison(depth: Int, sure: Bool) -> Term {
        let measure = random.pick(Measure.allCases) ?? .bare
        if random.chance(15), let name = random.pick(named(measure, sure: sure)) {
            let limit = literal(measure, max(0, name.low), max(1, min(name.high, 100))).text
            return Term(text: "-\(spelled(name.names)) \(sign()) -\(limit)", mayDrop: name.mayDrop)
        }
        let one = number(measure, depth: depth, sure: sure)
        let low = max(0, one.low)
        let two =
            random.chance(65) || one.isFraction
            ? literal(beside: one, measure, low, max(low, min(one.high, 200))) : number(measure, depth: 0, sure: sure)
        return Term(text: "\(wrapped(one.text)) \(sign()) \(wrapped(two.text))", mayDrop: one.mayDrop || two.mayDrop)
    }

    private func wrapped(_ text: String) -> String { text.hasPrefix("if ") ? "(\(text))" : text }

    private mutating func membership(sure: Bool) -> Term {
        guard let name = random.pick(numbers.filter { !$0.mayDrop }) else { return comparison(depth: 0, sure: sure) }
        let middle = random.whole(name.low...max(name.low, name.high - 1))
        let isBare = name.isPlain && name.measure != .percent && random.chance(30)
        let most = middle + random.whole(0...9) + 1
        let low = isBare ? "\(middle)" : name.measure.literal("\(middle)")
        let high = isBare ? "\(most)" : name.measure.literal("\(most)")
        let subject = spelled(name.names)
        let text =
            random.pick([
                "\(subject) between \(low) and \(high)", "\(subject) in [\(low)..\(high))",
                "\(subject) in (\(low)..\(high)]",
            ]) ?? ""
        return Term(text: text)
    }

    private mutating func choiceTest(sure: Bool) -> Term {
        guard let choice = random.pick(choices.filter { !(sure && $0.mayDrop) }) else {
            return comparison(depth: 0, sure: sure)
        }
        let subject = spelled(choice.names)
        let one = spelled(choice.options[0])
        let two = spelled(choice.options[1])
        switch random.whole(0...2) {
        case 0: return Term(text: "\(subject) = \(two)", mayDrop: choice.mayDrop)
        case 1: return Term(text: "\(subject) != \(one)", mayDrop: choice.mayDrop)
        default:
            if choice.mayDrop { return Term(text: "\(subject) = \(one)", mayDrop: true) }
            return Term(text: "\(subject) in [\(one), \(two)]")
        }
    }

    private mutating func dateTest(sure: Bool) -> Term {
        let limit = "@\"\(2024 + random.whole(0...4))-0\(random.whole(1...9))-15\""
        guard let date = random.pick(dates.filter { !(sure && $0.mayDrop) }) else {
            return Term(text: "as_of \(sign()) \(limit)")
        }
        let name = spelled(date.names)
        let text = random.pick(["\(name) \(sign()) \(limit)", "\(name) <= as_of", "\(name) + @\"P1Y\" > as_of"]) ?? ""
        return Term(text: text, mayDrop: date.mayDrop)
    }

    private mutating func atLeast() -> Term {
        var names: [String] = []
        for condition in conditions.shuffled(using: &random).prefix(3) { names.append(spelled(condition.names)) }
        return Term(text: "at_least(\(random.whole(1...2)), \(names.joined(separator: ", ")))")
    }

    private mutating func quantified(sure: Bool) -> Term {
        guard let list = random.pick(lists.filter { !(sure && $0.drops) }) else {
            return comparison(depth: 0, sure: sure)
        }
        let name = spelled(list.names)
        var tests = [
            "r.\(list.condition.names[0])", "r.\(list.number.names[0]) > \(list.number.measure.literal("20"))",
            "r.\(list.choice.names[0]) = \(list.choice.options[0][0])",
        ]
        if let day = list.day { tests += ["r.\(day) >= @\"2024-02-29\"", "r.\(day).year = 2025"] }
        if let word = list.word { tests += ["r.\(word) = \"green\"", "r.\(word) in [\"blue\", \"grey\"]"] }
        let test = random.pick(tests) ?? tests[0]
        if random.chance(50) { return Term(text: "some r in \(name) satisfies \(test)", mayDrop: list.drops) }
        if list.drops { return comparison(depth: 0, sure: sure) }
        return Term(text: "count(\(name)) > 0 and (every r in \(name) satisfies \(test))")
    }
}
