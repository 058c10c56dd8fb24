import RuleCompiler
import RuleEngine
import RuleProgram
import SceneData
import SyntaxSamples
import Testing

@testable import RuleAnalysis

/// A box of one scene is run as the engine runs the scene, slot by slot; settling step by step comes to the same as at once.
@Suite struct PointTests {
    @Test(arguments: ShippedNorms.kinds) func pointsAreExact(kind: String) throws {
        let norm = try ShippedNorms.norm(kind)
        let engine = Interpreter(norm.norm.program)
        let scenes = try ShippedNorms.scenes(kind, norm)
        let scene = try #require(scenes.first)
        var completion = RandomCompletion(schema: norm.norm.program.schema, random: SplitMix64(seed: 7))
        let run = BoxRun(norm.plan, norm.plan.box(scene.record))
        for _ in 0..<6 {
            let full = completion.complete(SceneRecord(schema: norm.norm.program.schema, asOf: scene.record.asOf))
            run.load(norm.plan.box(full))
            engine.run(full)
            let outcome = norm.norm.program.outcome
            let slots =
                outcome.gates + outcome.criteria.map(\.value.numerator) + outcome.sections.map(\.value.numerator)
                + [outcome.total.numerator, outcome.grade, outcome.notAssessable, outcome.notEligible]
            for slot in slots {
                let cell = run.cells[Int(slot)]
                #expect(cell.states == 1 << engine.state(slot).rawValue, "\(kind): slot \(slot)")
                if engine.state(slot) == .known { #expect(cell.low == engine.value(slot) && cell.high == cell.low) }
            }
        }
    }

    @Test func settlingIsTheSameAsStartingOver() throws {
        let norm = try ShippedNorms.norm("supermarket")
        let scene = try #require(try ShippedNorms.scenes("supermarket", norm).first)
        var random = SplitMix64(seed: 3)
        let partial = ShippedNorms.partial(scene.record, share: 40, &random)
        let run = BoxRun(norm.plan, norm.plan.box(partial))
        let before = (0..<norm.norm.program.initialValues.count).map { run.cells[$0] }
        let mark = run.mark
        for variable in norm.plan.variables(run.box).prefix(12) {
            guard let range = run.candidates(variable, greatestFirst: true).first else { continue }
            run.settle(variable, range)
        }
        let other = BoxRun(norm.plan, run.box)
        for slot in before.indices { #expect(run.cells[slot] == other.cells[slot], "slot \(slot)") }
        run.undo(to: mark)
        for slot in before.indices { #expect(run.cells[slot] == before[slot], "slot \(slot)") }
    }
}
