import Diagnostics

extension YAMLNode {
    /// The comments of the file that this root was loaded from, in order: each from its `#` to the end of its line.
    /// A formatter keeps them; the checker warns where one stands behind an expression.
    public func comments(in bytes: [UInt8]) -> [Span] {
        var texts: [Span] = []
        var found: [Span] = []
        collectTexts(into: &texts)
        var offset = 0
        func scan(_ range: Range<Int>) {
            var index = range.lowerBound
            while index < range.upperBound {
                if bytes[index] == 0x23 {
                    let start = index
                    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
                    found.append(Span(file: span.file, start: start, end: index))
                } else {
                    index += 1
                }
            }
        }
        for text in texts where text.start >= offset && text.end <= bytes.count {
            scan(offset..<text.start)
            offset = text.end
        }
        scan(min(offset, bytes.count)..<bytes.count)
        return found
    }

    /// What is no comment whatever it holds: keys and scalars; of a block scalar its text and its `|`, not the rest of the header.
    private func collectTexts(into texts: inout [Span]) {
        switch content {
        case .scalar(let scalar):
            guard scalar.style == .literal || scalar.style == .folded else {
                texts.append(span)
                return
            }
            let first = scalar.map.segments.first?.source ?? span.end
            texts.append(Span(file: span.file, start: span.start, end: min(span.start + 1, span.end)))
            if first < span.end { texts.append(Span(file: span.file, start: first, end: span.end)) }
        case .sequence(let items):
            for item in items { item.collectTexts(into: &texts) }
        case .mapping(let entries):
            for entry in entries {
                texts.append(entry.keySpan)
                entry.value.collectTexts(into: &texts)
            }
        }
    }
}
