import ExactNumbers
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleProgram
import SceneData
import SyntaxSamples
import Testing

/// Bounds of partial scenes of the shipped norms.
@Suite struct ShippedBoundsTests {
    /// Without optimisation the search is some fifty times slower, so fewer scenes are sampled then; of nine scenes drawn once a share
    /// says little.
    #if DEBUG
        private static let rounds = 3
    #else
        private static let rounds = 30
    #endif

    @Test(arguments: ShippedNorms.kinds) func soundAndMostlyExact(kind: String) throws {
        let norm = try ShippedNorms.norm(kind)
        let analyzer = SceneAnalyzer(norm)
        let scenes = try ShippedNorms.scenes(kind, norm)
        let engine = Interpreter(norm.norm.program)
        var random = SplitMix64(seed: 2026)
        var (exact, all, steps, most) = (0, 0, 0, 0)
        for round in 0..<ShippedBoundsTests.rounds {
            for scene in scenes {
                let partial = ShippedNorms.partial(scene.record, share: random.whole(3...97), &random)
                let bounds = analyzer.bounds(partial)
                all += 1
                steps += bounds.steps
                most = max(most, bounds.steps)
                if bounds.isExact {
                    exact += 1
                } else {
                    print(
                        "\(kind) \(scene.id) \(round): \(bounds.low?.score.description ?? "-")"
                            + " (\(bounds.low?.reached?.description ?? "-")) … \(bounds.high?.score.description ?? "-")"
                            + " (\(bounds.high?.reached?.description ?? "-"))")
                }
                var completion = RandomCompletion(schema: norm.norm.program.schema, random: random)
                for _ in 0..<4 {
                    let full = completion.complete(partial)
                    engine.run(full)
                    check(bounds, engine, "\(kind) \(scene.id) \(round)")
                }
                random = completion.random
            }
        }
        print("\(kind): exact \(exact) of \(all), steps \(steps / max(1, all)) on average, \(most) at most")
        // Where numbers share formulas an end may stay safe: see the figures in docs/analysis.md.
        #expect(exact * 100 >= all * 65)
        let again = SceneAnalyzer(norm)
        let last = ShippedNorms.partial(scenes[0].record, share: 30, &random)
        let (one, two) = (analyzer.bounds(last), again.bounds(last))
        #expect(one.low?.score == two.low?.score && one.high?.score == two.high?.score && one.steps == two.steps)
        #expect(one.outcomes == two.outcomes)
    }

    /// A call that is cut short says less, never something wrong.
    @Test(arguments: ShippedNorms.kinds, [0, 500, 3000, SceneAnalyzer.interactiveLimit])
    func soundHoweverShort(kind: String, limit: Int) throws {
        let norm = try ShippedNorms.norm(kind)
        let analyzer = SceneAnalyzer(norm)
        analyzer.limit = limit
        let engine = Interpreter(norm.norm.program)
        var random = SplitMix64(seed: UInt64(limit) &+ 9)
        for scene in try ShippedNorms.scenes(kind, norm) {
            let partial = ShippedNorms.partial(scene.record, share: random.whole(3...97), &random)
            let bounds = analyzer.bounds(partial)
            if limit == 0 { #expect(bounds.low?.witness == nil && bounds.witnesses.allSatisfy { $0 == nil }) }
            var completion = RandomCompletion(schema: norm.norm.program.schema, random: random)
            for _ in 0..<8 {
                engine.run(completion.complete(partial))
                check(bounds, engine, "\(kind) \(scene.id) limit \(limit)")
            }
            random = completion.random
        }
    }

    private func check(_ bounds: ScoreBounds, _ engine: Interpreter, _ place: String) {
        let layout = engine.program.outcome
        if engine.state(layout.total.numerator) == .known {
            let score = engine.fraction(layout.total).decimal()
            #expect(bounds.low.map { $0.score <= score } ?? false, "\(place): \(score) is below")
            #expect(bounds.high.map { score <= $0.score } ?? false, "\(place): \(score) is above")
        }
        let status = engine.status()
        let grade = status == .graded ? engine.grade() : nil
        #expect(
            bounds.outcomes.contains { $0.status == status && $0.grade == grade },
            "\(place): \(status) \(grade ?? -1) is missing")
    }
}
