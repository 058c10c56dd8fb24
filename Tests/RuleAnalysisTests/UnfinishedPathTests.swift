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

/// Plans for scenes with unanswered questions, against every change and every answer there is.
@Suite struct UnfinishedPathTests {
    /// How many norms are drawn: the more the better, but not in every run.
    private static let norms = Int(ProcessInfo.processInfo.environment["LOWCARBON_LEVER_NORMS"] ?? "") ?? 60

    @Test func plansAreTheCheapestThatHoldWhateverTheAnswers() throws {
        var counts: [String: Int] = [:]
        for seed in 1...UInt64(Self.norms) {
            let made = LeverNorm(seed: seed)
            guard let norm = made.analyzed else {
                counts["refused", default: 0] += 1
                continue
            }
            let trials = PlanTrials(norm, counted: made.counted)
            let analyzer = SceneAnalyzer(norm)
            var random = SplitMix64(seed: seed &+ 4000)
            for round in 0..<4 {
                let scene = SmallNorms.scene(trials.schema, answered: random.whole(35...90), &random)
                let target = random.whole(0...1)
                let place = "norm \(seed) scene \(round) to \(target)"
                let path = analyzer.path(scene, to: target)
                let cheapest = trials.cheapest(scene, target)
                counts["\(path.ending)", default: 0] += 1
                switch path.ending {
                case .alreadyThere: #expect(cheapest == 0, "\(place)")
                case .gaveUp: Issue.record("\(place): gave up")
                case .found: try check(path, scene, cheapest, trials, place)
                case .impossible:
                    #expect(cheapest == nil, "\(place): a plan of \(cheapest ?? -1)")
                    check(path.proof, scene, target, trials, place, &counts)
                }
            }
        }
        print("unfinished small norms: \(counts.sorted { $0.key < $1.key })")
        #expect(counts["refused", default: 0] * 10 < Self.norms)
        #expect(counts["found", default: 0] > Self.norms / 3)
        #expect(counts["hinges", default: 0] > Self.norms / 6)
    }

    private func check(
        _ path: Path, _ scene: SceneRecord, _ cheapest: Int128?, _ trials: PlanTrials, _ place: String
    ) throws {
        let first = try #require(path.plans.first)
        #expect(first.isOptimal, "\(place)")
        #expect(
            first.yuan == ExactDecimal(mantissa: cheapest ?? -1, scale: 0),
            "\(place): \(first.yuan), the cheapest is \(cheapest ?? -1)")
        for plan in path.plans {
            #expect(first.yuan <= plan.yuan)
            #expect(trials.reaches(plan.record, path.target), "\(place)")
            let outcomes = trials.outcomes(plan.record)
            #expect(outcomes.compactMap(\.grade).max() == plan.grade, "\(place)")
            for score in outcomes.compactMap(\.score) {
                #expect(plan.low.map { $0 <= score } ?? false, "\(place)")
                #expect(plan.high.map { score <= $0 } ?? false, "\(place)")
                if let settled = plan.score { #expect(settled == score, "\(place)") }
            }
            // What the plan does not name as counted may be answered in any way.
            let left = Set(plan.counted)
            #expect(left.isSubset(of: trials.counted))
            #expect(
                trials.outcomes(plan.record, leaving: left).allSatisfy { ($0.grade ?? .max) <= path.target }, "\(place)"
            )
        }
    }

    /// A proof that there is no plan says what is so.
    private func check(
        _ proof: Path.Proof?, _ scene: SceneRecord, _ target: Int, _ trials: PlanTrials, _ place: String,
        _ counts: inout [String: Int]
    ) {
        switch proof {
        case nil: Issue.record("\(place): no proof")
        case .exhausted: counts["exhausted", default: 0] += 1
        case .beyondReach:
            counts["beyond reach", default: 0] += 1
            trials.plans(scene) { record, _ in
                #expect(trials.outcomes(record).allSatisfy { ($0.grade ?? .max) > target }, "\(place)")
            }
        case .hinges(let questions, _):
            counts["hinges", default: 0] += 1
            #expect(!questions.isEmpty && questions.allSatisfy { scene.states[$0] == .unknown }, "\(place)")
            // Under some answers to them alone, no change and no answer to the rest leads there.
            let others = Set(scene.states.indices).subtracting(questions)
            var isBlocked = false
            trials.completions(scene, leaving: others) { part in
                guard !isBlocked else { return }
                var misses = true
                trials.plans(part, only: scene) { record in
                    misses = misses && trials.outcomes(record).allSatisfy { ($0.grade ?? .max) > target }
                }
                isBlocked = misses
            }
            #expect(isBlocked, "\(place): \(questions)")
        }
    }
}

extension PlanTrials {
    /// Changes of what `scene` answers, made in `record`.
    func plans(_ record: SceneRecord, only scene: SceneRecord, _ visit: (SceneRecord) -> Void) {
        plans(scene) { changed, _ in
            var next = record
            for field in scene.states.indices where scene.states[field] == .known {
                next.values[field] = changed.values[field]
            }
            visit(next)
        }
    }
}
