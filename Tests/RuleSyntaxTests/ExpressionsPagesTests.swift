import Diagnostics
import Foundation
import RuleSyntax
import SyntaxSamples
import Testing

/// Every code has its page, and what the page calls wrong and right is so.
@Suite struct ExpressionPagesTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func block(_ heading: String, _ page: String) -> String? {
        page.components(separatedBy: heading + "\n\n```yaml\n").dropFirst().first?.components(separatedBy: "\n```")
            .first
    }

    /// Codes that the example gives.
    private func codes(_ example: String) -> Set<String> {
        let parts = example.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return ["no example"] }
        var text = parts[1].trimmingCharacters(in: .whitespaces)
        if text.hasPrefix("'") { text = String(text.dropFirst().dropLast()) }
        switch parts[0] {
        case "unit": return Set(findings(text, .unit).map(\.code.id))
        case "table":
            var bag = DiagnosticBag()
            let lines = text.split(separator: "\n").dropFirst().joined(separator: "\n")
            if let table = ExpressionParser.pipeTable(located(lines), into: &bag) {
                for cell in table.header { _ = ExpressionParser.columnHeader(cell.text, into: &bag) }
                for cell in table.rows.joined() { _ = ExpressionParser.unaryTests(cell.text, into: &bag) }
            }
            return Set(bag.diagnostics.map(\.code.id))
        default: return Set(findings(text, .expression).map(\.code.id))
        }
    }

    @Test(arguments: DiagnosticCode.expressionCodes) func page(code: DiagnosticCode) throws {
        let page = try String(contentsOf: Self.root.appending(path: "docs/diagnostics/\(code.id).md"), encoding: .utf8)
        #expect(page.hasPrefix("# \(code.id) · \(code.title.zh) · \(code.title.en)\n"))
        for heading in ["## 说明 · Summary", "## 错 · Wrong", "## 对 · Right", "## 原因 · Why"] {
            #expect(page.contains(heading))
        }
        #expect(block("## 错 · Wrong", page).map(codes) == [code.id])
        #expect(block("## 对 · Right", page).map(codes) == [])
    }

    @Test func codesAreDistinct() {
        let ids = DiagnosticCode.expressionCodes.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids == ids.sorted())
    }

    /// The published FEEL expressions: each is read or refused, and what is read can be printed and read again.
    @Test func publishedExpressions() throws {
        let path = Self.root.appending(path: "../shared/conformance/feel-open.jsonl")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else {
            print("skipped: ../shared/conformance/feel-open.jsonl is not there")
            return
        }
        var read = 0
        var refused: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let expression = object["expression"] as? String
            else { continue }
            var bag = DiagnosticBag()
            let tree = ExpressionParser.expression(located(expression), into: &bag)
            if bag.hasErrors {
                refused[bag.diagnostics[0].code.id, default: 0] += 1
                continue
            }
            read += 1
            for language in DocumentLanguage.allCases {
                let printed = ExpressionPrinter(language: language).text(of: tree)
                let again = ExpressionParser.expression(located(printed), into: &bag)
                #expect(outline(again) == outline(tree), "\(expression) → \(printed)")
            }
        }
        print(
            "FEEL expressions read: \(read), refused:",
            refused.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
    }
}
