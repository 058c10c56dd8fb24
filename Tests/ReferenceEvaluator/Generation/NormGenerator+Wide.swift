import SyntaxSamples

/// Numbers at the edges of 32, 64 and 128 bits.
extension NormGenerator {
    mutating func wideTest(sure: Bool) -> Term? {
        guard let wide = random.pick(wides.filter { !(sure && $0.mayDrop) }) else { return nil }
        let name = spelled(wide.names)
        let edge = random.pick(wide.edges) ?? "1"
        var texts = [
            "\(name) \(sign()) \(edge)", "-\(name) \(sign()) -\(edge)", "max(\(name), \(edge)) = \(name)",
            "\(name) in [-\(edge)..\(edge))", "clamp(\(name), -5, \(edge)) < \(edge)", "abs(\(name)) \(sign()) \(edge)",
            "floor(\(name)) = \(name)",
        ]
        if !wide.isFull {
            texts += [
                "\(name) + \(edge) \(sign()) \(edge)", "abs(\(name) - \(edge)) \(sign()) 1",
                "\(name) * 3 \(sign()) \(edge)",
                "\(edge) - \(name) \(sign()) 0", "\(name) / 7 \(sign()) \(edge)", "even(\(name))",
                "modulo(\(name), 7) \(sign()) 3",
                "round(\(name), 0) \(sign()) \(edge)", "round half down(-\(name), 0) \(sign()) -\(edge)",
            ]
        } else if !wide.edges[0].contains(".") {
            texts += Self.sums.flatMap { ["\(name) + \($0) \(sign()) \(edge)", "-\(name) - \($0) \(sign()) -\(edge)"] }
        }
        return Term(text: random.pick(texts) ?? texts[0], mayDrop: wide.mayDrop)
    }

    /// Beside the greatest number of 38 digits they reach just below the end of 128 bits.
    private static let sums = [
        "70141183460469231731687303715884105727", "70141183460469231731687303715884105728",
        "7000000000000000000000000000000000000",
    ]

    /// A small number that a wide one leads to.
    mutating func wideNumber(sure: Bool) -> Term? {
        guard let wide = random.pick(wides.filter { !(sure && $0.mayDrop) }) else { return nil }
        let name = spelled(wide.names)
        let edge = random.pick(wide.edges) ?? "1"
        let forms =
            [
                "clamp(\(name), -2, 9)", "if \(wide.mayDrop ? "as_of > @\"2026-01-01\"" : "\(name) > 0") then 3 else 4",
                "min(9, max(\(name), 0))",
            ] + (wide.isFull ? [] : ["modulo(\(name), 7)", "clamp(\(name) / \(edge), -2, 9)"])
        let form = forms[random.whole(0...(forms.count - 1))]
        return Term(
            text: form, low: -2, high: 9, mayDrop: wide.mayDrop, isFraction: form.contains("/"))
    }
}
