import SyntaxSamples

extension NormGenerator {
    mutating func writeGates() {
        let kept = (numbers, conditions)
        defer { (numbers, conditions) = kept }
        numbers = numbers.filter { !givesZeroPoints($0.names) }
        conditions = conditions.filter { !givesZeroPoints($0.names) }
        text.add(0, "gates:")
        var gates: [[String]] = []
        for _ in 0..<random.whole(1...3) {
            let names = heading("G", "门")
            if random.chance(35) {
                let condition = random.chance(25) ? applicability() : nil
                text.add(2, "when", block: (condition ?? self.condition(depth: 0, sure: random.chance(70))).text)
            }
            text.add(2, "require", block: condition(depth: 1, sure: true).text)
            let isProvisional = random.chance(15)
            if isProvisional {
                text.add(2, "provisional: scores only")
            } else if random.chance(40) {
                text.add(2, "otherwise: \(random.pick(["fail", "not assessable"]) ?? "fail")")
            }
            if !gates.isEmpty, random.chance(40) {
                let earlier = gates.shuffled(using: &random).prefix(random.whole(1...2)).map { spelled($0) }
                text.add(2, "after: [\(earlier.joined(separator: ", "))]")
            }
            if features.unknownDecided, !isProvisional, random.chance(30) {
                text.add(2, "if_unknown: \(random.pick(["open", "fail", "not assessable"]) ?? "open")")
            }
            gates.append(names)
        }
    }

    mutating func writeScores() {
        text.add(0, "sections:")
        let count = random.whole(2...3)
        var left = 100
        for index in 0..<count {
            let weight = index == count - 1 ? left : random.whole(1...(left - (count - index - 1)))
            left -= weight
            writeSection(weight: weight, isFirst: index == 0)
        }
        if random.chance(50) {
            text.add(0, "bonus:")
            text.add(1, "cap: \(random.whole(2...6))")
            if random.chance(50) { text.add(1, "round: \(random.whole(0...1))") }
            text.add(1, "criteria:")
            for _ in 0..<random.whole(1...2) { writeCriterion(2, prefix: ("B", "加"), points: random.whole(1...5)) }
        }
        text.add(0, "total: {of: 100, round: \(random.whole(0...2)), range: \"[0..100]\"}")
    }

    private mutating func writeSection(weight: Int, isFirst: Bool) {
        let names = isFirst ? ["first", "首章"] : newNames("S", "章")
        text.add(1, "\(names[0]):")
        text.add(2, declared(names))
        let points = (0..<random.whole(1...3)).map { _ in random.whole(2...10) }
        text.add(2, "points: \(points.reduce(0, +))")
        text.add(2, "weight: \(weight)")
        if random.chance(30) {
            text.add(2, "minimum: \(random.chance(60) ? "\(random.whole(1...4))0 %" : "\(max(1, weight / 4))")")
        }
        if random.chance(50) { text.add(2, "round: \(random.whole(0...2))") }
        sections.append(names)
        if features.notApplicable, random.chance(15) {
            text.add(2, "when", block: whenOfScores())
        }
        text.add(2, "criteria:")
        for (index, point) in points.enumerated() {
            writeCriterion(3, prefix: ("C", "条"), points: point, tagged: isFirst && index == 0)
        }
        if random.chance(25) {
            text.add(2, "deductions:")
            writeCriterion(3, prefix: ("D", "扣"), points: random.whole(1...4))
        }
    }

    /// The `when` of a section or criterion, which may read facts whose needs fail and what applies.
    private mutating func whenOfScores() -> String {
        if random.chance(30), let term = applicability() { return term.text }
        if random.chance(25), let fact = random.pick(numbers.filter { givesZeroPoints($0.names) }),
            let other = random.pick(conditions.filter { !$0.mayDrop })
        {
            let limit = literal(fact.measure, 0, 3).text
            let test = "\(spelled(fact.names)) \(sign()) \(limit)"
            if fact.mayDrop { return test }
            return "\(test) \(random.pick(["and", "or"]) ?? "or") \(spelled(other.names))"
        }
        return condition(depth: random.whole(0...1), sure: random.chance(70)).text
    }

    /// A `tagged` criterion always applies.
    private mutating func writeCriterion(_ level: Int, prefix: (String, String), points: Int, tagged: Bool = false) {
        let names = newNames(prefix.0, prefix.1)
        if prefix.0 != "D" { criteria.append(names) }
        text.add(level, "\(names[0]):")
        text.add(level + 1, declared(names))
        text.add(level + 1, "points: \(points)")
        if tagged || random.chance(30) { text.add(level + 1, "tags: [core]") }
        if features.notApplicable, !tagged, random.chance(15) {
            text.add(level + 1, "when", block: whenOfScores())
        }
        if features.notApplicable, !tagged, random.chance(15) { text.add(level + 1, "may_not_apply: true") }
        if usesEvidence, random.chance(15) { text.add(level + 1, "evidence_free: true") }
        if features.unknownDecided, random.chance(20) {
            text.add(level + 1, "if_unknown: \(random.pick(["zero points", "zero points", "open"]) ?? "open")")
        }
        if random.chance(30) { text.add(level + 1, "round: \(random.whole(0...2))") }
        if tagged {
            text.add(level + 1, "met", block: condition(depth: 1, sure: true).text)
        } else {
            writeMethod(level + 1, points: points)
        }
    }

    private mutating func writeMethod(_ level: Int, points: Int) {
        switch random.whole(0...7) {
        case 0, 1: text.add(level, "met", block: condition(depth: 2, sure: false).text)
        case 2:
            let value = number(.bare, depth: 1, sure: false).text
            text.add(level, "value", block: "clamp(\(value), 0, \(points))")
        case 3:
            let outputs = (0...points).map(String.init) + [points > 1 ? "1.5" : "0.5"]
            _ = writeTable(level, last: "points", outputs: outputs, sure: random.chance(70))
        case 4: writeBands(level, points: points)
        case 5: writeInterpolation(level, points: points)
        case 6:
            let chosen = conditions.shuffled(using: &random).prefix(2)
            let half = points / 2
            let shares = [half == 0 ? "0.5" : "\(half)", half == 0 ? "\(points - 1).5" : "\(points - half)"]
            text.add(level, "each:")
            for (condition, share) in zip(chosen, shares) {
                text.add(level + 1, "\(spelled(condition.names)): \(share)")
            }
        default:
            var names: [String] = []
            for condition in conditions.shuffled(using: &random).prefix(3) { names.append(spelled(condition.names)) }
            text.add(level, "at_least: {count: \(random.whole(1...2)), of: [\(names.joined(separator: ", "))]}")
        }
    }

    private mutating func writeBands(_ level: Int, points: Int) {
        let measure = random.pick(Measure.allCases) ?? .bare
        let subject = number(measure, depth: 1, sure: false)
        text.add(level, "bands", block: subject.text)
        let rising = random.chance(50)
        let word = rising ? random.pick(["at least", "above"]) : random.pick(["at most", "below"])
        let start = random.whole(0...10)
        let places = [start, start + random.whole(1...20), start + 21 + random.whole(0...20)]
        let ordered = rising ? Array(places.reversed()) : places
        var lines = ["| \(word ?? "at most") | points |"]
        for (index, place) in ordered.enumerated() {
            lines.append("| \(measure.literal("\(place)")) | \(max(0, points - index * max(1, points / 3))) |")
        }
        text.add(level, "steps", block: lines.joined(separator: "\n"))
        if random.chance(40) { text.add(level, "otherwise: 0.5") }
    }

    private mutating func writeInterpolation(_ level: Int, points: Int) {
        if let span = random.pick(spans), random.chance(50) {
            let subject = number(span.measure, depth: 1, sure: false)
            text.add(level, "interpolate", block: subject.text)
            text.add(level, "outside: clamp")
            text.add(
                level, "anchors",
                block:
                    "| at | points |\n| \(spelled(span.names)).guide | \(points) |\n| \(spelled(span.names)).limit | 0 |"
            )
            return
        }
        let measure = random.pick(Measure.allCases) ?? .bare
        let subject = number(measure, depth: 1, sure: false)
        text.add(level, "interpolate", block: subject.text)
        text.add(level, "outside: clamp")
        let start = random.whole(0...10)
        var lines = ["| at | points |"]
        var place = start
        for _ in 0..<random.whole(2...3) {
            lines.append("| \(measure.literal("\(place)")) | \(random.whole(0...points)) |")
            place += random.whole(1...15)
        }
        text.add(level, "anchors", block: lines.joined(separator: "\n"))
    }
}
