import Diagnostics
import Testing
import YAMLTree

@Suite struct LoaderTests {
    @Test func readsANorm() {
        let loaded = load("规范: 酒店\ntitle: {zh: 低碳, en: Low}\nlist:\n- a\n-   'b'\nempty:\n")
        #expect(loaded.findings.isEmpty)
        #expect(loaded.root?.outline == #"{规范: "酒店", title: {zh: "低碳", en: "Low"}, list: ["a", "b"], empty: ""}"#)
    }

    @Test func spansAreExact() {
        let source = "规范: 酒店\ntitle: {zh: 低碳, en: Low} # c\nmap:\n  a: 'x'\n  b: |\n    行\n    two\n\nlast:\n"
        let bytes = Array(source.utf8)
        func text(_ span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }
        guard case .mapping(let entries)? = load(source).root?.content else {
            Issue.record("no mapping")
            return
        }
        #expect(entries.map { text($0.keySpan) } == ["规范", "title", "map", "last"])
        #expect(
            entries.map { text($0.value.span) } == [
                "酒店", "{zh: 低碳, en: Low}", "a: 'x'\n  b: |\n    行\n    two", "",
            ])
    }

    @Test func byteOrderMarkShiftsPlaces() {
        let loaded = load([0xEF, 0xBB, 0xBF] + Array("键: 值".utf8))
        #expect(loaded.root?.outline == #"{键: "值"}"#)
        #expect(loaded.root?.scalars.first?.span == Span(file: SourceID(0), start: 8, end: 11))
    }
}
