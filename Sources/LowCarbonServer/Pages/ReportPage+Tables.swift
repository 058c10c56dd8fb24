import Diagnostics
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData

extension ReportPage {
    private var language: MessageLanguage { analysis.language }

    func scores(_ explanation: Explanation, into content: inout [String: Any]) {
        var sections = explanation.sections.map { section -> [String: Any] in
            [
                "title": section.title, "score": share(section.score, section.of),
                "criteria": (section.criteria + section.deductions).map(criterion),
            ]
        }
        if let bonus = explanation.bonus, !bonus.criteria.isEmpty {
            sections.append([
                "title": language == .zh ? "加分项" : "Extra points", "score": bonus.points.map(BarContent.brief) ?? "",
                "criteria": bonus.criteria.map(criterion),
            ])
        }
        content["sections"] = sections
        let failed = explanation.gates.filter { $0.state == .failed }
        if !failed.isEmpty {
            content["hasBlockers"] = true
            content["blockers"] = failed.map { gate in
                ([gate.title] + gate.why.filter { $0.mark == .unmet }.map(\.text)).joined(
                    separator: language == .zh ? "：" : ": ")
            }
        }
        if !explanation.gates.isEmpty {
            content["hasGates"] = true
            content["gates"] = explanation.gates.map { gate -> [String: Any] in
                ["title": gate.title, "state": gate.stateText]
            }
        }
    }

    private func share(_ score: String?, _ of: String?) -> String {
        guard let score else { return "" }
        return BarContent.brief(score) + (of.map { " / " + BarContent.brief($0) } ?? "")
    }

    private func criterion(_ criterion: Explanation.Criterion) -> [String: Any] {
        let points: String
        switch criterion.outcome {
        case .notApplicable: points = PageWords.text("na", language)
        case .unknown, .open: points = "? / " + BarContent.brief(criterion.of)
        default: points = share(criterion.points ?? "0", criterion.of)
        }
        return [
            "title": criterion.title, "clause": criterion.clause ?? false, "points": points,
            "why": criterion.why.map(\.text),
        ]
    }

    func answers(into content: inout [String: Any]) {
        let record = analysis.scene.input.record
        let words = AnswerWords(version: analysis.version, language: language)
        let kinds = analysis.version.compiled.model.evidenceKinds
        var answers: [[String: Any]] = []
        var evidence: [[String: Any]] = []
        for question in analysis.version.form(language).questions {
            let text: String
            switch record.states[question.field] {
            case .known:
                text =
                    question.kind == "list"
                    ? PageWords.text("listed", language, "\(record.values[question.field])")
                    : words.text(question.field, record.values[question.field])
            case .notApplicable: text = PageWords.text("na", language)
            default: continue
            }
            answers.append(["name": question.ask, "text": text])
            guard let accepted = question.evidence, record.states[question.field] == .known else { continue }
            let kind = Int(record.evidence[question.field])
            evidence.append([
                "name": question.name,
                "named": kinds.indices.contains(kind)
                    ? kinds[kind].option.naming.readable(language) : PageWords.text("noEvidence", language),
                "kinds": accepted.map(\.title).joined(separator: language == .zh ? "、" : ", "),
            ])
        }
        content["answers"] = answers
        if !evidence.isEmpty {
            content["hasEvidence"] = true
            content["evidence"] = evidence
        }
    }
}
