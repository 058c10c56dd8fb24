import LowCarbonRules
import ReferenceEvaluator
import RuleCompiler
import RuleEngine
import RuleProgram
import SyntaxSamples
import Testing

@testable import RuleAnalysis

/// Whole norms over boxes against the engine, slot by slot: at every point of a box each slot has a state and a value that the box
/// leaves possible, however the box came about.
@Suite struct NormBoxTests {
    @Test(arguments: RandomNorms.parts) func slotsStayWithinTheirCells(part: Int) throws {
        var (norms, points) = (0, 0)
        for seed in RandomNorms.seeds(part, of: RandomNorms.count(60)) {
            guard let norm = RandomNorms.norm(seed) else { continue }
            norms += 1
            var sampler = RecordSampler(norm.norm.program.schema, yaml: NormGenerator.norm(seed: seed), seed: seed)
            let engine = Interpreter(norm.norm.program)
            let run = BoxRun(norm.plan, norm.plan.box(sampler.record()))
            var faults: [String] = []
            for _ in 0..<8 where faults.isEmpty {
                let record = sampler.record(unanswered: 50)
                run.load(norm.plan.box(record))
                // Narrowed step by step, partly taken back, partly put back: all that searches do.
                for variable in norm.plan.variables(run.box) where sampler.random.chance(50) {
                    let mark = run.mark
                    run.settle(variable, sampler.part(of: run.box[variable], run.kind(variable)))
                    if sampler.random.chance(20) { run.undo(to: mark) }
                }
                if sampler.random.chance(50) {
                    let free = norm.plan.box(SceneRecord(schema: norm.norm.program.schema, asOf: record.asOf))
                    for field in run.box.answers.indices where sampler.random.chance(20) { run.take(field, from: free) }
                }
                for _ in 0..<12 where faults.isEmpty {
                    let scene = sampler.point(of: run.box, in: norm.plan, claims: record.claims)
                    engine.run(scene)
                    points += 1
                    faults += NormBoxTests.faults(run, engine, scene, norm)
                }
            }
            if let first = faults.first { Issue.record("norm \(seed): \(first)") }
        }
        print("boxes: \(norms) norms, \(points) points")
        #expect(norms > 0)
    }

    /// The first step whose result is not within its cell though all that it reads is, and what reaches the outcome.
    ///
    /// Values that do not count may be anything: what a loop over no entry leaves behind, a quotient by nothing, a table without a
    /// matching row, a value beyond what the condition around it lets through, and all that comes of them before a condition leaves it out.
    private static func faults(
        _ run: BoxRun, _ engine: Interpreter, _ scene: SceneRecord, _ norm: AnalyzedNorm
    ) -> [String] {
        let program = norm.norm.program
        var outside: Set<Int> = []
        var loopEnd = 0
        for (place, step) in program.instructions.enumerated() {
            if step.opcode == .forEach {
                let field = Int(step.a)
                let isRun = scene.states[field] == .known && scene.values[field] > 0
                if !isRun { loopEnd = max(loopEnd, place + 1 + Int(step.b)) }
                continue
            }
            if place < loopEnd, step.destination != step.a { continue }
            let reads = step.reads(program)
            for slot in step.writes.map(Int.init) where !holds(run, engine, slot) {
                let counts = !isIdle(step, engine, norm) && outside.isDisjoint(with: reads)
                outside.insert(slot)
                if counts {
                    return [
                        "step \(place) \(step): \(text(run, engine, slot)); reads \(reads.map { text(run, engine, $0) })"
                    ]
                }
            }
        }
        let layout = program.outcome
        let outcome =
            layout.gates + [layout.notAssessable, layout.notEligible, layout.grade, layout.total.numerator]
            + layout.criteria.map(\.value.numerator) + layout.sections.map(\.value.numerator)
        return outcome.filter { outside.contains(Int($0)) }.map { "outcome: \(text(run, engine, Int($0)))" }
    }

    private static func isIdle(_ step: Instruction, _ engine: Interpreter, _ norm: AnalyzedNorm) -> Bool {
        let program = norm.norm.program
        // A range that a condition around the step gives: where that fails, its value does not count.
        if norm.plan.quotients.contains(where: { $0.code == .within && $0.slot == step.destination }) { return true }
        switch step.opcode {
        case .divide: return engine.value(step.b) <= 0
        case .choice, .fractionChoice:
            let width: Int32 = step.opcode == .choice ? 2 : 3
            let conditions = (0..<step.b).map { program.operands[Int(step.a + $0 * width)] }
            return step.c < 0 && conditions.allSatisfy { engine.state($0) == .known && engine.value($0) == 0 }
        default: return false
        }
    }

    private static func holds(_ run: BoxRun, _ engine: Interpreter, _ slot: Int) -> Bool {
        let cell = run.cells[slot]
        let (value, state) = (engine.value(Int32(slot)), engine.state(Int32(slot)))
        return cell.states & (1 << state.rawValue) != 0
            && (state != .known || (cell.low <= value && value <= cell.high))
    }

    private static func text(_ run: BoxRun, _ engine: Interpreter, _ slot: Int) -> String {
        "slot \(slot) \(run.cells[slot]) has \(engine.value(Int32(slot))) \(engine.state(Int32(slot)))"
    }
}
