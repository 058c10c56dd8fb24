import Diagnostics
import Testing

@testable import YAMLTree

/// Every character of a text must map to the place where it is written.
@Suite struct TextMapTests {
    /// Checks one scalar against its source without using the code under test to read escapes.
    static func check(_ scalar: YAMLNode.Scalar, _ bytes: [UInt8]) -> String? {
        var offset = 0
        var last = -1
        for character in scalar.text.unicodeScalars {
            let length = UTF8.width(character)
            let span = scalar.map.span(offset..<(offset + length))
            let written = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
            let isItself = written.unicodeScalars.elementsEqual([character])
            let isBreak = ["\n", "\r", "\r\n"].contains(written)
            let isAllowed =
                isItself || (isBreak && (character == "\n" || character == " "))
                || (scalar.style == .singleQuoted && written == "''" && character == "'")
                || (scalar.style == .doubleQuoted && escapes(written) == character)
            if !isAllowed { return "\(character) at \(offset) maps to `\(written)` \(span.start)..<\(span.end)" }
            if span.start <= last { return "\(character) at \(offset) goes back to \(span.start)" }
            for inside in offset..<(offset + length) {
                let place = scalar.map.source(inside)
                if place < span.start || place >= span.end { return "byte \(inside) maps to \(place)" }
            }
            last = span.start
            offset += length
        }
        let end = scalar.map.source(offset)
        if end != scalar.map.sourceEnd { return "the end maps to \(end), not \(scalar.map.sourceEnd)" }
        return nil
    }

    static func escapes(_ written: String) -> Unicode.Scalar? {
        guard written.hasPrefix("\\") else { return nil }
        let body = written.dropFirst()
        if let letter = body.first, "xuU".contains(letter), body.count > 1 {
            return UInt32(body.dropFirst(), radix: 16).flatMap { Unicode.Scalar($0) }
        }
        let table: [String: Unicode.Scalar] = [
            "n": "\n", "t": "\t", "\"": "\"", "\\": "\\", "/": "/", "_": "\u{A0}", "L": "\u{2028}", "P": "\u{2029}",
            "N": "\u{85}", "e": "\u{1B}", "0": "\0", "r": "\r", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}",
            "v": "\u{B}", " ": " ", "\t": "\t",
        ]
        return table[String(body)]
    }

    static func checkAll(_ bytes: [UInt8]) -> [String] { checkEach(bytes).compactMap { $0 } }

    /// One entry per scalar, nil where its map is right. Refused documents are looked at too, as far as they
    /// were read, but not scalars with an anchor or tag: their place includes it.
    static func checkEach(_ bytes: [UInt8]) -> [String?] {
        let text = YAMLText(bytes: bytes, file: SourceID(0))
        guard CharacterScan.firstInvalidUTF8(bytes) == nil else { return [] }
        let base = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let reader = EventReader(bytes: bytes, base: base) else { return ["no reader"] }
        var builder = TreeBuilder(text: text, limits: .default)
        return builder.run(reader)?.scalars
            .filter { $0.span.start >= bytes.count || !"&!".utf8.contains(bytes[$0.span.start]) }
            .map { check($0.scalar, bytes) } ?? []
    }

    @Test(
        arguments: [
            "a: 用电量 / 建筑面积\n", "a: one\n  two 二\n\n\n  three\n\n  四 \t \n  five\n",
            "a: one\r\n  two\r  three\r\n\r\n  x\n",
            "a: 'it''s 中 ''q'''\n", "a: 'x\n\n  y\n  z'\n", "a: ' \n  y'\n", "a: ''\n", "a: ''''\n",
            #"a: "\x41\u4e2d\U0001F600\n\t\"\\\/\_\L\P\N\e\0\ b""# + "\n", "a: \"x\\\n   y\n\n  z \\\n\n  \\ w\"\n",
            "a: \"\\u4e2d\"\n", "a: \"中\\\"\"\n", "a: \"\"\n", "a: |\n  x\n   y\n\n  中文\n\nb: 1\n", "a: |-\n  x",
            "a: |+\n  x\n\n\n",
            "a: |2\n    x\n  y\n", "- |1\n  x\n y\n", "a: |\r\n  x\r\n  y\r\n", "a: |  # c - +\n\n\n  x\n",
            "a: >\n  x\n  y\n\n  z\n   w\n  v\n",
            "a: >-\n\n  x\n\n\n  y\n", "a: >+\n  x\n\n\n", "a: >\n  x\r\n  y\r\n\r\n  z\r\n", "a: |\n", "a: |+\n\n\n",
            "a: >\n\n", "a: |\n  x\n   \n  y\n    \n",
            "a:\n  b: |\n   | 头 | points |\n   | -- | -- |\n\n   | < 80 | 5 |\n  c: 1\n",
            "[a b, 'c',\n \"d\n  e\", f\n g]\n", "\u{FEFF}键: \"值\\n\"\n",
            "- >2\n    x\n    y\n  z\n", "a: |-\n  x\n\n\nb: >-\n  中\n  文\n\n",
        ])
    func everyByte(_ source: String) {
        #expect(TextMapTests.checkAll(Array(source.utf8)) == [])
    }

    @Test func everyStyleIsRebuiltFromRandomText() {
        var generator = SplitMix(state: 20_260_701)
        let pieces = [
            "a", "中", " ", "  ", "\n", "\r\n", "\r", "\t", "''", "\\n", "\\u4e2d", "\\\n", "é", "😀", "|", "#", "-", ",",
            ".", "\\ ",
        ]
        var loaded = 0
        for _ in 0..<30_000 {
            var body = ""
            for _ in 0..<Int.random(in: 0..<12, using: &generator) {
                body += pieces.randomElement(using: &generator) ?? ""
            }
            let indented = body.replacing("\n", with: "\n  ")
            let header = ["|", ">", "|-", ">+", "|2", ">2-", "|+"].randomElement(using: &generator) ?? "|"
            let source =
                [
                    "k: x\(indented)", "k: 'x\(indented)'\nl: 1", "k: \"\(indented)\"\nl: 1",
                    "k: \(header)\n  \(indented)\nl: 1", "- \(header)\n  \(indented)",
                    "[\(indented), b]",
                ].randomElement(using: &generator) ?? ""
            let bytes = Array(source.utf8)
            let results = TextMapTests.checkEach(bytes)
            let wrong = results.compactMap { $0 }
            loaded += results.count
            #expect(wrong == [], "\(source.debugDescription)")
            if !wrong.isEmpty { return }
        }
        #expect(loaded > 10_000)
    }

    @Test func spanOfAnEscapeIsWhole() {
        let loaded = load("a: \"x\\u4e2dy\"\n")
        guard let scalar = loaded.root?.scalars.first?.scalar else {
            Issue.record("no scalar")
            return
        }
        #expect(scalar.map.span(1..<4) == Span(file: SourceID(0), start: 5, end: 11))
        #expect(scalar.map.span(0..<5) == Span(file: SourceID(0), start: 4, end: 12))
        #expect(scalar.map.span(5..<5) == Span(file: SourceID(0), start: 12, end: 12))
    }
}

/// A small generator with a fixed seed: the same texts on every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
