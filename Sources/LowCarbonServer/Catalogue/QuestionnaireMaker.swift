import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax

/// Makes a norm's questions into a form: each in the section whose criteria read it.
struct QuestionnaireMaker {
    let id: String
    let norm: CompiledNorm
    let language: MessageLanguage

    private var model: NormModel { norm.model }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    func pick(_ text: BilingualText?) -> String? {
        guard let text else { return nil }
        return language == .zh ? text.zh ?? text.en : text.en ?? text.zh
    }

    func make() -> Questionnaire {
        let document = model.document
        return Questionnaire(
            id: id, version: document.version?.value ?? "", title: pick(document.title) ?? id,
            status: document.status?.value.rawValue ?? "draft",
            effectiveFrom: model.effective.lowerBound.description, effectiveTo: model.effective.upperBound.description,
            of: text(model.total.of),
            grades: model.grades.map {
                .init(
                    id: $0.naming.id, title: $0.naming.readable(language),
                    name: language == .zh ? $0.naming.chinese : $0.naming.readable(language), from: text($0.from))
            },
            sections: sections())
    }

    private func text(_ number: Rational) -> String { number.description }

    /// Where a question stands: what several sections read comes first, then what gates read alone, then the sections, then the bonus.
    private enum Place: Hashable {
        case general, gates, section(Int), bonus
    }

    private func place(_ input: Int) -> Place {
        var places: Set<Int> = []
        var isBonus = false
        for criterion in model.criteria
        where criterion.reads.inputs.contains(input) || criterion.ownReads.inputs.contains(input)
            || criterion.whenReads.inputs.contains(input) || criterion.evidenceInputs.contains(input)
        {
            switch criterion.place {
            case .section(let section): places.insert(section)
            case .deduction(let section): places.insert(section)
            case .bonus: isBonus = true
            }
        }
        if places.count == 1, let only = places.first { return .section(only) }
        if places.count > 1 { return .general }
        if isBonus { return .bonus }
        let isGate = model.gates.contains { $0.reads.inputs.contains(input) || $0.whenReads.inputs.contains(input) }
        return isGate ? .gates : .general
    }

    private func sections() -> [Questionnaire.Section] {
        var grouped: [Place: [Questionnaire.Question]] = [:]
        for index in model.inputs.indices {
            grouped[place(index), default: []].append(
                question(model.inputs[index], norm.program.schema.fields[index], index))
        }
        var order: [(Place, String, String)] = [
            (.general, "general", say("基本情况", "About the premises")),
            (.gates, "gates", say("基本条件", "Basic conditions")),
        ]
        for (index, section) in model.sections.enumerated() {
            order.append((.section(index), section.naming.id, section.naming.readable(language)))
        }
        order.append((.bonus, "bonus", say("加分项", "Extra points")))
        return order.compactMap { place, id, title in
            let claims = self.claims(place)
            guard let questions = grouped[place] ?? (claims.isEmpty ? nil : []) else { return nil }
            return .init(id: id, title: title, questions: questions, claims: claims)
        }
    }

    private func claims(_ place: Place) -> [Questionnaire.Claim] {
        let known = Set(norm.program.schema.claims.map(\.id))
        return model.criteria.compactMap { criterion in
            guard criterion.mayBeClaimedNotApplicable, known.contains(criterion.naming.id) else { return nil }
            let own: Place
            switch criterion.place {
            case .section(let section), .deduction(let section): own = .section(section)
            case .bonus: own = .bonus
            }
            guard own == place else { return nil }
            var reason: String?
            if case .yes(let text) = criterion.declaration.mayNotApply { reason = pick(text) }
            return .init(id: criterion.naming.id, title: criterion.naming.readable(language), text: reason)
        }
    }
}
