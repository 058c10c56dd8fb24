/// The candidate that `word` was probably meant to be; nil if none is near enough.
///
/// Distance counts inserted, left out, changed and swapped neighbouring characters (Damerau, optimal string alignment), after
/// folding case, `-` and blanks to `_`. Allowed: one for words of up to five characters (of two only where they are Chinese), two
/// up to eight, then a third of the length, at most four. Ties go to the longer common beginning, then to the earlier candidate.
public func closestMatch(of word: String, among candidates: some Sequence<String>) -> String? {
    let target = folded(word)
    guard !target.isEmpty, target.count <= 256 else { return nil }
    let limit = allowedDistance(target)
    var best: (name: String, distance: Int, prefix: Int)?
    for candidate in candidates where candidate != word {
        let other = folded(candidate)
        let bound = best?.distance ?? limit
        guard abs(other.count - target.count) <= bound else { continue }
        let distance = editDistance(target, other)
        guard distance <= bound, distance < max(target.count, other.count) else { continue }
        let prefix = zip(target, other).prefix { $0 == $1 }.count
        if let current = best, distance == current.distance, prefix <= current.prefix { continue }
        best = (candidate, distance, prefix)
    }
    return best?.name
}

/// Least number of inserted, deleted, changed and swapped neighbouring characters.
public func editDistance(_ left: some Collection<Character>, _ right: some Collection<Character>) -> Int {
    let first = Array(left)
    let second = Array(right)
    guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for row in 1...first.count {
        var current = [row] + [Int](repeating: 0, count: second.count)
        for column in 1...second.count {
            let cost = first[row - 1] == second[column - 1] ? 0 : 1
            var value = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
            if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                value = min(value, beforeLast[column - 2] + 1)
            }
            current[column] = value
        }
        beforeLast = last
        last = current
    }
    return last[second.count]
}

private func folded(_ word: String) -> [Character] {
    word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 }
}

private func allowedDistance(_ word: [Character]) -> Int {
    let isChinese = word.contains { character in
        character.unicodeScalars.contains { $0.properties.isIdeographic }
    }
    switch word.count {
    case ...1: return 0
    case 2: return isChinese ? 1 : 0
    case 3...5: return 1
    case 6...8: return 2
    default: return min(4, word.count / 3)
    }
}
