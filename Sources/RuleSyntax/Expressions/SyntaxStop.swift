import Diagnostics

/// Ends the parsing of one text: its first mistake.
struct SyntaxStop: Error, Sendable, Equatable {
    var diagnostic: Diagnostic

    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

    init(
        _ code: DiagnosticCode, zh: String, en: String, at span: Span, labels: [Diagnostic.Label] = [],
        fixIts: [Diagnostic.FixIt] = []
    ) {
        diagnostic = Diagnostic(code, .error, Message(zh: zh, en: en), at: span, labels: labels, fixIts: fixIts)
    }
}

extension Diagnostic.FixIt {
    /// Writes `replacement` in place of `span`.
    static func replace(_ span: Span, by replacement: String) -> Diagnostic.FixIt {
        Diagnostic.FixIt(
            title: Message(zh: "改为 `\(replacement)`", en: "write `\(replacement)`"),
            edits: [TextEdit(span: span, replacement: replacement)])
    }

    /// Writes `text` after `span`.
    static func insert(_ text: String, after span: Span, title: Message) -> Diagnostic.FixIt {
        let place = Span(file: span.file, start: span.end, end: span.end)
        return Diagnostic.FixIt(title: title, edits: [TextEdit(span: place, replacement: text)])
    }
}

/// Bounds that keep hostile text from costing time or stack.
enum ExpressionLimits {
    /// Bytes of one expression.
    static let bytes = 16_384
    /// Brackets, conditions and signs inside one another.
    static let depth = 64
    /// Operators in one expression; bounds the height of chains such as `a + b + c`.
    static let operators = 1000
    /// Brackets inside one another in a unit.
    static let unitDepth = 8
    /// Bytes of one pipe table.
    static let tableBytes = 4_194_304
}
