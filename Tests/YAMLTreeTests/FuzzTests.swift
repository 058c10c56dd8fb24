import Diagnostics
import Testing
import YAMLTree

/// Whatever the bytes, the loader says something sensible about places inside the file.
@Suite struct FuzzTests {
    private func holds(_ bytes: [UInt8]) -> Bool {
        let loaded = load(bytes, limits: YAMLLimits(depth: 8, nodes: 200, scalarBytes: 100, keyBytes: 20, findings: 10))
        guard loaded.root != nil || loaded.findings.contains(where: { $0.severity == .error }) else { return false }
        var map = SourceMap()
        _ = map.add(path: "f.yaml", bytes: bytes)
        if TextRenderer().render(loaded.findings, in: map).isEmpty != loaded.findings.isEmpty { return false }
        for finding in loaded.findings {
            let spans = [finding.span] + finding.labels.map(\.span) + finding.fixIts.flatMap { $0.edits.map(\.span) }
            let isInside = spans.allSatisfy { $0.start >= 0 && $0.start <= $0.end && $0.end <= bytes.count }
            if !isInside || finding.code.id == "LC0010" { return false }
            if finding.fixIts.contains(where: { (try? $0.edits.applied(to: bytes)) == nil }) { return false }
        }
        guard let root = loaded.root else { return true }
        _ = root.comments(in: bytes)
        return root.scalars.allSatisfy {
            $0.span.start >= 0 && $0.span.start <= $0.span.end && $0.span.end <= bytes.count
        }
    }

    @Test func randomPieces() {
        var generator = SplitMix(state: 7)
        let pieces: [[UInt8]] =
            [
                "a", "键", ":", ": ", "：", "\n", "\r\n", "\r", " ", "  ", "\t", "- ", "-", "? ", "[", "]", "{", "}", ",",
                "#", " #", "&", "*", "!",
                "!!", "|", ">", "|2", "\"", "'", "\\", "\\x4", "%", "@", "`", "---\n", "...\n", "<<", "..", "(", ")",
                "=", "1", "\u{3000}", "\u{202E}",
                "\u{FEFF}", "%YAML 1.2\n", "é", "а", "😀", "~",
            ].map { Array($0.utf8) } + [[0xFF], [0x80], [0xC3], [0], [0xE2, 0x80]]
        for round in 0..<15_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<16, using: &generator) {
                let limit = round % 4 == 0 ? pieces.count : pieces.count - 5
                bytes += pieces[Int.random(in: 0..<limit, using: &generator)]
            }
            if !holds(bytes) {
                Issue.record("\(String(decoding: bytes, as: UTF8.self).debugDescription) \(load(bytes).findings)")
                return
            }
        }
    }

    @Test func everyCutAndEveryByteOfANorm() {
        let norm = Array(
            "规范: 酒店 # c\ntitle: {zh: \"低碳\\n\", en: 'it''s'}\nlist:\n- [a, b]\n- |\n  | 头 | x |\n  | 1 | 2 |\nv: >-\n  a\n  b\n"
                .utf8)
        for cut in 0...norm.count { #expect(holds(Array(norm[..<cut])), "cut at \(cut)") }
        for index in norm.indices {
            for byte: UInt8 in [0, 9, 10, 13, 32, 34, 35, 38, 39, 42, 45, 58, 91, 93, 123, 125, 128, 255] {
                var changed = norm
                changed[index] = byte
                #expect(holds(changed), "byte \(byte) at \(index)")
            }
        }
    }
}
