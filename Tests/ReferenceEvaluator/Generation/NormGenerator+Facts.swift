import SyntaxSamples

extension NormGenerator {
    mutating func writeFacts() {
        text.add(0, "facts:")
        let start = text.count
        writeQuotient()
        noteReads(from: start, isNew: text.count > start)
        for _ in 0..<random.whole(1...4) {
            let known = numbers.count + conditions.count
            let start = text.count
            defer { noteReads(from: start, isNew: numbers.count + conditions.count > known) }
            switch random.whole(0...4) {
            case 0, 1: writeNumberFact()
            case 2: writeConditionFact()
            case 3: writeTableFact()
            default: writeQuotient()
            }
        }
    }

    /// Notes whether the fact just written gives zero points where a need fails, its own or one of a fact it reads.
    private mutating func noteReads(from start: Int, isNew: Bool) {
        guard isNew else { return }
        let lines = text.lines(from: start)
        guard let name = lines.first.map({ $0.filter { $0 != " " && $0 != ":" } }) else { return }
        let words = Set(lines.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } }.map(String.init))
        if lines.contains(where: { $0.hasSuffix("zero points") }) || !words.isDisjoint(with: zeroPointNames) {
            zeroPointFacts.insert(name)
            let aliases = (numbers.map(\.names) + conditions.map(\.names)).first { $0[0] == name } ?? [name]
            zeroPointNames.formUnion(aliases)
        }
    }

    /// The fact's heading and its `when`; returns the names and whether it may be not applicable.
    private mutating func begin(_ en: String, _ zh: String) -> (names: [String], drops: Bool) {
        let names = newNames(en, zh)
        text.add(1, "\(names[0]):")
        text.add(2, declared(names))
        guard features.notApplicable, random.chance(15) else { return (names, false) }
        text.add(2, "when", block: condition(depth: 0, sure: true).text)
        return (names, true)
    }

    private mutating func writeNumberFact() {
        let measure = random.pick(Measure.allCases) ?? .bare
        let value = number(measure, depth: 2, sure: false)
        let (names, drops) = begin("f", "值")
        let hasUnit = measure != .bare && (random.chance(60) || !value.isPlain)
        if hasUnit { text.add(2, "unit: \"\(measure.unit)\"") }
        let rounds = (hasUnit || value.isPlain) && random.chance(40)
        if rounds { text.add(2, "round: \(random.whole(0...2))") }
        text.add(2, "value", block: value.text)
        numbers.append(
            NumberName(
                names: names, measure: measure, low: value.low, high: max(value.high, value.low + 1),
                mayDrop: drops || value.mayDrop, isFraction: value.isFraction && !rounds,
                isPlain: hasUnit || value.isPlain))
    }

    /// A quotient with the need that its divisor is not 0.
    private mutating func writeQuotient() {
        let plain = numbers.filter { number in
            !number.isFraction && number.low >= 0 && !(number.mayDrop && number.names.contains { $0.contains("(") })
        }
        guard let divisor = random.pick(plain.filter { $0.isPlain }),
            let dividend = random.pick(plain.filter { $0.measure == divisor.measure && $0.isPlain })
        else { return }
        let (names, drops) = begin("q", "比")
        let test = "\(spelled(divisor.names)) > \(divisor.measure.literal("0"))"
        let guarded = divisor.mayDrop ? "applicable(\(spelled(divisor.names))) and \(test)" : test
        text.add(2, "needs", block: guarded)
        let ways = ["zero points", "not assessable", "not applicable", "3"]
        let otherwise = random.pick(features.notApplicable ? ways : ["zero points", "not assessable", "3"]) ?? "3"
        text.add(2, "otherwise: \(otherwise)")
        let rounds = random.chance(30)
        if rounds { text.add(2, "round: \(random.whole(0...3))") }
        text.add(2, "value", block: "\(spelled(dividend.names)) / \(spelled(divisor.names))")
        numbers.append(
            NumberName(
                names: names, measure: .bare, low: 0, high: 100,
                mayDrop: drops || otherwise == "not applicable" || dividend.mayDrop || divisor.mayDrop,
                isFraction: !rounds))
    }

    private mutating func writeConditionFact() {
        let value = condition(depth: 2, sure: false)
        let (names, drops) = begin("t", "真")
        text.add(2, "value", block: value.text)
        conditions.append(ConditionName(names: names, mayDrop: drops || value.mayDrop, isInput: false))
    }

    private mutating func writeTableFact() {
        let (names, drops) = begin("g", "查")
        let tableDrops = writeTable(
            2, last: "value", outputs: (0...9).map(String.init) + ["2.5"], sure: random.chance(80), sums: true)
        numbers.append(
            NumberName(names: names, measure: .bare, low: 0, high: 80, mayDrop: drops || tableDrops))
    }
}
