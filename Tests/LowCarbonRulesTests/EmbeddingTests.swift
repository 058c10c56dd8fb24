import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleProgram
import SceneData
import Testing

/// The article on embedding shows the function below, and it runs.
struct EmbeddingTests {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func articleRuns() throws {
        let hotel = Self.package.appendingPathComponent("rules/hotel/2026.1.yaml").path
        let lines = try scores(norm: hotel, scenes: Array("{\"scene\": \"inn\", \"star\": true}\n".utf8))
        #expect(lines.count == 1)
        #expect(lines[0].hasPrefix("inn invalid -"))
        #expect(try scores(norm: "no/such/norm.yaml", scenes: []) == ["no such norm"])
    }

    @Test func articleShowsThisFunction() throws {
        let article = try String(
            contentsOf: Self.package.appendingPathComponent(
                "Sources/LowCarbonRules/LowCarbonRules.docc/EmbeddingTheEngine.md"), encoding: .utf8)
        let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
        let shown = article.components(separatedBy: "```swift\n").compactMap {
            $0.components(separatedBy: "```").first
        }
        #expect(shown.contains { $0.hasPrefix("func scores") && source.contains("\n" + $0) })
    }
}

func scores(norm path: String, scenes bytes: [UInt8]) throws -> [String] {
    guard let loaded = NormLoader().load(path) else { return ["no such norm"] }
    guard let compiled = loaded.compiled else { return loaded.diagnostics.map(\.message.en) }

    var options = SceneReadingOptions()
    options.defaultAsOf = CalendarDay("2026-10-01")
    let reader = try SceneReader(
        bytes: bytes, format: .jsonLines, file: "request", schema: compiled.program.schema, options: options)
    let scorer = SceneScorer(compiled)
    var scene = SceneInput(schema: compiled.program.schema)
    var lines: [String] = []
    while reader.next(into: &scene) {
        scorer.run(scene)
        let score = scorer.score.map { "\($0)" } ?? "-"
        lines.append("\(scene.id) \(scorer.status.id) \(score) \(scorer.grade ?? "-")")
    }
    return lines
}
