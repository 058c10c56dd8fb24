import Diagnostics
import ExactNumbers
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax

extension QuestionnaireMaker {
    func question(_ input: InputModel, _ field: InputField, _ index: Int) -> Questionnaire.Question {
        let declaration = input.declaration
        let label = input.naming.readable(language)
        var question = Questionnaire.Question(
            field: index, id: input.naming.id, name: label, ask: pick(declaration.ask) ?? label,
            help: pick(declaration.help), kind: "text", mayNotApply: field.mayNotApply,
            ifUnknown: unknown(input.ifUnknown), minutes: declaration.effort?.value, isChangeable: input.change != nil)
        if case .yes(let text) = declaration.mayNotApply { question.mayNotApplyText = pick(text) }
        if !field.unit.isEmpty {
            question.unit = field.unit
            question.unitText = UnitWords.text(field.unit, language)
        }
        switch field.kind {
        case .number(let scale, let low, let high):
            func text(_ mantissa: Int128) -> String {
                ExactDecimal(mantissa: mantissa, scale: scale).reduced.description
            }
            question.kind = "number"
            question.decimals = scale
            question.least = text(low)
            question.most = text(high)
            question.usualLeast = field.usualLow.map(text)
            question.usualMost = field.usualHigh.map(text)
        case .boolean: question.kind = "boolean"
        case .date(let low, let high):
            question.kind = "date"
            question.least = CalendarDay(number: Int32(clamping: low)).description
            question.most = CalendarDay(number: Int32(clamping: high)).description
        case .option(let options):
            question.kind = "option"
            question.options = options.enumerated().map { place, option in
                .init(id: option.id, title: optionTitle(input, place) ?? (language == .zh ? option.chinese : option.id))
            }
        case .text: question.kind = "text"
        case .list(let max, let fields):
            question.kind = "list"
            question.rows = max
            question.fields = zip(input.fields, fields).enumerated().map { self.question($1.0, $1.1, $0) }
        }
        if field.takesEvidence, !declaration.evidence.isEmpty {
            let kinds = norm.model.evidenceKinds
            question.evidence = declaration.evidence.compactMap { name in
                kinds.first { $0.option.naming.id == name.text || $0.option.naming.chinese == name.text }.map {
                    .init(id: $0.option.naming.id, title: $0.option.naming.readable(language))
                }
            }
        }
        return question
    }

    private func unknown(_ unknown: InputModel.Unknown) -> String {
        switch unknown {
        case .open: return "open"
        case .value: return "value"
        case .zeroPoints: return "zero_points"
        case .notAssessable: return "not_assessable"
        }
    }

    /// An option's title in the language, where the norm gives one.
    private func optionTitle(_ input: InputModel, _ place: Int) -> String? {
        let ids = input.declaration.options
        let options: [OptionModel]?
        switch ids {
        case .named(let name):
            options =
                norm.model.optionSets.first { $0.naming.id == name.text || $0.naming.chinese == name.text }?.options
        case .inline(let declared): options = declared.map(OptionModel.init)
        case nil: options = nil
        }
        guard let options, options.indices.contains(place) else { return nil }
        return options[place].naming.readable(language)
    }
}
