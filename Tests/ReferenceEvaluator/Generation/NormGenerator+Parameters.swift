import SyntaxSamples

extension NormGenerator {
    mutating func writeParameters() {
        text.add(0, "parameters:")
        writeConstant()
        if random.chance(70) { writeSpan() }
        if random.chance(50) { writeKeyed() }
        if random.chance(50) { writeByOption() }
        if features.series, random.chance(50) { writeDated() }
        if features.series, random.chance(50) { writeYearly() }
    }

    private mutating func begin(_ measure: Measure) -> [String] {
        let names = heading("p", "参")
        if measure != .bare { text.add(2, "unit: \"\(measure.unit)\"") }
        return names
    }

    private mutating func anyMeasure() -> Measure { random.pick(Measure.allCases) ?? .bare }

    /// A value cell: a bare number in the parameter's unit, but a `%` is always written.
    private func cell(_ amount: Int, _ measure: Measure) -> String { measure == .percent ? "\(amount) %" : "\(amount)" }

    private mutating func cell(_ measure: Measure) -> String {
        let amount = amount(1, 20)
        return measure == .percent || random.chance(10) ? measure.literal(amount) : amount
    }

    private mutating func writeConstant() {
        let measure = anyMeasure()
        let names = begin(measure)
        text.add(2, "value: \(measure.literal(amount(1, 30)))")
        numbers.append(NumberName(names: names, measure: measure, low: 1, high: 31))
    }

    /// A guide and a limit for each option of an input.
    private mutating func writeSpan() {
        guard let choice = random.pick(choices.filter { !$0.mayDrop }) else { return }
        let measure = random.pick([Measure.bare, .energy, .intensity, .percent]) ?? .bare
        let names = begin(measure)
        text.add(2, "prove: [guide < limit]")
        var lines = ["| \(spelled(choice.names)) | guide | limit | note |"]
        for option in choice.options {
            let guide = random.whole(1...20)
            lines.append(
                "| \(spelled(option)) | \(cell(guide, measure)) | \(cell(guide + random.whole(1...30), measure)) | - |")
        }
        text.add(2, "table", block: lines.joined(separator: "\n"))
        spans.append((names, measure))
        numbers.append(
            NumberName(names: names.map { $0 + ".limit" }, measure: measure, low: 2, high: 50))
    }

    private mutating func writeKeyed() {
        let measure = anyMeasure()
        guard
            let name = random.pick(numbers.filter { $0.measure == .area && $0.isInput && !$0.mayDrop && $0.high > 8 }),
            let condition = random.pick(conditions.filter { !$0.mayDrop })
        else { return }
        let names = begin(measure)
        let cut = random.whole(name.low + 1...name.high - 1)
        let lines = [
            "| \(spelled(condition.names)) | \(spelled(name.names)) | value |",
            "| true | < \(cut) m2 | \(cell(measure)) |", "| true | >= \(cut) m2 | \(cell(measure)) |",
            "| false | - | \(cell(measure)) |",
        ]
        text.add(2, "table", block: lines.joined(separator: "\n"))
        numbers.append(NumberName(names: names, measure: measure, low: 1, high: 21))
    }

    /// Keyed by an option set, called with an option or an input of the set.
    private mutating func writeByOption() {
        guard let set = random.pick(optionSets) else { return }
        let measure = anyMeasure()
        let names = begin(measure)
        let lines = ["| \(set.set[0]) | value |"] + set.options.map { "| \(spelled($0)) | \(cell(measure)) |" }
        text.add(2, "table", block: lines.joined(separator: "\n"))
        var arguments = set.options
        var mayDrop = false
        if let choice = random.pick(choices.filter { $0.set == set.set }) {
            arguments = [choice.names]
            mayDrop = choice.mayDrop
        }
        guard let argument = random.pick(arguments) else { return }
        numbers.append(
            NumberName(
                names: names.map { $0 + "(\(argument[0]))" }, measure: measure, low: 1, high: 21, mayDrop: mayDrop))
    }

    private mutating func writeDated() {
        let measure = anyMeasure()
        let names = begin(measure)
        text.add(2, "clock: assessment")
        let lines: [String]
        if random.chance(60) {
            lines = [
                "| from | value |", "| 2020-01-01 | \(cell(measure)) |", "| 2026-02-01 | \(cell(measure)) |",
                "| 2027-01-15 | \(cell(measure)) |",
            ]
        } else {
            lines = [
                "| date | value |", "| 2020-01-01 .. 2026-01-31 | \(cell(measure)) |",
                "| 2026-02-01 .. 2034-12-31 | \(cell(measure)) |",
            ]
        }
        text.add(2, "values", block: lines.joined(separator: "\n"))
        numbers.append(NumberName(names: names, measure: measure, low: 1, high: 21))
    }

    private mutating func writeYearly() {
        let measure = anyMeasure()
        let choice = random.chance(40) ? random.pick(choices.filter { !$0.mayDrop }) : nil
        let names = begin(measure)
        text.add(2, "clock: data year")
        if random.chance(70) { text.add(2, "carry: at most \(random.whole(1...3)) years") }
        var lines: [String] = []
        if let choice {
            lines.append("| data year | \(spelled(choice.names)) | value |")
            for option in choice.options {
                for year in [2020, 2022, 2025] where year == 2020 || random.chance(80) {
                    lines.append("| \(year) | \(spelled(option)) | \(cell(measure)) |")
                }
            }
        } else {
            lines.append("| data year | value |")
            for year in [2020, 2021, 2024] { lines.append("| \(year) | \(cell(measure)) |") }
        }
        text.add(2, "values", block: lines.joined(separator: "\n"))
        numbers.append(NumberName(names: names, measure: measure, low: 1, high: 21))
    }
}
