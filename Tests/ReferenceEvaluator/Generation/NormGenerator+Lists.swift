import SyntaxSamples

/// What is read of lists.
extension NormGenerator {
    /// An aggregate over a list.
    mutating func listNumber(_ measure: Measure, sure: Bool) -> Term? {
        let fitting = lists.filter { !(sure && $0.drops) && (measure == .bare || $0.number.measure == measure) }
        guard let list = random.pick(fitting) else { return nil }
        let name = spelled(list.names)
        let field = list.number.names[0]
        if measure == .bare, list.number.measure != .bare || random.chance(30) {
            return Term(text: "count(\(name))", low: 0, high: list.max, mayDrop: list.mayDrop)
        }
        let empty = "empty: " + measure.literal("\(random.whole(0...9))")
        var body = "r.\(field)"
        if !list.condition.mayDrop, random.chance(25) {
            body = "if r.\(list.condition.names[0]) then r.\(field) else \(measure.literal("2"))"
        }
        if list.hasEmpty, random.chance(40) {
            return Term(
                text: "\(random.pick(["min", "max"]) ?? "min")(for r in \(name) return \(body))", low: 0, high: 50,
                mayDrop: list.drops)
        }
        if measure == .bare, let day = list.day, random.chance(40) {
            return Term(
                text: "sum(for r in \(name) return r.\(day).year - 2000)", low: 0, high: 50 * list.max,
                mayDrop: list.drops)
        }
        switch random.whole(0...3) {
        case 0:
            return Term(text: "max(for r in \(name) return \(body), \(empty))", low: 0, high: 50, mayDrop: list.drops)
        case 1:
            return Term(text: "min(for r in \(name) return \(body), \(empty))", low: 0, high: 50, mayDrop: list.drops)
        case 2:
            return Term(
                text: "mean(for r in \(name) return \(body), \(empty))", low: 0, high: 50, mayDrop: list.drops,
                isFraction: true)
        default:
            return Term(
                text: "sum(for r in \(name) return \(body))", low: 0, high: 50 * list.max, mayDrop: list.drops)
        }
    }

    /// An aggregate over the entries for which a condition holds.
    mutating func partOfList(_ measure: Measure, sure: Bool) -> Term? {
        let fitting = lists.filter { !(sure && $0.drops) && (measure == .bare || $0.number.measure == measure) }
        guard let list = random.pick(fitting) else { return nil }
        let part = "\(spelled(list.names))[\(entryCondition(list))]"
        if measure == .bare, list.number.measure != .bare || random.chance(40) {
            return Term(text: "count(\(part))", low: 0, high: list.max, mayDrop: list.drops)
        }
        let body = "for r in \(part) return r.\(list.number.names[0])"
        switch random.whole(0...3) {
        case 0: return Term(text: "sum(\(body))", low: 0, high: 50 * list.max, mayDrop: list.drops)
        case 1:
            return Term(
                text: "mean(\(body), empty: \(measure.literal("4")))", low: 0, high: 50, mayDrop: list.drops,
                isFraction: true)
        default:
            let function = random.pick(["min", "max"]) ?? "min"
            return Term(
                text: "\(function)(\(body), empty: \(measure.literal("6")))", low: 0, high: 50, mayDrop: list.drops)
        }
    }

    /// A condition on the fields of an entry, named without the entry.
    mutating func entryCondition(_ list: ListName) -> String {
        let number = list.number.names[0]
        var tests = [
            list.condition.names[0], "\(number) > \(list.number.measure.literal("\(random.whole(1...40))"))",
            "\(list.choice.names[0]) = \(list.choice.options[0][0])", "not \(list.condition.names[0])",
            "-\(number) < \(list.number.measure.literal("-10"))", "floor(\(number)) = \(number)",
        ]
        if let day = list.day { tests.append("\(day) < @\"2025-03-01\"") }
        if let word = list.word { tests.append("\(word) != \"green\"") }
        return random.pick(tests) ?? tests[0]
    }
}
