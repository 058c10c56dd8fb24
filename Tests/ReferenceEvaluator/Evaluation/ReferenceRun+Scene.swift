import ExactNumbers
import RuleSyntax

extension ReferenceRun {
    /// Finds each answer's question and checks it against the declaration.
    func takeAnswers() {
        for (name, answer) in scene.answers {
            guard case .input(let index)? = names.symbols[name] else {
                dataErrors.append("no question \(name)")
                continue
            }
            answers[index] = answer
            let declaration = norm.inputs[index]
            check(answer, declaration, path: declaration.name.id)
        }
        for (name, kind) in scene.evidence {
            guard case .input(let index)? = names.symbols[name] else {
                dataErrors.append("no question \(name)")
                continue
            }
            let named = evidenceKind(kind)?.option.name.aliases ?? []
            if !norm.inputs[index].evidence.contains(where: { named.contains($0.text) }) {
                dataErrors.append("evidence \(kind) for \(name)")
            }
        }
        for claim in scene.claims {
            guard case .criterion(let place)? = names.symbols[claim], criterion(at: place).mayNotApply != .no else {
                dataErrors.append("claim \(claim)")
                continue
            }
        }
    }

    private func check(_ answer: ReferenceAnswer, _ declaration: InputDeclaration, path: String) {
        func wrong(_ why: String) { dataErrors.append(path + ": " + why) }
        switch answer {
        case .notApplicable:
            if declaration.mayNotApply == .no { wrong("must apply") }
        case .list(let records):
            guard let list = declaration.list else { return wrong("no list") }
            if records.count > list.max.value { wrong("too many") }
            for record in records {
                for (name, answer) in record {
                    guard let field = list.fields.first(where: { $0.name.aliases.contains(name) }) else {
                        wrong("no field \(name)")
                        continue
                    }
                    check(answer, field, path: path + "." + field.name.id)
                }
            }
        case .number(let number):
            guard kind(of: declaration) == "number" else { return wrong("no number") }
            let scale = declaration.scale?.value ?? 0
            if number.mantissa(atScale: scale) == nil { wrong("more than \(scale) places") }
            if let range = declaration.range,
                contains(range, .number(ExactFraction(number), unit(declaration.unit)), unit: unit(declaration.unit))
                    == .boolean(false)
            {
                wrong("outside of the range")
            }
        case .boolean:
            if kind(of: declaration) != "boolean" { wrong("no yes or no") }
        case .date(let day):
            guard kind(of: declaration) == "date" else { return wrong("no date") }
            if let range = declaration.range {
                if contains(range, .known(.date(day)), unit: .bare) == .boolean(false) { wrong("outside of the range") }
            } else if !(1900...2199).contains(day.components.year) {
                wrong("outside of the range")
            }
        case .text:
            if kind(of: declaration) != "text" { wrong("no text") }
        case .option(let word):
            guard let set = names.optionSet(of: declaration, path: path) else { return wrong("no option") }
            if names.optionSets[set]?.options[word] == nil { wrong("no option \(word)") }
        }
    }

    /// `number`, `boolean`, `date`, `text`, `option` or `list`.
    private func kind(of declaration: InputDeclaration) -> String {
        if declaration.list != nil { return "list" }
        if declaration.options != nil { return "option" }
        switch declaration.type?.value {
        case .whole, .number, nil: return "number"
        case .boolean: return "boolean"
        case .date: return "date"
        case .text: return "text"
        case .option: return "option"
        }
    }

    /// The declared kind that a word names.
    func evidenceKind(_ word: String) -> EvidenceStrength.Kind? {
        norm.evidence?.kinds.first { $0.option.name.aliases.contains(word) }
    }

    func criterion(at place: ReferenceNames.CriterionPlace) -> CriterionDeclaration {
        switch place {
        case .criterion(let section, let index): return norm.sections[section].criteria[index]
        case .deduction(let section, let index): return norm.sections[section].deductions[index]
        case .bonus(let index): return (norm.bonus?.criteria ?? [])[index]
        }
    }
}
