import Foundation
import ReferenceEvaluator
import Testing

/// The engine against the reference evaluator: random norms, random scenes, to the last digit.
struct EngineTests {
    /// More with `LOWCARBON_SEEDS=2000`.
    static var seeds: Range<UInt64> {
        let count = ProcessInfo.processInfo.environment["LOWCARBON_SEEDS"].flatMap { UInt64($0) } ?? 100
        return 1..<(count + 1)
    }

    @Test func randomNormsAgree() {
        let report = Differential(scenesPerNorm: 20).run(EngineUnderTest(), seeds: EngineTests.seeds)
        let (refusals, faults) = (report.refused.count, report.faults.count)
        #expect(refusals * 25 <= report.norms, "\(report.refused.prefix(12).joined(separator: "\n"))")
        #expect(faults == 0, "\(report.faults.prefix(5).joined(separator: "\n"))")
        let few = report.differences.prefix(12).map { $0.prefix(600) }.joined(separator: "\n")
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
