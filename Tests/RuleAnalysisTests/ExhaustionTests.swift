import ExactNumbers
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SyntaxSamples
import Testing

/// Bounds, reasons and paths of small norms against all scenes there are.
@Suite struct ExhaustionTests {
    private struct Outcome: Hashable {
        var status: SceneStatus
        var grade: Int?
    }

    private func outcome(_ engine: Interpreter) -> Outcome {
        let status = engine.status()
        return Outcome(status: status, grade: status == .graded ? engine.grade() : nil)
    }

    @Test func boundsAgainstAllCompletions() throws {
        var (scenes, exact) = (0, 0)
        for seed in UInt64(1)...30 {
            let norm = try #require(SmallNorms.norm(seed: seed), "norm \(seed) is refused")
            let analyzer = SceneAnalyzer(norm)
            let engine = Interpreter(norm.norm.program)
            let schema = norm.norm.program.schema
            var random = SplitMix64(seed: seed)
            for _ in 0..<3 {
                let scene = SmallNorms.scene(schema, answered: 50, &random)
                let bounds = analyzer.bounds(scene)
                var (low, high): (ExactDecimal?, ExactDecimal?)
                var seen: Set<Outcome> = []
                SmallNorms.completions(scene, schema) { full in
                    engine.run(full)
                    seen.insert(outcome(engine))
                    let total = engine.program.outcome.total
                    guard engine.state(total.numerator) == .known else { return }
                    let score = engine.fraction(total).decimal()
                    low = low.map { min($0, score) } ?? score
                    high = high.map { max($0, score) } ?? score
                }
                scenes += 1
                if bounds.isExact { exact += 1 }
                if let low, let high {
                    let least = try #require(bounds.low)
                    let most = try #require(bounds.high)
                    #expect(least.score <= low && high <= most.score, "norm \(seed)")
                    if least.isExact { #expect(least.reached == low, "norm \(seed)") }
                    if most.isExact { #expect(most.reached == high, "norm \(seed)") }
                }
                for outcome in seen {
                    #expect(
                        bounds.outcomes.contains { $0.status == outcome.status && $0.grade == outcome.grade },
                        "norm \(seed): \(outcome)")
                }
                for shown in bounds.outcomes where shown.isProved {
                    #expect(seen.contains(Outcome(status: shown.status, grade: shown.grade)), "norm \(seed)")
                }
            }
        }
        print("small norms: exact \(exact) of \(scenes)")
        #expect(exact * 100 >= scenes * 95)
    }

    @Test func reasonsProveAndNoneIsIdle() throws {
        var proofs = 0
        for seed in UInt64(1)...20 {
            let norm = try #require(SmallNorms.norm(seed: seed))
            let analyzer = SceneAnalyzer(norm)
            let engine = Interpreter(norm.norm.program)
            let schema = norm.norm.program.schema
            var random = SplitMix64(seed: seed)
            let scene = SmallNorms.scene(schema, answered: 100, &random)
            let reasons = try #require(analyzer.reasons(scene))
            engine.run(scene)
            #expect(outcome(engine) == Outcome(status: reasons.status, grade: reasons.grade))
            func others(_ fields: [Int]) -> Bool {
                var part = SceneRecord(schema: schema, asOf: scene.asOf)
                for field in fields {
                    part.values[field] = scene.values[field]
                    part.states[field] = scene.states[field]
                    part.evidence[field] = scene.evidence[field]
                }
                var differs = false
                SmallNorms.completions(part, schema) { full in
                    engine.run(full)
                    if outcome(engine) != Outcome(status: reasons.status, grade: reasons.grade) { differs = true }
                }
                return differs
            }
            #expect(!others(reasons.outcome.fields), "norm \(seed)")
            guard reasons.outcome.isMinimal else { continue }
            proofs += 1
            for field in reasons.outcome.fields {
                #expect(others(reasons.outcome.fields.filter { $0 != field }), "norm \(seed): \(field) is idle")
            }
        }
        #expect(proofs >= 15)
    }

    @Test func pathsAreNeverDearerThanTheCheapest() throws {
        var found = 0
        for seed in UInt64(1)...40 {
            let norm = try #require(SmallNorms.norm(seed: seed))
            let analyzer = SceneAnalyzer(norm)
            let engine = Interpreter(norm.norm.program)
            var random = SplitMix64(seed: seed)
            var scene = SmallNorms.scene(norm.norm.program.schema, answered: 100, &random)
            scene.values[0] = 0
            let path = analyzer.path(scene, to: 0)
            let cheapest = self.cheapest(scene, norm, engine, target: 0)
            switch path.ending {
            case .alreadyThere: #expect(cheapest == 0)
            case .impossible:
                #expect(cheapest == nil, "norm \(seed)")
                #expect(path.proof != nil, "norm \(seed): no proof")
            case .gaveUp: Issue.record("norm \(seed): gave up")
            case .found:
                found += 1
                let first = try #require(path.plans.first)
                #expect(first.isOptimal, "norm \(seed)")
                #expect(first.yuan == ExactDecimal(mantissa: cheapest ?? -1, scale: 0), "norm \(seed): \(first.yuan)")
                for plan in path.plans {
                    engine.run(plan.record)
                    #expect(engine.status() == .graded && engine.grade() == 0)
                    #expect(first.yuan <= plan.yuan)
                }
                #expect(Set(path.plans.map { $0.changes.map(\.field) }).count == path.plans.count)
            }
        }
        #expect(found > 5)
    }

    /// Where there is no plan, what is said of the best that can be reached holds for every plan; where the budget ends, no plan
    /// is cheaper than what is said.
    @Test func withoutPlanThereIsAProofOrAGap() throws {
        var (beyond, exhausted, gaps) = (0, 0, 0)
        for seed in UInt64(1)...60 {
            // A line so high that what cannot be changed often keeps a scene below it.
            let norm = try #require(SmallNorms.norm(seed: seed, best: 17))
            let analyzer = SceneAnalyzer(norm)
            let engine = Interpreter(norm.norm.program)
            var random = SplitMix64(seed: seed &+ 500)
            let scene = SmallNorms.scene(norm.norm.program.schema, answered: 100, &random)
            let path = analyzer.path(scene, to: 0)
            if case .beyondReach(let reach)? = path.proof {
                beyond += 1
                plans(scene, norm) { record, _ in
                    engine.run(record)
                    let total = engine.program.outcome.total
                    if engine.state(total.numerator) == .known, let highest = reach.highest {
                        #expect(engine.fraction(total).decimal() <= highest, "norm \(seed)")
                    }
                    if engine.status() == .graded { #expect((reach.grade ?? .max) <= engine.grade(), "norm \(seed)") }
                    for gate in reach.gates {
                        #expect(engine.value(engine.program.outcome.gates[gate]) == 0, "norm \(seed)")
                    }
                }
            }
            if case .exhausted? = path.proof { exhausted += 1 }
            if path.ending == .impossible { #expect(cheapest(scene, norm, engine, target: 0) == nil, "norm \(seed)") }
            analyzer.budget = 1
            let hasty = analyzer.path(scene, to: 0)
            guard hasty.ending == .gaveUp else { continue }
            gaps += 1
            let least = try #require(hasty.leastCost)
            if let cheapest = cheapest(scene, norm, engine, target: 0) {
                #expect(least <= ExactDecimal(mantissa: cheapest, scale: 0), "norm \(seed)")
            }
        }
        print("small norms: \(beyond) grades beyond reach, \(exhausted) excluded part by part, \(gaps) hasty searches")
        #expect(beyond + exhausted > 20)
    }

    /// Every way to change the scene as the norm declares, with its cost.
    private func plans(_ scene: SceneRecord, _ norm: AnalyzedNorm, _ visit: (SceneRecord, Int128) -> Void) {
        func go(_ field: Int, _ record: SceneRecord, _ cost: Int128) {
            guard field < norm.norm.model.inputs.count else { return visit(record, cost) }
            go(field + 1, record, cost)
            for (value, price) in changes(field, scene, norm) {
                var next = record
                next.values[field] = value
                go(field + 1, next, cost + price)
            }
        }
        go(0, scene, 0)
    }

    /// Answers that a question may be changed to, with their cost.
    private func changes(_ field: Int, _ scene: SceneRecord, _ norm: AnalyzedNorm) -> [(Int128, Int128)] {
        guard let change = norm.norm.model.inputs[field].change, scene.states[field] == .known else { return [] }
        let now = scene.values[field]
        return SmallNorms.answers(norm.norm.program.schema.fields[field]).compactMap { value, _, kind in
            guard value != now, kind == -1 else { return nil }
            let distance = value > now ? value - now : now - value
            var steps: Int128 = 1
            var isAllowed = change.direction == .any || (change.direction == .up) == (value > now)
            if case .option = norm.norm.program.schema.fields[field].kind { isAllowed = true }
            if case .number(_, let low, let high) = norm.norm.program.schema.fields[field].kind {
                let step = Int128(change.step)
                steps = (distance + step - 1) / step
                isAllowed = isAllowed && (distance % step == 0 || value == low || value == high)
            }
            return isAllowed ? (value, change.once.mantissa + change.perStep.mantissa * steps) : nil
        }
    }

    /// The least cost by trying every answer to every changeable question.
    private func cheapest(_ scene: SceneRecord, _ norm: AnalyzedNorm, _ engine: Interpreter, target: Int) -> Int128? {
        var best: Int128?
        plans(scene, norm) { record, cost in
            if let best, cost >= best { return }
            engine.run(record)
            if engine.status() == .graded, engine.grade() <= target { best = cost }
        }
        return best
    }
}
