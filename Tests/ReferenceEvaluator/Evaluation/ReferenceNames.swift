import RuleSyntax

/// Everything a norm and its factor files name, under each of its names.
struct ReferenceNames: Sendable {
    enum Symbol: Sendable, Equatable {
        case input(Int)
        case fact(Int)
        case parameter(Int)
        case gate(Int)
        case section(Int)
        case criterion(CriterionPlace)
    }

    enum CriterionPlace: Hashable, Sendable {
        case criterion(section: Int, Int)
        case deduction(section: Int, Int)
        case bonus(Int)
    }

    /// An option set; `options` maps every name of an option to its id.
    struct OptionSet: Sendable {
        var options: [String: String]
    }

    /// A parameter and the file it stands in.
    struct Parameter: Sendable {
        var declaration: ParameterDeclaration
        var fromFactors: Bool
    }

    var symbols: [String: Symbol] = [:]
    var optionSets: [String: OptionSet] = [:]
    /// Every name of a named option set → its key in `optionSets`.
    var optionSetNames: [String: String] = [:]
    var parameters: [Parameter] = []
    var nominalUnits: Set<String> = []

    /// Keys of the sets that grades and behaviours make.
    static let grades = "grades"
    static let behaviours = "behaviours"

    init(norm: NormDocument, factors: [FactorsDocument]) {
        optionSets[Self.grades] = OptionSet(
            options: ReferenceNames.options(norm.grades.map { OptionDeclaration(name: $0.name, title: nil) }))
        optionSets[Self.behaviours] = OptionSet(options: ReferenceNames.options(norm.behaviours))
        for set in factors.flatMap(\.optionSets) + norm.optionSets { add(set) }
        for unit in factors.flatMap(\.units) + norm.units { nominalUnits.insert(unit.symbol.text) }
        for parameter in factors.flatMap(\.parameters) {
            parameters.append(Parameter(declaration: parameter, fromFactors: true))
        }
        for parameter in norm.parameters { parameters.append(Parameter(declaration: parameter, fromFactors: false)) }

        for (index, parameter) in parameters.enumerated() { add(parameter.declaration.name, .parameter(index)) }
        for (index, input) in norm.inputs.enumerated() {
            add(input.name, .input(index))
            addInline(input, path: input.name.id)
        }
        for (index, fact) in norm.facts.enumerated() { add(fact.name, .fact(index)) }
        for (index, gate) in norm.gates.enumerated() { add(gate.name, .gate(index)) }
        for (index, section) in norm.sections.enumerated() {
            add(section.name, .section(index))
            for (place, criterion) in section.criteria.enumerated() {
                add(criterion.name, .criterion(.criterion(section: index, place)))
            }
            for (place, criterion) in section.deductions.enumerated() {
                add(criterion.name, .criterion(.deduction(section: index, place)))
            }
        }
        for (place, criterion) in (norm.bonus?.criteria ?? []).enumerated() {
            add(criterion.name, .criterion(.bonus(place)))
        }
    }

    /// The option set of an input or list field.
    func optionSet(of input: InputDeclaration, path: String) -> String? {
        switch input.options {
        case .named(let name): return optionSetNames[name.text]
        case .inline: return "input " + path
        case nil: return nil
        }
    }

    /// The id of the option that a bare word names, whatever its set; the word itself if there is none.
    func anyOption(_ word: String) -> String {
        let ids = Set(optionSets.values.compactMap { $0.options[word] })
        return ids.count == 1 ? ids.first ?? word : word
    }

    private mutating func add(_ name: DeclaredName, _ symbol: Symbol) {
        for alias in name.aliases { symbols[alias] = symbol }
    }

    private mutating func add(_ set: OptionSetDeclaration) {
        let key = "set " + set.name.id
        optionSets[key] = OptionSet(options: ReferenceNames.options(set.options))
        for alias in set.name.aliases { optionSetNames[alias] = key }
    }

    private mutating func addInline(_ input: InputDeclaration, path: String) {
        if case .inline(let options) = input.options {
            optionSets["input " + path] = OptionSet(options: ReferenceNames.options(options))
        }
        for field in input.list?.fields ?? [] { addInline(field, path: path + "." + field.name.id) }
    }

    static func options(_ options: [OptionDeclaration]) -> [String: String] {
        var ids: [String: String] = [:]
        for option in options {
            for alias in option.name.aliases { ids[alias] = option.name.id }
        }
        return ids
    }
}

extension DeclaredName {
    /// Every name the thing can be called by.
    var aliases: [String] { [key.text] + [zh?.text, en?.text].compactMap { $0 } }
}
