/// The candidate nearest to `text` by edit distance (insert, delete, replace, swap of neighbours); nil if none is near.
func closestMatch(of text: String, among candidates: [String]) -> String? {
    let letters = Array(text.lowercased())
    let limit = max(1, letters.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
        let other = Array(candidate.lowercased())
        guard abs(other.count - letters.count) <= limit, !other.isEmpty else { continue }
        let distance = editDistance(letters, other)
        // A short word that shares no letter is no mistyping.
        guard distance <= limit, distance < max(letters.count, other.count) else { continue }
        if distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
    }
    return best?.candidate
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var distance = min(current[column] + 1, last[column + 1] + 1, last[column] + (letter == other ? 0 : 1))
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                distance = min(distance, beforeLast[column - 1] + 1)
            }
            current.append(distance)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
