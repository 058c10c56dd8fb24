import Diagnostics
import ExactNumbers
import RuleAnalysis
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// Explains the result of a run from the slots that the run left behind.
public struct Explainer {
    let norm: CompiledNorm
    let model: NormModel
    let trace: ProgramTrace
    let scorer: SceneScorer
    let interpreter: Interpreter
    let record: SceneRecord
    let language: MessageLanguage
    let names: NameBook
    /// The results the scene can still have; nil unless it is incomplete.
    let possible: PossibleAssessment?

    /// Explains the scene that `scorer` has just run. Which results it can still have, `analyzer` says.
    public static func explain(
        _ scene: SceneInput, _ scorer: SceneScorer, _ analyzer: SceneAnalyzer, language: MessageLanguage
    ) -> Explanation {
        let possible = scorer.status == .incomplete ? analyzer.assessment(scene.record) : nil
        return explain(scene, scorer, possible, language: language)
    }

    /// Explains the scene that `scorer` has just run.
    ///
    /// - Parameters:
    ///   - scene: the scene, without data errors or with them.
    ///   - scorer: holds the result of the scene.
    ///   - possible: the results an incomplete scene can still have; of any other scene the result says all there is.
    ///   - language: the language of the texts.
    public static func explain(
        _ scene: SceneInput, _ scorer: SceneScorer, _ possible: PossibleAssessment?, language: MessageLanguage
    ) -> Explanation {
        Explainer(scene, scorer, possible, language).explanation(scene)
    }

    private init(
        _ scene: SceneInput, _ scorer: SceneScorer, _ possible: PossibleAssessment?, _ language: MessageLanguage
    ) {
        self.possible = scorer.status == .incomplete ? possible : nil
        norm = scorer.norm
        model = scorer.norm.model
        trace = scorer.norm.trace
        self.scorer = scorer
        interpreter = scorer.interpreter
        record = scene.record
        self.language = language
        names = NameBook(scorer.norm.model, language)
    }

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    var asOf: CalendarDay { CalendarDay(number: record.asOf) }

    var isDraft: Bool {
        switch model.document.status?.value ?? .draft {
        case .draft, .consultation: return true
        case .issued, .inForce, .withdrawn: return false
        }
    }

    private func explanation(_ scene: SceneInput) -> Explanation {
        let isValid = scorer.status != .invalid
        let gates = isValid ? model.gates.indices.map { gate($0) } : []
        let sections = isValid ? model.sections.indices.map { section($0) } : []
        let bonus = isValid ? self.bonus() : nil
        let grades = rungs()
        let scored = sections.flatMap(\.criteria) + (bonus?.criteria ?? [])
        let gains = self.gains(scored)
        let reasons = isValid ? notAssessableReasons() : []
        let questions = isValid ? self.questions(scene.record) : []
        var result = Explanation(
            language: language.rawValue, scene: scene.id, norm: normHead(), asOf: asOf.description,
            status: scorer.status.id,
            statusText: statusText, summary: [], score: scorer.score?.description, of: model.total.of.description,
            scoreRange: scoreRange(),
            grade: scorer.gradeIndex.map {
                .init(id: model.grades[$0].naming.id, title: title(model.grades[$0].naming))
            },
            multiplier: multiplier(), errors: scorer.errors(of: scene).map { finding($0) },
            warnings: scene.warnings.map { finding($0) },
            gates: gates, sections: sections, bonus: bonus, total: isValid ? totalSteps() : [], grades: grades,
            notAssessable: reasons, unanswered: questions, gains: gains)
        result.summary = summary(result)
        return result
    }

    /// Status and grade that nothing missing can change; incomplete while something can.
    var headline: (status: SceneStatus, grade: Int?) {
        if let decided = possible?.decided { return (decided.status, decided.grade) }
        return (scorer.status, scorer.gradeIndex)
    }

    private func normHead() -> Explanation.Norm {
        let document = model.document
        let title = document.title.flatMap { language == .zh ? $0.zh ?? $0.en : $0.en ?? $0.zh } ?? document.id.text
        return .init(
            id: document.id.text, title: title, version: document.version?.value ?? "",
            status: (document.status?.value ?? .draft).rawValue,
            isDraft: isDraft)
    }

    private func finding(_ error: DataError) -> Explanation.Finding {
        .init(
            input: language == .zh ? error.inputChinese : error.input, code: error.code.id,
            text: error.message[language],
            place: error.place.description)
    }

    /// Criteria with a step to gain, the largest first.
    private func gains(_ criteria: [Explanation.Criterion]) -> [Explanation.Gain] {
        let gains = criteria.compactMap { criterion -> Explanation.Gain? in
            guard let points = criterion.gain, let first = criterion.next.first(where: { $0.mark != .met }) else {
                return nil
            }
            return .init(criterion: criterion.id, title: criterion.title, points: points, text: first.text)
        }
        return gains.enumerated().sorted { a, b in
            let (x, y) = (
                ExactDecimal(a.element.points) ?? ExactDecimal(0), ExactDecimal(b.element.points) ?? ExactDecimal(0)
            )
            return x == y ? a.offset < b.offset : y < x
        }.map(\.element)
    }

    private func questions(_ record: SceneRecord) -> [Explanation.Question] {
        let questions = scorer.unknownFields.map { index in
            let input = model.inputs[index]
            let (gates, criteria) = waiting(for: index)
            let ask = input.declaration.ask.flatMap { language == .zh ? $0.zh ?? $0.en : $0.en ?? $0.zh }
            let reading = self.input(index)
            return Explanation.Question(
                input: input.naming.id, name: names.name(input.naming), ask: ask,
                neededFor: gates.map { title(model.gates[$0].naming) }
                    + criteria.map { title(model.criteria[$0].naming) },
                taken: reading.state == .known ? reading.text : nil)
        }
        let entries = scorer.unknownEntries.map { entry in
            let (gates, criteria) = waiting(for: entry.list)
            let field = model.inputs[entry.list].fields[entry.field]
            let ask = field.declaration.ask.flatMap { language == .zh ? $0.zh ?? $0.en : $0.en ?? $0.zh }
            return Explanation.Question(
                input: entry.path(in: norm.program.schema), name: name(entry), ask: ask,
                neededFor: gates.map { title(model.gates[$0].naming) }
                    + criteria.map { title(model.criteria[$0].naming) },
                taken: taken(field))
        }
        let all = questions + entries
        return all.filter { $0.taken == nil } + all.filter { $0.taken != nil }
    }

    /// Gates and criteria that wait for an input.
    private func waiting(for input: Int) -> (gates: [Int], criteria: [Int]) {
        (
            model.gates.indices.filter { model.gates[$0].reads.inputs.contains(input) && isOpen(gate: $0) },
            model.criteria.indices.filter { reads($0).contains(input) && isMissing(criterion: $0) }
        )
    }

    /// What the norm takes for a field of an entry.
    private func taken(_ field: InputModel) -> String? {
        guard case .value(let value)? = field.declaration.ifUnknown?.value else { return nil }
        return text(value)
    }

    /// An unanswered field of an entry as people know it.
    func name(_ entry: UnansweredEntry) -> String {
        let list = model.inputs[entry.list]
        return entry.path(list: names.name(list.naming), field: names.name(list.fields[entry.field].naming))
    }

    /// Inputs that the points or the applicability of a criterion depend on.
    func reads(_ criterion: Int) -> Set<Int> {
        var inputs = Set(model.criteria[criterion].reads.inputs)
        var conditions = [model.criteria[criterion].when]
        switch model.criteria[criterion].place {
        case .section(let section), .deduction(let section): conditions.append(model.sections[section].when)
        case .bonus: break
        }
        for condition in conditions { inputs.formUnion(read(by: condition)) }
        var settled: Set<Int> = []
        while let next = inputs.subtracting(settled).first {
            settled.insert(next)
            inputs.formUnion(read(by: model.inputs[next].when))
        }
        return inputs
    }

    private func read(by expression: TypedExpression?) -> Set<Int> {
        var inputs: Set<Int> = []
        expression?.visit { node in
            switch node.kind {
            case .input(let index): inputs.insert(index)
            case .fact(let index): inputs.formUnion(model.facts[index].reads.inputs)
            case .lookup(let index): inputs.formUnion(model.lookups[index].reads.inputs)
            case .gate(let index): inputs.formUnion(model.gates[index].reads.inputs)
            case .listCount(let index): inputs.insert(index)
            case .aggregate(let aggregate): inputs.insert(aggregate.input)
            case .criterion(let index): inputs.formUnion(reads(index))
            case .metShare(let tagged, _): for index in tagged { inputs.formUnion(reads(index)) }
            default: break
            }
        }
        return inputs
    }

    /// True if the points wait for an answer, or were set to 0 for want of it.
    private func isMissing(criterion index: Int) -> Bool {
        [norm.program.outcome.criteria[index].value, trace.rawPoints[index]].compactMap { $0 }.contains {
            let state = interpreter.state($0.numerator)
            return state == .unknown || state == .open
        }
    }

    private func isOpen(gate index: Int) -> Bool { interpreter.state(norm.program.outcome.gates[index]) != .known }

    func title(_ naming: Naming) -> String { names.title(naming) }
}
