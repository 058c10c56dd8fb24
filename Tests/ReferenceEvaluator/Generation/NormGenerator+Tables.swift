import SyntaxSamples

extension NormGenerator {
    /// A column of a decision table with cells that cut its values into disjoint parts.
    struct Column {
        var header: String
        /// Cells that together leave nothing out and do not overlap.
        var parts: [String]
        var mayDrop = false
    }

    /// `hit`, `default` and the table itself, at `level`. `outputs` are cells of the last column.
    mutating func writeTable(
        _ level: Int, last: String, outputs: [String], sure: Bool, sums: Bool = false, collects: Bool = false
    )
        -> Bool
    {
        var columns = [column(sure: sure)]
        if random.chance(50) { columns.append(column(sure: sure)) }
        if columns.count == 2, columns[0].header == columns[1].header { columns.removeLast() }
        var rows: [[String]] = [[]]
        for column in columns { rows = rows.flatMap { row in column.parts.map { row + [$0] } } }
        let policies = ["U", "U", "", "A", "F", "F", "P", "C<", "C>"] + (sums ? ["C+", "C+", "C+", "C#", "C#"] : [])
        let policy = random.pick(collects ? ["R", "O", "C"] : policies) ?? "U"
        if !policy.isEmpty { text.add(level, "hit: \"\(policy)\"") }
        func output(_ generator: inout NormGenerator) -> String { generator.random.pick(outputs) ?? "0" }
        var lines = rows.map { $0 + [output(&self)] }
        switch policy {
        case "F":
            let any = columns.map { _ in "-" } + [output(&self)]
            lines = lines.shuffled(using: &random).map { line in
                line.enumerated().map { $0.offset < columns.count && self.random.chance(30) ? "-" : $0.element }
            }
            lines.append(any)
        case "A":
            if let line = random.pick(lines) { lines.append(line) }
        case "P", "C+", "C<", "C>", "C#", "R", "O", "C":
            for _ in 0..<random.whole(1...3) {
                lines.append(columns.map { random.chance(40) ? "-" : random.pick($0.parts) ?? "-" } + [output(&self)])
            }
            if policy != "P" { text.add(level, "default: \(output(&self))") }
        default:
            if random.chance(40), lines.count > 1 {
                lines.remove(at: random.whole(0...(lines.count - 1)))
                text.add(level, "default: \(output(&self))")
            }
        }
        let table = ([columns.map(\.header) + [last]] + lines).map { "| " + $0.joined(separator: " | ") + " |" }
        text.add(level, "table", block: table.joined(separator: "\n"))
        return columns.contains(where: \.mayDrop)
    }

    private mutating func column(sure: Bool) -> Column {
        switch random.whole(0...3) {
        case 0:
            if let choice = random.pick(choices.filter { !(sure && $0.mayDrop) }) {
                return Column(
                    header: spelled(choice.names), parts: choice.options.map { spelled($0) }, mayDrop: choice.mayDrop)
            }
        case 1:
            if let condition = random.pick(conditions.filter { !(sure && $0.mayDrop) }) {
                return Column(header: spelled(condition.names), parts: ["true", "false"], mayDrop: condition.mayDrop)
            }
        default: break
        }
        guard let name = random.pick(numbers.filter { !(sure && $0.mayDrop) && $0.high > $0.low + 4 }) else {
            return Column(header: "year_of_data", parts: ["< 2024", ">= 2024"])
        }
        let inHeader = name.measure != .bare && !name.isOfList && random.chance(50)
        let cut = random.whole(name.low + 1...name.high - 3)
        let next = random.whole(cut + 1...min(name.high, cut + 50))
        func place(_ value: Int) -> String { inHeader ? "\(value)" : name.measure.literal("\(value)") }
        let header = spelled(name.names) + (inHeader ? " (\(name.measure.unit))" : "")
        let parts =
            random.chance(50)
            ? ["< \(place(cut))", "[\(place(cut))..\(place(next)))", ">= \(place(next))"]
            : ["<= \(place(cut))", "> \(place(cut))"]
        return Column(header: header, parts: parts, mayDrop: name.mayDrop)
    }
}
