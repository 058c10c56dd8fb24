import Foundation

/// A mistake as `Seeds/<norm>.seeds` describes it.
///
/// `# title`, `-|text to replace` (its first place counts), `+|replacement`, and a line `!CODE` for each finding, followed by
/// ` | text` where it starts on the first line with that text and not on the first line of the replacement; or by ` +n` where
/// it starts n lines further down. `\n` and `\t` stand for a line end and a tab.
struct SeededMistake {
    struct Expected {
        var code: String
        var text: String?
        var offset = 0

        func line(in file: String, from first: Int) -> Int {
            guard let text else { return first + offset }
            return (file.components(separatedBy: "\n").firstIndex { $0.contains(text) } ?? -1) + 1
        }
    }

    var title: String
    var old = ""
    var new = ""
    var expected: [Expected] = []

    static func all(of norm: String) throws -> [SeededMistake] {
        var seeds: [SeededMistake] = []
        for line in try packageText("Tests/RuleModelTests/Seeds/\(norm).seeds").split(separator: "\n") {
            if line.hasPrefix("# ") {
                seeds.append(SeededMistake(title: String(line.dropFirst(2))))
                continue
            }
            guard var seed = seeds.popLast() else { continue }
            let text = line.dropFirst(2).replacingOccurrences(of: "\\n", with: "\n").replacingOccurrences(of: "\\t", with: "\t")
            if line.hasPrefix("-|") { seed.old = text }
            if line.hasPrefix("+|") { seed.new = text }
            if line.hasPrefix("!") {
                let parts = line.dropFirst().components(separatedBy: " | ")
                var expected = Expected(code: String(parts[0].prefix(6)))
                if parts.count > 1 { expected.text = parts[1] }
                if let plus = parts[0].firstIndex(of: "+") { expected.offset = Int(parts[0][parts[0].index(after: plus)...]) ?? 0 }
                seed.expected.append(expected)
            }
            seeds.append(seed)
        }
        return seeds
    }
}
