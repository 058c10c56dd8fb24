import Diagnostics
import RuleSyntax
import SyntaxSamples
import Testing

@Suite struct ExpressionRoundTripTests {
    @Test(arguments: DocumentLanguage.allCases) func randomExpressions(language: DocumentLanguage) {
        let printer = ExpressionPrinter(language: language)
        for seed in 0..<3000 as Range<UInt64> {
            var trees = RandomTrees(seed: seed)
            let tree = trees.expression(Int(seed % 5))
            let text = printer.text(of: tree)
            var bag = DiagnosticBag()
            let again = ExpressionParser.expression(located(text), into: &bag)
            guard bag.diagnostics.isEmpty, outline(again) == outline(tree) else {
                Issue.record(
                    "seed \(seed): \(text)\n\(outline(tree))\n\(outline(again)) \(bag.diagnostics.map(\.message.en))")
                return
            }
            #expect(printer.text(of: again) == text)
        }
    }

    @Test(arguments: DocumentLanguage.allCases) func randomCells(language: DocumentLanguage) {
        let printer = ExpressionPrinter(language: language)
        for seed in 0..<2000 as Range<UInt64> {
            var trees = RandomTrees(seed: seed)
            let tree = trees.tests(Int(seed % 4) + 1)
            let text = printer.text(of: tree)
            var bag = DiagnosticBag()
            let again = ExpressionParser.unaryTests(located(text), into: &bag)
            guard bag.diagnostics.isEmpty, outline(again) == outline(tree) else {
                Issue.record(
                    "seed \(seed): \(text)\n\(outline(tree))\n\(outline(again)) \(bag.diagnostics.map(\.message.en))")
                return
            }
        }
    }

    @Test func randomUnits() {
        let printer = ExpressionPrinter(language: .en)
        for seed in 0..<500 as Range<UInt64> {
            var trees = RandomTrees(seed: seed)
            let unit = trees.unit()
            var bag = DiagnosticBag()
            #expect(
                ExpressionParser.unit(located(printer.text(of: unit)), into: &bag).map { outline($0) } == outline(unit))
            #expect(bag.diagnostics.isEmpty)
        }
    }

    @Test(arguments: [
        ("((a) + (b * c))", "a + b * c", "a + b * c"), ("(a + b) * c", "(a + b) * c", "(a + b) * c"),
        ("a - (b - c)", "a - (b - c)", "a - (b - c)"), ("not (holder)", "not holder", "非 holder"),
        ("not(a > b)", "not(a > b)", "非(a > b)"), ("if a then b else c", "if a then b else c", "如果 a 则 b 否则 c"),
        ("(if a then b else c) + 1", "(if a then b else c) + 1", "(如果 a 则 b 否则 c) + 1"),
        ("max(a,b,empty:0)", "max(a, b, empty: 0)", "最大(a, b, 空列表: 0)"),
        ("x between 1 and 3", "x between 1 and 3", "x 介于 1 和 3"),
        ("date(\"2026-01-01\")", "@\"2026-01-01\"", "@\"2026-01-01\""), ("x in (a)", "x in a", "x 属于 a"),
        ("25 kWh/m2/a", "25 kWh/(m2.a)", "25 kWh/(m2.a)"), ("true", "true", "是"),
    ])
    func canonicalForms(text: String, english: String, chinese: String) {
        #expect(ExpressionPrinter(language: .en).text(of: parsed(text)) == english)
        #expect(ExpressionPrinter(language: .zh).text(of: parsed(text)) == chinese)
    }

    @Test func vocabularyIsUnambiguous() {
        for group in [Vocabulary.functions, Vocabulary.labels, Vocabulary.builtInValues, Vocabulary.roundingModes] {
            let words = group.flatMap { [$0.zh, $0.en] }
            #expect(Set(words).count == words.count)
            for word in words {
                for part in word.split(separator: " ") { #expect(NameSyntax.normalized(String(part)) == String(part)) }
                #expect(ExpressionKeyword(word: word) == nil)
            }
        }
        #expect(Vocabulary.canonicalFunction("求和") == "sum")
        #expect(Vocabulary.canonicalFunction("sum") == "sum")
        #expect(Vocabulary.canonicalFunction("heat_value") == nil)
    }
}
