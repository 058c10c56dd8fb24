/// Renders findings as one SARIF 2.1.0 log (OASIS Standard, 27 March 2020). Columns and character offsets count UTF-16 units.
public struct SARIFRenderer: Sendable {
    public var language: MessageLanguage
    /// Version of the tool, as shown.
    public var toolVersion: String
    /// Absolute URI below which the codes' pages are found: `helpBase + "LC0020.md"`.
    public var helpBase: String

    public init(toolVersion: String, helpBase: String, language: MessageLanguage = .zh) {
        self.toolVersion = toolVersion
        self.helpBase = helpBase
        self.language = language
    }

    /// The whole log. `codes` are described as rules besides those that occur.
    public func render(
        _ diagnostics: [Diagnostic], in map: SourceMap, codes: [DiagnosticCode] = []
    ) -> String {
        let unique = diagnostics.sortedAndUnique()
        var known: [String: DiagnosticCode] = [:]
        for code in codes + unique.map(\.code) where known[code.id] == nil { known[code.id] = code }
        let rules = known.values.sorted { $0.id < $1.id }
        let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($0.element.id, $0.offset) })
        let offsets = OffsetCache(map)
        let run = JSONText.object([
            (
                "tool",
                .object([
                    (
                        "driver",
                        .object([
                            ("name", .string("lowcarbon")), ("version", .string(toolVersion)),
                            ("rules", .array(rules.map(rule))),
                        ])
                    )
                ])
            ),
            ("columnKind", .string("utf16CodeUnits")),
            ("language", .string(language == .zh ? "zh-CN" : "en")),
            ("results", .array(unique.map { result($0, in: offsets, ruleIndex: indices[$0.code.id] ?? -1) })),
        ])
        return JSONText.object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
            ("runs", .array([run])),
        ]).pretty
    }

    private func rule(_ code: DiagnosticCode) -> JSONText {
        .object([
            ("id", .string(code.id)),
            ("shortDescription", text(code.title[language])),
            ("helpUri", .string(helpBase + code.id + ".md")),
            ("properties", both(code.title)),
        ])
    }

    private func result(_ diagnostic: Diagnostic, in offsets: OffsetCache, ruleIndex: Int) -> JSONText {
        let message = ([diagnostic.message] + diagnostic.notes).map { $0[language] }.joined(separator: "\n")
        var members: [(String, JSONText)] = [
            ("ruleId", .string(diagnostic.code.id)), ("ruleIndex", .integer(ruleIndex)),
            ("level", .string(diagnostic.severity.rawValue)), ("message", text(message)),
            ("locations", .array([.object([physical(diagnostic.span, in: offsets)])])),
        ]
        if !diagnostic.labels.isEmpty {
            let related = diagnostic.labels.enumerated().map { index, label in
                JSONText.object([
                    ("id", .integer(index + 1)), physical(label.span, in: offsets),
                    ("message", text(label.text[language])),
                ])
            }
            members.append(("relatedLocations", .array(related)))
        }
        let fixes = diagnostic.fixIts.filter { !$0.edits.isEmpty }.map { fix($0, in: offsets) }
        if !fixes.isEmpty { members.append(("fixes", .array(fixes))) }
        members.append(("properties", both(diagnostic.message)))
        return .object(members)
    }

    private func fix(_ fixIt: Diagnostic.FixIt, in offsets: OffsetCache) -> JSONText {
        var files: [SourceID] = []
        for edit in fixIt.edits where !files.contains(edit.span.file) { files.append(edit.span.file) }
        let changes = files.map { id in
            JSONText.object([
                ("artifactLocation", artifact(offsets.map.path(of: id))),
                (
                    "replacements",
                    .array(
                        fixIt.edits.filter { $0.span.file == id }.map { edit in
                            .object([
                                ("deletedRegion", offsets.region(edit.span)),
                                ("insertedContent", text(edit.replacement)),
                            ])
                        })
                ),
            ])
        }
        return .object([("description", text(fixIt.title[language])), ("artifactChanges", .array(changes))])
    }

    private func physical(_ span: Span, in offsets: OffsetCache) -> (String, JSONText) {
        (
            "physicalLocation",
            .object([
                ("artifactLocation", artifact(offsets.map.path(of: span.file))), ("region", offsets.region(span)),
            ])
        )
    }

    private func text(_ string: String) -> JSONText { .object([("text", .string(string))]) }

    private func both(_ message: Message) -> JSONText {
        .object([("zh", .string(message.zh)), ("en", .string(message.en))])
    }

    /// A path as a URI reference: everything but unreserved characters and `/` is percent-encoded.
    private func artifact(_ path: String) -> JSONText {
        var uri = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                byte < 0x80
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-._~/".unicodeScalars.contains(scalar))
            if isPlain {
                uri.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                uri += "%" + (digits.count < 2 ? "0" + digits : digits)
            }
        }
        return .object([("uri", .string(uri))])
    }
}
