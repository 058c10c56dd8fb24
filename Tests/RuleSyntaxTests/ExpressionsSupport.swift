import Diagnostics
import ExactNumbers
import RuleSyntax
import Testing
import YAMLTree

/// Texts as they stand in a file of their own, starting at byte 0.
func located(_ text: String, at source: Int = 0) -> LocatedText {
    LocatedText(
        string: text,
        map: TextMap(
            file: SourceID(0), segments: [TextMap.Segment(text: 0, source: source)],
            sourceEnd: source + text.utf8.count))
}

/// The text without its `«…»` markers, and the bytes they enclose.
func unmarked(_ marked: String) -> (text: String, spans: [Range<Int>]) {
    var text = ""
    var starts: [Int] = []
    var spans: [Range<Int>] = []
    for character in marked {
        switch character {
        case "«": starts.append(text.utf8.count)
        case "»": if let start = starts.popLast() { spans.append(start..<text.utf8.count) }
        default: text.append(character)
        }
    }
    return (text, spans)
}

enum Rule: CaseIterable { case expression, tests, range, unit, header, table }

/// Runs one entry point of the parser and gives its findings.
func findings(_ text: String, _ rule: Rule) -> [Diagnostic] {
    var bag = DiagnosticBag()
    let source = located(text)
    switch rule {
    case .expression: _ = ExpressionParser.expression(source, into: &bag)
    case .tests: _ = ExpressionParser.unaryTests(source, into: &bag)
    case .range: _ = ExpressionParser.range(source, into: &bag)
    case .unit: _ = ExpressionParser.unit(source, into: &bag)
    case .header: _ = ExpressionParser.columnHeader(source, into: &bag)
    case .table: _ = ExpressionParser.pipeTable(source, into: &bag)
    }
    return bag.diagnostics
}

/// Expects one finding with `code` on each `«…»`; if given, `fixed` is the text after its first fix-it.
func expectFindings(
    _ marked: String, _ code: String, as rule: Rule = .expression, fixed: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let (text, spans) = unmarked(marked)
    let diagnostics = findings(text, rule)
    #expect(diagnostics.map(\.code.id) == Array(repeating: code, count: spans.count), sourceLocation: sourceLocation)
    #expect(diagnostics.map { $0.span.start..<$0.span.end } == spans, sourceLocation: sourceLocation)
    guard let first = diagnostics.first else { return }
    if let fixed {
        #expect(first.fixIts.first.map { applying($0.edits, to: text) } == fixed, sourceLocation: sourceLocation)
        #expect(findings(fixed, rule).isEmpty, sourceLocation: sourceLocation)
    } else {
        #expect(first.fixIts.isEmpty, sourceLocation: sourceLocation)
    }
    for diagnostic in diagnostics {
        #expect(!diagnostic.message.en.hasSuffix("."), sourceLocation: sourceLocation)
        #expect(!diagnostic.message.zh.hasSuffix("。"), sourceLocation: sourceLocation)
    }
}

/// The text after edits that do not overlap.
func applying(_ edits: [TextEdit], to text: String) -> String {
    var bytes = Array(text.utf8)
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
        bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The expression, which must be without findings.
func parsed(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Expression {
    var bag = DiagnosticBag()
    let expression = ExpressionParser.expression(located(text), into: &bag)
    #expect(bag.diagnostics.isEmpty, "\(text): \(bag.diagnostics.map(\.message.en))", sourceLocation: sourceLocation)
    return expression
}

func parsedTests(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> UnaryTests {
    var bag = DiagnosticBag()
    let tests = ExpressionParser.unaryTests(located(text), into: &bag)
    #expect(bag.diagnostics.isEmpty, "\(text): \(bag.diagnostics.map(\.message.en))", sourceLocation: sourceLocation)
    return tests
}
