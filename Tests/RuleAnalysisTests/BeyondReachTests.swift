import ExactNumbers
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData
import SyntaxSamples
import Testing

/// What is said of a shipped scene that no declared change brings to a grade holds for random changes of it.
@Suite struct BeyondReachTests {
    @Test func noChangeExceedsTheReach() throws {
        let norm = try ShippedNorms.norm("restaurant")
        let scene = try #require(ShippedNorms.scenes("restaurant", norm).first { $0.id == "restaurant-poor" })
        let path = SceneAnalyzer(norm).path(scene.record, to: norm.norm.model.grades.count - 2)
        #expect(path.ending == .impossible && path.plans.isEmpty)
        guard case .beyondReach(let reach)? = path.proof else {
            Issue.record("no proof: \(String(describing: path.proof))")
            return
        }
        let highest = try #require(reach.highest)
        #expect(!reach.sections.isEmpty || !reach.gates.isEmpty)
        let engine = Interpreter(norm.norm.program)
        var random = SplitMix64(seed: 3)
        for _ in 0..<300 {
            let changed = change(scene.record, norm, &random)
            engine.run(changed)
            let total = engine.program.outcome.total
            if engine.state(total.numerator) == .known {
                #expect(engine.fraction(total).decimal() <= highest)
            }
            if engine.status() == .graded { #expect((reach.grade ?? .max) <= engine.grade()) }
        }
    }

    /// Some of the answers that may be changed, somewhere on their way.
    private func change(_ record: SceneRecord, _ norm: AnalyzedNorm, _ random: inout SplitMix64) -> SceneRecord {
        var result = record
        for (index, input) in norm.norm.model.inputs.enumerated()
        where record.states[index] == .known && random.chance(70) {
            guard let change = input.change else { continue }
            switch norm.norm.program.schema.fields[index].kind {
            case .boolean: if change.direction != .down { result.values[index] = 1 }
            case .number(_, let low, let high):
                let steps = Int128(change.step) * Int128(random.whole(0...40))
                result.values[index] =
                    change.direction == .down
                    ? max(low, record.values[index] - steps) : min(high, record.values[index] + steps)
            default: break
            }
        }
        return result
    }
}
