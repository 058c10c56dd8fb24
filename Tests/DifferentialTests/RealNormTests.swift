import Foundation
import ReferenceEvaluator
import Testing

/// The norms of `rules/` evaluate under random scenes without faults.
@Suite struct RealNormTests {
    private static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("rules")

    private static let norms: [String] = {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: rules.path)) ?? []
        return folders.sorted().flatMap { folder in
            let files =
                (try? FileManager.default.contentsOfDirectory(atPath: rules.appendingPathComponent(folder).path)) ?? []
            return files.sorted().filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".test.yaml") }.map {
                folder + "/" + $0
            }
        }
    }()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.rules.appendingPathComponent(path), encoding: .utf8)
    }

    @Test(arguments: norms) func evaluates(path: String) throws {
        let yaml = try text(path)
        let isNorm = yaml.split(separator: "\n").contains { $0.hasPrefix("norm:") || $0.hasPrefix("规范:") }
        guard isNorm else { return }
        var factors: [String: String] = [:]
        for name in Self.norms where name.hasPrefix("factors/") { factors[String(name.dropLast(5))] = try text(name) }
        let norm: ReferenceNorm
        do {
            norm = try ReferenceNorm(yaml: yaml, factors: factors)
        } catch ReferenceNorm.Fault.unreadable(let messages) {
            print("skipped: \(path) cannot be read: \(messages.first ?? "")")
            return
        }
        let session = ReferenceSession(norm)
        for unanswered in [0, 30] {
            var scenes = SceneGenerator(norm, yaml: yaml, seed: 1, unanswered: unanswered)
            for _ in 0..<5 { #expect(try session.evaluate(scenes.scene()).status != "invalid") }
        }
    }
}
