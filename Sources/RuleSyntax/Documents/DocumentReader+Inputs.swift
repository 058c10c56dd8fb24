import Diagnostics
import YAMLTree

extension DocumentReader {
    /// One input, or one field of a list's records.
    mutating func input(_ entry: YAMLNode.Entry, in context: KeyContext) -> InputDeclaration? {
        guard let name = declared(entry, .symbol), let fields = fields(entry, in: context) else { return nil }
        var input = InputDeclaration(name: name, span: entry.span)
        translate(&input.name, by: fields[.name], .symbol)
        input.title = fields[.title].flatMap { bilingual($0) }
        input.type = fields[.type].flatMap { keyword($0, KeywordList.types) }
        input.unit = unit(fields[.unit])
        input.scale = fields[.scale].flatMap { places($0) }
        input.range = range(fields[.range])
        input.options = fields[.options].flatMap { inputOptions($0) }
        input.list = listShape(fields)
        input.ask = fields[.ask].flatMap { bilingual($0) }
        input.help = fields[.help].flatMap { bilingual($0) }
        input.evidence = references(fields[.evidence], .evidenceKind)
        input.when = condition(fields[.when])
        input.mayNotApply = fields[.mayNotApply].map { mayNotApply($0) } ?? .no
        input.ifUnknown = fields[.ifUnknown].flatMap { inputUnknown($0, isBoolean: input.type?.value == .boolean) }
        input.usual = range(fields[.usual])
        input.empty = expression(fields[.empty])
        input.effort = fields[.effort].flatMap { whole($0, in: 0...100_000) }
        input.answeredBy = fields[.answeredBy].flatMap { keyword($0, KeywordList.respondents) }
        input.change = fields[.change].flatMap { change($0) }
        checkOptionsType(fields, input)
        return input
    }

    private mutating func inputOptions(_ entry: YAMLNode.Entry) -> InputDeclaration.Options? {
        if case .mapping = entry.value.content { return .inline(options(entry, .option)) }
        return reference(entry, .optionSet).map { .named($0) }
    }

    private mutating func checkOptionsType(_ fields: Fields, _ input: InputDeclaration) {
        guard let type = input.type, let typeKey = fields.keySpan(.type) else { return }
        if type.value == .option {
            if !fields.has(.options) { require(.options, fields) }
        } else if let options = fields.keySpan(.options) {
            reportExclusive(
                options, typeKey, zh: "有 `选项` 的输入就是选项类型，删去 `类型`",
                en: "an input with `options` is of type `option`, remove `type`")
        }
    }

    private mutating func change(_ entry: YAMLNode.Entry) -> InputDeclaration.Change? {
        guard let fields = fields(entry, in: .change) else { return nil }
        return InputDeclaration.Change(
            direction: fields[.direction].flatMap { keyword($0, KeywordList.changeDirections) },
            step: fields[.step].flatMap { number($0) }, limit: fields[.limit].flatMap { number($0) },
            once: fields[.once].flatMap { number($0) }, perStep: fields[.perStep].flatMap { number($0) },
            days: fields[.days].flatMap { whole($0, in: 0...100_000) }, span: entry.span)
    }

    mutating func reportExclusive(_ span: Span, _ other: Span, zh: String, en: String) {
        report(
            .keysExclude, zh: zh, en: en, at: span,
            labels: [Diagnostic.Label(span: other, text: Message(zh: "与这里不能并用", en: "does not go with this"))])
    }

    /// `list: {max: 40}` and `of:` beside it.
    private mutating func listShape(_ fields: Fields) -> InputDeclaration.ListShape? {
        guard fields.has(.list) else {
            if let of = fields.keySpan(.fields), let entry = fields[.fields] {
                report(
                    .missingKey, zh: "`\(entry.key)` 要与 `列表: {最多: …}` 一起写",
                    en: "`\(entry.key)` needs `list: {max: …}` beside it",
                    at: of)
            } else if let empty = fields.keySpan(.empty), let entry = fields[.empty] {
                report(
                    .missingKey, zh: "`\(entry.key)` 要与 `列表: {最多: …}` 一起写",
                    en: "`\(entry.key)` needs `list: {max: …}` beside it",
                    at: empty)
            }
            return nil
        }
        let members = declarations(fields[.fields]) { $0.input($1, in: .field) }
        guard let entry = fields[.list], let shape = self.fields(entry, in: .list), require(.maximum, shape),
            let max = shape[.maximum].flatMap({ whole($0, in: 1...100_000) })
        else { return nil }
        return InputDeclaration.ListShape(max: max, fields: members)
    }

    /// `true` 是, or a text that says when.
    mutating func mayNotApply(_ entry: YAMLNode.Entry) -> InputDeclaration.MayNotApply {
        if case .scalar(let scalar) = entry.value.content, !entry.isEmpty {
            let text = LocatedText(trimming: scalar)
            if let match = KeywordList.booleans.lookup(text.string) {
                note(match.keyword, at: text.span)
                return match.value ? .yes(nil) : .no
            }
            if reportYesOrNo(text, of: entry.key) { return .no }
        }
        return bilingual(entry).map { .yes($0) } ?? .no
    }

    private mutating func inputUnknown(
        _ entry: YAMLNode.Entry, isBoolean: Bool
    ) -> Located<InputDeclaration.Unknown>? {
        guard let (text, scalar) = formula(entry) else { return nil }
        if let match = KeywordList.inputUnknowns.lookup(text.string) {
            note(match.keyword, at: text.span)
            return Located(match.value, span: text.span)
        }
        if isBoolean, KeywordList.booleans.lookup(text.string) == nil, reportYesOrNo(text, of: entry.key) { return nil }
        return Located(.value(expression(text, in: scalar)), span: text.span)
    }
}
