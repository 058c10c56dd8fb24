import Diagnostics
import ExactNumbers
import HTTPTypes
import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
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
                explanation: explained
                    ? Explainer.explain(scene.input, scorer, analyzer(worker), language: language) : nil)
        }
    }

    func explanation() -> Explanation {
        version.pool.use { worker in
            worker.scorer.run(scene.input)
            return Explainer.explain(scene.input, worker.scorer, analyzer(worker), language: language)
        }
    }

    /// The explanation, with what is known already of the results the scene can still have.
    func explanation(_ possible: PossibleAssessment) -> Explanation {
        version.pool.use { worker in
            worker.scorer.run(scene.input)
            return Explainer.explain(scene.input, worker.scorer, possible, language: language)
        }
    }

    /// The worker's analyzer, within the limits of a thorough answer.
    private func analyzer(_ worker: SceneWorker) -> SceneAnalyzer {
        worker.analyzer.budget = limits.analysisSteps
        worker.analyzer.limit = nil
        return worker.analyzer
    }

    /// The results the scene can still have: what page, bar, report and answers say of it is read from here.
    ///
    /// - Parameter isThorough: search for exact ends as long as the limits allow, not only as long as someone who types waits.
    func possible(isThorough: Bool = true) -> PossibleAssessment {
        version.pool.use { worker in
            let analyzer = analyzer(worker)
            analyzer.limit = isThorough ? nil : limits.typingSteps
            defer { analyzer.limit = nil }
            return analyzer.assessment(scene.input.record)
        }
    }

    /// - Parameters:
    ///   - questions: how many questions to suggest; nil for none and no idle ones either.
    ///   - isThorough: search for exact ends as long as the limits allow, not only as long as someone who types waits.
    func bounds(questions count: Int?, isThorough: Bool = true) -> BoundsAnswer {
        bounds(possible(isThorough: isThorough), questions: count)
    }

    /// The same of what is known already.
    func bounds(_ possible: PossibleAssessment, questions count: Int?) -> BoundsAnswer {
        version.pool.use { worker in
            let record = scene.input.record
            let bounds = possible.bounds
            let advice = count.map { _ in worker.analyzer.advice(record) }
            func end(_ end: ScoreBounds.End?) -> BoundsAnswer.End? {
                end.map { .init(score: $0.score.description, isExact: $0.isExact) }
            }
            return BoundsAnswer(
                norm: NormMark(version, language), scene: scene.input.id, asOf: scene.day.description,
                low: end(bounds.low), high: end(bounds.high),
                outcomes: possible.outcomes.map { outcome in
                    let grade = outcome.grade.map(gradeMark)
                    return .init(
                        status: outcome.status.id, grade: grade?.id,
                        title: grade?.title ?? outcome.status.title[language], isProved: outcome.isProved)
                }, multipliers: possible.multipliers.map(\.description),
                isDecided: possible.decided != nil, answered: record.states.count { $0 != .unknown },
                questionCount: record.states.count, steps: bounds.steps, budget: bounds.budget,
                questions: advice.map { advice in
                    // The applicant cannot answer what the verifier has to find out.
                    let own = advice.questions.filter {
                        model.inputs[$0.field].declaration.answeredBy?.value != .verifier
                    }
                    return own.prefix(count ?? 0).map { question in
                        .init(
                            input: model.inputs[question.field].naming.id,
                            name: model.inputs[question.field].naming.readable(language),
                            narrowing: ExactDecimal(mantissa: Int128(clamping: question.narrowing * 10), scale: 1)
                                .description, minutes: question.effort)
                    }
                },
                idle: advice?.idle.map {
                    .init(
                        input: model.inputs[$0.field].naming.id,
                        reason: $0.reason == .doesNotApply ? "does_not_apply" : "cannot_matter")
                }, errors: faults(scene.input.errors), warnings: faults(scene.input.warnings))
        }
    }

    func reasons() -> ReasonsAnswer? { reasons(possible()) }

    /// Why the outcome stands; nil while it is open.
    func reasons(_ possible: PossibleAssessment) -> ReasonsAnswer? {
        version.pool.use { worker in
            worker.analyzer.budget = limits.planSteps
            guard let decided = possible.decided else { return nil }
            let reasons = worker.analyzer.reasons(scene.input.record, decided: decided.status, decided.grade)
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

    /// The cheapest ways to the next grade.
    func path(beyond possible: PossibleAssessment, by measure: Path.Measure = .yuan, count: Int) -> PathAnswer {
        version.pool.use { worker in
            worker.analyzer.budget = limits.planSteps
            return answer(worker.analyzer.path(scene.input.record, beyond: possible, by: measure, count: count))
        }
    }

    /// - Parameter target: id of a grade; nil for the next better one.
    /// - Throws: `Problem` if there is no such grade.
    func path(to target: String?, by measure: Path.Measure, count: Int) throws(Problem) -> PathAnswer {
        guard let target else { return path(beyond: possible(), by: measure, count: count) }
        guard let goal = model.grades.firstIndex(where: { $0.naming.id == target || $0.naming.chinese == target })
        else {
            let known = model.grades.map(\.naming.id).joined(separator: ", ")
            throw .parameter("to", target, wanted: Message(zh: "等级：\(known)", en: "a grade: \(known)"))
        }
        return version.pool.use { worker in
            worker.analyzer.budget = limits.planSteps
            return answer(worker.analyzer.path(scene.input.record, to: goal, by: measure, count: count))
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
                    score: plan.score?.description,
                    low: plan.score == nil ? plan.low?.description : nil,
                    high: plan.score == nil ? plan.high?.description : nil,
                    counted: plan.counted.isEmpty ? nil : plan.counted.map { model.inputs[$0].naming.id },
                    isCheapest: plan.isOptimal, leastCost: plan.leastCost.description)
            }, questions: questions(path), steps: path.steps)
    }

    /// Questions to be answered before there may be a plan; nil where it does not depend on any.
    private func questions(_ path: Path) -> [String]? {
        guard case .hinges(let questions, _)? = path.proof else { return nil }
        return questions.map { model.inputs[$0].naming.id }
    }
}
