/// Splits `如果夜床数` into `如果`, `夜床数`: the fewest pieces that are known names, reserved words, functions or whole
/// numbers. Nil if it does not split into two pieces or more. For the spacing fix-it where a name is unknown.
public func splitIntoKnown(_ name: String, known: (String) -> Bool) -> [String]? {
    let scalars = Array(name.unicodeScalars)
    guard scalars.count > 1, scalars.count <= 200 else { return nil }
    func piece(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }
    func isKnown(_ text: String) -> Bool {
        ExpressionKeyword(word: text) != nil || known(text) || Vocabulary.canonicalFunction(text) != nil
            || text.unicodeScalars.allSatisfy { ScalarReader.isDigit($0) }
    }
    var best: [(pieces: Int, start: Int)?] = Array(repeating: nil, count: scalars.count + 1)
    best[0] = (0, 0)
    for end in 1...scalars.count {
        for start in 0..<end where !(start == 0 && end == scalars.count) {
            guard let before = best[start], (best[end]?.pieces ?? Int.max) > before.pieces + 1,
                isKnown(piece(start..<end))
            else { continue }
            best[end] = (before.pieces + 1, start)
        }
    }
    guard best[scalars.count] != nil else { return nil }
    var pieces: [String] = []
    var end = scalars.count
    while end > 0, let step = best[end] {
        pieces.append(piece(step.start..<end))
        end = step.start
    }
    return pieces.reversed()
}
