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

/// The same structure written without places: fully bracketed, English, so that two trees are equal exactly if these are.
func outline(_ expression: Expression) -> String {
    func both(_ name: String, _ parts: Expression...) -> String {
        "(" + ([name] + parts.map(outline)).joined(separator: " ") + ")"
    }
    switch expression.kind {
    case .number(let value, let unit): return value.description + (unit.map { "{" + outline($0) + "}" } ?? "")
    case .text(let text): return "\"" + text + "\""
    case .boolean(let value): return value ? "#true" : "#false"
    case .date(let day): return "@" + day.description
    case .duration(let duration): return "@" + duration.description
    case .clock(let duration): return "@" + duration.description
    case .iterations(let bindings, let body):
        return "(for " + bindings.map { $0.variable.text + " " + outline($0.list) }.joined(separator: ", ") + " "
            + outline(body) + ")"
    case .context(let entries):
        return "{" + entries.map { $0.name.text + ": " + outline($0.value) }.joined(separator: ", ") + "}"
    case .name(let text): return text
    case .member(let base, let field): return outline(base) + "." + field.text
    case .negate(let value): return both("neg", value)
    case .not(let value): return both("not", value)
    case .arithmetic(let sign, let left, let right, _): return both(sign.rawValue, left, right)
    case .comparison(let sign, let left, let right, _): return both(sign.rawValue, left, right)
    case .logic(let sign, let left, let right, _): return both(sign.rawValue, left, right)
    case .conditional(let condition, let yes, let no): return both("if", condition, yes, no)
    case .between(let value, let low, let high): return both("between", value, low, high)
    case .membership(let value, let tests): return "(in " + outline(value) + " " + outline(tests) + ")"
    case .quantified(let quantifier, let variable, let list, let condition):
        return both(quantifier.rawValue + " " + variable.text, list, condition)
    case .iteration(let variable, let list, let body): return both("for " + variable.text, list, body)
    case .call(let function, let arguments):
        let inner = arguments.map { argument in
            let label = argument.label.map { (Vocabulary.canonicalLabel($0.text) ?? $0.text) + ":" } ?? ""
            return label + outline(argument.value)
        }
        return (Vocabulary.canonicalFunction(function.text) ?? function.text) + "<" + inner.joined(separator: ", ")
            + ">"
    case .list(let elements): return "[" + elements.map(outline).joined(separator: " ") + "]"
    case .range(let range): return outline(range)
    case .filter(let base, let condition): return both("filter", base, condition)
    case .invalid: return "<invalid>"
    }
}

func outline(_ range: RangeSyntax) -> String {
    (range.lowIncluded ? "[" : "(") + (range.low.map(outline) ?? "") + " .. " + (range.high.map(outline) ?? "")
        + (range.highIncluded ? "]" : ")")
}

func outline(_ unit: UnitSyntax) -> String {
    unit.factors.map { $0.exponent == 1 ? $0.symbol : "\($0.symbol)^\($0.exponent)" }.joined(separator: " ")
}

func outline(_ tests: UnaryTests) -> String {
    func list(_ tests: [UnaryTest]) -> String {
        tests.map { test in
            switch test.kind {
            case .compare(let sign, let value): sign.rawValue + outline(value)
            case .range(let range): outline(range)
            case .equals(let value): "=" + outline(value)
            }
        }.joined(separator: "; ")
    }
    switch tests.kind {
    case .any: return "any"
    case .anyOf(let tests): return "{" + list(tests) + "}"
    case .not(let tests): return "!{" + list(tests) + "}"
    }
}
