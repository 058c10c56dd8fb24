import Diagnostics

/// What holds of every list of findings: places inside their file, words in both languages, mends that apply, and every form of
/// output can be written.
enum FindingChecks {
    static func check(_ diagnostics: [Diagnostic], in sources: SourceMap, file: SourceID, bytes: [UInt8]) {
        for diagnostic in diagnostics {
            let spans =
                [diagnostic.span] + diagnostic.labels.map(\.span)
                + diagnostic.fixIts.flatMap { $0.edits.map(\.span) }
            for span in spans where span.file == file {
                require(
                    span.start >= 0 && span.start <= span.end && span.end <= bytes.count,
                    "\(diagnostic.code) points outside of the file: \(span)")
            }
            require(
                !diagnostic.message.en.isEmpty && !diagnostic.message.zh.isEmpty, "\(diagnostic.code) without words")
            for fixIt in diagnostic.fixIts where fixIt.edits.allSatisfy({ $0.span.file == file }) {
                do { _ = try fixIt.edits.applied(to: bytes) } catch {
                    finding("a mend of \(diagnostic.code) cannot be applied: \(error)")
                }
            }
        }
        for language in MessageLanguage.allCases {
            _ = TextRenderer(language: language).render(diagnostics, in: sources)
        }
        _ = JSONRenderer().lines(diagnostics, in: sources)
        _ = SARIFRenderer(toolVersion: "0", helpBase: "").render(diagnostics, in: sources)
    }
}
