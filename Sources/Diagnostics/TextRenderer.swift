/// Renders findings for people: place, code and message, the source lines with carets, labels, notes and mends.
///
/// ```
/// rules/hotel.yaml:3:3: error[LC0017]: this line has no `key: value` …
///    |
///  3 | 标题：酒店
///    | ^^^^^^^^^^
///    = mend: write an ASCII colon and a space
///  3 + 标题: 酒店
/// ```
public struct TextRenderer: Sendable {
    public var language: MessageLanguage
    /// Colours by ANSI escapes.
    public var isColoured: Bool
    /// Columns of source text shown of one line; longer lines are cut around the caret.
    public var sourceWidth: Int

    public init(language: MessageLanguage = .zh, isColoured: Bool = false, sourceWidth: Int = 160) {
        self.language = language
        self.isColoured = isColoured
        self.sourceWidth = max(20, sourceWidth)
    }

    /// All findings in order, each once, with an empty line between them; empty if there is none.
    public func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        diagnostics.sortedAndUnique().map { render($0, in: map) }.joined(separator: "\n")
    }

    /// One finding; ends with a line break.
    public func render(_ diagnostic: Diagnostic, in map: SourceMap) -> String {
        let gutter = gutterWidth(diagnostic, in: map)
        var lines = [heading(diagnostic, in: map)]
        lines += SourceExcerpt(diagnostic, renderer: self, gutter: gutter).lines(in: map)
        let indent = String(repeating: " ", count: gutter + 1)
        for note in diagnostic.notes {
            lines.append(indent + paint("= ", .gutter) + lead(zh: "说明", en: "note") + text(note))
        }
        for fixIt in diagnostic.fixIts {
            lines.append(indent + paint("= ", .gutter) + lead(zh: "改法", en: "mend") + text(fixIt.title))
            lines += mendedLines(fixIt, in: map, gutter: gutter)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `2 个错误，1 个警告` — what a run ends with; empty if there is nothing to say.
    public func summary(_ diagnostics: [Diagnostic]) -> String {
        let unique = diagnostics.sortedAndUnique()
        let errors = unique.filter { $0.severity == .error }.count
        let warnings = unique.filter { $0.severity == .warning }.count
        var parts: [String] = []
        switch language {
        case .zh:
            if errors > 0 { parts.append("\(errors) 个错误") }
            if warnings > 0 { parts.append("\(warnings) 个警告") }
            return parts.joined(separator: "，")
        case .en:
            if errors > 0 { parts.append(errors == 1 ? "1 error" : "\(errors) errors") }
            if warnings > 0 { parts.append(warnings == 1 ? "1 warning" : "\(warnings) warnings") }
            return parts.joined(separator: ", ")
        }
    }

    func text(_ message: Message) -> String { DisplayLine.visible(message[language]) }

    private func lead(zh: String, en: String) -> String { language == .zh ? zh + "：" : en + ": " }

    private func heading(_ diagnostic: Diagnostic, in map: SourceMap) -> String {
        var place = DisplayLine.visible(map.path(of: diagnostic.span.file))
        if let start = map.positions(of: diagnostic.span)?.start { place += ":\(start.line):\(start.column)" }
        let kind = paint("\(word(diagnostic.severity))[\(diagnostic.code.id)]", .severity(diagnostic.severity))
        return "\(place): \(kind)\(language == .zh ? "：" : ": ")\(paint(text(diagnostic.message), .bold))"
    }

    private func word(_ severity: Diagnostic.Severity) -> String {
        guard language == .zh else { return severity.rawValue }
        switch severity {
        case .error: return "错误"
        case .warning: return "警告"
        case .note: return "提示"
        }
    }

    private func gutterWidth(_ diagnostic: Diagnostic, in map: SourceMap) -> Int {
        let spans =
            [diagnostic.span] + diagnostic.labels.map(\.span)
            + diagnostic.fixIts.flatMap { $0.edits.map(\.span) }
        let last = spans.compactMap { map.positions(of: $0)?.end.line }.max() ?? 1
        return String(last).count + 1
    }

    /// The line as it reads after the mend, where the mend stays within one line of one file.
    private func mendedLines(_ fixIt: Diagnostic.FixIt, in map: SourceMap, gutter: Int) -> [String] {
        guard let first = fixIt.edits.first?.span, let file = map[first.file] else { return [] }
        let index = file.lineIndex(at: first.start)
        let line = file.lineRange(index)
        let isLocal = fixIt.edits.allSatisfy {
            $0.span.file == first.file && $0.span.start >= line.lowerBound && $0.span.end <= line.upperBound
        }
        guard isLocal, line.count <= sourceWidth * 8, let bytes = try? fixIt.edits.applied(to: file.bytes) else {
            return []
        }
        let end = bytes.count - (file.bytes.count - line.upperBound)
        guard end >= line.lowerBound else { return [] }
        let number = String(index + 1)
        let pad = String(repeating: " ", count: max(0, gutter - number.count))
        return bytes[line.lowerBound..<end].split(separator: 0x0A, omittingEmptySubsequences: false).prefix(6).map {
            let shown = DisplayLine($0)
            let window = SourceExcerpt.window(
                around: shown.columns((first.start - line.lowerBound)..<(first.end - line.lowerBound)),
                width: shown.width, limit: sourceWidth)
            return pad + paint(number + " + ", .added) + shown.text(in: window).text
        }
    }
}
