import Diagnostics
import RuleModel
import RuleSyntax
import YAMLTree

/// Formats rule files and converts them between Chinese and English.
public struct RuleFormatter: Sendable {
    public var files: FileAccess

    public init(files: FileAccess = .disk) { self.files = files }

    /// What came of one file.
    public struct Result: Sendable {
        /// The formatted bytes; nil where the file was refused.
        public var bytes: [UInt8]?
        /// Findings, where the file was refused because of them.
        public var diagnostics: [Diagnostic]
        public var sources: SourceMap
    }

    /// Formats the file in `bytes`, as if it stood at `path`. With a language, a file with errors is refused; without one, texts
    /// with mistakes stay as they are.
    public func format(_ path: String, bytes: [UInt8], language: DocumentLanguage? = nil) -> Result {
        var sources = SourceMap()
        let file = sources.add(path: path, bytes: bytes)
        var bag = DiagnosticBag()
        guard let root = YAMLLoader.load(bytes, file: file, into: &bag),
            let kind = DocumentParser.documentKind(of: root, into: &bag)
        else { return Result(bytes: nil, diagnostics: bag.diagnostics, sources: sources) }
        let trace: DocumentTrace
        var uses: [NameUse] = []
        switch kind {
        case .norm:
            let loaded = NormLoader(files: files).load(path, bytes: bytes)
            sources = loaded.sources
            bag = DiagnosticBag()
            bag.add(contentsOf: loaded.diagnostics)
            trace = loaded.trace
            uses = loaded.nameUses
        case .factors:
            let (document, noted) = DocumentParser.parseFactors(root, source: bytes, into: &bag)
            trace = noted
            if let document { uses = NormCheck.factors(document, into: &bag) }
        case .points: trace = DocumentParser.parsePoints(root, source: bytes, into: &bag).1
        case .tests, .map: trace = DocumentTrace()
        }
        guard !bag.hasErrors || language == nil else {
            return Result(bytes: nil, diagnostics: bag.diagnostics, sources: sources)
        }
        let input = FormattingInput(trace, uses, file: file, root: root)
        let first = SourceFormatter.format(source: bytes, file: file, input: input, language: language)
        return Result(bytes: first, diagnostics: bag.diagnostics, sources: sources)
    }
}

extension FormattingInput {
    /// What the parser and the checker know of a file.
    init(_ trace: DocumentTrace, _ uses: [NameUse], file: SourceID, root: YAMLNode) {
        self.init()
        texts = trace.texts.filter { $0.text.map.file == file }.map { Text($0.text, Kind($0.kind)) }
        var swapped: [Span: NameUse] = [:]
        var languageKeys: Set<Span> = []
        for (declaration, translation, key) in FormattingInput.pairs(trace) {
            let isChinese = FormattingInput.isChinese(translation.text)
            swapped[translation.span] = NameUse(
                span: translation.span, en: isChinese ? translation.text : declaration.text,
                zh: isChinese ? declaration.text : translation.text)
            if !uses.contains(where: { $0.span == declaration.span }) {
                names.append(
                    NameUse(
                        span: declaration.span, en: isChinese ? declaration.text : translation.text,
                        zh: isChinese ? translation.text : declaration.text))
            }
            if let key {
                languageKeys.insert(key)
                keys.append(KeyUse(span: key, en: "zh", zh: "en"))
            }
        }
        names += uses.filter { $0.span.file == file && swapped[$0.span] == nil }
        names += swapped.values.sorted { $0.span.start < $1.span.start }
        for use in trace.keywords where use.span.file == file && !languageKeys.contains(use.span) {
            if use.isKey, use.keyword == .chinese || use.keyword == .english {
                // The names of the languages are written `zh` and `en` in both.
                keys.append(KeyUse(span: use.span, en: use.keyword.en, zh: use.keyword.en))
            } else if !use.isKey, use.keyword == .languageZh || use.keyword == .languageEn {
                keys.append(KeyUse(span: use.span, en: Keyword.languageEn.en, zh: Keyword.languageZh.en))
            } else {
                keys.append(KeyUse(span: use.span, en: use.keyword.en, zh: use.keyword.zh))
            }
        }
        let formulas = Set(texts.map(\.text.span))
        FormattingInput.prose(root, formulas, into: &verbatim)
    }

    /// Declared names with their name in the other language.
    private static func pairs(_ trace: DocumentTrace) -> [(Name, Name, Span?)] {
        var pairs: [(Name, Name, Span?)] = []
        var last: Name?
        for use in trace.names {
            switch use.role {
            case .declaration: last = use.name
            case .translation(_, let key):
                if let last, isChinese(last.text) != isChinese(use.name.text) { pairs.append((last, use.name, key)) }
            case .reference: break
            }
        }
        return pairs
    }

    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isIdeographic }
    }

    /// Block scalars that are no formulas: their trailing spaces are their author's.
    private static func prose(_ node: YAMLNode, _ formulas: Set<Span>, into spans: inout [Span]) {
        switch node.content {
        case .scalar(let scalar):
            guard scalar.style == .literal || scalar.style == .folded else { return }
            let isFormula = formulas.contains { $0.start >= node.span.start && $0.end <= node.span.end }
            if !isFormula, !scalar.text.hasPrefix("|") { spans.append(node.span) }
        case .sequence(let items): for item in items { prose(item, formulas, into: &spans) }
        case .mapping(let entries): for entry in entries { prose(entry.value, formulas, into: &spans) }
        }
    }
}

extension FormattingInput.Kind {
    init(_ kind: DocumentTrace.TextUse.Kind) {
        switch kind {
        case .expression: self = .expression
        case .unaryTests, .cell: self = .unaryTests
        case .range: self = .range
        case .unit: self = .unit
        case .table: self = .table
        case .heading: self = .columnHeader
        }
    }
}
