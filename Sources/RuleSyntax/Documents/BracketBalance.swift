/// Counts the brackets of a formula, to see whether YAML cut it short.
struct BracketBalance: Equatable {
    /// Brackets that are open at the end.
    private(set) var open = 0
    /// True if a bracket closed that was not open.
    private(set) var closesTooMany = false
    /// True if a double quote is open at the end.
    private(set) var inQuotes = false

    init(_ text: String) {
        for character in text {
            switch character {
            case "\"", "“", "”": inQuotes.toggle()
            case _ where inQuotes: continue
            case "(", "[", "{", "（": open += 1
            case ")", "]", "}", "）":
                if open == 0 { closesTooMany = true } else { open -= 1 }
            default: continue
            }
        }
    }

    var isCut: Bool { open > 0 || inQuotes }
    var isBalanced: Bool { open == 0 && !inQuotes && !closesTooMany }
}
