import Diagnostics
import Foundation
import RuleCompiler
import RuleModel
import Testing

private let checkerCodes = DiagnosticCode.ruleModelCodes + DiagnosticCode.ruleCompilerCodes

/// Each page of the checker is tested: its blocks take the place of the same blocks of `docs/diagnostics/base-norm.yaml`.
@Suite("Pages of checker codes")
struct CheckerPageTests {
    /// Findings that the base norm does not have; of unread names only where the page is about them.
    private func found(_ example: String, page: String) throws -> Set<String> {
        let files = ["rules/factors/energy.yaml": try packageText("rules/factors/energy.yaml")]
        let before = Set(findings(try smallNorm("")).map(\.message))
        let unread = DiagnosticCode.unused.id
        return Set(
            findings(try smallNorm(example), files: files)
                .filter { !before.contains($0.message) && (page == unread || $0.code != unread) }.map(\.code))
    }

    @Test("each page shows what is wrong and what is right", arguments: checkerCodes)
    func pageIsTrue(_ code: DiagnosticCode) throws {
        let page = try packageText("docs/diagnostics/\(code.id).md")
        #expect(page.hasPrefix("# \(code.id) · \(code.title.zh) · \(code.title.en)\n"))
        for heading in ["## 说明 · Summary", "## 错 · Wrong", "## 对 · Right", "## 原因 · Why"] {
            #expect(page.contains("\n\(heading)\n"))
        }
        let examples = page.components(separatedBy: "```yaml\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        try #require(examples.count == 2)
        #expect(try found(examples[0], page: code.id) == [code.id])
        #expect(try found(examples[1], page: code.id) == [])
    }

    @Test func codesAreDistinct() {
        let ids = checkerCodes.map(\.id)
        #expect(Set(ids).count == ids.count)
    }
}
