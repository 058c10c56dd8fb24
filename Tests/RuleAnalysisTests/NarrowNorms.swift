import SyntaxSamples

/// Norms of a few questions with few answers, each with a place where a range over a box can lose something.
enum NarrowNorms {
    static func yaml(seed: UInt64) -> String {
        var random = SplitMix64(seed: seed)
        func pick(_ choices: [String]) -> String { random.pick(choices) ?? choices[0] }
        let scale = pick(["", ", scale: 1"])
        let (low, high) = (random.whole(0...3), random.whole(6...9))
        return """
            norm: narrow
            title: Narrow
            version: "1"
            status: draft
            effective: 2025-01-01..2029-12-31
            rounding: \(pick(["half up", "half even", "down", "up"]))
            source: {mark: proposed}
            inputs:
              a: {range: "\(pick(["[", "("]))\(low)..\(high)\(pick(["]", ")"]))"\(scale)\(pick(["", ", may_not_apply: true"]))}
              b: {type: whole, range: "[0..4]"}
              p: {type: boolean}
              q: {type: boolean, \(pick(["when: p", "may_not_apply: true", "when: b - b < 0"]))}
              r: {unit: "%", range: "[0..5]", \(pick(["when: p", "when: b - b < 0 or p", "may_not_apply: true"]))}
            facts:
              share: {value: b / (b + 3)}
            sections:
              one:
                points: 10
                \(pick(["minimum: 20 %", "round: 2"]))
                criteria:
            \(criterion("A", 4, &random))
            \(criterion("B", 6, &random))
            total: {of: 10\(pick(["", ", round: 1", ", round: 0"]))}
            grades:
              best: {from: \(pick(["4", "4.5", "5"]))}
              good: {from: \(pick(["2", "3", "1.5"]))}
              plain: {from: 0}
            """
    }

    private static func criterion(_ id: String, _ points: Int, _ random: inout SplitMix64) -> String {
        func pick(_ choices: [String]) -> String { random.pick(choices) ?? choices[0] }
        let half = points / 2
        let lines: [String]
        switch random.whole(0...5) {
        case 0:
            // One value left over, or none: at an end, in the middle.
            let (left, right) = (pick(["[", "("]), pick(["]", ")"]))
            let middle = random.whole(3...5)
            lines = [
                "hit: \(pick(["F", "P"]))", "default: \(pick(["1", "\(half)", "\(points)"]))", "table: |",
                "  | a | points |", "  | \(left)\(random.whole(0...2))..\(middle)\(right) | 0 |",
                "  | \(pick([">", ">="])) \(pick(["\(middle)", "\(middle).5", "\(middle + 1)"])) | \(half) |",
            ]
        case 1:
            lines = [
                "hit: \(pick(["F", "P"]))", "default: \(pick(["0", "\(points)"]))", "table: |", "  | q | b | points |",
                "  | \(pick(["true", "false"])) | - | \(pick(["\(points)", "\(half)"])) |",
                "  | - | \(pick(["<=", ">"])) 2 | \(points) |",
            ]
        case 2:
            lines = [
                "hit: F", "default: \(half)", "table: |", "  | r | q | points |", "  | < 3 % | - | \(points) |",
                "  | - | \(pick(["true", "false"])) | 0 |",
            ]
        case 3:
            lines = [
                "interpolate: b", "outside: clamp", "anchors: |", "  | at | points |",
                "  | 0 | \(pick(["0", "\(points)"])) |", "  | \(random.whole(1...3)) | \(half) |",
                "  | 4 | \(pick(["0", "\(points)"])) |",
            ]
        case 4: lines = ["value: \(pick(["share * \(half)", "b - b + share", "(4 - b) / (b + 1)", "b / 3"]))"]
        default:
            lines = ["met: \(pick(["share >= 0.4", "b > 2 and p", "at_least(1, p, b = 3)"]))", "may_not_apply: true"]
        }
        return (["      \(id):", "        points: \(points)"] + lines.map { "        " + $0 }).joined(separator: "\n")
    }
}
