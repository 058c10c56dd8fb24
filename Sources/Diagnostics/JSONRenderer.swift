/// Renders findings as JSON, one object per finding, with both languages.
///
/// A finding has `code`, `title`, `severity`, `message`, `path`, `start`, `end`, `labels`, `notes`, `fixIts`, `page`; a place has
/// `offset` (bytes from 0), `line`, `column` (code points) and `utf16Column`, all from 1. A file that is not known has no places.
public struct JSONRenderer: Sendable {
    public init() {}

    /// JSON Lines: one finding per line, in order, each once.
    public func lines(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        diagnostics.sortedAndUnique().map { object($0, in: map).compact + "\n" }.joined()
    }

    /// One document: `{"diagnostics": […], "errors": n, "warnings": n}`.
    public func document(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        let unique = diagnostics.sortedAndUnique()
        func count(_ severity: Diagnostic.Severity) -> Int { unique.filter { $0.severity == severity }.count }
        return JSONText.object([
            ("diagnostics", .array(unique.map { object($0, in: map) })),
            ("errors", .integer(count(.error))),
            ("warnings", .integer(count(.warning))),
        ]).pretty
    }

    private func object(_ diagnostic: Diagnostic, in map: SourceMap) -> JSONText {
        let labels = diagnostic.labels.map { label in
            JSONText.object([("text", both(label.text))] + place(label.span, in: map))
        }
        let fixIts = diagnostic.fixIts.map { fixIt in
            JSONText.object([
                ("title", both(fixIt.title)), ("certain", .bool(fixIt.isCertain)),
                (
                    "edits",
                    .array(
                        fixIt.edits.map { edit in
                            .object(place(edit.span, in: map) + [("replacement", .string(edit.replacement))])
                        })
                ),
            ])
        }
        return .object(
            [
                ("code", .string(diagnostic.code.id)), ("title", both(diagnostic.code.title)),
                ("severity", .string(diagnostic.severity.rawValue)), ("message", both(diagnostic.message)),
            ] + place(diagnostic.span, in: map) + [
                ("labels", .array(labels)), ("notes", .array(diagnostic.notes.map(both))),
                ("fixIts", .array(fixIts)), ("page", .string(diagnostic.code.page)),
            ])
    }

    private func both(_ message: Message) -> JSONText {
        .object([("zh", .string(message.zh)), ("en", .string(message.en))])
    }

    private func place(_ span: Span, in map: SourceMap) -> [(String, JSONText)] {
        guard let (start, end) = map.positions(of: span) else { return [("path", .string(map.path(of: span.file)))] }
        return [
            ("path", .string(map.path(of: span.file))), ("start", position(start)), ("end", position(end)),
        ]
    }

    private func position(_ position: SourcePosition) -> JSONText {
        .object([
            ("offset", .integer(position.offset)), ("line", .integer(position.line)),
            ("column", .integer(position.column)), ("utf16Column", .integer(position.utf16Column)),
        ])
    }
}

extension DiagnosticCode {
    /// The code's page, relative to the package: `docs/diagnostics/LC0020.md`.
    public var page: String { "docs/diagnostics/\(id).md" }
}
