import Diagnostics
import Foundation
import Testing
import YAMLTree

/// Every code has its page; the wrong example on it is refused with that code, the right one is read.
@Suite struct PageTests {
    /// Codes whose example cannot be shown as it is: too large, or not UTF-8, or without an example of its own.
    static let notShown: Set<String> = ["LC0001", "LC0002", "LC0010", "LC0031", "LC0032"]

    @Test func everyCodeHasItsPage() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        for code in DiagnosticCode.yamlTreeCodes {
            let page = try String(contentsOf: root.appendingPathComponent(code.page), encoding: .utf8)
            #expect(page.hasPrefix("# \(code.id) · \(code.title.zh) · \(code.title.en)\n"), "\(code.id)")
            let parts = page.components(separatedBy: "\n## ")
            #expect(
                parts.dropFirst().map { $0.prefix { $0 != "\n" } } == [
                    "说明 · Summary", "错 · Wrong", "对 · Right", "原因 · Why",
                ], "\(code.id)")
            guard parts.count == 5, let wrong = PageTests.block(parts[2]), let right = PageTests.block(parts[3])
            else {
                Issue.record("\(code.id): no yaml block")
                continue
            }
            #expect(load(right).codes == [], "\(code.id)")
            if !PageTests.notShown.contains(code.id) {
                #expect(Set(load(wrong).codes).contains(code.id), "\(code.id): \(load(wrong).codes)")
            }
        }
    }

    static func block(_ section: String) -> String? {
        guard let start = section.range(of: "```yaml\n"), let end = section.range(of: "```", options: .backwards)
        else { return nil }
        return String(section[start.upperBound..<end.lowerBound])
    }

    @Test func codesAreUniqueAndInTheirRange() {
        let ids = DiagnosticCode.yamlTreeCodes.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.hasPrefix("LC00") && $0.count == 6 })
        #expect(ids == ids.sorted())
    }
}
