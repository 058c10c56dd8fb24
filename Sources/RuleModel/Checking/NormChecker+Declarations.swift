import Diagnostics
import ExactNumbers
import RuleSyntax

/// Names: every declared thing gets its symbol, in both languages.
extension NormChecker {
    func declareUnitsAndOptions() {
        for factors in document.uses.compactMap({ imports[$0.value] }) {
            for unit in factors.units { units.declare(unit.symbol.text) }
            for set in factors.optionSets { addOptionSet(set) }
        }
        for unit in document.units { units.declare(unit.symbol.text) }
        for set in document.optionSets { addOptionSet(set) }
        model.behaviours = document.behaviours.map { OptionModel($0) }
        for behaviour in model.behaviours { noteDeclaration(behaviour.naming) }
        model.evidenceKinds = (document.evidence?.kinds ?? []).map { (OptionModel($0.option), $0.factor.value) }
        for kind in model.evidenceKinds { noteDeclaration(kind.option.naming) }
        if let missing = document.evidence?.missing {
            model.evidenceMissing = model.evidenceKinds.firstIndex {
                $0.option.naming.id == missing.text || $0.option.naming.chinese == missing.text
            }
            if let index = model.evidenceMissing {
                noteUse(model.evidenceKinds[index].option.naming, at: missing.span)
            } else {
                unknownOption(missing.text, at: missing.span, known: model.evidenceKinds.map(\.option.naming))
            }
        }
        for group in document.evidence?.groups ?? [] {
            noteDeclaration(Naming(group.option.name, title: group.option.title))
            for kind in group.kinds
            where !model.evidenceKinds.contains(where: {
                $0.option.naming.id == kind.text || $0.option.naming.chinese == kind.text
            }) {
                unknownOption(kind.text, at: kind.span, known: model.evidenceKinds.map(\.option.naming))
            }
        }
        for kind in document.evidence?.kinds ?? []
        where kind.factor.value > ExactDecimal(1) || kind.factor.value < ExactDecimal(0) {
            report(
                .evidenceFactor, at: kind.factor.span, zh: "证据系数必须在 0 到 1 之间",
                en: "an evidence factor lies between 0 and 1")
        }
    }

    @discardableResult
    func addOptionSet(_ declaration: OptionSetDeclaration, isNamed: Bool = true) -> Int {
        let set = OptionSetModel(
            naming: Naming(declaration.name, title: nil), options: declaration.options.map { OptionModel($0) })
        if isNamed { noteDeclaration(set.naming) }
        for option in set.options { noteDeclaration(option.naming) }
        var seen: [String: Span] = [:]
        for option in set.options {
            for name in Set([option.naming.id, option.naming.chinese]) {
                if let first = seen[name] {
                    duplicate(name, at: option.naming.span, first: first)
                } else {
                    seen[name] = option.naming.span
                }
            }
        }
        model.optionSets.append(set)
        return model.optionSets.count - 1
    }

    func optionSet(named name: String) -> Int? {
        model.optionSets.lastIndex { $0.naming.id == name || $0.naming.chinese == name }
    }

    func declare(_ name: DeclaredName, as symbol: Symbol, title: BilingualText?) {
        let naming = Naming(name, title: title)
        noteDeclaration(naming)
        for text in Set([naming.id, naming.chinese, name.key.text]) {
            if let other = symbols[text], other != symbol {
                duplicate(
                    text, at: name.span(of: text), first: declaredName(other)?.span(of: text) ?? self.span(of: other))
            } else {
                symbols[text] = symbol
            }
        }
    }

    func declareInputs() {
        for (index, input) in document.inputs.enumerated() {
            declare(input.name, as: .input(index), title: input.title)
        }
    }

    func declareParameters() {
        for use in document.uses {
            guard let factors = imports[use.value] else { continue }
            for var parameter in factors.parameters {
                if parameter.source == nil { parameter.source = factors.source }
                addParameter(parameter, isImported: true)
            }
        }
        for parameter in document.parameters { addParameter(parameter, isImported: false) }
    }

    private func addParameter(_ declaration: ParameterDeclaration, isImported: Bool) {
        let unit = declaration.unit.flatMap { resolve($0) }
        if declaration.unit != nil, unit == nil { brokenParameters.insert(model.parameters.count) }
        model.parameters.append(
            ParameterModel(
                naming: Naming(declaration.name, title: declaration.title), declaration: declaration,
                unit: unit ?? .none,
                isImported: isImported))
        parameterDeclarations.append(declaration)
        declare(declaration.name, as: .parameter(model.parameters.count - 1), title: declaration.title)
    }

    func declareFacts() {
        for (index, fact) in document.facts.enumerated() { declare(fact.name, as: .fact(index), title: fact.title) }
        factStates = Array(repeating: .pending, count: document.facts.count)
        model.facts = document.facts.map {
            FactModel(
                naming: Naming($0.name, title: $0.title), declaration: $0, value: .invalid($0.span), needs: nil,
                otherwise: nil, when: nil, round: $0.round?.value, reads: Reads(), interval: nil, mayNotApply: false)
        }
    }

    /// Sections, criteria, gates and grades by name; their contents come later.
    func declareScored() {
        for (index, section) in document.sections.enumerated() {
            declare(section.name, as: .section(index), title: section.title)
            var entry = SectionModel(
                naming: Naming(section.name, title: section.title), declaration: section, criteria: [], deductions: [],
                points: .zero, weight: .zero, minimumShare: nil, when: nil, round: section.round?.value)
            for criterion in section.criteria {
                entry.criteria.append(
                    addCriterion(criterion, place: .section(index), in: section.source, section.pointsSource))
            }
            model.sections.append(entry)
        }
        for (index, section) in document.sections.enumerated() {
            for deduction in section.deductions {
                model.sections[index].deductions.append(
                    addCriterion(deduction, place: .deduction(index), in: section.source, section.pointsSource))
            }
        }
        if let bonus = document.bonus {
            model.bonus = BonusModel(
                criteria: bonus.criteria.map { addCriterion($0, place: .bonus, in: bonus.source, bonus.pointsSource) },
                cap: bonus.cap.map { Rational($0.value) }, round: bonus.round?.value)
        }
        criterionStates = Array(repeating: .pending, count: model.criteria.count)
        for (index, gate) in document.gates.enumerated() { declare(gate.name, as: .gate(index), title: gate.title) }
        for grade in document.grades { noteDeclaration(Naming(grade.name, title: grade.title)) }
    }

    private func addCriterion(
        _ declaration: CriterionDeclaration, place: CriterionModel.Place, in source: Provenance?,
        _ pointsSource: Provenance?
    ) -> Int {
        let written = declaration.source ?? source
        let mayBeClaimed = declaration.mayNotApply != .no
        model.criteria.append(
            CriterionModel(
                naming: Naming(declaration.name, title: declaration.title), declaration: declaration, place: place,
                points: declaration.points.map { Rational($0.value) } ?? .zero, value: .invalid(declaration.span),
                when: nil,
                mayBeClaimedNotApplicable: mayBeClaimed,
                zeroIfUnknown: (declaration.ifUnknown?.value ?? document.ifUnknown?.value ?? .open) == .zeroPoints,
                round: declaration.round?.value, reads: Reads(), evidenceInputs: [],
                provenance: written ?? document.source,
                pointsProvenance: declaration.pointsSource ?? pointsSource ?? document.pointsSource ?? document.source
                    ?? written))
        let index = model.criteria.count - 1
        declare(declaration.name, as: .criterion(index), title: declaration.title)
        return index
    }

    func naming(of symbol: Symbol) -> Naming? {
        switch symbol {
        case .input(let index): return Naming(document.inputs[index].name, title: document.inputs[index].title)
        case .fact(let index): return model.facts[index].naming
        case .parameter(let index): return model.parameters[index].naming
        case .section(let index): return model.sections[index].naming
        case .criterion(let index): return model.criteria[index].naming
        case .gate(let index): return Naming(document.gates[index].name, title: document.gates[index].title)
        case .total, .bonus, .asOf: return nil
        }
    }

    private func declaredName(_ symbol: Symbol) -> DeclaredName? {
        switch symbol {
        case .input(let index): return document.inputs[index].name
        case .fact(let index): return document.facts[index].name
        case .parameter(let index): return parameterDeclarations[index].name
        case .section(let index): return document.sections[index].name
        case .criterion(let index): return model.criteria[index].declaration.name
        case .gate(let index): return document.gates[index].name
        case .total, .bonus, .asOf: return nil
        }
    }

    func span(of symbol: Symbol) -> Span { naming(of: symbol)?.span ?? document.span }

    func noteDeclaration(_ naming: Naming) { noteUse(naming, at: naming.span) }

    func noteUse(_ naming: Naming, at span: Span) {
        model.nameUses.append(NameUse(span: span, en: naming.id, zh: naming.chinese))
    }

    /// The unit written; nil after a finding.
    func resolve(_ syntax: UnitSyntax) -> Unit? {
        switch units.resolve(syntax) {
        case .success(let unit): return unit
        case .failure where lacksImports: return nil
        case .failure(let unknown):
            noSuch(
                .unknownUnit, unknown.symbol, at: unknown.span, among: units.knownSymbols,
                zh: "不认识单位 `\(unknown.symbol)`", en: "unknown unit `\(unknown.symbol)`",
                otherwise: ("；新的名义单位请在 `单位:` 中声明", "; declare a new nominal unit under `units:`"))
            return nil
        }
    }
}

extension DeclaredName {
    /// Where `text` is written: as the key, or as the name in the other language.
    func span(of text: String) -> Span {
        if key.text == text { return key.span }
        return [zh, en].compactMap { $0 }.first { $0.text == text }?.span ?? span
    }
}
