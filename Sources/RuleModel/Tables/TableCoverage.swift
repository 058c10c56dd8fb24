/// Looks through the cells of a table for combinations that no row covers, or more than one.
struct TableCoverage {
    /// Example values of the columns (nil where any will do) and the rows that hold there.
    struct Finding {
        var example: [String?]
        var rows: [Int]
    }

    private let domains: [TableDomain]
    /// Combinations looked at before giving up.
    private var budget: Int

    private(set) var gap: Finding?
    private(set) var overlaps: [Finding] = []
    /// By row: it holds somewhere.
    private var reached: [Bool]
    /// True if the table was too large to look through.
    private(set) var isExhausted = false
    private var seen: Set<RowSet> = []
    private var visited: Set<Node> = []

    private struct Node: Hashable {
        var column: Int
        var rows: RowSet
    }

    init(domains: [TableDomain], rowCount: Int, budget: Int = 400_000) {
        self.domains = domains
        self.budget = budget
        reached = Array(repeating: false, count: rowCount)
        search(column: 0, rows: RowSet(0..<rowCount), example: [])
    }

    /// True if the row holds somewhere.
    func isReached(_ row: Int) -> Bool { reached[row] }

    private mutating func search(column: Int, rows: RowSet, example: [String?]) {
        budget -= 1
        if budget < 0 {
            isExhausted = true
            return
        }
        if rows.isEmpty {
            if gap == nil {
                gap = Finding(example: example + Array(repeating: nil, count: domains.count - column), rows: [])
            }
            return
        }
        guard visited.insert(Node(column: column, rows: rows)).inserted else { return }
        guard column < domains.count else {
            for run in rows.runs {
                for row in run { reached[row] = true }
            }
            if overlaps.count < 20, rows.count > 1, seen.insert(rows).inserted {
                overlaps.append(Finding(example: example, rows: rows.rows))
            }
            return
        }
        var done: Set<RowSet> = []
        for piece in domains[column].pieces {
            let left = rows.intersection(piece.rows)
            guard done.insert(left).inserted else { continue }
            search(column: column + 1, rows: left, example: example + [piece.example])
        }
    }
}
