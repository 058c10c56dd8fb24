import ReferenceEvaluator
import Testing

/// The generators by themselves: what they write can be read and evaluated, and every status turns up.
@Suite struct RandomNormTests {
    @Test func normsAreReadableAndScenesEvaluate() throws {
        var statuses: [String: Int] = [:]
        for seed in UInt64(0)..<40 {
            let yaml = NormGenerator.norm(seed: seed)
            let norm: ReferenceNorm
            do {
                norm = try ReferenceNorm(yaml: yaml)
            } catch {
                Issue.record("norm \(seed): \(error)")
                continue
            }
            let session = ReferenceSession(norm)
            var scenes = SceneGenerator(norm, yaml: yaml, seed: seed, unanswered: seed.isMultiple(of: 2) ? 3 : 20)
            for number in 0..<10 {
                do {
                    statuses[try session.evaluate(scenes.scene()).status, default: 0] += 1
                } catch {
                    Issue.record("norm \(seed), scene \(number): \(error)")
                    break
                }
            }
        }
        for status in ["graded", "incomplete", "not eligible", "not assessable"] {
            #expect(statuses[status, default: 0] > 0, "\(statuses)")
        }
        #expect(statuses["invalid"] == nil)
    }

    @Test func seedsRepeat() {
        #expect(NormGenerator.norm(seed: 7) == NormGenerator.norm(seed: 7))
        #expect(NormGenerator.norm(seed: 7) != NormGenerator.norm(seed: 8))
    }
}
