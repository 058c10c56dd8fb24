import Diagnostics
import Foundation
import Testing
import YAMLTree

/// The hostile patterns, ten and a hundred times larger than the samples: refused or read as the samples are, with few findings
/// and in time that grows with the size. What each cost is printed.
@Suite struct LargerPatternTests {
    /// A pattern at some factor, and the code of its first error there; nil where it is read.
    struct Pattern: Sendable, CustomTestStringConvertible {
        var name: String
        var text: @Sendable (Int) -> String
        var codes: [Int: String?]
        var testDescription: String { name }

        init(_ name: String, _ ten: String?, _ hundred: String?, _ text: @escaping @Sendable (Int) -> String) {
            self.name = name
            self.text = text
            codes = [10: ten, 100: hundred]
        }
    }

    static let patterns: [Pattern] = [
        Pattern("alias levels", "LC0024", "LC0024") { factor in
            "a0: &a0 [x]\n"
                + (1..<(9 * factor)).map { level in
                    "a\(level): &a\(level) [" + repeated("*a\(level - 1), ", 8) + "*a\(level - 1)]\n"
                }.joined()
        },
        Pattern("one large text aliased", "LC0024", "LC0024") { factor in
            "a: &a \"" + repeated("x", 4096 * factor) + "\"\nb: [" + repeated("*a, ", 499 * factor) + "*a]\n"
        },
        Pattern("chain of merge keys", "LC0024", "LC0024") { factor in
            "a0: &a0 {k: v}\n"
                + (1..<(20 * factor)).map { "a\($0): &a\($0) {<<: [*a\($0 - 1), *a\($0 - 1)]}\n" }.joined()
        },
        Pattern("lists in braces", "LC0030", "LC0030") { repeated("[", 10_000 * $0) + repeated("]", 10_000 * $0) },
        Pattern("mappings in braces", "LC0030", "LC0030") { repeated("{a: ", 3_000 * $0) },
        Pattern("lists by dashes", "LC0030", "LC0030") { repeated("- ", 10_000 * $0) + "x" },
        Pattern("indented mappings", "LC0030", "LC0001") { factor in
            (0..<(250 * min(factor, 12))).map { repeated(" ", $0) + "a:\n" }.joined()
        },
        Pattern("one text", "LC0032", "LC0001") { "n: " + repeated("a", 65_536 * $0) },
        Pattern("one number", nil, "LC0032") { "n: " + repeated("7", 5_000 * $0) },
        Pattern("one comment", nil, "LC0001") { "#" + repeated("c", 65_536 * $0) + "\na: 1\n" },
        Pattern("different keys", nil, "LC0031") { factor in (0..<(3_000 * factor)).map { "k\($0): 0\n" }.joined() },
        Pattern("the same key", "LC0020", "LC0020") { repeated("a: 1\n", 3_000 * $0) },
        Pattern("documents", "LC0008", "LC0008") { repeated("--- a\n", 1_000 * $0) },
        Pattern("direction controls", "LC0004", "LC0004") { repeated("\u{202E}", 3_000 * $0) },
        Pattern("escapes", nil, "LC0032") { "a: \"" + repeated("\\u4e2d", 4_000 * $0) + "\"" },
        Pattern("lines of a block", nil, "LC0032") { "a: |\n" + repeated("  行\n", 3_000 * $0) },
        Pattern("directives", "LC0009", "LC0009") { repeated("%X y\n", 1_000 * $0) + "--- a\n" },
        Pattern("tags", "LC0025", "LC0025") { "a: [" + repeated("!x y, ", 1_000 * $0) + "z]" },
        Pattern("quotes left open", "LC0014", "LC0014") { "a: \"" + repeated("b\n", 3_000 * $0) },
    ]

    @Test(.timeLimit(.minutes(2)), arguments: patterns) func staysCheap(pattern: Pattern) {
        for factor in [10, 100] {
            let bytes = Array(pattern.text(factor).utf8)
            let clock = ContinuousClock()
            let start = clock.now
            let loaded = load(bytes)
            let spent = start.duration(to: clock.now)
            let first = loaded.findings.first { $0.severity == .error }?.code.id
            #expect(first == pattern.codes[factor] ?? nil, "×\(factor)")
            #expect(loaded.findings.count <= YAMLLimits.default.findings + 1)
            SuiteTests.checkPlaces(Array(loaded.findings.suffix(3)), bytes, pattern.name)
            let milliseconds = spent / .milliseconds(1)
            print("\(pattern.name) ×\(factor): \(bytes.count) bytes, \(Int(milliseconds)) ms, \(first ?? "read")")
        }
    }
}

private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
