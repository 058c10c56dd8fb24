import Diagnostics

extension TextRewriter {
    /// Spells the unit in `range`: no spaces, ASCII signs, names of nominal units in the language.
    mutating func rewriteUnit(_ range: Range<Int>) {
        let part = text.slice(range)
        guard let unit = try? ExpressionParser.wholeUnit(part) else { return }
        var place = range.lowerBound
        let symbols = unit.factors.compactMap { factor in byteRange(of: factor.span, in: range).map { ($0, factor) } }
            .sorted { $0.0.lowerBound < $1.0.lowerBound }
        guard symbols.count == unit.factors.count else { return }
        for (symbol, factor) in symbols {
            rewriteSigns(place..<symbol.lowerBound)
            if let language, let use = names[factor.span] {
                add(symbol, use[language], renames: true)
            } else {
                add(symbol, factor.symbol)
            }
            place = symbol.upperBound
        }
        rewriteSigns(place..<range.upperBound)
    }

    private mutating func rewriteSigns(_ range: Range<Int>) {
        var signs = String.UnicodeScalarView()
        for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
            let plain = ScalarReader.folded(scalar)
            if ScalarReader.isSpace(plain) { continue }
            signs.append(plain == "·" || plain == "⋅" ? "." : plain)
        }
        add(range, String(signs))
    }

    /// The bytes of the text that stand at `span` in the file.
    private func byteRange(of span: Span, in range: Range<Int>) -> Range<Int>? {
        var lower: Int?
        for place in range {
            let source = text.span(place..<place + 1).start
            if source == span.start, lower == nil { lower = place }
            if let lower, source == span.end - 1 { return lower..<place + 1 }
        }
        return nil
    }
}
