import Diagnostics
import YAMLTree

extension DocumentReader {
    /// Documents that sources refer to: id → `{title, url, issued}`.
    mutating func sources(_ entry: YAMLNode.Entry?) -> [SourceEntry] {
        declarations(entry) { reader, part in
            guard let name = reader.declared(part, .source), let fields = reader.fields(part, in: .sourceEntry) else {
                return nil
            }
            return SourceEntry(
                id: name.key, title: fields[.title].flatMap { reader.bilingual($0) },
                url: fields[.url].flatMap { reader.text($0)?.value },
                issued: fields[.issuedOn].flatMap { reader.text($0)?.value })
        }
    }

    /// `source: {ref, clause, mark, note, decided}`.
    public mutating func provenance(_ entry: YAMLNode.Entry) -> Provenance? {
        guard let fields = fields(entry, in: .provenance) else { return nil }
        return Provenance(
            ref: fields[.ref].flatMap { reference($0, .source) },
            clause: fields[.clause].flatMap { text($0)?.value },
            mark: fields[.mark].flatMap { keyword($0, KeywordList.marks) },
            decided: fields[.decided].flatMap { decision($0) },
            note: fields[.note].flatMap { bilingual($0) },
            span: entry.span)
    }

    private mutating func decision(_ entry: YAMLNode.Entry) -> Provenance.Decision? {
        guard let fields = fields(entry, in: .decision) else { return nil }
        require(.by, fields)
        require(.document, fields)
        let by = fields[.by].flatMap { text($0) }
        let document = fields[.document].flatMap { text($0) }
        guard let by, let document else { return nil }
        return Provenance.Decision(by: by.value, document: document.value)
    }
}
