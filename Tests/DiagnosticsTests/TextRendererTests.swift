import Diagnostics
import Testing

private let code = DiagnosticCode("LC0999", zh: "样例", en: "sample")

/// Renders one finding whose places are marked in the source: `⟦…⟧` the first, `⟪…⟫` a label.
private func render(
    _ marked: String, language: MessageLanguage = .en, notes: [Message] = [], fix: String? = nil, width: Int = 160,
    isColoured: Bool = false
) -> String {
    var text = ""
    var places: [Unicode.Scalar: Int] = [:]
    for scalar in marked.unicodeScalars {
        if "⟦⟧⟪⟫".unicodeScalars.contains(scalar) {
            places[scalar] = text.utf8.count
        } else {
            text.unicodeScalars.append(scalar)
        }
    }
    var map = SourceMap()
    let file = map.add(path: "rules/a.yaml", text: text)
    let span = Span(file: file, start: places["⟦"] ?? 0, end: places["⟧"] ?? 0)
    var finding = Diagnostic(code, .error, Message(zh: "`值` 有误", en: "`value` is wrong"), at: span, notes: notes)
    if let start = places["⟪"], let end = places["⟫"] {
        finding.labels = [
            .init(span: Span(file: file, start: start, end: end), text: Message(zh: "第一次", en: "first here"))
        ]
    }
    if let fix {
        finding.fixIts = [
            .init(title: Message(zh: "改成这样", en: "write this"), edits: [TextEdit(span: span, replacement: fix)])
        ]
    }
    return TextRenderer(language: language, isColoured: isColoured, sourceWidth: width).render([finding], in: map)
}

@Suite struct TextRendererTests {
    @Test func plainLine() {
        #expect(
            render("a: 1\nkey: ⟦value⟧\n", notes: [Message(zh: "说明文字", en: "a note")], fix: "\"value\"") == """
                rules/a.yaml:2:6: error[LC0999]: `value` is wrong
                   |
                 2 | key: value
                   |      ^^^^^
                   = note: a note
                   = mend: write this
                 2 + key: "value"

                """)
    }

    @Test func chineseIsTwoColumnsWide() {
        #expect(
            render("标题：⟦酒店⟧，⟪abc⟫\n", language: .zh, notes: [Message(zh: "说明文字", en: "a note")], fix: "饭店") == """
                rules/a.yaml:1:4: 错误[LC0999]：`值` 有误
                   |
                 1 | 标题：酒店，abc
                   |       ^^^^
                   |             --- 第一次
                   = 说明：说明文字
                   = 改法：改成这样
                 1 + 标题：饭店，abc

                """)
    }

    @Test func tabsAndControlsAreSpelledOut() {
        #expect(
            render("\ta\u{1B}[2J\u{202E}⟦b⟧\u{1F600}\n") == """
                rules/a.yaml:1:8: error[LC0999]: `value` is wrong
                   |
                 1 |     a␛[2J<U+202E>b😀
                   |                  ^

                """)
    }

    @Test func combiningMarksTakeNoColumn() {
        #expect(render("e\u{301}x⟦y⟧\n").hasSuffix(" 1 | e\u{301}xy\n   |   ^\n"))
        #expect(render("⟦e\u{301}⟧xy\n").hasSuffix("\n   | ^\n"))
    }

    @Test func severalLines() {
        #expect(
            render("⟪a⟫: 1\nb: ⟦2\n  c\n\n  d⟧\n") == """
                rules/a.yaml:2:4: error[LC0999]: `value` is wrong
                   |
                 1 | a: 1
                   | - first here
                 2 | b: 2
                   |    ^
                 3 |   c
                   |   ^
                 4 |
                   | ^
                 5 |   d
                   |   ^

                """)
        #expect(
            render("⟦a\nb\nc\nd\ne\nf⟧\ng\n⟪h⟫\n") == """
                rules/a.yaml:1:1: error[LC0999]: `value` is wrong
                   |
                 1 | a
                   | ^
                 2 | b
                   | ^
                   …
                 6 | f
                   | ^
                   …
                 8 | h
                   | - first here

                """)
    }

    @Test func emptyPlacesAndTheEndOfTheFile() {
        #expect(render("a: ⟦⟧\nb").hasSuffix(" 1 | a: \n   |    ^\n"))
        #expect(render("a: 1\n⟦⟧").hasSuffix(" 2 |\n   | ^\n"))
        #expect(render("⟦⟧") == "rules/a.yaml:1:1: error[LC0999]: `value` is wrong\n   |\n 1 |\n   | ^\n")
    }

    @Test func longLinesAreCutAroundTheCaret() {
        let padding = String(repeating: "x", count: 5000)
        let lines = render("\(padding)⟦中⟧\(padding)\n", width: 40).split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[2] == " 1 | …xxxxxxxxxx中xxxxxxxxxxxxxxxxxxxxxxxxxxxx…")
        #expect(lines[3] == "   |            ^^")
    }

    @Test func numbersOfLinesShareOneGutter() {
        let text = render(String(repeating: "x\n", count: 8) + "⟪a⟫\nb: ⟦2⟧\n")
        #expect(text.contains("  9 | a\n    | - first here\n 10 | b: 2\n    |    ^\n"))
    }

    @Test func colourChangesNothingElse() {
        let coloured = render("标题: ⟦酒店⟧ ⟪x⟫\n", fix: "饭店", isColoured: true)
        let plain = coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
        #expect(coloured != plain)
        #expect(plain == render("标题: ⟦酒店⟧ ⟪x⟫\n", fix: "饭店"))
    }

    @Test func labelsInOtherFilesAndUnknownFiles() {
        var map = SourceMap()
        let first = map.add(path: "a.yaml", text: "a: 1\n")
        let second = map.add(path: "因子.yaml", text: "b: 2\n键: 3\n")
        let finding = Diagnostic(
            code, .warning, Message(zh: "`a` 重名", en: "`a` again"), at: Span(file: first, start: 0, end: 1),
            labels: [.init(span: Span(file: second, start: 5, end: 8), text: Message(zh: "在此", en: "here"))])
        #expect(
            TextRenderer(language: .zh).render([finding], in: map) == """
                a.yaml:1:1: 警告[LC0999]：`a` 重名
                   |
                 1 | a: 1
                   | ^
                   --> 因子.yaml:2:1
                   |
                 2 | 键: 3
                   | -- 在此

                """)
        let lost = Diagnostic(
            code, .note, Message(zh: "x", en: "x"), at: Span(file: SourceID(9), start: 4, end: 2))
        #expect(TextRenderer(language: .en).render([lost], in: map) == "<unknown>: note[LC0999]: x\n")
    }

    /// Any span whatever, in any bytes whatever, is rendered without a crash.
    @Test func anySpanInAnyBytes() {
        let sources: [[UInt8]] = [
            [], [0xFF], Array("中\r\n文\r字\n\n".utf8), [0xE4, 0xB8], [0x61, 0xF0, 0x9F, 0x98, 0x0A, 0x80, 0x80],
        ]
        for bytes in sources {
            var map = SourceMap()
            let file = map.add(path: "x", bytes: bytes)
            for start in -1...(bytes.count + 2) {
                for end in -1...(bytes.count + 2) {
                    let span = Span(file: file, start: start, end: end)
                    let edit = Diagnostic.FixIt(
                        title: Message(zh: "改", en: "mend"), edits: [TextEdit(span: span, replacement: "y\nz")])
                    let finding = Diagnostic(
                        code, .error, Message(zh: "x", en: "x"), at: span,
                        labels: [.init(span: span, text: Message(zh: "l", en: "l"))], fixIts: [edit])
                    #expect(!TextRenderer(sourceWidth: 20).render([finding], in: map).isEmpty)
                    #expect(!JSONRenderer().lines([finding], in: map).isEmpty)
                    #expect(!SARIFRenderer(toolVersion: "1", helpBase: "urn:x/").render([finding], in: map).isEmpty)
                }
            }
        }
    }
}
