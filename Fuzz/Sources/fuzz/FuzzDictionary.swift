import RuleSyntax

/// The words of the language in both spellings, in the form of a libFuzzer dictionary.
enum FuzzDictionary {
    static var text: String {
        let pairs = Vocabulary.keywords + Vocabulary.functions + Vocabulary.labels + Vocabulary.builtInValues
        let words = pairs.flatMap { [$0.en, $0.zh] } + Keyword.all.flatMap { [$0.en, $0.zh] } + signs
        return Set(words).sorted().map { "\"" + escaped($0) + "\"\n" }.joined()
    }

    private static let signs = [
        ": ", "\n  ", "\n    ", "\n- ", "|\n", "{", "}", "[", "]", "..", "<=", ">=", "!=", "**", "| - |",
        "@\"2026-01-01\"",
        "kWh/(m2.a)", "%", "9223372036854775807", "170141183460469231731687303715884105727", "0.000000000001", "1e400",
        "\u{FEFF}", "\u{3000}", "：", "，",
    ]

    private static func escaped(_ word: String) -> String {
        word.utf8.map { byte in
            (0x20..<0x7F).contains(byte) && byte != 0x22 && byte != 0x5C
                ? String(UnicodeScalar(byte))
                : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
