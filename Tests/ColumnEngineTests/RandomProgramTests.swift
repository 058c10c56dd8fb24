import Foundation
import RuleProgram
import Testing

/// Programs of every opcode over numbers at the edges of the lanes and answers of every state: the reduced program and the
/// columns give what the scalar interpreter gives.
struct RandomProgramTests {
    /// More with `LOWCARBON_SEEDS=20000`.
    @Test func columnsAndReducedProgramsGiveTheInterpretersNumbers() {
        let count = ProcessInfo.processInfo.environment["LOWCARBON_SEEDS"].flatMap { UInt64($0) } ?? 400
        var wrong = 0
        var met = (scalar: StepCoverage(), columns: StepCoverage())
        for seed in 1...max(count, 1) {
            var random = RandomProgram(seed: seed)
            let comparison = ProgramComparison(random.program())
            let found = comparison.differences((0..<70).map { _ in random.record() }, met: &met)
            #expect(found.isEmpty, "program \(seed): \(found.joined(separator: "\n"))")
            wrong += found.isEmpty ? 0 : 1
            if wrong > 5 { return }
        }
    }
}
