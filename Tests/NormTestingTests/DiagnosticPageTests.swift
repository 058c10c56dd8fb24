import Diagnostics
import LowCarbonRules
import Testing

@testable import NormTesting

/// Every code has its page.
@Suite struct NormTestingPageTests {
    @Test(arguments: DiagnosticCode.normTestingCodes)
    func page(code: DiagnosticCode) throws {
        let bytes = try #require(FileAccess.disk.read(ShippedRules.root + "/docs/diagnostics/\(code.id).md"))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("# \(code.id) · \(code.title.zh) · \(code.title.en)\n"))
        for heading in ["## 说明 · Summary", "## 错 · Wrong", "## 对 · Right", "## 原因 · Why"] {
            #expect(text.contains("\n\(heading)\n"))
        }
    }
}
