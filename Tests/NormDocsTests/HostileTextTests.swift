import Diagnostics
import Foundation
import LowCarbonRules
import NormDocs
import RuleCompiler
import RuleModel
import RuleSyntax
import Testing

/// Texts of a norm are shown, never obeyed.
struct HostileTextTests {
    private static let attack = "</title><script>alert(1)</script><img src=x onerror='alert(2)'> \" & é 茶"

    private static func hostile() throws -> LoadedNorm {
        let quoted = "\"" + attack.replacingOccurrences(of: "\"", with: "\\\"") + "\""
        let text = """
            norm: tea
            language: en
            title: {zh: \(quoted), en: \(quoted)}
            version: \(quoted)
            status: draft
            effective: 2026-01-01..2026-12-31
            rounding: half up
            source: {mark: proposed, note: \(quoted), clause: \(quoted)}
            sources:
              A: {title: \(quoted), url: "javascript:alert(1)", issued: \(quoted)}
              B: {title: b, url: "https://example.org/\\"><script>"}
            options:
              kinds: {one: {title: \(quoted)}, two: {title: two}}
            inputs:
              kind: {options: kinds, ask: \(quoted), help: \(quoted), title: \(quoted)}
              yes_no: {type: boolean, title: \(quoted), may_not_apply: \(quoted)}
            gates:
              G1: {title: \(quoted), clause: \(quoted), require: kind = one}
            sections:
              energy:
                title: \(quoted)
                points: 2
                criteria:
                  E1: {title: \(quoted), clause: \(quoted), note: \(quoted), points: 2, met: kind in (one), source: {mark: memory, ref: A, decided: {by: \(quoted), document: \(quoted)}}}
            total: {of: 2}
            grades:
              best: {title: \(quoted), from: 1}
              poor: {title: \(quoted), from: 0}
            """
        let norm = NormLoader().load("tea.yaml", bytes: Array(text.utf8))
        try #require(!norm.hasErrors, "\(norm.diagnostics.filter { $0.severity == .error }.map(\.message.en))")
        return norm
    }

    @Test(arguments: [MessageLanguage.zh, .en]) func textsStayTexts(_ language: MessageLanguage) throws {
        let norm = try HostileTextTests.hostile()
        let page = try NormPageTests.page(norm, language)
        try MarkupReader.expectSound(page)
        let reader = try MarkupReader.read(page)
        #expect(!reader.elements.contains("img"))
        #expect(reader.text.contains("<script>alert(1)</script>"), "the text itself is shown")
        #expect(!reader.links.contains { $0.lowercased().hasPrefix("javascript:") })
        for file in NormSite([norm]).files([.zh, .en]) {
            #expect(!file.path.contains(".."))
            #expect(file.path.split(separator: "/").count <= 2)
            if file.path.hasSuffix(".html") {
                try MarkupReader.expectSound(String(decoding: file.bytes, as: UTF8.self))
            }
        }
    }

    @Test func namesOfFilesStayInTheirFolder() {
        #expect(NormLinks.fileName("../../etc") == "__.._etc" || !NormLinks.fileName("../../etc").contains("/"))
        for name in ["", ".", "..", "../x", "a/b", "a\\b", ".hidden"] {
            let file = NormLinks.fileName(name)
            #expect(!file.isEmpty && !file.hasPrefix(".") && !file.contains("/") && !file.contains("\\"))
        }
        #expect(NormLinks.segment("茶 \"<") == "%E8%8C%B6%20%22%3C")
    }

    @Test func controlCharactersAreReplaced() throws {
        let norm = try HostileTextTests.hostile()
        var hostile = norm
        hostile.compiled?.model.document.title?.en = "a\u{0}b\u{1B}c\u{202E}d\u{FFFE}"
        let reader = try MarkupReader.read(NormPageTests.page(hostile, .en))
        #expect(reader.text.contains("a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}"))
    }
}
