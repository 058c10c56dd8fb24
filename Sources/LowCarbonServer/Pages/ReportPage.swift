import Diagnostics
import LowCarbonRules
import RuleAnalysis
import RuleProgram

/// What the report shows: grade, reasons, what is missing, plans, evidence, every score.
struct ReportPage {
    let form: FormData
    let analysis: SceneAnalysis

    private var language: MessageLanguage { analysis.language }
    private var questionnaire: Questionnaire { analysis.version.form(language) }
    private var words: AnswerWords { AnswerWords(version: analysis.version, language: language) }
    private var editHref: String { address("/check/\(analysis.version.id)", in: language) }

    func address(_ path: String, in language: MessageLanguage) -> String { FormPage.address(path, form, in: language) }

    func content() -> [String: Any] {
        let isValid = analysis.errors().isEmpty
        let possible = analysis.possible()
        let explanation = analysis.explanation(possible)
        let bounds = analysis.bounds(possible, questions: 200)
        var content: [String: Any] = [:]
        content["editHref"] = editHref
        content["selfHref"] = address("/check/\(analysis.version.id)/report", in: language)
        content["title"] = questionnaire.title
        content["version"] = questionnaire.version
        content["scene"] = form["scene"] ?? false
        if analysis.version.isDraft { content["draft"] = true }
        content["asOf"] = explanation.asOf
        content["headline"] = headline(explanation, possible, isValid)
        content["score"] = explanation.score.map(BarContent.brief) ?? false
        content["of"] = explanation.of
        content["multiplier"] = explanation.multiplier.value
        content["summary"] = explanation.summary
        if isValid {
            content["bar"] = BarContent(bounds: bounds, form: questionnaire, language: language).content()
        }
        faults(explanation.errors, "Errors", "errors", into: &content)
        faults(explanation.warnings, "Warnings", "warnings", into: &content)
        if isValid {
            missing(explanation, bounds, into: &content)
            reasons(possible, into: &content)
        }
        plans(isValid ? analysis.path(beyond: possible, count: 3) : nil, into: &content)
        let gains = explanation.gains.prefix(5).map { gain -> [String: Any] in
            ["points": BarContent.brief(gain.points), "title": gain.title, "text": gain.text]
        }
        if isValid, !gains.isEmpty {
            content["hasGains"] = true
            content["gains"] = Array(gains)
        }
        scores(explanation, into: &content)
        answers(into: &content)
        return content
    }

    private func headline(_ explanation: Explanation, _ possible: PossibleAssessment, _ isValid: Bool) -> String {
        guard isValid else { return explanation.statusText }
        return possible.headline.grade.map { analysis.gradeMark($0).title } ?? possible.headline.status.title[language]
    }

    private func faults(
        _ findings: [Explanation.Finding], _ flag: String, _ key: String, into content: inout [String: Any]
    ) {
        guard !findings.isEmpty else { return }
        content["has" + flag] = true
        content[key] = findings.map { finding -> [String: Any] in
            let top = FormPage.top(finding.input)
            let question = questionnaire.questions.first { $0.id == top || $0.name == top }
            return [
                "href": editHref + "#q-" + (question?.id ?? top), "name": question?.name ?? finding.input,
                "detail": PageWords.quoted(finding.text, language),
            ]
        }
    }

    private func missing(_ explanation: Explanation, _ bounds: BoundsAnswer, into content: inout [String: Any]) {
        var rank: [String: Int] = [:]
        for (index, question) in (bounds.questions ?? []).enumerated() { rank[question.input] = index }
        func place(_ question: Explanation.Question) -> Int? { rank[FormPage.top(question.input)] }
        let open = explanation.unanswered.filter { place($0) != nil }
            .sorted { place($0) ?? 0 < place($1) ?? 0 }
        guard !open.isEmpty else { return }
        content["hasMissing"] = true
        content["missingLead"] = PageWords.text(bounds.isDecided ? "missingDecided" : "missingOpen", language)
        content["missing"] = open.map { question -> [String: Any] in
            var entry: [String: Any] = [
                "href": editHref + "#q-" + FormPage.top(question.input),
                "name": questionnaire.questions.first { $0.id == question.input }?.name ?? question.name,
            ]
            entry["why"] =
                question.neededFor.isEmpty
                ? false
                : PageWords.text("neededFor", language)
                    + question.neededFor.prefix(3).joined(separator: language == .zh ? "、" : ", ")
            return entry
        }
    }

    private func reasons(_ possible: PossibleAssessment, into content: inout [String: Any]) {
        guard let reasons = analysis.reasons(possible) else { return }
        var proofs: [[String: Any]] = []
        if let blocking = reasons.blocking, !blocking.names.isEmpty {
            proofs.append(proof("blockLead", blocking.names))
        }
        if !reasons.proof.names.isEmpty { proofs.append(proof("proofLead", reasons.proof.names)) }
        guard !proofs.isEmpty else { return }
        content["hasReasons"] = true
        content["proof"] = proofs
    }

    private func proof(_ lead: String, _ names: [String]) -> [String: Any] {
        // What takes most of the answers is folded away.
        let isLong = names.count > 15
        let title = PageWords.text(lead, language) + PageWords.text("count", language, "\(names.count)")
        return ["lead": title, "names": names, "short": !isLong, "long": isLong]
    }

    private func plans(_ path: PathAnswer?, into content: inout [String: Any]) {
        guard let path else {
            content["plansTitle"] = PageWords.text("plans", language, questionnaire.grades.first?.title ?? "")
            content["plansNote"] = PageWords.text("planInvalid", language)
            return
        }
        content["plansTitle"] = PageWords.text("plans", language, path.target.title)
        switch path.ending {
        case "found": content["plansNote"] = PageWords.text("costNote", language)
        case "already_there": content["plansNote"] = PageWords.text("already", language)
        case "impossible":
            content["plansNote"] =
                path.questions.map { PageWords.text("hinges", language, names($0)) }
                ?? PageWords.text("impossible", language)
        default: content["plansNote"] = PageWords.text("gaveUp", language)
        }
        content["plans"] = path.plans.enumerated().map { index, plan -> [String: Any] in
            [
                "title": PageWords.text("plan", language, "\(index + 1)"),
                "cost": PageWords.text(
                    "planCost", language, AnswerWords.grouped(plan.yuan), "\(plan.days)", plan.grade.title,
                    score(plan)),
                "proof":
                    (plan.isCheapest
                    ? PageWords.text("cheapest", language)
                    : PageWords.text("least", language, AnswerWords.grouped(plan.leastCost)))
                    + (plan.counted.map { PageWords.text("counted", language, names($0)) } ?? ""),
                "changes": plan.changes.map { change -> [String: Any] in
                    [
                        "name": change.name, "from": change.fromText, "to": change.toText,
                        "yuan": AnswerWords.grouped(change.yuan),
                    ]
                },
            ]
        }
    }

    private func names(_ inputs: [String]) -> String {
        inputs.map { id in questionnaire.questions.first { $0.id == id }?.name ?? id }.joined(
            separator: language == .zh ? "、" : ", ")
    }

    /// The score of a plan; where questions are open, what it lies between.
    private func score(_ plan: PathAnswer.Plan) -> String {
        if let score = plan.score { return BarContent.brief(score) }
        guard let low = plan.low, let high = plan.high else { return "" }
        return BarContent.brief(low) + "–" + BarContent.brief(high)
    }
}
