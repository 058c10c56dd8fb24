import Diagnostics
import RuleSyntax
import Testing
import YAMLTree

@Suite struct PipeTableTests {
    private func cells(_ text: String) -> [[String]]? {
        var bag = DiagnosticBag()
        let table = ExpressionParser.pipeTable(located(text), into: &bag)
        #expect(bag.diagnostics.isEmpty)
        return table.map { ([$0.header] + $0.rows).map { $0.map(\.text.string) } }
    }

    @Test func layout() {
        #expect(cells("| a | b |\n| 1 | 2 |\n") == [["a", "b"], ["1", "2"]])
        #expect(cells("| a | b |\n|---|:---:|\n\n| < 1 |  |") == [["a", "b"], ["< 1", ""]])
        #expect(cells("| a |\n| - |\n| - |") == [["a"], ["-"], ["-"]])
        #expect(cells("｜ 甲 ｜ 乙 ｜\n| 1 | \"x\\|y\" |") == [["甲", "乙"], ["1", "\"x|y\""]])
    }

    @Test func placesOfCells() {
        let text = "| 星级 | b |\n| 三星 | x\\|y |\n"
        var bag = DiagnosticBag()
        guard let table = ExpressionParser.pipeTable(located(text, at: 50), into: &bag) else {
            Issue.record("no table")
            return
        }
        func written(_ cell: PipeTable.Cell) -> String {
            String(decoding: Array(text.utf8)[cell.span.start - 50..<cell.span.end - 50], as: UTF8.self)
        }
        #expect(table.header.map(written) == ["星级", "b"])
        #expect(table.rows[0].map(written) == ["三星", "x\\|y"])
        #expect(table.rows[0][1].text.string == "x|y")
        let bar = table.rows[0][1].text.span(1..<2)
        #expect(text.utf8[text.utf8.index(text.startIndex, offsetBy: bar.start - 50)] == UInt8(ascii: "|"))
        #expect(table.span.start == 50)
    }

    @Test func mistakes() {
        expectFindings("| a | b |\n«| 1 |»\n| 1 | 2 |\n«| 1 | 2 | 3 |»", "LC0118", as: .table)
        expectFindings("«»", "LC0119", as: .table)
        expectFindings("«| a | b |»", "LC0119", as: .table)
        expectFindings("| a | «»|\n| 1 | 2 |", "LC0119", as: .table)
        expectFindings("«a | b |»\n| 1 | 2 |", "LC0119", as: .table)
        expectFindings("| a | b |\n«| 1 | 2»", "LC0119", as: .table, fixed: "| a | b |\n| 1 | 2 |")
    }
}
