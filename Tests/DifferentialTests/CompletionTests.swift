import ReferenceEvaluator
import Testing

/// The page holds together: no value that it calls known is changed by answering what was left open.
@Suite struct CompletionTests {
    @Test func knownValuesSurviveCompletions() throws {
        var features = NormGenerator.Features()
        features.unknownDecided = false
        var kinds: [String: String] = [:]
        for seed in UInt64(1020)..<1045 {
            let yaml = NormGenerator.norm(seed: seed, features: features)
            let norm = try ReferenceNorm(yaml: yaml)
            let session = ReferenceSession(norm)
            var scenes = SceneGenerator(norm, yaml: yaml, seed: seed, unanswered: 40)
            var completions = ReferenceCompletions(norm, yaml: yaml, seed: seed)
            completions.weakEvidence = true
            for number in 0..<3 {
                let scene = scenes.scene()
                let before = try session.evaluate(scene)
                for completed in completions.completions(of: scene, limit: 8) {
                    for line in ReferenceCompletions.contradictions(before, try session.evaluate(completed)) {
                        let kind = line.split(separator: " ").filter { !$0.contains(where: \.isNumber) }
                            .joined(separator: " ")
                        if kinds[kind] == nil { kinds[kind] = "norm \(seed), scene \(number): \(line)" }
                    }
                }
            }
        }
        #expect(kinds.isEmpty, "\(kinds.values.sorted().joined(separator: "\n"))")
    }
}
