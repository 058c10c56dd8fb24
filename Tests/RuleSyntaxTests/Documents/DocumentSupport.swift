import Diagnostics
import RuleSyntax
import Testing
import YAMLTree

/// A source text whose expected findings are marked in place: `‹LC0202 tilte›: x` expects LC0202 at exactly `tilte`.
struct MarkedSource {
    struct Finding: Equatable, CustomStringConvertible {
        var code: String
        var start: Int
        var text: String
        var description: String { "\(code) at \(start): `\(text)`" }
    }

    var bytes: [UInt8] = []
    var expected: [Finding] = []

    init(_ marked: String) {
        var rest = Substring(marked)
        while let open = rest.firstIndex(of: "‹"), let close = rest[open...].firstIndex(of: "›") {
            bytes += rest[..<open].utf8
            let inside = rest[rest.index(after: open)..<close]
            let code = inside.prefix(6)
            let text = String(inside.dropFirst(7))
            expected.append(Finding(code: String(code), start: bytes.count, text: text))
            bytes += text.utf8
            rest = rest[rest.index(after: close)...]
        }
        bytes += rest.utf8
    }

    func finding(_ diagnostic: Diagnostic) -> Finding {
        let range = max(0, diagnostic.span.start)..<min(bytes.count, max(diagnostic.span.start, diagnostic.span.end))
        return Finding(
            code: diagnostic.code.id, start: diagnostic.span.start, text: String(decoding: bytes[range], as: UTF8.self))
    }
}

struct ParsedNorm {
    var norm: NormDocument?
    var factors: FactorsDocument?
    var trace: DocumentTrace
    var diagnostics: [Diagnostic]
}

func parseDocument(_ bytes: [UInt8], files: [String: String] = [:]) -> ParsedNorm {
    var bag = DiagnosticBag()
    guard let root = YAMLLoader.load(bytes, file: SourceID(0), limits: .default, into: &bag) else {
        return ParsedNorm(norm: nil, factors: nil, trace: DocumentTrace(), diagnostics: bag.diagnostics)
    }
    let reader = ResourceReader { path in
        files[path].map { ResourceReader.Resource(bytes: Array($0.utf8), file: SourceID(1)) }
    }
    if DocumentParser.documentKind(of: root) == .factors {
        let (factors, trace) = DocumentParser.parseFactors(root, source: bytes, resources: reader, into: &bag)
        return ParsedNorm(norm: nil, factors: factors, trace: trace, diagnostics: bag.diagnostics)
    }
    let (norm, trace) = DocumentParser.parseNorm(root, source: bytes, resources: reader, into: &bag)
    return ParsedNorm(norm: norm, factors: nil, trace: trace, diagnostics: bag.diagnostics)
}

func parseDocument(_ text: String, files: [String: String] = [:]) -> ParsedNorm {
    parseDocument(Array(text.utf8), files: files)
}

/// The keys every norm has, so that a test needs to write only what it is about.
let normHead = """
    norm: n
    title: T
    version: 2026.1
    status: draft
    effective: 2026-01-01..2026-12-31

    """

/// Parses `marked`, with `normHead` before it, and expects exactly the findings it marks.
func expectFindings(
    _ marked: String, head: String = normHead, files: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let source = MarkedSource(head + marked)
    let diagnostics = parseDocument(source.bytes, files: files).diagnostics
    let found = diagnostics.map(source.finding).sorted { $0.start < $1.start }
    #expect(
        found == source.expected, "\(diagnostics.map(\.message.en).joined(separator: "; "))",
        sourceLocation: sourceLocation)
    for diagnostic in diagnostics { expectStyle(diagnostic, sourceLocation: sourceLocation) }
}

/// What every message must be: both languages, lower case, no full stop.
func expectStyle(_ diagnostic: Diagnostic, sourceLocation: SourceLocation = #_sourceLocation) {
    let messages =
        [diagnostic.message] + diagnostic.notes + diagnostic.labels.map(\.text) + diagnostic.fixIts.map(\.title)
    for message in messages {
        #expect(!message.zh.isEmpty && !message.en.isEmpty, sourceLocation: sourceLocation)
        #expect(!message.en.hasSuffix(".") && !message.zh.hasSuffix("。"), sourceLocation: sourceLocation)
        #expect(message.en.first?.isUppercase != true, sourceLocation: sourceLocation)
        #expect(message.en.allSatisfy { $0 != "\n" }, sourceLocation: sourceLocation)
    }
}

/// `bytes` with the edits of every first mend applied, last place first.
func mended(_ bytes: [UInt8], _ diagnostics: [Diagnostic]) -> String {
    let edits = diagnostics.compactMap(\.fixIts.first).flatMap(\.edits).sorted { $0.span.start > $1.span.start }
    var result = bytes
    for edit in edits { result.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8)) }
    return String(decoding: result, as: UTF8.self)
}
