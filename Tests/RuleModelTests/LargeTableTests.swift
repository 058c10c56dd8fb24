import Testing

@testable import RuleModel

/// Tables with more combinations than the check looks through.
struct LargeTableTests {
    /// `columns` questions of yes or no, a row for each that asks for yes there, and one that always holds: all combinations of
    /// rows that still may hold stand apart.
    private func domains(_ columns: Int, _ last: TableDomain.Region) -> [TableDomain] {
        (0..<columns).map { column in
            let regions = (0..<columns).map { $0 == column ? TableDomain.Region.indexes([1]) : .all }
            return TableDomain(options: ["false", "true"], regions: regions + [last])
        }
    }

    /// One that was not looked through is not taken for complete.
    @Test func tooLarge() {
        let cut = TableCoverage(domains: domains(10, .indexes([1])), rowCount: 11, budget: 1000)
        #expect(cut.isExhausted)
        let whole = TableCoverage(domains: domains(10, .indexes([1])), rowCount: 11, budget: 10_000)
        #expect(!whole.isExhausted)
        #expect(whole.gap?.example == Array(repeating: "false", count: 10))
    }

    /// The norm is refused, with what to do: 18 questions leave 2^18 combinations.
    @Test func isRefused() throws {
        let names = (1...18).map { "q\($0)" }
        let rows = names.indices.map { row in
            "| " + names.indices.map { $0 == row ? "true" : "-" }.joined(separator: " | ") + " | 10 |"
        }
        let table = (["| " + names.joined(separator: " | ") + " | points |"] + rows).joined(separator: "\n  ")
        let found = findings(
            try smallNorm(
                "inputs:\n" + names.map { "  \($0): {type: boolean}\n" }.joined()
                    + scored("hit: F\ndefault: 0\ntable: |\n  " + table)))
        #expect(found.filter(\.isError).map(\.code) == ["LC0507"], "\(found)")
        #expect(found.contains { $0.message.contains("too large") })
    }
}
