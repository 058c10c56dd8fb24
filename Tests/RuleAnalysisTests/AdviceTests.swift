import ExactNumbers
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SyntaxSamples
import Testing

/// What to ask next, what is decided early and what blocks the next grade, against all scenes of small norms.
@Suite struct AdviceTests {
    private struct Outcome: Hashable {
        var status: SceneStatus
        var grade: Int?
        var score: ExactDecimal?
    }

    private func outcome(_ engine: Interpreter, _ record: SceneRecord) -> Outcome {
        engine.run(record)
        let status = engine.status()
        let total = engine.program.outcome.total
        return Outcome(
            status: status, grade: status == .graded ? engine.grade() : nil,
            score: engine.state(total.numerator) == .known ? engine.fraction(total).decimal() : nil)
    }

    /// Least and greatest score over all completions, as doubles; nil where none has a score.
    private func width(_ record: SceneRecord, _ engine: Interpreter) -> Double {
        var (low, high) = (Double.infinity, -Double.infinity)
        SmallNorms.completions(record, engine.program.schema) { full in
            guard let score = outcome(engine, full).score, let value = Double(score.description) else { return }
            low = min(low, value)
            high = max(high, value)
        }
        return max(0, high - low)
    }

    private func setting(_ field: Int, _ answer: (Int128, ValueState, Int16), _ record: SceneRecord) -> SceneRecord {
        var next = record
        (next.values[field], next.states[field], next.evidence[field]) = answer
        return next
    }

    /// A question that is not asked cannot change status, grade or score, whatever everything else is.
    @Test func idleQuestionsCannotMatter() throws {
        var (idle, asked, needless) = (0, 0, 0)
        for seed in UInt64(1)...16 {
            let norm = try #require(SmallNorms.norm(seed: seed))
            let (analyzer, engine) = (SceneAnalyzer(norm), Interpreter(norm.norm.program))
            let schema = norm.norm.program.schema
            var random = SplitMix64(seed: seed &+ 100)
            for _ in 0..<4 {
                let scene = SmallNorms.scene(schema, answered: 60, &random)
                let advice = analyzer.advice(scene)
                let open = Set(scene.states.indices.filter { scene.states[$0] == .unknown })
                #expect(open == Set(advice.questions.map(\.field) + advice.idle.map(\.field)), "norm \(seed)")
                for field in open {
                    let answers = SmallNorms.answers(schema.fields[field])
                    var matters = false
                    SmallNorms.completions(setting(field, answers[0], scene), schema) { full in
                        guard !matters else { return }
                        let first = outcome(engine, full)
                        matters = answers.dropFirst().contains { outcome(engine, setting(field, $0, full)) != first }
                    }
                    if advice.idle.contains(where: { $0.field == field }) {
                        idle += 1
                        #expect(!matters, "norm \(seed): question \(field) matters")
                    } else {
                        asked += 1
                        if !matters { needless += 1 }
                    }
                }
            }
        }
        print("small norms: \(idle) questions not asked, \(asked) asked, of which \(needless) cannot matter")
        #expect(idle > 5)
        #expect(needless * 10 <= asked)
    }

    /// The first question is the one that narrows the range of scores most, or nearly so.
    @Test func firstQuestionNarrowsMost() throws {
        var (scenes, best, lost, most) = (0, 0, 0.0, 0.0)
        for seed in UInt64(1)...16 {
            let norm = try #require(SmallNorms.norm(seed: seed))
            let (analyzer, engine) = (SceneAnalyzer(norm), Interpreter(norm.norm.program))
            let schema = norm.norm.program.schema
            var random = SplitMix64(seed: seed &+ 200)
            for _ in 0..<3 {
                let scene = SmallNorms.scene(schema, answered: 55, &random)
                let advice = analyzer.advice(scene)
                guard advice.questions.count > 1 else { continue }
                let before = width(scene, engine)
                func narrowing(_ field: Int) -> Double {
                    let answers = SmallNorms.answers(schema.fields[field])
                    let widths = answers.map { width(setting(field, $0, scene), engine) }
                    return before - widths.reduce(0, +) / Double(widths.count)
                }
                let all = advice.questions.map { narrowing($0.field) }
                let greatest = all.max() ?? 0
                scenes += 1
                best += all[0] >= greatest - 1e-9 ? 1 : 0
                lost += greatest - all[0]
                most += greatest
            }
        }
        print(
            "small norms: the first question is the best in \(best) of \(scenes), and narrows \(most - lost) of \(most)"
        )
        #expect(best * 100 >= scenes * 70)
        #expect(lost <= most * 0.15)
    }

    /// `decided` is said only where every completion agrees, and nearly always where they do.
    @Test func decidedEarly() throws {
        var (agreed, said) = (0, 0)
        for seed in UInt64(1)...20 {
            let norm = try #require(SmallNorms.norm(seed: seed))
            let (analyzer, engine) = (SceneAnalyzer(norm), Interpreter(norm.norm.program))
            var random = SplitMix64(seed: seed &+ 300)
            for _ in 0..<8 {
                let scene = SmallNorms.scene(norm.norm.program.schema, answered: 75, &random)
                var seen: Set<Outcome> = []
                SmallNorms.completions(scene, norm.norm.program.schema) { full in
                    var own = outcome(engine, full)
                    own.score = nil
                    seen.insert(own)
                }
                let decided = analyzer.bounds(scene).decided
                if let decided {
                    #expect(seen == [Outcome(status: decided.status, grade: decided.grade, score: nil)], "norm \(seed)")
                }
                if seen.count == 1 {
                    agreed += 1
                    said += decided == nil ? 0 : 1
                }
            }
        }
        print("small norms: \(said) of \(agreed) decided scenes are called so")
        #expect(agreed > 20)
        #expect(said * 100 >= agreed * 95)
    }

    /// What blocks a better grade does so by itself, and no part of it does.
    @Test func blockingAnswersBlock() throws {
        var blocks = 0
        for seed in UInt64(1)...30 {
            let norm = try #require(SmallNorms.norm(seed: seed))
            let (analyzer, engine) = (SceneAnalyzer(norm), Interpreter(norm.norm.program))
            let schema = norm.norm.program.schema
            var random = SplitMix64(seed: seed &+ 400)
            let scene = SmallNorms.scene(schema, answered: 100, &random)
            guard let reasons = analyzer.reasons(scene), let grade = reasons.grade, grade > 0 else { continue }
            let blocking = try #require(reasons.blocking, "norm \(seed)")
            func isBlocked(_ fields: [Int]) -> Bool {
                var part = SceneRecord(schema: schema, asOf: scene.asOf)
                for field in fields {
                    part = setting(field, (scene.values[field], scene.states[field], scene.evidence[field]), part)
                }
                var better = false
                SmallNorms.completions(part, schema) { full in
                    guard !better else { return }
                    better = (outcome(engine, full).grade ?? grade) < grade
                }
                return !better
            }
            blocks += 1
            #expect(isBlocked(blocking.fields), "norm \(seed)")
            guard blocking.isMinimal else { continue }
            for field in blocking.fields {
                #expect(!isBlocked(blocking.fields.filter { $0 != field }), "norm \(seed): \(field) is idle")
            }
        }
        #expect(blocks >= 8)
    }
}
