import Diagnostics
import Foundation
import Testing
import YAMLTree

/// Runs the hostile samples by their manifest. Where the manifest leaves the choice, or this loader decides otherwise, the
/// decision is written here and in `docs/yaml.md`.
@Suite struct HostileTests {
    /// `choose`: true where the file is refused.
    static let choices: [String: Bool] = [
        "alias-redefined-anchor.yaml": true, "alias-as-key.yaml": true, "huge-integer.yaml": false,
        "duplicate-keys-resolved.yaml": true, "duplicate-keys-normalised.yaml": true, "non-string-keys.yaml": false,
        "merge-key.yaml": true, "merge-key-list.yaml": true, "key-trailing-space-quoted.yaml": true,
        "tag-forced-string.yaml": true, "tag-binary.yaml": true, "tag-non-specific.yaml": true,
        "directive-unknown.yaml": true, "bom-second-document.yaml": true, "utf16le-bom.yaml": true,
        "utf16be-bom.yaml": true, "nel-and-line-separator.yaml": true, "bidi-in-comment.yaml": true,
        "zero-width-joiner-value.yaml": true, "smart-quotes.yaml": false, "octal.yaml": false,
        "underscored-numbers.yaml": false, "number-extremes.yaml": false, "number-precision.yaml": false,
        "number-forms.yaml": false, "null-forms.yaml": false, "version-numbers.yaml": false, "empty-file.yaml": true,
        "comment-only.yaml": true, "explicit-empty-document.yaml": true, "list-root.yaml": false,
        "colon-without-space.yaml": true, "flow-adjacent-colon.yaml": true, "question-mark-key.yaml": true,
        "escape-control.yaml": true, "escape-surrogate-pair.yaml": true, "feel-range-flow.yaml": true,
        "feel-context-flow.yaml": false, "feel-number-literal.yaml": false,
    ]

    /// Files the manifest wants refused that this loader reads: full-width punctuation is part of the rule language and is
    /// judged by the expression lexer, not in free text.
    static let deviations: Set<String> = ["fullwidth-operators.yaml"]

    /// Limits under which every `limit` file must be refused, and the code it is refused with.
    static let limits: [String: (YAMLLimits, String)] = [
        "huge-plain-scalar.yaml": (YAMLLimits(scalarBytes: 1 << 15), "LC0032"),
        "huge-comment.yaml": (YAMLLimits(bytes: 1 << 15), "LC0001"),
        "many-keys.yaml": (YAMLLimits(nodes: 5000), "LC0031"), "many-documents.yaml": (.default, "LC0008"),
        "deep-flow-sequence.yaml": (.default, "LC0030"), "deep-flow-mapping.yaml": (.default, "LC0030"),
        "deep-block.yaml": (.default, "LC0030"), "alias-billion-laughs.yaml": (.default, "LC0024"),
        "alias-quadratic.yaml": (.default, "LC0024"), "alias-merge-chain.yaml": (.default, "LC0024"),
    ]

    /// Outlines of the files that must arrive as written.
    static let outlines: [String: String] = [
        "norway.yaml":
            #"{countries: ["NO", "no", "No", "SE"], switch: "off", answer: "y", other: "n", ok: "yes"}"#,
        "sexagesimal.yaml": #"{time: "12:30:45", port: "22:22", angle: "190:20:30.15"}"#,
        "equals-sign.yaml": #"{a: "=", b: "= 5"}"#, "bom-utf8.yaml": #"{a: "1"}"#,
        "crlf-and-cr.yaml": #"{a: "1", b: "2", c: "3"}"#, "tab-before-comment.yaml": #"{a: "1"}"#,
        "duplicate-keys-case.yaml": #"{Amount: "1", amount: "2"}"#,
        "plain-multiline-fold.yaml": #"{when: "amount > 10 and country = "NO"", then: "deny"}"#,
        "hash-in-plain.yaml": #"{when: "tag = "a"", url: "http://x/#y", color: ""}"#,
        "block-scalar-chomp.yaml": "{a: \"x\", b: \"x\n\n\", c: \"x y\n\"}",
        "feel-not-call.yaml": #"{when: "not("a", "b")"}"#, "feel-hash.yaml": #"{when: "code = "A""}"#,
        "feel-folded-block.yaml": "{when: \"a > 1 and b < 2\n\"}",
        "feel-literal-comment.yaml": "{when: \"a > 1 // note\nand b < 2\n\"}",
        "number-precision.yaml":
            #"{a: "9007199254740993", b: "0.1", c: "123456789012345678901234567890", "#
            + #"d: "0.1000000000000000055511151231257827", e: "-0", f: "1.0", g: "1.10"}"#,
        "timestamps.yaml":
            #"{a: "2024-01-01", b: "2024-02-30", c: "2001-12-14t21:59:43.10-05:00", "#
            + #"d: "2001-12-14 21:59:43.10 -5", e: "2024-1-1"}"#,
    ]

    @Test func manifest() {
        guard let manifest = sharedFile("conformance/hostile-yaml/manifest.jsonl") else { return }
        let records = jsonLines(manifest)
        #expect(records.count == 124)
        for record in records {
            guard let name = record["file"] as? String, let expect = record["expect"] as? String,
                let data = sharedFile("conformance/hostile-yaml/\(name)")
            else {
                Issue.record("a record without its file: \(record)")
                continue
            }
            check(name, expect, [UInt8](data))
        }
    }

    private func check(_ name: String, _ expect: String, _ bytes: [UInt8]) {
        let (limits, limitCode) = HostileTests.limits[name] ?? (.default, "")
        let loaded = load(bytes, limits: limits)
        let isRefused = loaded.findings.contains { $0.severity == .error }
        #expect(isRefused || loaded.root != nil, "\(name): nothing came back and nothing was said")
        SuiteTests.checkPlaces(loaded.findings, bytes, name)
        switch expect {
        case "reject": #expect(isRefused != HostileTests.deviations.contains(name), "\(name)")
        case "limit": #expect(loaded.codes.contains(limitCode), "\(name): \(loaded.codes)")
        case "choose": #expect(HostileTests.choices[name] == isRefused, "\(name): \(loaded.codes)")
        default: #expect(!isRefused, "\(name): \(loaded.codes)")
        }
        if let outline = HostileTests.outlines[name] { #expect(loaded.root?.outline == outline, "\(name)") }
        #expect(TextMapTests.checkAll(bytes) == [], "\(name)")
    }
}
