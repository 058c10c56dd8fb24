import Diagnostics
import Foundation
import Testing
import YAMLTree

/// Runs the hostile samples by their manifest. Where this loader decides otherwise, the choice is written here and in
/// `docs/yaml.md`.
@Suite struct HostileTests {
    @Test func manifest() {
        guard let manifest = sharedFile("conformance/hostile-yaml/manifest.jsonl") else { return }
        for record in jsonLines(manifest) {
            guard let name = record["file"] as? String, let expect = record["expect"] as? String,
                let data = sharedFile("conformance/hostile-yaml/\(name)")
            else { continue }
            let loaded = load([UInt8](data))
            let outcome = loaded.findings.isEmpty ? (loaded.root?.outline ?? "nil") : "\(loaded.codes)"
            print(
                expect, name, outcome.prefix(150),
                loaded.findings.first.map { "\($0.span.start)..<\($0.span.end) \($0.message.en)" } ?? "")
        }
    }
}
