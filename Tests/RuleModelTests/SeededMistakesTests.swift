import Foundation
import Testing

/// Realistic mistakes, one at a time, in copies of the real norms: each is found at its place, once, and nothing else is said.
@Suite("Seeded mistakes")
struct SeededMistakesTests {
    @Test(arguments: ["hotel", "scenic-spot", "supermarket", "restaurant"])
    func norm(_ norm: String) throws {
        let path = "rules/\(norm)/2026.1.yaml"
        let text = try packageText(path)
        var files: [String: String] = [:]
        for name in ["factors/energy", "factors/refrigerants", "factors/evidence"] {
            files["rules/\(name).yaml"] = try packageText("rules/\(name).yaml")
        }
        let before = Set(findings(text, path: path, files: files).map { "\($0.code) \($0.message)" })
        for seed in try SeededMistake.all(of: norm) {
            guard let place = SeededMistake.place(of: seed.old, in: text) else {
                Issue.record("\(norm), \(seed.title): the text to replace is not there")
                continue
            }
            let changed = text.replacingCharacters(in: place, with: seed.new)
            let first = text[..<place.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
            let found = findings(changed, path: path, files: files).filter {
                !before.contains("\($0.code) \($0.message)")
            }
            let expected = seed.expected.map { "\($0.code) line \($0.line(in: changed, from: first))" }
            #expect(
                found.map { "\($0.code) line \($0.line)" }.sorted() == expected.sorted(),
                "\(norm), \(seed.title): \(found.map(\.description))")
        }
    }
}
