import SyntaxSamples

/// What a norm writes out: contexts, texts, and functions of constants.
extension NormGenerator {
    /// A fact of two entries, the second computed from the first, both read by others.
    mutating func writeContext() {
        let measure = random.pick([Measure.bare, .area, .energy]) ?? .bare
        let one = number(measure, depth: 1, sure: false)
        let factor = random.whole(2...3)
        let names = heading("x", "组")
        text.add(2, "value", block: "{a: \(one.text), b: a * \(factor)}")
        for (entry, times) in [("a", 1), ("b", factor)] {
            numbers.append(
                NumberName(
                    names: ["\(names[0]).\(entry)"], measure: measure, low: one.low * times,
                    high: max(one.high, one.low + 1) * times, mayDrop: one.mayDrop, isFraction: one.isFraction,
                    isPlain: one.isPlain, isOfList: true))
        }
    }

    /// A fact that is a text, or one of two.
    mutating func writeWrittenText() {
        let test = condition(depth: 0, sure: true).text
        let names = heading("u", "言")
        let words = ["green", "blue", "red"].shuffled(using: &random)
        let isOne = random.chance(40)
        text.add(
            2, "value",
            block: isOne ? "\"\(words[0])\"" : "if \(test) then \"\(words[0])\" else \"\(words[1])\"")
        writtenTexts.append([names[0]])
    }

    /// Of contexts and texts that are written out.
    mutating func writtenTest() -> Term? {
        if let word = random.pick(writtenTexts), random.chance(50) {
            let name = spelled(word)
            let texts = [
                "\(name) = \"green\"", "\(name) != \"blue\"", "\(name) in [\"green\", \"red\"]",
                "string length(\(name)) > 3", "starts with(\(name), \"b\")", "upper case(\(name)) = \"RED\"",
            ]
            return Term(text: random.pick(texts) ?? texts[0])
        }
        let fitting = numbers.filter { !$0.mayDrop && !$0.isFraction && $0.isPlain }
        guard let one = random.pick(fitting), let two = random.pick(fitting.filter { $0.measure == one.measure }) else {
            return nil
        }
        let limits = [literal(one.measure, 0, 20).text, literal(one.measure, 5, 60).text]
        let word = random.pick(["some", "every"]) ?? "some"
        return Term(
            text:
                "(\(word) s in [{v: \(spelled(one.names)), k: \(limits[0])}, {v: \(spelled(two.names)), k: \(limits[1])}] "
                + "satisfies s.v \(sign()) s.k)")
    }

    mutating func constantTest() -> Term {
        let texts = [
            "string length(\"碳排放\") = 3", "contains(\"lowcarbon\", \"carb\")", "starts with(\"green\", \"gr\")",
            "ends with(\"green\", \"x\")", "upper case(\"ab\") = \"AB\"", "substring(\"abcd\", 2, 2) = \"bc\"",
            "sqrt(16) = 4", "substring before(\"a-b\", \"-\") = \"a\"", "substring after(\"a-b\", \"-\") = \"b\"",
            "lower case(\"AB\") = \"ab\"", "modulo(-7, 3) = 2", "2 ** 3 = 8", "median([3, 1, 2]) = 2",
            "string(12.50) = \"12.5\"", "number(\"1,250.5\", \",\", \".\") = 1250.5",
            "string join([\"a\", \"b\"], \"-\") = \"a-b\"", "index of([1, 2, 2], 2)[2] = 3",
            "sum(distinct values([1, 2, 1])) = 3", "count(union([1, 2], [2, 3])) = 3",
            "split(\"a-b\", \"-\")[2] = \"b\"",
            "matches(\"carbon\", \"arb\")", "replace(\"carbon\", \"o\", \"0\") = \"carb0n\"",
            "count([1, 5, 9][item > 3]) = 2", "count(for i in 1..4, j in [1, 2] return i * j) = 8",
            "{a: 2, b: a * 3}.b = 6", "date(2024, 2, 29) = @\"2024-02-29\"",
        ]
        guard let one = random.pick(conditions.filter { !$0.mayDrop }) else { return Term(text: texts[0]) }
        let some = texts.shuffled(using: &random).prefix(random.whole(2...4)).map { "(\($0))" }
        return Term(text: "(\(some.joined(separator: " and "))) = \(spelled(one.names))")
    }
}
