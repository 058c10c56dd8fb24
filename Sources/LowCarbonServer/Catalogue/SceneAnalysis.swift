import Diagnostics
import ExactNumbers
import HTTPTypes
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData

/// Scores and analyses one scene for a caller.
struct SceneAnalysis: Sendable {
    let scene: ReadScene
    let language: MessageLanguage
    let limits: ServiceLimits

    var version: ServedVersion { scene.version }
    private var model: NormModel { version.compiled.model }

    func gradeMark(_ index: Int) -> GradeMark {
        GradeMark(id: model.grades[index].naming.id, title: model.grades[index].naming.readable(language))
    }

    func faults(_ errors: [DataError]) -> [Problem.Fault] { errors.map { Faults.fault($0, version, language) } }

    /// What is wrong with the scene: its data errors, and a day on which no version is effective.
    func errors() -> [DataError] {
        version.pool.use { worker in
            worker.scorer.run(scene.input)
            return worker.scorer.errors(of: scene.input)
        }
    }

    /// - Throws: `Problem` naming each data error.
    func demandValid() throws(Problem) {
        let errors = errors()
        guard !errors.isEmpty else { return }
        throw Problem(
            .unprocessableContent, .scene, title: Message(zh: "场景中有填错的数据", en: "the scene has data errors"),
            detail: errors.first?.message, faults: faults(errors))
    }

    func evaluation(explained: Bool) -> EvaluationAnswer {
        version.pool.use { worker in
            let scorer = worker.scorer
            scorer.run(scene.input)
            return EvaluationAnswer(
                norm: NormMark(version, language), scene: scene.input.id, asOf: scene.day.description,
                status: scorer.status.id, statusText: scorer.status.title[language],
                score: scorer.score?.description, of: version.form(language).of,
                grade: scorer.gradeIndex.map(gradeMark), multiplier: scorer.multiplier(on: scene.day).description,
                unanswered: scorer.unknownInputs, warnings: faults(scene.input.warnings),
                explanation: explained ? Explainer.explain(scene.input, scorer, language: language) : nil)
        }
    }

    func explanation() -> Explanation {
        version.pool.use { worker in
            worker.scorer.run(scene.input)
            return Explainer.explain(scene.input, worker.scorer, language: language)
        }
    }

    /// - Parameters:
    ///   - questions: how many questions to suggest; nil for none and no idle ones either.
    ///   - isThorough: search for exact ends as long as the limits allow, not only as long as someone who types waits.
    func bounds(questions count: Int?, isThorough: Bool = true) -> BoundsAnswer {
        version.pool.use { worker in
            let record = scene.input.record
            worker.analyzer.budget = limits.analysisSteps
            worker.analyzer.limit = isThorough ? nil : limits.typingSteps
            defer { worker.analyzer.limit = nil }
            let bounds = worker.analyzer.bounds(record)
            let advice = count.map { _ in worker.analyzer.advice(record) }
            func end(_ end: ScoreBounds.End?) -> BoundsAnswer.End? {
                end.map { .init(score: $0.score.description, isExact: $0.isExact) }
            }
            let plan = version.compiled.program.multiplier
            return BoundsAnswer(
                norm: NormMark(version, language), scene: scene.input.id, asOf: scene.day.description,
                low: end(bounds.low), high: end(bounds.high),
                outcomes: bounds.outcomes.map { outcome in
                    let grade = outcome.grade.map(gradeMark)
                    return .init(
                        status: outcome.status.id, grade: grade?.id,
                        title: grade?.title ?? outcome.status.title[language], isProved: outcome.isProved)
                }, multipliers: plan.reachable(bounds, on: scene.day).map(\.description),
                isDecided: bounds.decided != nil, answered: record.states.count { $0 != .unknown },
                questionCount: record.states.count, steps: bounds.steps, budget: bounds.budget,
                questions: advice.map { advice in
                    advice.questions.prefix(count ?? 0).map { question in
                        .init(
                            input: model.inputs[question.field].naming.id,
                            name: model.inputs[question.field].naming.readable(language),
                            narrowing: ExactDecimal(
                                mantissa: Int128((question.narrowing * 10).rounded()), scale: 1
                            ).description, minutes: question.effort)
                    }
                },
                idle: advice?.idle.map {
                    .init(
                        input: model.inputs[$0.field].naming.id,
                        reason: $0.reason == .doesNotApply ? "does_not_apply" : "cannot_matter")
                }, errors: faults(scene.input.errors), warnings: faults(scene.input.warnings))
        }
    }

    func reasons() -> ReasonsAnswer? {
        version.pool.use { worker in
            worker.analyzer.budget = limits.planSteps
            guard let reasons = worker.analyzer.reasons(scene.input.record) else { return nil }
            func proof(_ proof: Reasons.Proof) -> ProofAnswer {
                .init(
                    inputs: proof.fields.map { model.inputs[$0].naming.id },
                    names: proof.fields.map { model.inputs[$0].naming.readable(language) }, isMinimal: proof.isMinimal)
            }
            return ReasonsAnswer(
                status: reasons.status.id, grade: reasons.grade.map(gradeMark), proof: proof(reasons.outcome),
                blocking: reasons.blocking.map(proof))
        }
    }

    /// - Parameter target: id of a grade; nil for the next better one.
    /// - Throws: `Problem` if there is no such grade.
    func path(to target: String?, by measure: Path.Measure, count: Int) throws(Problem) -> PathAnswer {
        var goal: Int?
        if let target {
            guard let index = model.grades.firstIndex(where: { $0.naming.id == target || $0.naming.chinese == target })
            else {
                let known = model.grades.map(\.naming.id).joined(separator: ", ")
                throw .parameter("to", target, wanted: Message(zh: "等级：\(known)", en: "a grade: \(known)"))
            }
            goal = index
        }
        return version.pool.use { worker in
            worker.analyzer.budget = limits.planSteps
            let record = scene.input.record
            let path = worker.analyzer.path(
                record, to: goal ?? worker.analyzer.nextGrade(record), by: measure, count: count)
            return answer(path)
        }
    }

    private func answer(_ path: Path) -> PathAnswer {
        let endings: [Path.Ending: String] = [
            .found: "found", .alreadyThere: "already_there", .impossible: "impossible", .gaveUp: "gave_up",
        ]
        let words = AnswerWords(version: version, language: language)
        return PathAnswer(
            norm: NormMark(version, language), scene: scene.input.id, asOf: scene.day.description,
            target: gradeMark(path.target), ending: endings[path.ending] ?? "",
            plans: path.plans.map { plan in
                .init(
                    changes: plan.changes.map { change in
                        .init(
                            input: model.inputs[change.field].naming.id,
                            name: model.inputs[change.field].naming.readable(language),
                            from: words.plain(change.field, change.from), to: words.plain(change.field, change.to),
                            fromText: words.text(change.field, change.from),
                            toText: words.text(change.field, change.to), yuan: change.yuan.description,
                            days: change.days)
                    }, yuan: plan.yuan.description, days: plan.days, grade: gradeMark(plan.grade),
                    score: plan.score?.description, isCheapest: plan.isOptimal, leastCost: plan.leastCost.description)
            }, steps: path.steps)
    }
}
