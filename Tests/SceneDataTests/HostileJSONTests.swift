import Diagnostics
import ExactNumbers
import Foundation
import RuleProgram
import Testing

@testable import SceneData

/// The hostile JSON samples by their manifest, as a file of one scene whose answers are texts, and the same patterns larger.
@Suite struct HostileJSONTests {
    private static let schema = InputSchema(
        fields: ["a", "b", "c", "d", "name", "amount", "allow"].map {
            InputField(name: SchemaOption(id: $0, chinese: ""), kind: .text([]))
        }, evidenceKinds: [], claims: [])

    /// What is said of each file: the codes of its scenes' errors, in order; empty where it is taken.
    static let codes: [String: [String]] = [
        "duplicate-keys.json": ["LC0710", "LC0710"],
        "duplicate-keys-escaped.json": ["LC0710", "LC0710"],
        "deep-array.json": ["LC0706"],
        "deep-object.json": ["LC0706"],
        "unclosed-deep.json": ["LC0706", "LC0702"],
        "number-overflow.json": ["LC0712", "LC0712", "LC0712"],
        "number-precision.json": ["LC0712", "LC0712", "LC0712", "LC0712"],
        "number-huge-exponent.json": ["LC0712"],
        "number-huge-digits.json": ["LC0712"],
        "number-negative-zero.json": ["LC0712", "LC0712"],
        "number-leading-zero.json": ["LC0702"],
        "number-nan.json": ["LC0702"],
        "number-hex-plus-dot.json": ["LC0702"],
        "lone-surrogate.json": ["LC0702"],
        "surrogate-pair.json": [],
        "nul-escape.json": ["LC0710"],
        "raw-control.json": ["LC0702"],
        "invalid-utf8.json": ["LC0705"],
        "overlong-utf8.json": ["LC0705"],
        "bom-utf8.json": ["LC0712"],
        "utf16.json": ["LC0705"],
        "trailing-comma.json": ["LC0702"],
        "comments.json": ["LC0712", "LC0702"],
        "single-quotes.json": ["LC0702"],
        "trailing-data.json": ["LC0712", "LC0702"],
        "truncated.json": ["LC0702"],
        "empty.json": ["LC0702"],
        "scalar-root.json": ["LC0707"],
        "bad-escape.json": ["LC0702"],
        "proto-key.json": ["LC0710", "LC0710", "LC0710", "LC0710"],
        "homoglyph-key.json": ["LC0710", "LC0712"],
        "bidi-value.json": [],
        "many-keys.json": Array(repeating: "LC0710", count: 20) + ["LC0708"],
        "huge-string.json": [],
    ]

    /// The codes of all errors, or of what refuses the file.
    private func codes(_ bytes: [UInt8], _ format: SceneFormat = .json) -> [String] {
        do {
            return try scenes(bytes, format, schema: Self.schema).flatMap(\.codes)
        } catch let error as SceneFileError {
            return error.errors.map(\.code.id)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func manifest() throws {
        guard let manifest = shared("conformance/hostile-json/manifest.jsonl") else { return }
        let lines = String(decoding: manifest, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 34)
        for line in lines {
            let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let file = try #require(record["file"] as? String)
            let bytes = try #require(shared("conformance/hostile-json/\(file)"))
            let found = codes(bytes)
            #expect(found == Self.codes[file], "\(file)")
            switch record["expect"] as? String {
            case "reject": #expect(!found.isEmpty, "\(file)")
            case "accept":
                // Read as JSON; what remains is that the answers are no texts or not asked for.
                #expect(found.allSatisfy { $0 == "LC0710" || $0 == "LC0712" }, "\(file)")
            default: break
            }
            if file != "empty.json" {
                #expect(codes(bytes, .jsonLines).isEmpty == found.isEmpty, "\(file) as JSON Lines")
            }
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: [10, 100]) func largerPatterns(factor: Int) {
        func text(_ piece: String, _ count: Int) -> String { String(repeating: piece, count: count * factor) }
        let patterns: [(String, String, [String])] = [
            ("nested arrays", "{\"a\":" + text("[", 10_000) + text("]", 10_000) + "}", ["LC0706"]),
            ("nested objects", text("{\"a\":", 3_000) + "1" + text("}", 3_000), ["LC0706"]),
            ("brackets left open", text("[", 20_000), ["LC0706"]),
            ("digits", "{\"a\":" + text("7", 5_000) + "}", ["LC0712"]),
            (
                "keys", "{" + (0..<(3_000 * factor)).map { "\"k\($0)\":1" }.joined(separator: ",") + "}",
                ["LC0710", "LC0710"]
            ),
            ("one string", "{\"name\":\"" + text("a", 65_536) + "\"}", []),
            ("the same key", "{" + text("\"a\":1,", 1_000) + "\"a\":2}", ["LC0712", "LC0711"]),
            ("scenes", text("{\"a\":\"x\"}\n", 1_000), []),
        ]
        for (name, pattern, wanted) in patterns {
            let bytes = Array(pattern.utf8)
            let clock = ContinuousClock()
            let start = clock.now
            let found = codes(bytes, .jsonLines)
            let milliseconds = start.duration(to: clock.now) / .milliseconds(1)
            #expect(Array(found.prefix(2)) == wanted, "\(name) ×\(factor)")
            #expect(found.count <= 21, "\(name) ×\(factor)")
            print("\(name) ×\(factor): \(bytes.count) bytes, \(Int(milliseconds)) ms, \(found.first ?? "read")")
        }
    }
}
