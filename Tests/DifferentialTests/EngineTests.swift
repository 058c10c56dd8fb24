import EngineHarness
import Foundation
import ReferenceEvaluator
import Testing

/// The engine against the reference evaluator: random norms, random scenes, to the last digit.
struct EngineTests {
    /// More with `LOWCARBON_SEEDS=2000`, others with `LOWCARBON_FIRST_SEED=3000`.
    static var seeds: Range<UInt64> {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["LOWCARBON_SEEDS"].flatMap { UInt64($0) } ?? 100
        let first = environment["LOWCARBON_FIRST_SEED"].flatMap { UInt64($0) } ?? 1
        return first..<(first + count)
    }

    @Test func randomNormsAgree() {
        let report = Differential(scenesPerNorm: 20).run(EngineUnderTest(), seeds: EngineTests.seeds)
        let (refusals, faults) = (report.refused.count, report.faults.count)
        #expect(refusals * 25 <= report.norms, "\(report.refused.prefix(12).joined(separator: "\n"))")
        #expect(faults == 0, "\(report.faults.prefix(5).joined(separator: "\n"))")
        let few = report.differences.prefix(12).joined(separator: "\n")
        let count = report.differences.count
        #expect(count == 0, "\(few)")
        print(
            "engine against reference: \(report.norms) norms, \(report.scenes) scenes, \(report.refused.count) norms refused"
        )
    }

    /// Nothing called known is changed by any completion of what was not answered.
    @Test func completionsNeverContradict() {
        let report = Differential(scenesPerNorm: 8, completions: 12).run(EngineUnderTest(), seeds: 1000..<1040)
        #expect(report.contradictions.isEmpty, "\(report.contradictions.prefix(8).joined(separator: "\n"))")
    }
}

/// The engine against the reference on the shipped norms: lists, rescaling, fractions, tenure and evidence on real rules.
struct ShippedNormTests {
    private static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("rules")

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.rules.appendingPathComponent(path), encoding: .utf8)
    }

    @Test(arguments: ["hotel", "restaurant", "scenic-spot", "supermarket"])
    func agrees(norm id: String) throws {
        let yaml = try text("\(id)/2026.1.yaml")
        let factors = [
            "factors/energy": try text("factors/energy.yaml"),
            "factors/refrigerants": try text("factors/refrigerants.yaml"),
        ]
        let norm = try ReferenceNorm(yaml: yaml, factors: factors)
        let session = ReferenceSession(norm)
        let engine = EngineUnderTest()
        var differences: [String] = []
        for unanswered in [0, 3, 30] {
            var scenes = SceneGenerator(norm, yaml: yaml, seed: 7, unanswered: unanswered)
            for number in 0..<40 {
                let scene = scenes.scene()
                let lines = try engine.evaluate(norm: yaml, factors: factors, scene: scene)
                    .differences(from: session.evaluate(scene))
                if !lines.isEmpty {
                    differences.append("scene \(unanswered)/\(number): " + lines.prefix(3).joined(separator: "; "))
                }
            }
        }
        let few = differences.prefix(5).map { $0.prefix(500) }.joined(separator: "\n")
        let count = differences.count
        #expect(count == 0, "\(few)")
    }
}
