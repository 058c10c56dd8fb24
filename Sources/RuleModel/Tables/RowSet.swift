/// A set of row numbers as runs of neighbours: rows of a table that hold together mostly stand together.
struct RowSet: Sendable, Hashable {
    /// Ascending, not empty, and never touching.
    private(set) var runs: [Range<Int>] = []

    /// No row.
    init() {}

    init(_ range: Range<Int>) {
        if !range.isEmpty { runs = [range] }
    }

    var isEmpty: Bool { runs.isEmpty }

    var count: Int { runs.reduce(0) { $0 + $1.count } }

    /// In ascending order.
    var rows: [Int] { runs.flatMap { Array($0) } }

    mutating func insert(_ row: Int) {
        let next = position(after: row)
        let before = next > 0 ? runs[next - 1] : nil
        if let before, row < before.upperBound { return }
        let joinsBefore = before?.upperBound == row
        let joinsAfter = next < runs.count && runs[next].lowerBound == row + 1
        switch (before, joinsBefore, joinsAfter) {
        case (let before?, true, true):
            runs[next - 1] = before.lowerBound..<runs[next].upperBound
            runs.remove(at: next)
        case (let before?, true, false): runs[next - 1] = before.lowerBound..<(row + 1)
        case (_, _, true): runs[next] = row..<runs[next].upperBound
        default: runs.insert(row..<(row + 1), at: next)
        }
    }

    mutating func remove(_ row: Int) {
        let place = position(after: row) - 1
        guard place >= 0, runs[place].contains(row) else { return }
        let run = runs[place]
        let parts = [run.lowerBound..<row, (row + 1)..<run.upperBound].filter { !$0.isEmpty }
        runs.replaceSubrange(place...place, with: parts)
    }

    func intersection(_ other: RowSet) -> RowSet {
        var result = RowSet()
        var (mine, theirs) = (0, 0)
        while mine < runs.count, theirs < other.runs.count {
            let (a, b) = (runs[mine], other.runs[theirs])
            let common =
                max(
                    a.lowerBound, b.lowerBound)..<max(
                    max(a.lowerBound, b.lowerBound), min(a.upperBound, b.upperBound))
            if !common.isEmpty { result.runs.append(common) }
            if a.upperBound < b.upperBound { mine += 1 } else { theirs += 1 }
        }
        return result
    }

    /// Position of the first run that starts after `row`.
    private func position(after row: Int) -> Int {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].lowerBound <= row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
