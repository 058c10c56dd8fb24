import Diagnostics
import Foundation
import RuleSyntax
import Testing

/// The pages of the codes are tested: what they call wrong gives the code, what they call right gives nothing.
@Suite("Pages of document codes")
struct DocumentPageTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/diagnostics")

    private func blocks(_ page: String) -> [String] {
        page.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
    }

    private func findings(_ block: String) -> [String] {
        let isWhole = block.hasPrefix("norm:") || block.hasPrefix("title:")
        let parsed = parseDocument(isWhole ? block : normHead + block, files: ["quota.csv": "star,quota\nfour,80\n"])
        return parsed.diagnostics.map(\.code.id)
    }

    @Test("each page shows what is wrong and what is right", arguments: DiagnosticCode.documentCodes.map(\.id))
    func page(_ id: String) throws {
        let page = try String(contentsOf: Self.folder.appendingPathComponent("\(id).md"), encoding: .utf8)
        let code = try #require(DiagnosticCode.documentCodes.first { $0.id == id })
        #expect(page.hasPrefix("# \(id) · \(code.title.zh) · \(code.title.en)\n"))
        for heading in ["## 说明 · Summary", "## 错 · Wrong", "## 对 · Right", "## 原因 · Why"] {
            #expect(page.contains("\n\(heading)\n"))
        }
        let blocks = blocks(page)
        try #require(blocks.count == 2)
        #expect(findings(blocks[0]) == [id])
        #expect(findings(blocks[1]) == [])
    }
}
