import Diagnostics
import RuleSyntax
import SyntaxSamples
import Testing

@Suite struct ExpressionHostileTests {
    private static let pieces = [
        "a", "如果", "则", "否则", "if", "then", "else", "(", ")", "[", "]", "..", ".", ",", ":", "1", "2.5", "%",
        "kWh/(m2.a)", " ",
        "-", "+", "*", "**", "/", "=", "<", "not", "in", "and", "between", "some", "for", "return", "satisfies", "\"",
        "\\", "@",
        "2026-01-01", "（", "）", "，", "％", "“", "”", "|", "\n", "null", "\u{301}", "!", "e5", "_", "·", "—", "\u{0}",
        "👍", "²",
    ]

    /// Every finding lies inside the text and no valid text comes back as invalid, whatever is thrown at the parsers.
    private func survive(_ text: String) {
        for rule in Rule.allCases {
            for diagnostic in findings(text, rule) {
                #expect(diagnostic.span.start >= 0 && diagnostic.span.start <= diagnostic.span.end)
                #expect(diagnostic.span.end <= text.utf8.count)
                for fix in diagnostic.fixIts { _ = applying(fix.edits, to: text) }
            }
        }
        var bag = DiagnosticBag()
        let expression = ExpressionParser.expression(located(text), into: &bag)
        #expect(bag.hasErrors == (expression.kind == .invalid))
    }

    @Test func randomBytes() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            survive(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func randomPieces() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                text += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
            }
            survive(text)
        }
    }

    @Test func printedTextIsReadBack() {
        var random = SplitMix64(seed: 3)
        let printer = ExpressionPrinter(language: .en)
        for _ in 0..<4000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                text += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)] + " "
            }
            var bag = DiagnosticBag()
            let tree = ExpressionParser.expression(located(text), into: &bag)
            guard !bag.hasErrors else { continue }
            let again = ExpressionParser.expression(located(printer.text(of: tree)), into: &bag)
            #expect(!bag.hasErrors && outline(again) == outline(tree), "\(text) → \(printer.text(of: tree))")
        }
    }

    @Test(arguments: [
        "(", "[", "-", "not ", "not(", "if ", "a.", "a[", "f(", "x in (", "1 a/(", "a**", "a and ", "|", "| a ", "\\|",
        "for x in ",
    ])
    func repetition(piece: String) {
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            survive(String(repeating: piece, count: 3000))
            survive(String(repeating: piece, count: 64) + "a")
        }
        #expect(elapsed < .seconds(5))
    }
}
