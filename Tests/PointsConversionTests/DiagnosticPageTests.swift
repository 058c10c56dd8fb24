import Diagnostics
import Foundation
import Testing

@testable import PointsConversion

/// Every code has its page, and the page tells the truth: its wrong example gives the code, its right one does not.
@Suite struct DiagnosticPageTests {
    @Test(arguments: DiagnosticCode.pointsConversionCodes)
    func page(code: DiagnosticCode) throws {
        let file = try packageFile("docs/diagnostics/\(code.id).md")
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.hasPrefix("# \(code.id) · \(code.title.zh) · \(code.title.en)\n"))
        for heading in ["## 说明 · Summary", "## 错 · Wrong", "## 对 · Right", "## 原因 · Why"] {
            #expect(text.contains("\n\(heading)\n"))
        }
        let blocks = text.components(separatedBy: "```")
        try #require(blocks.count == 5)
        let wrong = String(blocks[1].dropFirst("yaml\n".count))
        let right = String(blocks[3].dropFirst("yaml\n".count))
        #expect(codes(wrong, code) == [code.id])
        #expect(codes(right, code) == [])
    }

    private func codes(_ text: String, _ code: DiagnosticCode) -> Set<String> {
        var sources = SourceMap()
        var bag = DiagnosticBag()
        var schemes: [(PointsScheme, SourceID)] = []
        let first = code == .versionsOverlap ? [rules().replacing("points: test", with: "points: city")] : []
        for (index, text) in (first + [text]).enumerated() {
            let file = sources.add(path: "\(index).yaml", text: text)
            if let scheme = PointsChecker.load(bytes: Array(text.utf8), file: file, into: &bag) {
                schemes.append((scheme, file))
            }
        }
        checkVersions(schemes.map { (scheme: $0.0, file: $0.1) }, into: &bag)
        return Set(bag.diagnostics.map(\.code.id))
    }

    @Test func codesAreDistinct() {
        let ids = DiagnosticCode.pointsConversionCodes.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.hasPrefix("LC08") })
    }
}
