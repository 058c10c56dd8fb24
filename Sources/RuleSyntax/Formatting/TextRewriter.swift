import Diagnostics

/// Brings one text into canonical form by edits of its own bytes; what needs no change is not touched.
struct TextRewriter {
    /// Replaces bytes of the text, not of the file.
    struct Edit: Sendable, Equatable {
        var range: Range<Int>
        var replacement: String
        var renames = false
    }

    let text: LocatedText
    let bytes: [UInt8]
    let context: ScalarContext
    let language: DocumentLanguage?
    let names: [Span: NameUse]
    private(set) var edits: [Edit] = []

    init(_ text: LocatedText, context: ScalarContext, language: DocumentLanguage?, names: [Span: NameUse]) {
        self.text = text
        self.bytes = Array(text.string.utf8)
        self.context = context
        self.language = language
        self.names = names
    }

    /// Edits that keep what the text says; none if it has a mistake.
    static func edits(
        _ item: FormattingInput.Text, context: ScalarContext, language: DocumentLanguage?, names: [Span: NameUse]
    ) -> [Edit] {
        guard let meaning = CanonicalMeaning.of(item.text, item.kind) else { return [] }
        var rewriter = TextRewriter(item.text, context: context, language: language, names: names)
        switch item.kind {
        case .expression, .unaryTests, .range: rewriter.rewriteTokens(of: item.text, at: 0)
        case .unit: rewriter.rewriteUnit(0..<rewriter.bytes.count)
        case .columnHeader: rewriter.rewriteHeader()
        case .table: return []
        }
        let edits = rewriter.edits
        let respelled = rewriter.applying(edits.filter { !$0.renames })
        guard CanonicalMeaning.of(rewriter.detached(respelled), item.kind) == meaning,
            CanonicalMeaning.of(rewriter.detached(rewriter.applying(edits)), item.kind) != nil
        else { return [] }
        return edits
    }

    /// Adds an edit if it changes anything, the bytes stand side by side in the file, and YAML still reads the scalar.
    mutating func add(_ range: Range<Int>, _ replacement: String, renames: Bool = false) {
        guard Array(bytes[range]) != Array(replacement.utf8), isContiguous(range) else { return }
        let isStart = bytes[..<range.lowerBound].allSatisfy { LocatedText.isBlank($0) }
        guard context.allows(replacement, atStart: isStart) else { return }
        edits.append(Edit(range: range, replacement: replacement, renames: renames))
    }

    private func isContiguous(_ range: Range<Int>) -> Bool {
        let lower = max(range.lowerBound - 1, 0)
        let upper = min(range.upperBound + 1, bytes.count)
        guard lower < upper else { return true }
        let first = text.span(lower..<lower + 1).start
        return text.span(upper - 1..<upper).start - first == upper - 1 - lower
    }

    private func applying(_ edits: [Edit]) -> String {
        var result = bytes
        for edit in edits.sorted(by: {
            ($0.range.lowerBound, $0.range.upperBound) > ($1.range.lowerBound, $1.range.upperBound)
        }) {
            result.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A text without true places, for reading it again.
    private func detached(_ string: String) -> LocatedText { LocatedText(string: string, map: text.map) }

    private mutating func rewriteHeader() {
        guard let (heading, unit) = ExpressionParser.headerParts(text) else {
            rewriteTokens(of: text, at: 0)
            return
        }
        let start = heading.offset - text.offset
        let headingEnd = start + heading.string.utf8.count
        let unitStart = unit.offset - text.offset
        let unitEnd = unitStart + unit.string.utf8.count
        rewriteTokens(of: heading, at: start)
        add(headingEnd..<unitStart, " (")
        rewriteUnit(unitStart..<unitEnd)
        let closing = unitEnd + (bytes[unitEnd] == UInt8(ascii: ")") ? 1 : 3)
        add(unitEnd..<min(closing, bytes.count), ")")
    }
}

/// A text's syntax in one fixed spelling, to compare what two texts say.
enum CanonicalMeaning {
    static func of(_ text: LocatedText, _ kind: FormattingInput.Kind) -> String? {
        var bag = DiagnosticBag()
        let printer = ExpressionPrinter(language: .en)
        let meaning: String?
        switch kind {
        case .expression: meaning = printer.text(of: ExpressionParser.expression(text, into: &bag))
        case .unaryTests: meaning = printer.text(of: ExpressionParser.unaryTests(text, into: &bag))
        case .range: meaning = ExpressionParser.range(text, into: &bag).map { printer.text(of: $0) }
        case .unit: meaning = ExpressionParser.unit(text, into: &bag).map { printer.text(of: $0) }
        case .columnHeader:
            let header = ExpressionParser.columnHeader(text, into: &bag)
            meaning = printer.text(of: header.expression) + (header.unit.map { " | " + printer.text(of: $0) } ?? "")
        case .table: meaning = nil
        }
        return bag.hasErrors ? nil : meaning
    }
}
