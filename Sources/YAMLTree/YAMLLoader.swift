import Diagnostics

/// Reads one YAML document into nodes with places. Refuses what a rule file has no need of, at its place; see `docs/yaml.md`.
public enum YAMLLoader {
    /// - Parameters:
    ///   - bytes: the whole file; UTF-8, a byte order mark at the start is passed over.
    ///   - file: its name in spans.
    ///   - limits: how large and how deep a file may be.
    ///   - bag: gets every finding.
    /// - Returns: the root, a mapping or a list. Nil where the text cannot be trusted: then the bag holds at least one error.
    ///   A node may come back together with errors (such as a duplicate key, whose second value is left out).
    public static func load(
        _ bytes: [UInt8], file: SourceID, limits: YAMLLimits = .default, into bag: inout DiagnosticBag
    ) -> YAMLNode? {
        let text = YAMLText(bytes: bytes, file: file)
        guard let base = checkBytes(text, limits: limits, into: &bag) else { return nil }
        let clean = checkCharacters(text, from: base, limits: limits, into: &bag)
        guard clean != .unreadable else { return nil }
        guard let reader = EventReader(bytes: bytes, base: base) else {
            bag.add(YAMLSyntaxErrors.unknown("out of memory", in: text, at: 0))
            return nil
        }
        var builder = TreeBuilder(text: text, limits: limits)
        let root = builder.run(reader)
        bag.add(contentsOf: withoutConsequences(builder.findings))
        return clean == .clean && !builder.isDamaged ? root : nil
    }

    /// A key indented by an unusual space ends the block it belongs to: the keys after it are not to blame.
    private static func withoutConsequences(_ findings: [Diagnostic]) -> [Diagnostic] {
        guard let space = findings.first(where: { $0.code == .wideSpace }) else { return findings }
        return findings.filter { $0.code != .expectedKey || $0.span.start < space.span.start }
    }

    private enum Cleanliness { case clean, deceptive, unreadable }

    /// Size and encoding. Returns where the text starts, after a byte order mark.
    private static func checkBytes(_ text: YAMLText, limits: YAMLLimits, into bag: inout DiagnosticBag) -> Int? {
        let bytes = text.bytes
        guard bytes.count <= limits.bytes else {
            bag.add(
                text.error(
                    .fileTooLarge, 0..<0,
                    zh: "文件有 \(bytes.count) 字节，上限为 \(limits.bytes) 字节；请拆成几个文件，或把大表放进 `csv` 文件",
                    en:
                        "the file has \(bytes.count) bytes, the limit is \(limits.bytes); split it, or move large tables to a `csv` file"
                ))
            return nil
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            bag.add(
                text.error(
                    .notUTF8, 0..<2, zh: "文件是 UTF-16 或 UTF-32 编码；请另存为 UTF-8",
                    en: "the file is in UTF-16 or UTF-32; save it as UTF-8"))
            return nil
        }
        if let offset = CharacterScan.firstInvalidUTF8(bytes) {
            let byte = String(bytes[offset], radix: 16, uppercase: true)
            var finding = text.error(
                .notUTF8, offset..<(offset + 1), zh: "字节 `\(byte)` 不是 UTF-8；请把文件另存为 UTF-8",
                en: "the byte `\(byte)` is not UTF-8; save the file as UTF-8")
            if looksLikeGBK(bytes) {
                finding.notes.append(
                    Message(
                        zh: "文件看来是 GBK（GB 18030）编码", en: "the file looks like GBK (GB 18030)"))
            }
            bag.add(finding)
            return nil
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Every byte beyond ASCII belongs to a two-byte character of GBK.
    private static func looksLikeGBK(_ bytes: [UInt8]) -> Bool {
        var index = 0
        var pairs = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            guard (0x81...0xFE).contains(bytes[index]), index + 1 < bytes.count, bytes[index + 1] >= 0x40,
                bytes[index + 1] != 0x7F, bytes[index + 1] != 0xFF
            else { return false }
            pairs += 1
            index += 2
        }
        return pairs > 1
    }

    private static func checkCharacters(
        _ text: YAMLText, from base: Int, limits: YAMLLimits, into bag: inout DiagnosticBag
    ) -> Cleanliness {
        var result = Cleanliness.clean
        for offence in CharacterScan.offences(in: text.bytes, from: base, limit: limits.findings) {
            bag.add(text.offence(offence.range, value: offence.value, kind: offence.kind))
            switch offence.kind {
            case .control, .noncharacter, .lineBreak: return .unreadable
            case .invisible, .direction: result = .deceptive
            }
        }
        return result
    }
}
