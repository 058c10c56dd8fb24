import Diagnostics
import Testing

@Suite struct SourceFileTests {
    @Test func linesEndAtEveryKindOfBreak() {
        let file = SourceFile(path: "a", bytes: Array("a\nb\r\nc\rd".utf8))
        #expect(file.lineStarts == [0, 2, 5, 7])
        #expect((0..<5).map { file.text(in: file.lineRange($0)) } == ["a", "b", "c", "d", ""])
        #expect(SourceFile(path: "a", bytes: []).lineCount == 1)
        #expect(SourceFile(path: "a", bytes: [0x0A]).lineCount == 2)
    }

    @Test func columnsCountCharactersAndUTF16() {
        let file = SourceFile(path: "a", bytes: Array("x\n中😀b".utf8))
        #expect(file.position(at: 2) == SourcePosition(offset: 2, line: 2, column: 1, utf16Column: 1))
        #expect(file.position(at: 5) == SourcePosition(offset: 5, line: 2, column: 2, utf16Column: 2))
        #expect(file.position(at: 9) == SourcePosition(offset: 9, line: 2, column: 3, utf16Column: 4))
        #expect(file.position(at: 10) == SourcePosition(offset: 10, line: 2, column: 4, utf16Column: 5))
        #expect(file.position(at: 4).column == 1)
        #expect(file.position(at: 99).offset == 10)
        #expect(file.position(at: -1).offset == 0)
    }

    /// Every offset of a file agrees with counting from its start.
    @Test func everyOffset() {
        let text = "规范: a\r\n\r\n\tb: 😀e\u{301}\rx\n"
        let file = SourceFile(path: "a", bytes: Array(text.utf8))
        var offset = 0
        var line = 1
        var column = 1
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let position = file.position(at: offset)
            #expect(position.line == line && position.column == column)
            offset += UTF8.width(scalar)
            let isCRLF = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
            if scalar == "\n" || (scalar == "\r" && !isCRLF) {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        #expect(file.position(at: offset).line == line)
    }

    @Test func mapsKeepFilesApart() {
        var map = SourceMap()
        let first = map.add(path: "a", text: "1")
        let second = map.add(path: "b", text: "22")
        #expect(map.add(path: "a", text: "1") == first)
        #expect(map.add(path: "a", text: "changed") != first)
        #expect(map.path(of: second) == "b")
        #expect(map.text(of: Span(file: second, start: 1, end: 9)) == "2")
        #expect(map[SourceID(-1)] == nil && map[SourceID(7)] == nil)
    }
}
