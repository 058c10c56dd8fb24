import SyntaxSamples

extension NormGenerator {
    mutating func writeFacts() {
        text.add(0, "facts:")
        let start = text.count
        writeQuotient()
        noteReads(from: start, isNew: text.count > start)
        for index in 0..<random.whole(3...6) {
            let known = numbers.count + conditions.count + writtenTexts.count
            let start = text.count
            defer { noteReads(from: start, isNew: numbers.count + conditions.count + writtenTexts.count > known) }
            if index < 2 {
                writeComputedFact(isCondition: index == 1)
                continue
            }
            switch random.whole(0...10) {
            case 9: writeContext()
            case 10: writeWrittenText()
            case 0, 1, 2: writeNumberFact()
            case 8: writeTableFact()
            case 3: writeConditionFact()
            case 4: writeTableFact()
            case 5: writeListFact()
            case 6: writeCollection()
            default: writeQuotient()
            }
        }
    }

    /// Whether what is named, a fact or what is read of a list, gives zero points where a need fails.
    func givesZeroPoints(_ names: [String]) -> Bool {
        !Set((names.first ?? "").split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
            .isDisjoint(with: zeroPointFacts)
    }

    /// Runs `body` without the facts that give zero points where a need fails, which gates and the `when` of facts may not read.
    mutating func withoutZeroPoints(_ body: (inout NormGenerator) -> Void) {
        let kept = (numbers, conditions, writtenTexts)
        numbers = numbers.filter { !givesZeroPoints($0.names) }
        conditions = conditions.filter { !givesZeroPoints($0.names) }
        writtenTexts = writtenTexts.filter { !givesZeroPoints($0) }
        body(&self)
        (numbers, conditions, writtenTexts) = kept
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
        let names = heading(en, zh)
        guard features.notApplicable, random.chance(15) else { return (names, false) }
        withoutZeroPoints { generator in
            let condition = generator.condition(depth: generator.random.whole(0...1), sure: generator.random.chance(70))
            generator.text.add(2, "when", block: condition.text)
        }
        return (names, true)
    }

    /// Sometimes `needs` and `otherwise`, the latter mostly no value; returns whether the fact may be not applicable by them.
    private mutating func writeNeeds(value: String) -> Bool {
        guard random.chance(45) else { return false }
        let needs = condition(depth: random.whole(0...1), sure: random.chance(80) || !features.notApplicable)
        text.add(2, "needs", block: needs.text)
        let ways = ["zero points", "not assessable", value] + (features.notApplicable ? ["not applicable"] : [])
        let way = random.pick(ways) ?? value
        text.add(2, "otherwise: \(way)")
        return needs.mayDrop || way == "not applicable"
    }

    /// Two numbers written out, each rounded, and what is read of them.
    private mutating func writeListFact() {
        let measure = random.pick([Measure.bare, .area, .energy, .percent]) ?? .bare
        let one = number(measure, depth: 1, sure: false)
        let two = number(measure, depth: 0, sure: false)
        let names = heading("lf", "列")
        let isPlain = one.isPlain && two.isPlain
        let rounds = isPlain && random.chance(60)
        if rounds { text.add(2, "round: \(random.whole(0...2))") }
        text.add(2, "value", block: "[\(one.text), \(two.text)]")
        let forms = ["sum", "max", "min", "mean"].map { "\($0)(\(names[0]))" } + ["\(names[0])[2]"]
        let form = random.pick(forms) ?? forms[0]
        numbers.append(
            NumberName(
                names: [form], measure: measure, low: 2 * min(one.low, two.low, 0) - 1,
                high: 2 * max(one.high, two.high, 0) + 1, mayDrop: one.mayDrop || two.mayDrop,
                isFraction: form.hasPrefix("mean") || !rounds && (one.isFraction || two.isFraction), isPlain: isPlain,
                isOfList: true))
    }

    /// A table whose rows are collected, and what is read of them.
    private mutating func writeCollection() {
        let names = heading("h", "集")
        if random.chance(40) { text.add(2, "round: \(random.whole(0...1))") }
        let drops = writeTable(
            2, last: "value", outputs: (0...9).map(String.init) + ["2.55"], sure: random.chance(80), collects: true)
        let forms = [
            "sum(\(names[0]))", "count(\(names[0]))", "max(\(names[0]), empty: 2)", "min(\(names[0]), empty: 0)",
            "mean(\(names[0]), empty: 1)",
        ]
        let form = random.pick(forms) ?? forms[0]
        numbers.append(
            NumberName(
                names: [form], measure: .bare, low: 0, high: 80, mayDrop: drops, isFraction: form.hasPrefix("mean"),
                isOfList: true))
    }

    private mutating func writeNumberFact() {
        let measure = random.pick(Measure.allCases) ?? .bare
        let value = random.chance(20) ? ofWrittenList(measure, sure: false) : number(measure, depth: 2, sure: false)
        let (names, drops) = begin("f", "值")
        let hasUnit = measure != .bare && (random.chance(60) || !value.isPlain)
        if hasUnit { text.add(2, "unit: \"\(measure.unit)\"") }
        let rounds = (hasUnit || value.isPlain) && random.chance(40)
        if rounds { text.add(2, "round: \(random.whole(0...2))") }
        let stand =
            measure == .percent || !hasUnit && (!value.isPlain || random.chance(70)) ? measure.literal("4.55") : "4.55"
        let fails = writeNeeds(value: stand)
        text.add(2, "value", block: value.text)
        numbers.append(
            NumberName(
                names: names, measure: measure, low: min(value.low, 4), high: max(value.high, value.low + 1, 5),
                mayDrop: drops || fails || value.mayDrop, isFraction: value.isFraction && !rounds,
                isPlain: hasUnit || value.isPlain))
    }

    /// A function of numbers, lists, dates or texts by itself, each about as often, so that none is rare.
    private mutating func writeComputedFact(isCondition: Bool) {
        if isCondition {
            guard let value = test(depth: 1, sure: false) else { return }
            let (names, drops) = begin("t", "真")
            text.add(2, "value", block: value.text)
            conditions.append(ConditionName(names: names, mayDrop: drops || value.mayDrop, isInput: false))
            return
        }
        let measure = random.chance(40) ? .bare : random.pick(Measure.allCases) ?? .bare
        guard let value = function(measure, depth: 2, sure: false) else { return }
        let (names, drops) = begin("f", "值")
        let hasUnit = measure != .bare && (random.chance(40) || !value.isPlain)
        if hasUnit { text.add(2, "unit: \"\(measure.unit)\"") }
        let rounds = (hasUnit || value.isPlain) && random.chance(30)
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
            !number.isFraction && number.low >= 0 && !(number.mayDrop && !number.isName)
        }
        guard let divisor = random.pick(plain.filter { $0.isPlain && !$0.isOfList }),
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
        let fails = writeNeeds(value: random.chance(50) ? "true" : "false")
        text.add(2, "value", block: value.text)
        conditions.append(ConditionName(names: names, mayDrop: drops || fails || value.mayDrop, isInput: false))
    }

    private mutating func writeTableFact() {
        let (names, drops) = begin("g", "查")
        let fails = writeNeeds(value: "2.5")
        let tableDrops = writeTable(
            2, last: "value", outputs: (0...9).map(String.init) + ["2.5"], sure: random.chance(80), sums: true)
        numbers.append(
            NumberName(names: names, measure: .bare, low: 0, high: 80, mayDrop: drops || fails || tableDrops))
    }
}
