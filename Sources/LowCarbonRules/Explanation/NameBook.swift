import Diagnostics
import RuleModel
import RuleSyntax

/// What the names of a norm stand for, and how they are said in one language.
package struct NameBook {
    package enum Symbol: Equatable {
        case input(Int)
        case fact(Int)
        case parameter(Int)
        case criterion(Int)
        case section(Int)
        case gate(Int)
    }

    package let language: MessageLanguage
    private var symbols: [String: Symbol] = [:]
    private var words: [String: String] = [:]

    package init(_ model: NormModel, _ language: MessageLanguage) {
        self.language = language
        func add(_ naming: Naming, _ symbol: Symbol) {
            for name in [naming.id, naming.chinese] {
                symbols[name] = symbol
                words[name] = self.name(naming)
            }
        }
        for set in model.optionSets {
            for name in [set.naming.id, set.naming.chinese] { words[name] = self.name(set.naming) }
        }
        // A name that means different things in several sets or tables stays as it is written.
        var labels: [String: Set<String>] = [:]
        for option in model.optionSets.flatMap(\.options) {
            for name in [option.naming.id, option.naming.chinese] {
                labels[name, default: []].insert(self.option(option.naming))
            }
        }
        for parameter in model.parameters {
            for column in parameter.declaration.columns {
                let naming = Naming(column, title: nil)
                for name in [naming.id, naming.chinese] { labels[name, default: []].insert(self.name(naming)) }
            }
        }
        for (name, label) in labels { words[name] = label.count == 1 ? label.first : name }
        for input in model.inputs {
            for field in input.fields {
                for name in [field.naming.id, field.naming.chinese] { words[name] = self.name(field.naming) }
            }
        }
        for (index, gate) in model.gates.enumerated() { add(gate.naming, .gate(index)) }
        for (index, section) in model.sections.enumerated() { add(section.naming, .section(index)) }
        for (index, criterion) in model.criteria.enumerated() { add(criterion.naming, .criterion(index)) }
        for (index, parameter) in model.parameters.enumerated() { add(parameter.naming, .parameter(index)) }
        for (index, fact) in model.facts.enumerated() { add(fact.naming, .fact(index)) }
        for (index, input) in model.inputs.enumerated() { add(input.naming, .input(index)) }
        for word in NameBook.builtIn where symbols[word.en] == nil && symbols[word.zh] == nil {
            for name in [word.en, word.zh] { words[name] = language == .zh ? word.zh : word.said }
        }
    }

    private static let builtIn = [
        (en: "total", zh: "总分", said: "total"), (en: "bonus", zh: "加分", said: "bonus"),
        (en: "as_of", zh: "评价日", said: "as-of day"),
        (en: "share", zh: "得分率", said: "share of points"),
    ]

    package func symbol(_ name: String) -> Symbol? { symbols[name] }

    /// A name as it is written in a sentence.
    package func word(_ name: String) -> String { words[name] ?? (language == .en ? NameBook.spaced(name) : name) }

    /// Name of an input, a fact or a parameter.
    package func name(_ naming: Naming) -> String {
        language == .zh ? naming.chinese : NameBook.spaced(naming.id)
    }

    /// Title of a criterion, a section, a gate or a grade.
    package func title(_ naming: Naming) -> String {
        let label = naming.label(language)
        return language == .en ? NameBook.spaced(label) : label
    }

    /// An option: its title, else its name in the language.
    package func option(_ naming: Naming) -> String {
        guard let title = language == .zh ? naming.title?.zh : naming.title?.en else { return name(naming) }
        // A title given in Chinese only says less to who reads English than the name of the option.
        let isChinese = title.unicodeScalars.contains { $0.properties.isIdeographic }
        return language == .en && isChinese ? NameBook.spaced(naming.id) : title
    }

    private static func spaced(_ name: String) -> String {
        name.contains(" ") ? name : String(name.map { $0 == "_" ? " " : $0 })
    }
}
