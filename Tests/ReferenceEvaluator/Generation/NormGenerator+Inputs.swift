import ExactNumbers
import SyntaxSamples

extension NormGenerator {
    mutating func writeOptions() {
        text.add(0, "options:")
        for size in [2, 3] {
            let set = newNames("set", "集")
            let options = (1...size).map { ["\(set[0])_\($0)", "\(set[1])选\($0)"] }
            text.add(1, "\(set[0]): {" + options.map { "\($0[0]): \($0[1])" }.joined(separator: ", ") + "}")
            optionSets.append(ChoiceName(names: set, options: options, set: [set[0]]))
        }
    }

    mutating func writeInputs() {
        text.add(0, "inputs:")
        for _ in 0..<3 { writeCondition(plain: true) }
        for measure in [Measure.bare, .percent, .area] { writeNumber(measure, plain: true) }
        writeChoice(plain: true)
        for _ in 0..<random.whole(3...7) {
            switch random.whole(0...15) {
            case 0...4: writeNumber(random.pick(Measure.allCases) ?? .bare, plain: false)
            case 5, 6: writeCondition(plain: false)
            case 7: writeChoice(plain: false)
            case 8, 9: writeDate()
            case 10: writeText()
            case 11, 15: writeWide()
            default: if features.lists { writeList() }
            }
        }
        if features.series { text.add(1, "year_of_data: {type: whole, range: \"[2018..2030]\"}") }
    }

    /// `when` and `may_not_apply`; returns whether the answer may be not applicable.
    private mutating func writeApplicability(plain: Bool) -> Bool {
        guard features.notApplicable, !plain else { return false }
        var drops = false
        if random.chance(25) {
            text.add(2, "when", block: condition(depth: random.whole(0...1), sure: random.chance(60)).text)
            drops = true
        }
        if random.chance(25) {
            text.add(2, "may_not_apply: true")
            drops = true
        }
        return drops
    }

    private mutating func writeEvidence() {
        if usesEvidence, random.chance(40) { text.add(2, "evidence: [metered, certificate, self_declared]") }
    }

    private mutating func writeUnknown(_ value: String) {
        guard random.chance(25) else { return }
        let choice = features.unknownDecided ? random.whole(0...2) : 0
        text.add(2, "if_unknown: " + [value, "zero points", "not assessable"][choice])
    }

    private mutating func writeNumber(_ measure: Measure, plain: Bool) {
        let names = newNames("n", "数")
        let low = plain || random.chance(75) ? (random.chance(40) ? random.whole(1...5) : 0) : -random.whole(1...60)
        let high = measure == .percent ? 100 : random.pick([10, 50, 120, 1000]) ?? 10
        text.add(1, "\(names[0]):")
        text.add(2, declared(names))
        if measure != .bare { text.add(2, "unit: \"\(measure.unit)\"") }
        if random.chance(60) { text.add(2, "scale: \(random.whole(1...2))") }
        text.add(2, "range: \"[\(low)..\(high)]\"")
        let drops = writeApplicability(plain: plain)
        writeEvidence()
        writeUnknown("\(random.whole(low...high))" + (measure == .percent ? " %" : ""))
        numbers.append(
            NumberName(names: names, measure: measure, low: low, high: high, mayDrop: drops, isInput: true))
    }

    private mutating func writeCondition(plain: Bool) {
        let unknown = random.chance(50) ? "true" : "false"
        let (names, drops) = writeInput(("b", "是"), ["type: boolean"], plain: plain, unknown: unknown)
        conditions.append(ConditionName(names: names, mayDrop: drops))
    }

    /// An input of `lines`; returns its names and whether it may be not applicable.
    private mutating func writeInput(
        _ kind: (en: String, zh: String), _ lines: [String], plain: Bool = false, unknown: String
    ) -> (names: [String], drops: Bool) {
        let names = heading(kind.en, kind.zh)
        for line in lines { text.add(2, line) }
        let drops = writeApplicability(plain: plain)
        writeEvidence()
        writeUnknown(unknown)
        return (names, drops)
    }

    private mutating func writeChoice(plain: Bool) {
        let names = heading("c", "类")
        var choice = ChoiceName(names: names, options: [])
        if plain || random.chance(50), let set = random.pick(optionSets) {
            text.add(2, "options: \(spelled(set.set))")
            choice.options = set.options
            choice.set = set.set
        } else {
            choice.options = (1...3).map { ["\(names[0])_\($0)", "\(names[1])选\($0)"] }
            text.add(2, "options: {" + choice.options.map { "\($0[0]): \($0[1])" }.joined(separator: ", ") + "}")
        }
        choice.mayDrop = writeApplicability(plain: plain)
        writeEvidence()
        writeUnknown(choice.options[0][0])
        choices.append(choice)
    }

    private mutating func writeDate() {
        let (names, drops) = writeInput(
            ("d", "日期"), ["type: date", "range: \"[2015-01-01..2030-12-31]\""], unknown: "2024-02-29")
        dates.append(DateName(names: names, mayDrop: drops))
    }

    private mutating func writeText() {
        let unknown = "\"\\\"\(random.pick(["green", "blue", "none"]) ?? "blue")\\\"\""
        let (names, drops) = writeInput(("t", "文"), ["type: text"], unknown: unknown)
        texts.append(TextName(names: names, mayDrop: drops))
    }

    /// The greatest number that can be written has 38 digits, a little over 126 bits.
    private static let fullEdges: [Int128] = [
        1 << 126 - 1, 1 << 126, 1 << 126 + 1, 99_999_999_999_999_999_999_999_999_999_999_999_999,
    ]

    /// From one edge below 0 to the same above.
    private mutating func writeWide() {
        let scale = random.whole(0...2)
        let all: [[Int128]] = [
            [1 << 31 - 1, 1 << 31, 1 << 31 + 1], [1 << 32 - 1, 1 << 32, 1 << 32 + 1],
            [1 << 63 - 1, 1 << 63, 1 << 63 + 1], [1 << 64 - 1, 1 << 64, 1 << 64 + 1],
            [1 << 100 - 1, 1 << 100, 1 << 100 + 1], Self.fullEdges, Self.fullEdges,
        ]
        let edges = random.pick(all) ?? all[0]
        func decimal(_ mantissa: Int128) -> String { "\(ExactDecimal(mantissa: mantissa, scale: scale))" }
        let most = decimal(random.pick(edges) ?? edges[0])
        let range = "range: \"[\(random.chance(70) ? "-\(most)" : "0")..\(most)]\""
        let (names, drops) = writeInput(("w", "宽"), ["scale: \(scale)", range], unknown: most)
        wides.append(WideName(names: names, edges: edges.map(decimal), isFull: edges == Self.fullEdges, mayDrop: drops))
    }

    private mutating func writeList() {
        let names = heading("l", "表")
        let measure = random.pick([Measure.bare, .area, .energy]) ?? .bare
        let set = optionSets[0]
        var list = ListName(
            names: names, max: random.whole(1...3),
            number: NumberName(names: ["\(names[0])_n"], measure: measure, low: 0, high: 50),
            condition: ConditionName(names: ["\(names[0])_b"]),
            choice: ChoiceName(names: ["\(names[0])_c"], options: set.options))
        text.add(2, "list: {max: \(list.max)}")
        if random.chance(30) {
            text.add(2, "empty: \(measure.literal("3.5"))")
            list.hasEmpty = true
        }
        text.add(2, "of:")
        let unit = measure == .bare ? "" : "unit: \"\(measure.unit)\", "
        list.number.mayDrop = writeField(
            list.number.names[0], "\(unit)scale: 1, range: \"[0..50]\"", unknown: "\(random.whole(0...9))")
        list.condition.mayDrop = writeField(list.condition.names[0], "type: boolean", unknown: "true")
        list.choice.mayDrop = writeField(
            list.choice.names[0], "options: \(set.set[0])", unknown: set.options[0][0])
        if random.chance(30) {
            list.day = "\(names[0])_d"
            text.add(3, "\(names[0])_d: {type: date, range: \"[2015-01-01..2030-12-31]\"}")
        }
        if random.chance(30) {
            list.word = "\(names[0])_t"
            text.add(3, "\(names[0])_t: {type: text, if_unknown: '\"green\"'}")
        }
        list.mayDrop = writeApplicability(plain: false)
        writeEvidence()
        lists.append(list)
    }

    /// A field of a list, which takes no `when` and only a value for `if_unknown`; returns whether it may be not applicable.
    private mutating func writeField(_ name: String, _ kind: String, unknown: String) -> Bool {
        let drops = features.notApplicable && random.chance(15)
        let stands = random.chance(20)
        text.add(
            3, "\(name): {\(kind)\(drops ? ", may_not_apply: true" : "")\(stands ? ", if_unknown: \(unknown)" : "")}")
        return drops
    }
}
