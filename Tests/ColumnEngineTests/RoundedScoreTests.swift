import ExactNumbers
import ReferenceEvaluator
import RuleCompiler
import RuleProgram
import Testing

/// A section whose rounding reaches its maximum and a total whose slots lie near the edge of a 32-bit lane.
struct RoundedScoreTests {
    private func norm(points: String, total: String, round: Int, rounding: String = "half up") -> String {
        """
        norm: over
        title: Rounding above the points
        version: "1"
        status: draft
        effective: 2026-07-01..2031-06-30
        rounding: \(rounding)
        source: {mark: proposed}
        inputs:
          a: {type: boolean}
          x: {type: whole, range: "[0..450000000]"}
        sections:
          s:
            points: \(points)
            round: \(round)
            criteria:
              C: {points: \(points), met: a}
          t:
            points: 1
            criteria:
              D: {points: 1, value: x / 450000000}
        total: {of: \(total)}
        grades:
          good: {from: 3}
          plain: {from: 0}
        """
    }

    @Test func passingIsRefused() {
        #expect(Comparison(norm: norm(points: "4.5", total: "5.5", round: 0)) == nil)
        #expect(Comparison(norm: norm(points: "4.5", total: "5.5", round: 0, rounding: "up")) == nil)
    }

    @Test(arguments: [
        ("4.5", 1, "half up"), ("4.5", 0, "down"), ("4.5", 0, "half down"), ("5", 0, "half up"), ("5", 0, "up"),
    ])
    func reachingIsTheSameInColumns(_ points: String, _ round: Int, _ rounding: String) throws {
        let yaml = norm(points: points, total: points == "5" ? "6" : "5.5", round: round, rounding: rounding)
        let comparison = try #require(Comparison(norm: yaml))
        var scenes = try comparison.scenes(yaml, seed: 9, unanswered: 10, count: 60)
        for x in [0, 1, 2, 225_000_000, 449_999_999, 450_000_000] as [Int128] {
            for met in [0, 1] as [Int128] {
                var record = SceneRecord(schema: comparison.compiled.program.schema, asOf: 20_700)
                for (index, value) in [met, x].enumerated() {
                    record.values[index] = value
                    record.states[index] = .known
                }
                scenes.append(record)
            }
        }
        #expect(comparison.differences(scenes) == [])
    }
}
