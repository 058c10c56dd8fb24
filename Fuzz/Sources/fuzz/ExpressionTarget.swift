import Diagnostics
import RuleSyntax
import SyntaxSamples
import YAMLTree

/// Expression text, and trees that the bytes choose: what is printed reads back as the same tree.
enum ExpressionTarget {
    /// The first byte chooses the rule, the rest is the text.
    @Sendable static func run(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let source = located(text)
        var bag = DiagnosticBag()
        switch first % 6 {
        case 0, 1:
            let tree = ExpressionParser.expression(source, into: &bag)
            if !bag.hasErrors { roundTrip(tree) }
        case 2:
            let tests = ExpressionParser.unaryTests(source, into: &bag)
            if !bag.hasErrors { roundTrip(tests) }
        case 3: _ = ExpressionParser.range(source, into: &bag)
        case 4:
            let unit = ExpressionParser.unit(source, into: &bag)
            if first & 0x80 != 0 { _ = ExpressionParser.columnHeader(source, into: &bag) } else { roundTrip(unit) }
        default: _ = ExpressionParser.pipeTable(source, into: &bag)
        }
        var sources = SourceMap()
        let file = sources.add(path: "f", bytes: Array(text.utf8))
        FindingChecks.check(bag.diagnostics, in: sources, file: file, bytes: Array(text.utf8))
    }

    /// Trees straight from the bytes.
    @Sendable static func tree(_ bytes: [UInt8]) {
        var trees = RandomTrees(bytes: bytes)
        roundTrip(trees.expression(4))
        roundTrip(trees.tests(3))
        roundTrip(trees.unit())
    }

    private static func located(_ text: String) -> LocatedText {
        LocatedText(
            string: text,
            map: TextMap(
                file: SourceID(0), segments: [TextMap.Segment(text: 0, source: 0)], sourceEnd: text.utf8.count))
    }

    private static func roundTrip(_ tree: Expression) {
        let wanted = outline(tree)
        for language in DocumentLanguage.allCases {
            let printer = ExpressionPrinter(language: language)
            let text = printer.text(of: tree)
            var bag = DiagnosticBag()
            let again = ExpressionParser.expression(located(text), into: &bag)
            require(
                !bag.hasErrors && outline(again) == wanted,
                "`\(text)` reads as \(outline(again)), not \(wanted) \(bag.diagnostics.map(\.message.en))")
            require(printer.text(of: again) == text, "`\(text)` prints as `\(printer.text(of: again))`")
        }
    }

    private static func roundTrip(_ tests: UnaryTests) {
        let wanted = outline(tests)
        for language in DocumentLanguage.allCases {
            let text = ExpressionPrinter(language: language).text(of: tests)
            var bag = DiagnosticBag()
            let again = ExpressionParser.unaryTests(located(text), into: &bag)
            require(
                !bag.hasErrors && outline(again) == wanted,
                "the cell `\(text)` reads as \(outline(again)), not \(wanted) \(bag.diagnostics.map(\.message.en))")
        }
    }

    private static func roundTrip(_ unit: UnitSyntax?) {
        guard let unit else { return }
        let text = ExpressionPrinter(language: .en).text(of: unit)
        var bag = DiagnosticBag()
        let again = ExpressionParser.unit(located(text), into: &bag)
        require(again != nil, "the unit `\(text)` does not read back: \(bag.diagnostics.map(\.message.en))")
    }
}
