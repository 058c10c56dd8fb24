import ExactNumbers
import EngineHarness
import Foundation
import ReferenceEvaluator
import RuleProgram
import Testing

/// The column interpreter and the reduced program against the scalar interpreter, which the reference evaluator checks.
struct ColumnInterpreterTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// More with `LOWCARBON_SEEDS=2000`.
    @Test func randomNormsAgree() throws {
        var met = (scalar: StepCoverage(), columns: StepCoverage())
        let count = ProcessInfo.processInfo.environment["LOWCARBON_SEEDS"].flatMap { UInt64($0) } ?? 60
        var (norms, rows) = (0, 0)
        for seed in 1...max(count, 1) {
            let yaml = NormGenerator.norm(seed: seed, features: .init())
            guard let comparison = Comparison(norm: yaml) else { continue }
            let scenes = try comparison.scenes(yaml, seed: seed, unanswered: [3, 15, 40][Int(seed % 3)], count: 130)
            let found = comparison.differences(scenes, met: &met)
            #expect(found.isEmpty, "norm \(seed): \(found.joined(separator: "\n"))")
            norms += 1
            rows += scenes.count
        }
        #expect(norms * 25 >= Int(count) * 24)
        let all = StepCoverage.all
        print(
            "columns against scalar: \(norms) norms, \(rows) scenes; of \(all.count) steps with lanes and states the interpreter "
                + "has met \(met.scalar.met.intersection(all).count), the columns \(met.columns.met.intersection(all).count)"
        )
        // `zeroIfUnknown` is a step of reduced programs only.
        let opcodes = Set(Opcode.allCases)
        for (name, seen, wanted) in [
            ("interpreter", met.scalar.met, opcodes.subtracting([.zeroIfUnknown])),
            ("columns", met.columns.met, opcodes),
        ] {
            let missing = wanted.subtracting(seen.map(\.opcode)).map { "\($0)" }.sorted()
            #expect(missing.isEmpty, "\(name): no random norm holds \(missing)")
            #expect(seen.intersection(all).count >= 250, "\(name)")
        }
    }

    @Test(arguments: ["hotel", "restaurant", "scenic-spot", "supermarket"])
    func shippedNormsAgree(_ id: String) throws {
        let factors = try ShippedFiles.factors()
        let yaml = try ShippedFiles.text("\(id)/2026.1")
        let comparison = try #require(Comparison(norm: yaml, factors: factors))
        for unanswered in [0, 3, 30, 80] {
            let scenes = try comparison.scenes(yaml, factors: factors, seed: 11, unanswered: unanswered, count: 300)
            let found = comparison.differences(scenes)
            #expect(found.isEmpty, "\(unanswered): \(found.joined(separator: "\n"))")
        }
    }

    /// More than one block, with a last one that is not full, on every instruction set that this machine has.
    @Test(arguments: ["baseline", "x86-64-v3", "x86-64-v4"])
    func blocksJoin(_ instructionSet: String) throws {
        let yaml = try String(
            contentsOf: Self.root.appendingPathComponent("Benchmarks/norms/baseline.yaml"), encoding: .utf8)
        let comparison = try #require(Comparison(norm: yaml))
        let scenes = try comparison.scenes(yaml, seed: 5, unanswered: 3, count: 70)
        let many = (0..<(1024 * 2 + 77)).map { scenes[$0 % scenes.count] }
        let found = comparison.differences(many, instructionSet: instructionSet)
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }
}
