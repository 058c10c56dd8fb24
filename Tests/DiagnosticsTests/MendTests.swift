import Diagnostics
import Testing

private func edit(_ start: Int, _ end: Int, _ text: String) -> TextEdit {
    TextEdit(span: Span(file: SourceID(0), start: start, end: end), replacement: text)
}

@Suite struct MendTests {
    @Test func editsApplyInAnyOrder() throws {
        let bytes = Array("abcdef".utf8)
        for edits in [
            [edit(0, 1, "X"), edit(3, 3, "中"), edit(5, 6, "")], [edit(5, 6, ""), edit(3, 3, "中"), edit(0, 1, "X")],
        ] {
            #expect(String(decoding: try edits.applied(to: bytes), as: UTF8.self) == "Xbc中de")
        }
        #expect(try [edit(1, 2, "x"), edit(1, 2, "x")].applied(to: bytes) == Array("axcdef".utf8))
        #expect(try [edit(1, 2, "x"), edit(2, 2, "y")].applied(to: bytes) == Array("axycdef".utf8))
        #expect(try [TextEdit]().applied(to: bytes) == bytes)
    }

    @Test func overlapsAndOutsidesAreRefused() {
        let bytes = Array("abcdef".utf8)
        let wrong = [
            [edit(0, 3, ""), edit(2, 4, "")], [edit(1, 1, "x"), edit(1, 1, "y")], [edit(1, 2, "x"), edit(1, 2, "y")],
            [edit(0, 4, ""), edit(2, 2, "x")], [edit(0, 9, "")], [edit(-1, 0, "")], [edit(3, 2, "")],
        ]
        for edits in wrong {
            #expect(throws: TextEditError.self) { try edits.applied(to: bytes) }
        }
    }

    @Test func firstFixItWins() {
        let code = DiagnosticCode("LC0999", zh: "样例", en: "sample")
        func finding(_ start: Int, _ edits: [TextEdit]) -> Diagnostic {
            Diagnostic(
                code, .error, Message(zh: "x", en: "x"), at: Span(file: SourceID(0), start: start, end: start + 1),
                fixIts: [.init(title: Message(zh: "改", en: "mend"), edits: edits)])
        }
        let findings = [finding(2, [edit(1, 4, "-")]), finding(0, [edit(0, 2, "+")]), finding(4, [edit(4, 5, "!")])]
        let result = Diagnostic.applyFixIts(of: findings, to: Array("abcdef".utf8), file: SourceID(0))
        #expect(String(decoding: result.bytes, as: UTF8.self) == "+cd!f")
        #expect(result.applied.map(\.span.start) == [0, 4])
    }

    @Test func orderAndRepeats() {
        let code = DiagnosticCode("LC0999", zh: "样例", en: "sample")
        func finding(_ file: Int, _ start: Int, _ severity: Diagnostic.Severity = .error, note: String = "")
            -> Diagnostic
        {
            Diagnostic(
                code, severity, Message(zh: "x", en: "x"), at: Span(file: SourceID(file), start: start, end: start),
                notes: note.isEmpty ? [] : [Message(zh: note, en: note)])
        }
        let mixed = [
            finding(1, 0), finding(0, 5), finding(0, 2, .warning), finding(0, 2), finding(0, 5),
            finding(0, 5, note: "n"),
            finding(0, 5),
        ]
        #expect(
            mixed.sortedAndUnique() == [
                finding(0, 2), finding(0, 2, .warning), finding(0, 5), finding(0, 5, note: "n"), finding(1, 0),
            ])
    }
}

@Suite struct ClosestMatchTests {
    @Test(
        arguments: [
            ("floor_aera", "floor_area"), ("Floor-Area", "floor_area"), ("flor_area", "floor_area"),
            ("electricty", "electricity"), ("建筑面机", "建筑面积"), ("电良", "电量"), ("用电", nil), ("用电量", "年用电量"), ("gas", nil),
            ("x", nil), ("", nil), ("totally_else", nil), ("入主率", "入住率"), ("ocupancy", "occupancy"),
        ] as [(String, String?)])
    func suggests(_ word: String, _ expected: String?) {
        let names = ["floor_area", "electricity", "建筑面积", "年用电量", "电量", "入住率", "occupancy"]
        #expect(closestMatch(of: word, among: names) == expected)
    }

    @Test func distances() {
        #expect(editDistance("abc", "acb") == 1)
        #expect(editDistance("", "abc") == 3)
        #expect(editDistance("kitten", "sitting") == 3)
        #expect(editDistance("入住", "住入") == 1)
    }

    @Test func longWordsAreBounded() {
        #expect(closestMatch(of: String(repeating: "a", count: 100_000), among: ["a"]) == nil)
    }
}
