import Diagnostics

/// Formats a rule file by edits of its bytes. With a language, keys, keywords, functions and names are respelled; always,
/// expressions get ASCII signs and single spaces, tables straight bars, lines no trailing spaces, the file a last line end.
/// Comments and all the rest stay byte for byte. A text with a mistake in it stays as it is.
///
/// Formatting twice changes nothing more; Chinese to English and back gives the same bytes for a formatted file.
public enum SourceFormatter {
    /// Edits that do not overlap, sorted by place.
    public static func edits(
        source: [UInt8], file: SourceID, input: FormattingInput, language: DocumentLanguage? = nil
    ) -> [TextEdit] {
        let names = Dictionary(input.names.map { ($0.span, $0) }, uniquingKeysWith: { first, _ in first })
        let tables = input.texts.filter { $0.kind == .table }
        var collected: [TextEdit] = []
        for item in input.texts where item.kind != .table && isInside(item.text.span, source) {
            let isCell = tables.contains {
                $0.text.span.start <= item.text.span.start && item.text.span.end <= $0.text.span.end
            }
            let context = isCell ? ScalarContext.block : ScalarContext(of: item.text, in: source)
            for edit in TextRewriter.edits(item, context: context, language: language, names: names) {
                collected.append(TextEdit(span: item.text.span(edit.range), replacement: edit.replacement))
            }
        }
        if let language {
            let uses = input.keys.map { ($0.span, $0[language]) } + input.names.map { ($0.span, $0[language]) }
            collected += uses.compactMap { word($0.0, $0.1, source) }
        }
        let inner = withoutOverlaps(collected)
        collected = inner
        for table in tables where isInside(table.text.span, source) {
            let within = inner.filter { $0.span.start >= table.text.span.start && $0.span.end <= table.text.span.end }
            collected += TableAligner(text: table.text, source: source, inner: within).edits()
        }
        collected += lineEnds(source, file, input.verbatim)
        return withoutOverlaps(collected)
    }

    /// The formatted bytes.
    public static func format(
        source: [UInt8], file: SourceID, input: FormattingInput, language: DocumentLanguage? = nil
    ) -> [UInt8] {
        apply(edits(source: source, file: file, input: input, language: language), to: source)
    }

    /// Applies edits that are sorted and do not overlap.
    public static func apply(_ edits: [TextEdit], to source: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var place = 0
        for edit in edits where edit.span.start >= place && edit.span.end <= source.count {
            result += source[place..<edit.span.start]
            result += Array(edit.replacement.utf8)
            place = edit.span.end
        }
        return result + source[place...]
    }

    private static func isInside(_ span: Span, _ source: [UInt8]) -> Bool {
        span.start >= 0 && span.start <= span.end && span.end <= source.count
    }

    /// A key or name in its place, inside its quotation marks if it has any.
    private static func word(_ span: Span, _ replacement: String, _ source: [UInt8]) -> TextEdit? {
        guard isInside(span, source), span.start < span.end else { return nil }
        var span = span
        let first = source[span.start]
        if span.end - span.start > 1, first == source[span.end - 1],
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        {
            span.start += 1
            span.end -= 1
        }
        guard !source[span.start..<span.end].elementsEqual(replacement.utf8) else { return nil }
        return TextEdit(span: span, replacement: replacement)
    }

    /// Sorted; of edits that overlap or are alike the first stays.
    private static func withoutOverlaps(_ edits: [TextEdit]) -> [TextEdit] {
        let sorted = edits.enumerated().sorted {
            ($0.element.span.start, $0.element.span.end, $0.offset) < (
                $1.element.span.start, $1.element.span.end, $1.offset
            )
        }
        var result: [TextEdit] = []
        for (_, edit) in sorted {
            if let last = result.last, edit.span.start < last.span.end || edit.span == last.span { continue }
            result.append(edit)
        }
        return result
    }

    /// No spaces at line ends outside `verbatim`, and a line end after the last line.
    private static func lineEnds(_ source: [UInt8], _ file: SourceID, _ verbatim: [Span]) -> [TextEdit] {
        var edits: [TextEdit] = []
        var lineStart = 0
        func strip(_ end: Int) {
            var end = end
            if end > lineStart, source[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            var start = end
            while start > lineStart, source[start - 1] == UInt8(ascii: " ") || source[start - 1] == UInt8(ascii: "\t") {
                start -= 1
            }
            guard start < end, !verbatim.contains(where: { $0.start <= start && start < $0.end }) else { return }
            edits.append(TextEdit(span: Span(file: file, start: start, end: end), replacement: ""))
        }
        for (place, byte) in source.enumerated() where byte == UInt8(ascii: "\n") {
            strip(place)
            lineStart = place + 1
        }
        if lineStart < source.count {
            strip(source.count)
            edits.append(TextEdit(span: Span(file: file, start: source.count, end: source.count), replacement: "\n"))
        }
        return edits
    }
}
