import Diagnostics
import Foundation
import Testing
import YAMLTree

/// Marker tests: `⟦…⟧` in the source is the place where the finding must point.
@Suite struct RefusalTests {
    static let cases: [(code: String, source: String)] = [
        ("LC0007", "⟦规范：酒店⟧\n"), ("LC0017", "norm: a\n⟦标题：酒店⟧\nversion: 1\n"),
        ("LC0017", "⟦规范：酒店⟧\nversion: 1\n"), ("LC0017", "norm: a\n⟦title:酒店⟧\nversion: 1\n"),
        ("LC0017", "⟦norm:a⟧\nversion: 1\n"), ("LC0017", "a: b\n  ⟦unless⟧: c\n"),
        ("LC0012", "when: ⟦>= 10⟧ # c\nb: 1\n"), ("LC0012", "when: ⟦@\"2026-01-01\"⟧\n"), ("LC0012", "a: ⟦`x y`⟧\n"),
        ("LC0012", "a: ⟦%x⟧\n"), ("LC0012", "when: ⟦-⟧\n"), ("LC0012", "a: ⟦| x⟧\n"),
        ("LC0012", "a:\n  b⟦:⟧\n    | x | y |\n    | 1 | 2 |\n"),
        ("LC0013", "中: ⟦f(x, empty: 0)⟧\n"), ("LC0013", "- a: ⟦b: c⟧\n"),
        ("LC0014", "a: ⟦\"x⟧\nb: 1\n"), ("LC0014", "a: ⟦'x⟧\nb: 1\n"),
        ("LC0015", "a: ⟦{⟧b: 1\nc: 2\n"), ("LC0015", "a: {value: x in ⟦[⟧1..5], points: 2}\n"),
        ("LC0016", "a: \"x⟦\\q⟧y\"\n"), ("LC0016", "a: \"⟦\\ud83d⟧\\ude00\"\n"), ("LC0016", "a: \"⟦\\xg1⟧\"\n"),
        ("LC0018", "when: ⟦\"a\", \"b\"⟧\n"), ("LC0018", "when: ⟦[a] and b⟧\n"), ("LC0018", "- ⟦\"a\", \"b\"⟧\n"),
        ("LC0019", "a: 1\n⟦- b⟧\n"), ("LC0019", "- a\n⟦b: 1⟧\n"),
        ("LC0020", "键: 1\nb: 2\n⟦键⟧: 3\n"), ("LC0020", "a:\n- {x: 1, ⟦x⟧: 2}\n"), ("LC0020", "é: 1\n⟦e\u{301}⟧: 2\n"),
        ("LC0021", "? ⟦a⟧\n: b\n"), ("LC0021", "a: 1\n? # c\n  ⟦b⟧\n: c\n"), ("LC0022", "{⟦\"\"⟧: 1}\n"),
        ("LC0022", "⟦' a'⟧: 1\n"),
        ("LC0023", "⟦<<⟧: 1\n"), ("LC0024", "a: ⟦&x⟧ 1\n"), ("LC0024", "a: ⟦*x⟧\n"), ("LC0024", "a: ⟦*amount⟧ > 5\n"),
        ("LC0025", "a: ⟦!=5⟧\n"), ("LC0025", "a: ⟦!!int⟧ 5\n"), ("LC0009", "⟦%YAML 1.2⟧\n---\na: 1\n"),
        ("LC0008", "a: 1\n⟦---⟧\nb: 1\n"), ("LC0008", "a: 1\n...\n⟦b: 1⟧\n"),
        ("LC0011", "a:\n⟦\t⟧b: 1\n"), ("LC0011", "-⟦\t⟧a: 1\n"), ("LC0011", "a: |\n⟦\t⟧x\n"),
        ("LC0040", "a: {v: ⟦min(a, b)⟧, p: 1}\n"), ("LC0040", "a: {v: ⟦clamp(x, 0, 5)⟧, p: 1}\n"),
        ("LC0040", "a: [⟦f(a, b)⟧, d]\n"), ("LC0040", "t: {zh: 甲, en: ⟦Grid, fuel and coal, gas⟧, n: 1}\n"),
        ("LC0017", "t: {a: 1, ⟦b⟧}\n"), ("LC0015", "a: [f(a, \"b, c\"⟦)⟧, d]\n"),
        ("LC0041", "a: ⟦[1..5]⟧\n"), ("LC0041", "a: ⟦[80..120)⟧\nb: 2\n"), ("LC0041", "a: ⟦]1..5[⟧\n"),
        ("LC0041", "a: ⟦[80 %..120 %)⟧\n"),
        ("LC0042", "a: ⟦\u{430}⟧mount > 1\n"), ("LC0042", "a: \"中文 x⟦\u{0435}⟧\"\n"),
        ("LC0043", "a:\n⟦\u{3000}⟧b: 1\n"),
        ("LC0003", "a: \"x⟦\\0⟧\"\n"), ("LC0004", "a: \"⟦\\u202e⟧\"\n"), ("LC0004", "# ⟦\u{202E}⟧x\na: 1\n"),
        ("LC0005", "a: x⟦\u{2028}⟧y\n"), ("LC0006", "⟦⟧"), ("LC0017", "a: {b, c: 1}\n".replacing("b,", with: "⟦b⟧,")),
    ]

    @Test(arguments: cases) func pointsAt(_ code: String, _ marked: String) {
        let source = marked.replacing("⟦", with: "").replacing("⟧", with: "")
        let parts = marked.components(separatedBy: ["⟦", "⟧"]).map(\.utf8.count)
        let start = parts[0]
        let end = start + (parts.count > 1 ? parts[1] : 0)
        let loaded = load(source)
        #expect(loaded.codes == [code])
        #expect(loaded.findings.first?.span == Span(file: SourceID(0), start: start, end: end))
        for finding in loaded.findings {
            for text in [finding.message.en, finding.message.zh] + finding.labels.flatMap({ [$0.text.zh, $0.text.en] })
            {
                #expect(!text.hasSuffix(".") && !text.hasSuffix("。"))
            }
            #expect(finding.message.en.first?.isUppercase != true)
        }
    }

    /// Applying a mend must make the finding go away, and bring none of the same kind.
    @Test(arguments: cases) func mendsHold(_ code: String, _ marked: String) throws {
        let source = marked.replacing("⟦", with: "").replacing("⟧", with: "")
        for finding in load(source).findings {
            for fixIt in finding.fixIts {
                let mended = try fixIt.edits.applied(to: Array(source.utf8))
                #expect(load(mended).findings.isEmpty, "\(String(decoding: mended, as: UTF8.self))")
            }
        }
    }

    @Test func duplicateKeyNamesTheFirst() {
        let finding = load("a: 1\nb: 2\na: 3\n").findings.first
        #expect(finding?.labels.first?.span == Span(file: SourceID(0), start: 0, end: 1))
        #expect(load("a: 1\nb: 2\na: 3\n").root?.outline == #"{a: "1", b: "2"}"#)
    }

    @Test func independentMistakesAreAllReported() {
        #expect(load("a: &x 1\nb: 2\nb: 3\n' c': 1\n").codes == ["LC0024", "LC0020", "LC0022"])
    }

    @Test func invalidUTF8IsPlacedAndExplained() {
        let gbk: [UInt8] = Array("a: ".utf8) + [0xB5, 0xCD, 0xCC, 0xBC]
        let loaded = load(gbk)
        #expect(loaded.codes == ["LC0002"])
        #expect(loaded.findings.first?.span.start == 3)
        #expect(loaded.findings.first?.notes.first?.en == "the file looks like GBK (GB 18030)")
    }
}
