/// Why edits were not applied.
public enum TextEditError: Error, Sendable, Equatable {
    /// Two edits touch the same bytes, or insert at the same place.
    case overlap(Span, Span)
    /// An edit lies outside the file.
    case outOfBounds(Span)
}

extension Sequence where Element == TextEdit {
    /// `bytes` with all edits applied; the edits' files are not looked at. The same edit given twice counts once.
    /// - Throws: `TextEditError` where edits overlap or leave the file; then nothing is applied.
    public func applied(to bytes: [UInt8]) throws(TextEditError) -> [UInt8] {
        let sorted = self.sorted { left, right in
            if left.span.start != right.span.start { return left.span.start < right.span.start }
            if left.span.end != right.span.end { return left.span.end < right.span.end }
            return left.replacement < right.replacement
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        var previous: TextEdit?
        for edit in sorted where edit != previous {
            let span = edit.span
            guard span.start >= 0, span.start <= span.end, span.end <= bytes.count else {
                throw .outOfBounds(span)
            }
            if let last = previous?.span {
                let overlaps = span.start < position || (span.start == last.start && span.end == last.end)
                if overlaps { throw .overlap(last, span) }
            }
            result.append(contentsOf: bytes[position..<span.start])
            result.append(contentsOf: edit.replacement.utf8)
            position = span.end
            previous = edit
        }
        result.append(contentsOf: bytes[position...])
        return result
    }
}

extension Diagnostic {
    /// Applies the first fix-it of each finding, if it is certain, to one file, as far as they do not overlap; the first in order wins.
    /// - Returns: the new bytes and the findings whose fix-it was applied.
    public static func applyFixIts(
        of diagnostics: [Diagnostic], to bytes: [UInt8], file: SourceID
    ) -> (bytes: [UInt8], applied: [Diagnostic]) {
        var edits: [TextEdit] = []
        var applied: [Diagnostic] = []
        for diagnostic in diagnostics.sortedAndUnique() {
            guard let fixIt = diagnostic.fixIts.first, fixIt.isCertain, !fixIt.edits.isEmpty,
                fixIt.edits.allSatisfy({ new in
                    new.span.file == file && new.span.start >= 0 && new.span.end <= bytes.count
                        && edits.allSatisfy { !$0.collides(with: new) || $0 == new }
                })
            else { continue }
            let own = fixIt.edits
            guard own.indices.allSatisfy({ index in own[..<index].allSatisfy { !$0.collides(with: own[index]) } })
            else {
                continue
            }
            edits += own
            applied.append(diagnostic)
        }
        guard let result = try? edits.applied(to: bytes) else { return (bytes, []) }
        return (result, applied)
    }
}

extension TextEdit {
    /// True where both touch the same byte, or insert at the same place.
    fileprivate func collides(with other: TextEdit) -> Bool {
        if span.start == other.span.start, span.end == other.span.end { return true }
        return span.start < other.span.end && other.span.start < span.end
    }
}
