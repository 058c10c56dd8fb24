import Foundation
import ReferenceEvaluator
import Testing

/// The engine against the reference evaluator: random norms, random scenes, to the last digit.
struct EngineTests {
    @Test func randomNormsAgree() {
        let report = Differential(scenesPerNorm: 25).run(EngineUnderTest(), seeds: 1..<201)
        #expect(report.refused.count <= 6, "\(report.refused.prefix(12).joined(separator: "\n"))")
        #expect(report.faults.isEmpty, "\(report.faults.prefix(5).joined(separator: "\n"))")
        #expect(report.differences.isEmpty, "\(report.differences.count) differences:\n\(report.differences.prefix(12).joined(separator: "\n"))")
        print("engine against reference: \(report.norms) norms, \(report.scenes) scenes, \(report.refused.count) norms refused")
    }

    /// Nothing called known is changed by any completion of what was not answered.
    @Test func completionsNeverContradict() {
        let report = Differential(scenesPerNorm: 8, completions: 12).run(EngineUnderTest(), seeds: 1000..<1040)
        #expect(report.contradictions.isEmpty, "\(report.contradictions.prefix(8).joined(separator: "\n"))")
    }
}
