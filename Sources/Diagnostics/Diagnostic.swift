/// A finding about a source text: what is wrong, where, and how to mend it.
public struct Diagnostic: Sendable, Equatable {
    /// How bad a finding is: with an error there is no program.
    public enum Severity: String, Sendable, Equatable, CaseIterable { case error, warning, note }

    /// A second place that matters, with a short text of its own.
    public struct Label: Sendable, Equatable {
        public var span: Span
        public var text: Message
        public init(span: Span, text: Message) {
            self.span = span
            self.text = text
        }
    }

    /// A mend that is certain: applying all edits resolves the finding.
    public struct FixIt: Sendable, Equatable {
        public var title: Message
        public var edits: [TextEdit]
        /// False for a guess, such as a name that is spelt alike: it is shown, but `check --fix` leaves it to a person.
        public var isCertain: Bool
        public init(title: Message, edits: [TextEdit], isCertain: Bool = true) {
            self.title = title
            self.edits = edits
            self.isCertain = isCertain
        }
    }

    public var code: DiagnosticCode
    public var severity: Severity
    public var message: Message
    public var span: Span
    public var labels: [Label]
    public var notes: [Message]
    public var fixIts: [FixIt]

    public init(
        _ code: DiagnosticCode, _ severity: Severity = .error, _ message: Message, at span: Span,
        labels: [Label] = [], notes: [Message] = [], fixIts: [FixIt] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.span = span
        self.labels = labels
        self.notes = notes
        self.fixIts = fixIts
    }
}

/// One sentence in both languages: lower case, no full stop, user text in back-ticks.
public struct Message: Sendable, Equatable, Hashable {
    public var zh: String
    public var en: String
    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }
    /// The text in `language`.
    public subscript(language: MessageLanguage) -> String { language == .zh ? zh : en }
}

/// A language that findings and explanations are written in.
public enum MessageLanguage: String, Sendable, Equatable, CaseIterable { case zh, en }

/// Replaces the bytes of `span` by `replacement`.
public struct TextEdit: Sendable, Equatable {
    public var span: Span
    public var replacement: String
    public init(span: Span, replacement: String) {
        self.span = span
        self.replacement = replacement
    }
}

/// A stable code with its page `docs/diagnostics/LCnnnn.md`. Codes are never reused.
/// LC00 files and YAML, LC01 expressions, LC02 shape of documents, LC03 names, types and units, LC04 numbers and ranges,
/// LC05 tables and completeness, LC06 scoring, dates and provenance, LC07 scene data, LC08 points, LC09 tests and maps.
public struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
    public var id: String
    /// What the code is about, a few words; the title of its page.
    public var title: Message
    public init(_ id: String, zh: String, en: String) {
        self.id = id
        self.title = Message(zh: zh, en: en)
    }
    public var description: String { id }
    public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool { left.id == right.id }
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Collects findings of one run.
public struct DiagnosticBag: Sendable {
    public private(set) var diagnostics: [Diagnostic] = []
    public init() {}
    /// Adds one finding.
    public mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
    /// Adds findings in their order.
    public mutating func add(contentsOf other: [Diagnostic]) { diagnostics.append(contentsOf: other) }
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
