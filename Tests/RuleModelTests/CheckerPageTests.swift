import Diagnostics
import Foundation
import RuleCompiler
import RuleModel
import Testing

/// Each page of the checker is tested: its blocks take the place of the same blocks of `docs/diagnostics/base-norm.yaml`.
@Suite("Pages of checker codes")
struct CheckerPageTests {
    private static let codes = DiagnosticCode.ruleModelCodes + DiagnosticCode.ruleCompilerCodes

    /// Top-level blocks of a norm, with their lines, in order.
    private func blocks(_ text: String) -> [(key: String, lines: [Substring])] {
        var result: [(key: String, lines: [Substring])] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !line.hasPrefix("#") {
            if let first = line.first, first != " " {
                result.append((String(line.prefix { $0 != ":" }), [line]))
            } else if !result.isEmpty {
                result[result.count - 1].lines.append(line)
            }
        }
        return result
    }

    private func norm(with example: String) throws -> String {
        var own = blocks(example)
        var lines: [Substring] = []
        for block in blocks(try packageText("docs/diagnostics/base-norm.yaml")) {
            if let index = own.firstIndex(where: { $0.key == block.key }) {
                lines += own.remove(at: index).lines
            } else {
                lines += block.lines
            }
        }
        return (lines + own.flatMap(\.lines)).joined(separator: "\n") + "\n"
    }

    /// Findings that the base norm does not have; of unread names only where the page is about them.
    private func codes(_ example: String, page: String) throws -> Set<String> {
        let files = ["rules/factors/energy.yaml": try packageText("rules/factors/energy.yaml")]
        let before = Set(findings(try norm(with: "")).map(\.message))
        let unread = DiagnosticCode.unused.id
        return Set(
            findings(try norm(with: example), files: files)
                .filter { !before.contains($0.message) && (page == unread || $0.code != unread) }.map(\.code))
    }

    @Test("each page shows what is wrong and what is right", arguments: CheckerPageTests.codes)
    func page(_ code: DiagnosticCode) throws {
        let page = try packageText("docs/diagnostics/\(code.id).md")
        #expect(page.hasPrefix("# \(code.id) · \(code.title.zh) · \(code.title.en)\n"))
        for heading in ["## 说明 · Summary", "## 错 · Wrong", "## 对 · Right", "## 原因 · Why"] {
            #expect(page.contains("\n\(heading)\n"))
        }
        let examples = page.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        try #require(examples.count == 2)
        #expect(try codes(examples[0], page: code.id) == [code.id])
        #expect(try codes(examples[1], page: code.id) == [])
    }

    @Test func codesAreDistinct() {
        let ids = CheckerPageTests.codes.map(\.id)
        #expect(Set(ids).count == ids.count)
    }
}
