/// Looks through the cells of a table for combinations that no row covers, or more than one.
struct TableCoverage {
    /// Example values of the columns (nil where any will do) and the rows that hold there.
    struct Finding {
        var example: [String?]
        var rows: [Int]
    }

    private let domains: [TableDomain]
    private let rowCount: Int
    /// Combinations looked at before giving up.
    private var budget: Int

    private(set) var gap: Finding?
    private(set) var overlaps: [Finding] = []
    /// Rows that hold somewhere.
    private(set) var reached: RowSet
    /// True if the table was too large to look through.
    private(set) var isExhausted = false
    private var seen: Set<[Int]> = []
    private var visited: Set<Node> = []

    private struct Node: Hashable {
        var column: Int
        var rows: RowSet
    }

    init(domains: [TableDomain], rowCount: Int, budget: Int = 400_000) {
        self.domains = domains
        self.rowCount = rowCount
        self.budget = budget
        reached = RowSet(count: rowCount)
        var all = RowSet(count: rowCount)
        for row in 0..<rowCount { all.insert(row) }
        search(column: 0, rows: all, example: [])
    }

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
            reached.formUnion(rows)
            let list = rows.rows
            if list.count > 1, overlaps.count < 20, seen.insert(list).inserted {
                overlaps.append(Finding(example: example, rows: list))
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
