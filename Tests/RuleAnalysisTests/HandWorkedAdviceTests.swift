import EngineHarness
import ExactNumbers
import RuleCompiler
import RuleProgram
import Testing

@testable import RuleAnalysis

/// What to ask next, why a grade stands and what the cheapest plan is, on norms small enough to work it out by hand.
@Suite struct HandWorkedAdviceTests {
    private func norm(_ inputs: [String], _ criteria: [String], points: Int, grades: String) throws -> AnalyzedNorm {
        let yaml = """
            \(NormParts.head)
            inputs:
            \(inputs.map { "  " + $0 }.joined(separator: "\n"))
            sections:
              s:
                points: \(points)
                criteria:
            \(criteria.map { "      " + $0 }.joined(separator: "\n"))
            total: {of: \(points)}
            grades: {\(grades)}
            """
        return try #require(RandomNorms.norm(yaml), "\(yaml)")
    }

    private func scene(_ norm: AnalyzedNorm, _ answers: [Int128?]) -> SceneRecord {
        var record = SceneRecord(schema: norm.norm.program.schema, asOf: 20_666)
        for (field, value) in answers.enumerated() {
            if let value { (record.values[field], record.states[field]) = (value, .known) }
        }
        return record
    }

    /// 15 of 25 points apply, so that q1 decides on 2/3 of 25 points and q2 on 1/3.
    @Test(arguments: [false, true]) func whatToAsk(hasMinutes: Bool) throws {
        let minutes = hasMinutes ? [", effort: 10", ", effort: 1"] : ["", ""]
        let norm = try norm(
            [
                "q0: {type: boolean}", "q1: {type: boolean\(minutes[0])}", "q2: {type: boolean\(minutes[1])}",
                "q3: {type: boolean, when: q0}", "q4: {type: boolean}",
            ],
            [
                "C1: {points: 10, met: q1}", "C2: {points: 5, met: q2}", "C3: {points: 5, met: q3}",
                "C4: {points: 5, met: q4, when: q0}",
            ], points: 25, grades: "good: {from: 13}, plain: {from: 0}")
        let advice = SceneAnalyzer(norm).advice(scene(norm, [0]))
        #expect(advice.questions.map(\.field) == (hasMinutes ? [2, 1] : [1, 2]))
        for question in advice.questions {
            #expect(abs(question.narrowing - (question.field == 1 ? 50.0 / 3 : 25.0 / 3)) < 1e-6)
            #expect(question.effort == (hasMinutes ? (question.field == 1 ? 10 : 1) : nil))
        }
        #expect(advice.idle == [.init(field: 3, reason: .doesNotApply), .init(field: 4, reason: .cannotMatter)])
    }

    private func three() throws -> AnalyzedNorm {
        try norm(
            (1...3).map { "q\($0): {type: boolean}" }, (1...3).map { "C\($0): {points: 10, met: q\($0)}" }, points: 30,
            grades: "good: {from: 20}, plain: {from: 0}")
    }

    /// 20 points are good: two that are met prove it, two that are not prove the opposite.
    @Test func whyAGradeStands() throws {
        let norm = try three()
        let good = try #require(SceneAnalyzer(norm).reasons(scene(norm, [1, 1, 0])))
        #expect(good.grade == 0 && good.outcome == .init(fields: [0, 1], isMinimal: true) && good.blocking == nil)
        let plain = try #require(SceneAnalyzer(norm).reasons(scene(norm, [0, 1, 0])))
        #expect(plain.grade == 1 && plain.outcome == .init(fields: [0, 2], isMinimal: true))
        #expect(plain.blocking == .init(fields: [0, 2], isMinimal: true))
        #expect(SceneAnalyzer(norm).reasons(scene(norm, [1, nil, 0])) == nil)
    }

    /// The grade rests on an answer that only a search finds to matter: however short the search, it is named.
    @Test func whatCouldNotBeDecidedIsNamed() throws {
        let norm = try norm(
            ["x: {type: whole, range: \"[0..1000]\"}", "q: {type: boolean}"], ["C: {points: 10, met: q}"], points: 10,
            grades: "good: {from: 10, also: x < 400 or x > 401}, plain: {from: 0}")
        for budget in [0, 10, 50, 200, 1000, 100_000] {
            let analyzer = SceneAnalyzer(norm)
            analyzer.budget = budget
            let reasons = analyzer.reasons(scene(norm, [5, 1]), decided: .graded, 0)
            #expect(reasons.outcome.fields == [0, 1], "\(budget)")
        }
    }

    /// A plan holds whatever the open answer is; here none does, and none is given however short the search.
    /// The product is 0 at 400 and 401, which no comparison names.
    @Test(arguments: ["x < 400 or x > 401", "x * x - 801 * x + 160400 > 0"])
    func noPlanWithoutProof(_ condition: String) throws {
        let norm = try norm(
            ["x: {type: whole, range: \"[0..1000]\"}", "q: {type: boolean, change: {direction: up, once: 5}}"],
            ["C: {points: 10, met: q}"], points: 10,
            grades: "good: {from: 10, also: \(condition)}, plain: {from: 0}")
        for budget in Array(stride(from: 0, through: 400, by: 4)) + [1000, 10_000, 100_000] {
            let analyzer = SceneAnalyzer(norm)
            analyzer.budget = budget
            #expect(analyzer.path(scene(norm, [nil, 0]), to: 0).plans.isEmpty, "\(budget)")
        }
        let answered = SceneAnalyzer(norm).path(scene(norm, [5, 0]), to: 0)
        #expect(answered.plans.map { $0.changes.map(\.field) } == [[1]])
    }

    /// Good from 15 of 50, what does not apply left out of the 50. Each for itself `d` (10 yuan) leads there, `e` and `f` (12), and
    /// what costs 100 each only with one of these: 5 of 30 points are not enough, 10 of 30 are.
    @Test func theCheapestPlanWhereCriteriaMayDropOut() throws {
        let levers = [("a", 100), ("b", 100), ("d", 10), ("e", 6), ("f", 6)].map {
            "\($0.0): {type: boolean, change: {direction: any, once: \($0.1)}}"
        }
        let norm = try norm(
            ["z: {type: boolean}", "base: {type: boolean}"] + levers,
            [
                "C0: {points: 5, met: base}", "C9: {points: 5, met: z}", "C1: {points: 10, met: z, when: a}",
                "C2: {points: 10, met: z, when: b}", "C3: {points: 10, met: d}", "C4: {points: 5, met: e}",
                "C5: {points: 5, met: f}",
            ], points: 50, grades: "good: {from: 15}, plain: {from: 0}")
        let path = SceneAnalyzer(norm).path(scene(norm, [0, 1, 1, 1, 0, 0, 0]), to: 0)
        #expect(path.plans.map { $0.changes.map(\.field) } == [[4], [5, 6], [2, 3, 6]])
        #expect(path.plans.map { "\($0.yuan)" } == ["10", "12", "206"])
    }
}
