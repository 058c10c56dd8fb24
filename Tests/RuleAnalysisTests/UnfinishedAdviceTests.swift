import ExactNumbers
import Foundation
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SyntaxSamples
import Testing

/// What is said of unfinished scenes, against every answer there is: one source for all that is said, reasons, questions.
@Suite struct UnfinishedAdviceTests {
    private static let norms = Int(ProcessInfo.processInfo.environment["LOWCARBON_LEVER_NORMS"] ?? "") ?? 60

    /// Calls `body` with partial scenes of small norms.
    private func forEachScene(
        answered: ClosedRange<Int>, rounds: Int = 3,
        _ body: (SceneRecord, SceneAnalyzer, PlanTrials, String) -> Void
    ) {
        for seed in 1...UInt64(Self.norms) {
            let made = LeverNorm(seed: seed)
            guard let norm = made.analyzed else { continue }
            let trials = PlanTrials(norm, counted: made.counted)
            let analyzer = SceneAnalyzer(norm)
            var random = SplitMix64(seed: seed &+ 7000)
            for round in 0..<rounds {
                let scene = SmallNorms.scene(trials.schema, answered: random.whole(answered), &random)
                body(scene, analyzer, trials, "norm \(seed) scene \(round)")
            }
        }
    }

    private struct Standing: Hashable {
        var status: SceneStatus
        var grade: Int?
    }

    private func factor(_ standing: Standing, _ trials: PlanTrials, _ day: Int32) -> ExactDecimal {
        let plan = trials.norm.norm.program.multiplier
        let value = plan.multiplier(
            status: standing.status, grade: standing.grade ?? 0, on: CalendarDay(number: day))
        return ExactDecimal(mantissa: value, scale: plan.scale)
    }

    @Test func everyAnswerIsInTheAssessment() throws {
        var (decided, gated) = (0, 0)
        forEachScene(answered: 40...100) { scene, analyzer, trials, place in
            let possible = analyzer.assessment(scene)
            let seen = Set(trials.outcomes(scene, leaving: []).map { Standing(status: $0.status, grade: $0.grade) })
            let said = Set(possible.outcomes.map { Standing(status: $0.status, grade: $0.grade) })
            #expect(seen.isSubset(of: said), "\(place): \(seen.subtracting(said))")
            for outcome in possible.outcomes {
                let own = Standing(status: outcome.status, grade: outcome.grade)
                #expect(outcome.multiplier == factor(own, trials, scene.asOf))
                if outcome.isProved { #expect(seen.contains(own), "\(place)") }
            }
            let now = trials.outcome(scene)
            #expect(possible.standing.status == now.status && possible.standing.grade == now.grade)
            let headline = possible.headline
            #expect(
                headline.multiplier
                    == factor(Standing(status: headline.status, grade: headline.grade), trials, scene.asOf))
            if now.status != .incomplete { #expect(headline == possible.standing) }
            if let only = possible.decided {
                decided += 1
                #expect(seen == [Standing(status: only.status, grade: only.grade)], "\(place)")
                if now.status == .incomplete { #expect(headline == only, "\(place)") }
            }
            // A gate that fails whatever is answered leaves no grade.
            if now.status == .notEligible || seen.allSatisfy({ $0.grade == nil }) {
                gated += 1
                #expect(possible.grades.isEmpty == seen.allSatisfy { $0.grade == nil }, "\(place)")
            }
        }
        print("assessments: \(decided) decided, \(gated) without a grade")
        #expect(decided > 20 && gated > 10)
    }

    @Test func reasonsProveAndNoneIsIdle() throws {
        var (proofs, unfinished, blocks) = (0, 0, 0)
        forEachScene(answered: 60...100) { scene, analyzer, trials, place in
            let decided = analyzer.assessment(scene).decided
            let found = analyzer.reasons(scene)
            #expect((found == nil) == (decided == nil), "\(place)")
            guard let reasons = found, let decided else { return }
            #expect(reasons.status == decided.status && reasons.grade == decided.grade, "\(place)")
            func outcomes(_ fields: [Int]) -> Set<Standing> {
                var part = SceneRecord(schema: trials.schema, asOf: scene.asOf)
                for field in fields {
                    (part.values[field], part.states[field]) = (scene.values[field], scene.states[field])
                    part.evidence[field] = scene.evidence[field]
                }
                return Set(
                    trials.outcomes(part, leaving: []).map { Standing(status: $0.status, grade: $0.grade) })
            }
            func check(_ proof: Reasons.Proof, _ what: String, holds: (Set<Standing>) -> Bool) {
                #expect(proof.fields.allSatisfy { scene.states[$0] != .unknown }, "\(place) \(what)")
                #expect(holds(outcomes(proof.fields)), "\(place) \(what): \(proof.fields)")
                guard proof.isMinimal else { return }
                for field in proof.fields {
                    #expect(
                        !holds(outcomes(proof.fields.filter { $0 != field })), "\(place) \(what): \(field) is idle")
                }
            }
            check(reasons.outcome, "outcome") { $0 == [Standing(status: reasons.status, grade: reasons.grade)] }
            proofs += reasons.outcome.isMinimal ? 1 : 0
            unfinished += scene.states.contains(.unknown) ? 1 : 0
            #expect((reasons.blocking == nil) == ((reasons.grade ?? 0) == 0), "\(place)")
            if let blocking = reasons.blocking, let grade = reasons.grade {
                blocks += 1
                check(blocking, "blocking") { $0.allSatisfy { ($0.grade ?? .max) >= grade } }
            }
        }
        print("reasons: \(proofs) minimal proofs, \(unfinished) of unfinished scenes, \(blocks) of what blocks")
        #expect(proofs > 40 && unfinished > 10 && blocks > 5)
    }

    /// A question that is not asked cannot change status, grade or score, whatever everything else is; of those asked nearly all can.
    @Test func questionsNotAskedCannotMatter() throws {
        var (idle, asked, needless) = (0, 0, 0)
        forEachScene(answered: 50...95, rounds: 2) { scene, analyzer, trials, place in
            let advice = analyzer.advice(scene)
            let open = Set(scene.states.indices.filter { scene.states[$0] == .unknown })
            #expect(open == Set(advice.questions.map(\.field) + advice.idle.map(\.field)), "\(place)")
            for field in open {
                var matters = false
                let answers = SmallNorms.answers(trials.schema.fields[field])
                trials.completions(scene, leaving: [field]) { part in
                    guard !matters else { return }
                    var seen: Set<PlanTrials.Outcome> = []
                    for (value, state, kind) in answers {
                        var full = part
                        (full.values[field], full.states[field], full.evidence[field]) = (value, state, kind)
                        seen.insert(trials.outcome(full))
                    }
                    matters = seen.count > 1
                }
                if advice.idle.contains(where: { $0.field == field }) {
                    idle += 1
                    #expect(!matters, "\(place): question \(field) matters")
                } else {
                    asked += 1
                    needless += matters ? 0 : 1
                }
            }
        }
        print("unfinished small norms: \(idle) questions not asked, \(asked) asked, of which \(needless) cannot matter")
        #expect(idle > 5)
        #expect(needless * 10 <= asked)
    }
}
