/// The known name nearest to one that is not known.
enum Suggestion {
    /// Nil if none is near: at most a third of the characters may differ (two of a short name's; none of one or two characters but case).
    static func closest(to text: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(text.lowercased().unicodeScalars.prefix(80))
        guard !wanted.isEmpty else { return nil }
        var best: (name: String, distance: Int)?
        for name in names {
            let candidate = Array(name.lowercased().unicodeScalars)
            let allowed =
                candidate.count <= 2 ? (candidate.count == 2 && wanted.count > 1 ? 1 : 0) : max(1, candidate.count / 3)
            let most = min(allowed, (best?.distance ?? Int.max) - 1)
            guard abs(candidate.count - wanted.count) <= most else { continue }
            if let found = distance(wanted, candidate, most: most) { best = (name, found) }
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours; nil for more than `most`.
    ///
    /// A scene of nothing but unknown names compares each of them with every known one, where its request is served.
    static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], most: Int) -> Int? {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var row = beforeLast
        for i in a.indices {
            row[0] = i + 1
            var least = row[0]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row[j + 1] = cost
                least = min(least, cost)
            }
            // A swap reaches back over one row, and costs one more than what stands there.
            if least > most, (last.min() ?? 0) >= most { return nil }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[b.count] <= most ? last[b.count] : nil
    }
}
