import ExactNumbers
import Foundation
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SceneData
import SyntaxSamples
import Testing

/// Scenes of the shipped norms with one answer left out: what is said of them must hold for the answer that was left out, and for others.
///
/// `LOWCARBON_LEFT_OUT` says how many answers of each norm are tried (all: 0); without it a few, so that a run takes seconds.
@Suite struct LeftOutTests {
    private static let most = Int(ProcessInfo.processInfo.environment["LOWCARBON_LEFT_OUT"] ?? "") ?? 4

    @Test(arguments: ShippedNorms.kinds) func plansAndReasonsHoldForEveryAnswer(kind: String) throws {
        let norm = try ShippedNorms.norm(kind)
        let analyzer = SceneAnalyzer(norm)
        let engine = Interpreter(norm.norm.program)
        let schema = norm.norm.program.schema
        var random = SplitMix64(seed: 15)
        var tried: [(SceneInput, Int)] = []
        for scene in try ShippedNorms.scenes(kind, norm) {
            for field in scene.record.states.indices where scene.record.states[field] == .known {
                tried.append((scene, field))
            }
        }
        if Self.most > 0 { tried = (0..<Self.most).compactMap { _ in random.pick(tried) } }
        var counts: [String: Int] = [:]
        for (scene, field) in tried {
            let partial = leaveOut(field, of: scene.record, schema)
            let possible = analyzer.assessment(partial)
            let place = "\(scene.id) without \(norm.norm.model.inputs[field].naming.id)"
            let path = analyzer.path(partial, to: possible.nextGrade, count: 1)
            counts["\(path.ending)", default: 0] += 1
            var completion = RandomCompletion(schema: schema, random: random)
            engine.run(scene.record)
            let own = engine.status() == .incomplete ? [] : [scene.record]
            let answers = own + (0..<40).map { _ in completion.complete(partial) }
            random = completion.random
            for (offset, full) in answers.enumerated() {
                engine.run(full)
                let (status, grade) = outcome(engine)
                #expect(possible.outcomes.contains { $0.status == status && $0.grade == grade }, "\(place): \(status)")
                if path.ending == .alreadyThere, offset < own.count, !isCounted(field, norm) {
                    #expect((grade ?? .max) <= path.target, "\(place)")
                }
                guard let plan = path.plans.first else { continue }
                engine.run(changed(plan.counted.reduce(full) { leaveOut($1, of: $0, schema) }, plan))
                let (_, reached) = outcome(engine)
                #expect((reached ?? .max) <= path.target, "\(place): \(reached ?? -1)")
            }
            guard !isCounted(field, norm) else { continue }
            // With the answer there may be more to change, and never less than without.
            let whole = analyzer.path(scene.record, to: possible.nextGrade, count: 1)
            switch (whole.ending, path.ending) {
            case (.impossible, let ending): #expect(ending != .found && ending != .alreadyThere, "\(place)")
            case (.found, .alreadyThere): Issue.record("\(place): already there without it")
            case (.found, .found):
                if let least = whole.plans.first?.leastCost, let cost = path.plans.first?.yuan {
                    #expect(least <= cost, "\(place): \(least) with it, \(cost) without")
                }
            default: break
            }
        }
        print("\(kind), one answer left out: \(counts.sorted { $0.key < $1.key })")
    }

    private func isCounted(_ field: Int, _ norm: AnalyzedNorm) -> Bool {
        norm.norm.model.inputs[field].ifUnknown != .open
    }

    private func outcome(_ engine: Interpreter) -> (SceneStatus, Int?) {
        let status = engine.status()
        return (status, status == .graded ? engine.grade() : nil)
    }

    private func changed(_ record: SceneRecord, _ plan: Path.Plan) -> SceneRecord {
        var result = record
        for change in plan.changes { result.values[change.field] = change.to }
        return result
    }

    private func leaveOut(_ field: Int, of record: SceneRecord, _ schema: InputSchema) -> SceneRecord {
        let empty = SceneRecord(schema: schema, asOf: record.asOf)
        var result = record
        (result.states[field], result.values[field], result.evidence[field]) = (.unknown, 0, -1)
        result.lists[field] = empty.lists[field]
        return result
    }
}
