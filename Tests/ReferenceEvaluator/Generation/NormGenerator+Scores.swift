import SyntaxSamples

extension NormGenerator {
    mutating func writeGates() {
        withoutZeroPoints { $0.writeEachGate() }
    }

    private mutating func writeEachGate() {
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
        let of = Points(hundredths: 10_000 + (random.pick([0, 0, 0, 50, 25]) ?? 0))
        var left = of.hundredths
        for index in 0..<count {
            var weight = left
            if index < count - 1 {
                weight = random.whole(1...(left / 100 - (count - index - 1))) * 100
                if random.chance(30) { weight -= random.pick([50, 75, 55]) ?? 50 }
            }
            left -= weight
            writeSection(weight: Points(hundredths: weight), isFirst: index == 0)
        }
        var cap = Points(0)
        if random.chance(50) {
            cap = points(2...6, withPart: 60)
            text.add(0, "bonus:")
            text.add(1, "cap: \(cap.text)")
            writeRound(1, upTo: cap, often: 60)
            text.add(1, "criteria:")
            for _ in 0..<random.whole(1...2) { writeCriterion(2, prefix: ("B", "加"), points: points(1...5)) }
        }
        writeTotal(of, cap: cap)
    }

    /// Mostly a range of its own, at times above 0 or below `of`.
    private mutating func writeTotal(_ of: Points, cap: Points) {
        text.add(0, "total:")
        text.add(1, "of: \(of.text)")
        var high = of
        if random.chance(85) {
            if random.chance(30) { high.hundredths += random.pick([cap.hundredths, -50, -125, 100]) ?? 0 }
            if random.chance(20) { least = Points(hundredths: random.pick([50, 125, 1000, 45]) ?? 50) }
            text.add(1, "range: \"[\(least.text)..\(high.text)]\"")
        }
        writeRound(1, upTo: high, from: least, often: 90)
    }

    private mutating func points(_ range: ClosedRange<Int>, withPart often: Int = 25) -> Points {
        Points(
            hundredths: random.whole(range) * 100 + (random.chance(often) ? random.pick([50, 50, 25, 45]) ?? 50 : 0))
    }

    /// Sometimes `round`, to places that pass neither end.
    private mutating func writeRound(_ level: Int, upTo most: Points, from least: Points = Points(0), often: Int) {
        let fitting = (0...2).filter {
            !most.passes(rounding, places: $0) && !least.passes(rounding, places: $0, minimum: true)
        }
        if random.chance(often), let places = random.pick(fitting) { text.add(level, "round: \(places)") }
    }

    private mutating func writeSection(weight: Points, isFirst: Bool) {
        let names = isFirst ? ["first", "首章"] : newNames("S", "章")
        text.add(1, "\(names[0]):")
        text.add(2, declared(names))
        let parts = (0..<random.whole(1...3)).map { _ in self.points(2...10) }
        text.add(2, "points: \(Points(hundredths: parts.reduce(0) { $0 + $1.hundredths }).text)")
        text.add(2, "weight: \(weight.text)")
        if random.chance(30) {
            text.add(
                2,
                "minimum: \(random.chance(60) ? "\(random.whole(1...4))0 %" : "\(Points(hundredths: max(25, weight.hundredths / 4)).text)")"
            )
        }
        writeRound(2, upTo: weight, often: 55)
        sections.append(names)
        if features.notApplicable, random.chance(15) {
            text.add(2, "when", block: whenOfScores())
        }
        text.add(2, "criteria:")
        for (index, part) in parts.enumerated() {
            writeCriterion(3, prefix: ("C", "条"), points: part, tagged: isFirst && index == 0)
        }
        if random.chance(25) {
            text.add(2, "deductions:")
            writeCriterion(3, prefix: ("D", "扣"), points: self.points(1...4))
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
    private mutating func writeCriterion(_ level: Int, prefix: (String, String), points: Points, tagged: Bool = false) {
        let names = newNames(prefix.0, prefix.1)
        if prefix.0 != "D" { criteria.append(names) }
        text.add(level, "\(names[0]):")
        text.add(level + 1, declared(names))
        text.add(level + 1, "points: \(points.text)")
        if tagged || random.chance(30) { text.add(level + 1, "tags: [core]") }
        if features.notApplicable, !tagged, random.chance(15) {
            text.add(level + 1, "when", block: whenOfScores())
        }
        if features.notApplicable, !tagged, random.chance(15) { text.add(level + 1, "may_not_apply: true") }
        if usesEvidence, random.chance(15) { text.add(level + 1, "evidence_free: true") }
        if features.unknownDecided, random.chance(20) {
            text.add(level + 1, "if_unknown: \(random.pick(["zero points", "zero points", "open"]) ?? "open")")
        }
        writeRound(level + 1, upTo: points, often: 35)
        if tagged {
            text.add(level + 1, "met", block: condition(depth: 1, sure: true).text)
        } else {
            writeMethod(level + 1, points: points)
        }
    }

    private mutating func writeMethod(_ level: Int, points: Points) {
        switch random.whole(0...7) {
        case 0, 1: text.add(level, "met", block: condition(depth: 2, sure: false).text)
        case 2:
            let value = number(.bare, depth: 1, sure: false).text
            text.add(
                level, "value",
                block: random.chance(75) || Double(value) != nil || value.hasPrefix("if ")
                    ? "clamp(\(value), 0, \(points.text))" : value)
        case 3:
            let outputs = (0...points.whole).map(String.init) + [points.whole > 1 ? "1.5" : "0.5", points.text]
            _ = writeTable(level, last: "points", outputs: outputs, sure: random.chance(70))
        case 4: writeBands(level, points: points)
        case 5: writeInterpolation(level, points: points)
        case 6:
            let chosen = conditions.shuffled(using: &random).prefix(2)
            let half = points.whole > 1 ? points.whole / 2 * 100 : 50
            let shares = [half, points.hundredths - half].map { Points(hundredths: $0).text }
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

    private mutating func writeBands(_ level: Int, points: Points) {
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
            let step = Points(hundredths: max(0, points.hundredths - index * max(100, points.hundredths / 3)))
            lines.append("| \(measure.literal("\(place)")) | \(step.text) |")
        }
        text.add(level, "steps", block: lines.joined(separator: "\n"))
        if random.chance(40) { text.add(level, "otherwise: 0.5") }
    }

    private mutating func writeInterpolation(_ level: Int, points: Points) {
        if let span = random.pick(spans), random.chance(50) {
            let subject = number(span.measure, depth: 1, sure: false)
            text.add(level, "interpolate", block: subject.text)
            text.add(level, "outside: clamp")
            text.add(
                level, "anchors",
                block:
                    "| at | points |\n| \(spelled(span.names)).guide | \(points.text) |\n| \(spelled(span.names)).limit | 0 |"
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
            let height = random.chance(25) ? points.text : "\(random.whole(0...points.whole))"
            lines.append("| \(measure.literal("\(place)")) | \(height) |")
            place += random.whole(1...15)
        }
        text.add(level, "anchors", block: lines.joined(separator: "\n"))
    }
}
