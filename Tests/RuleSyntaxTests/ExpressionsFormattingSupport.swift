import Diagnostics
import RuleSyntax
import YAMLTree

/// A file in which texts are found by what they say.
struct SampleFile {
    var source: String
    /// Each text as written, with its kind, in the order of the file. A table is given by its first and last line.
    var texts: [(String, FormattingInput.Kind)]
    /// English to Chinese.
    var names: [String: String]
    var keys: [String: String]

    var bytes: [UInt8] { Array(source.utf8) }

    func input() -> FormattingInput {
        var result = FormattingInput()
        var place = 0
        for (text, kind) in texts {
            guard let found = find(text, from: place) else { continue }
            place = found + text.utf8.count
            if kind == .table {
                addTable(from: found, to: place, into: &result)
            } else {
                add(located(at: found, text), kind, into: &result)
            }
        }
        for (en, zh) in keys {
            for word in [en, zh] {
                for start in occurrences(of: word + ":") {
                    let end = start + word.utf8.count
                    result.keys.append(KeyUse(span: Span(file: SourceID(0), start: start, end: end), en: en, zh: zh))
                }
            }
        }
        return result
    }

    private func find(_ text: String, from place: Int) -> Int? {
        let needle = Array(text.utf8)
        let bytes = bytes
        guard !needle.isEmpty, bytes.count >= needle.count, place <= bytes.count - needle.count else { return nil }
        return (place...bytes.count - needle.count).first { bytes[$0..<$0 + needle.count].elementsEqual(needle) }
    }

    private func occurrences(of word: String) -> [Int] {
        var result: [Int] = []
        var place = 0
        while let found = find(word, from: place) {
            let before = found > 0 ? bytes[found - 1] : UInt8(ascii: "\n")
            if [UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "{")].contains(before) { result.append(found) }
            place = found + word.utf8.count
        }
        return result
    }

    /// One segment for each line, as the reader of YAML gives for a block scalar.
    private func located(at start: Int, _ text: String) -> LocatedText {
        var string = ""
        var segments: [TextMap.Segment] = []
        var place = start
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = segments.isEmpty ? 0 : line.prefix { $0 == " " }.utf8.count
            segments.append(TextMap.Segment(text: string.utf8.count, source: place + indent))
            string += line.dropFirst(indent) + "\n"
            place += line.utf8.count + 1
        }
        string.removeLast()
        return LocatedText(
            string: string, map: TextMap(file: SourceID(0), segments: segments, sourceEnd: start + text.utf8.count))
    }

    private func addTable(from start: Int, to end: Int, into result: inout FormattingInput) {
        let text = located(at: start, String(decoding: bytes[start..<end], as: UTF8.self))
        result.texts.append(FormattingInput.Text(text, .table))
        var bag = DiagnosticBag()
        guard let table = ExpressionParser.pipeTable(text, into: &bag) else { return }
        for cell in table.header {
            let word = keys.first { $0.key == cell.text.string || $0.value == cell.text.string }
            if let word {
                result.keys.append(KeyUse(span: cell.span, en: word.key, zh: word.value))
            } else {
                add(cell.text, .columnHeader, into: &result)
            }
        }
        for row in table.rows { for cell in row { add(cell.text, .unaryTests, into: &result) } }
    }

    private func add(_ text: LocatedText, _ kind: FormattingInput.Kind, into result: inout FormattingInput) {
        result.texts.append(FormattingInput.Text(text, kind))
        var bag = DiagnosticBag()
        var found: [Name] = []
        switch kind {
        case .expression: collect(ExpressionParser.expression(text, into: &bag), &found)
        case .unaryTests: collect(ExpressionParser.unaryTests(text, into: &bag), &found)
        case .columnHeader: collect(ExpressionParser.columnHeader(text, into: &bag).expression, &found)
        case .unit:
            found = (ExpressionParser.unit(text, into: &bag)?.factors ?? []).map { Name($0.symbol, span: $0.span) }
        case .range, .table: break
        }
        for name in found {
            guard let pair = names.first(where: { $0.key == name.text || $0.value == name.text }) else { continue }
            result.names.append(NameUse(span: name.span, en: pair.key, zh: pair.value))
        }
    }

    private func collect(_ tests: UnaryTests, _ found: inout [Name]) {
        guard case .anyOf(let list) = tests.kind else {
            if case .not(let list) = tests.kind { for test in list { collect(test, &found) } }
            return
        }
        for test in list { collect(test, &found) }
    }

    private func collect(_ test: UnaryTest, _ found: inout [Name]) {
        switch test.kind {
        case .compare(_, let value), .equals(let value): collect(value, &found)
        case .range(let range): for end in [range.low, range.high] { if let end { collect(end, &found) } }
        }
    }

    private func collect(_ expression: Expression, _ found: inout [Name]) {
        switch expression.kind {
        case .name(let text): found.append(Name(text, span: expression.span))
        case .number(_, let unit): found += (unit?.factors ?? []).map { Name($0.symbol, span: $0.span) }
        case .member(let base, let field):
            collect(base, &found)
            found.append(field)
        case .negate(let value), .not(let value): collect(value, &found)
        case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _),
            .logic(_, let left, let right, _),
            .filter(let left, let right):
            collect(left, &found)
            collect(right, &found)
        case .conditional(let one, let two, let three), .between(let one, let two, let three):
            for part in [one, two, three] { collect(part, &found) }
        case .membership(let value, let tests):
            collect(value, &found)
            collect(tests, &found)
        case .quantified(_, let variable, let list, let body), .iteration(let variable, let list, let body):
            found.append(variable)
            collect(list, &found)
            collect(body, &found)
        case .iterations(let bindings, let body):
            for binding in bindings {
                found.append(binding.variable)
                collect(binding.list, &found)
            }
            collect(body, &found)
        case .context(let entries): for entry in entries { collect(entry.value, &found) }
        case .call(let function, let arguments):
            found.append(function)
            for argument in arguments { collect(argument.value, &found) }
        case .list(let elements): for element in elements { collect(element, &found) }
        case .range(let range): for end in [range.low, range.high] { if let end { collect(end, &found) } }
        default: break
        }
    }
}
