/// The known name nearest to one that is not known.
enum Suggestion {
    /// Nil if none is near: at most a third of the characters may differ (two of a short name's; none of one or two characters but case).
    static func closest(to text: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(text.lowercased().prefix(80))
        guard !wanted.isEmpty else { return nil }
        var best: (name: String, distance: Int)?
        for name in names {
            let candidate = Array(name.lowercased())
            let allowed =
                candidate.count <= 2 ? (candidate.count == 2 && wanted.count > 1 ? 1 : 0) : max(1, candidate.count / 3)
            guard abs(candidate.count - wanted.count) <= allowed else { continue }
            let found = distance(wanted, candidate)
            if found <= allowed, found < (best?.distance ?? Int.max) { best = (name, found) }
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours.
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
