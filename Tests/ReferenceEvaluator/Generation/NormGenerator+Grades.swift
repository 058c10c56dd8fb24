import SyntaxSamples

extension NormGenerator {
    mutating func writeGrades() {
        text.add(0, "grades:")
        let top = random.whole(60...85)
        let section = spelled(random.pick(sections) ?? ["first"])
        let criterion = spelled(random.pick(criteria) ?? ["first"])
        let also = [
            "applicable(\(section)) and \(section).share >= 40 %", "applicable(\(criterion)) and \(criterion) >= 1",
            "not applicable(\(criterion)) or \(criterion).share > 50 %", "applicable(\(section)) and \(section) > 10",
            condition(depth: 1, sure: true).text, applicability()?.text ?? "total > 1",
            "applicable(first) and first.share >= 50 %", "met_share(core, empty: 0 %) >= 50 %",
            "not (\(condition(depth: 0, sure: true).text))",
            "bonus >= 1", "total < 95",
        ]
        text.add(1, "gold:")
        text.add(2, "name: {zh: 金}")
        text.add(2, "from: \(top)\(random.chance(25) ? ".25" : "")")
        if random.chance(75) { text.add(2, "also", block: random.pick(also) ?? also[0]) }
        text.add(1, "silver:")
        text.add(2, "from: \(top - random.whole(5...20))")
        if random.chance(40) { text.add(2, "also", block: random.pick(also) ?? also[0]) }
        text.add(1, "bronze: {from: \(least.text)}")
    }

    mutating func writeMultiplier() {
        text.add(0, "multiplier:")
        text.add(1, "within: \"[1.0..1.5]\"")
        text.add(1, "valid: \(random.pick(["P1Y", "P6M", "P1Y6M", "P90D"]) ?? "P1Y")")
        text.add(
            1, "status",
            block: """
                | status         | multiplier |
                | not eligible   | 1.0        |
                | not assessable | 1.05       |
                | incomplete     | 1.0        |
                | invalid        | 1          |
                """)
        text.add(
            1, "base",
            block: """
                | grade  | multiplier |
                | gold   | 1.3        |
                | silver | 1.\(random.whole(10...29)) |
                | bronze | 1          |
                """)
        guard random.chance(70) else { return }
        var lines = ["| grade | act date | behaviour | add |"]
        for _ in 0..<random.whole(1...3) {
            let grade = random.pick(["gold", "gold, silver", "-", "金", "bronze"]) ?? "-"
            let month = random.whole(1...8)
            let year = random.whole(2025...2027)
            let days =
                random.pick(["\(year)-0\(month)-01 .. \(year)-0\(month + 1)-15", "-", "\(year)-06-01 .. 2027-12-31"])
                ?? "-"
            let behaviour = random.pick(["-", "-", "metro", "步行"]) ?? "-"
            lines.append("| \(grade) | \(days) | \(behaviour) | 0.\(random.whole(1...9))\(random.whole(0...9)) |")
        }
        text.add(1, "adjust", block: lines.joined(separator: "\n"))
    }
}
