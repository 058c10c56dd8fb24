import Diagnostics
import ExactNumbers
import RuleSyntax

/// Inputs and facts.
extension NormChecker {
    func elaborateInputs() {
        for declaration in document.inputs { model.inputs.append(inputModel(declaration)) }
        for index in document.inputs.indices {
            if let when = document.inputs[index].when {
                reads = Reads()
                let condition = boolean(when, Scope())
                model.inputs[index].when = condition
                refuseZeroPoints(in: condition, takeReads())
            }
            if let unknown = document.inputs[index].ifUnknown {
                model.inputs[index].ifUnknown = elaborateUnknown(model.inputs[index], unknown)
            }
            for field in model.inputs[index].fields.indices {
                guard let unknown = model.inputs[index].fields[field].declaration.ifUnknown else { continue }
                model.inputs[index].fields[field].ifUnknown = elaborateUnknown(
                    model.inputs[index].fields[field], unknown)
            }
        }
        for index in document.inputs.indices { checkInputCycle(index) }
        for index in document.inputs.indices { model.inputs[index].change = change(of: model.inputs[index]) }
        for input in document.inputs { checkEvidence(input) }
    }

    /// Kinds of evidence that an input accepts are those of the norm.
    private func checkEvidence(_ input: InputDeclaration) {
        let groups = (document.evidence?.groups ?? []).map { Naming($0.option.name, title: $0.option.title) }
        for name in input.evidenceGroups {
            if let naming = groups.first(where: { $0.id == name.text || $0.chinese == name.text }) {
                noteUse(naming, at: name.span)
            }
        }
        for kind in input.evidence + (input.list?.fields ?? []).flatMap(\.evidence) {
            let known = model.evidenceKinds.map(\.option.naming)
            guard let naming = known.first(where: { $0.id == kind.text || $0.chinese == kind.text }) else {
                unknownOption(kind.text, at: kind.span, known: known)
                continue
            }
            noteUse(naming, at: kind.span)
        }
    }

    private func inputModel(_ declaration: InputDeclaration) -> InputModel {
        var input = InputModel(
            naming: Naming(declaration.name, title: declaration.title), declaration: declaration, type: .invalid,
            scale: declaration.scale?.value ?? 0, interval: nil, usual: nil, listMax: nil, fields: [], when: nil,
            ifUnknown: .open, mayNotApply: declaration.mayNotApply != .no)
        checkKeys(declaration)
        if let list = declaration.list {
            for field in list.fields { checkFieldKeys(field) }
            input.listMax = list.max.value
            input.fields = list.fields.map { inputModel($0) }
            for field in list.fields where field.when != nil || field.ifUnknown.map({ $0.value.isPolicy }) ?? false {
                report(
                    .incompleteInput, at: field.when?.span ?? field.ifUnknown?.span ?? field.span,
                    zh: "列表的字段不能写 `适用条件`，`未答时` 也只能写一个值",
                    en: "a field of a list takes no `when`, and only a value for `if_unknown`")
            }
            for field in input.fields { noteDeclaration(field.naming) }
            input.type = .records(input: model.inputs.count)
            return input
        }
        if let options = declaration.options {
            switch options {
            case .named(let name):
                guard let set = optionSet(named: name.text) else {
                    unknownOption(name.text, at: name.span, known: model.optionSets.map(\.naming))
                    return input
                }
                noteUse(model.optionSets[set].naming, at: name.span)
                input.type = .option(set)
            case .inline(let list):
                input.type = .option(
                    addOptionSet(
                        OptionSetDeclaration(
                            name: DeclaredName(
                                key: Name("\(declaration.name.id)·options", span: declaration.name.span)), options: list
                        ), isNamed: false))
            }
            return input
        }
        switch declaration.type?.value ?? .number {
        case .boolean: input.type = .boolean
        case .text: input.type = .text
        case .option:
            report(
                .incompleteInput, at: declaration.name.span, zh: "选项类的输入要写 `选项:`",
                en: "an input of type option needs `options:`")
        case .date:
            input.type = .date
            guard let range = declaration.range else {
                input.interval = Interval(CalendarDay.usual)
                return input
            }
            guard let interval = constantRange(range, ofDays: true, places: 0) else {
                input.type = .invalid
                return input
            }
            guard interval.low != nil, interval.high != nil else {
                report(.incompleteInput, at: range.span, zh: "范围要有起点和终点", en: "a range needs both ends")
                return input
            }
            input.interval = interval
        case .number, .whole:
            var unit = Unit.none
            if let written = declaration.unit {
                guard let known = resolve(written) else { return input }
                unit = known
            }
            if input.scale > 12 {
                report(
                    .incompleteInput, at: declaration.scale?.span ?? declaration.span, zh: "小数位最多 12 位",
                    en: "at most 12 decimal places")
                input.scale = 12
            }
            guard let range = declaration.range else {
                guard !isDamaged(declaration.span) else { return input }
                report(
                    .incompleteInput, at: declaration.name.span,
                    zh: "数值输入 `\(declaration.name.key.text)` 要写 `范围:`，例如 `\"[0..1000000]\"`",
                    en: "the number `\(declaration.name.key.text)` needs a `range:`, for example `\"[0..1000000]\"`")
                return input
            }
            guard let interval = constantRange(range, unit: unit, places: input.scale) else { return input }
            guard interval.low != nil, interval.high != nil else {
                report(.incompleteInput, at: range.span, zh: "范围要有起点和终点", en: "a range needs both ends")
                return input
            }
            guard interval.fits(places: input.scale) else {
                report(
                    .tooWide, at: range.span, zh: "连同 \(input.scale) 位小数，范围的端点超过 38 位数字，放不进 128 位；请缩小范围或减少小数位",
                    en:
                        "with \(input.scale) decimal places the ends of this range have more than the 38 digits that fit 128 bits; "
                        + "narrow the range, or give fewer places")
                return input
            }
            input.type = .number(unit)
            input.interval = interval
            input.usual = declaration.usual.flatMap { constantRange($0, unit: unit, places: input.scale) }
        }
        return input
    }

    private func elaborateUnknown(_ input: InputModel, _ unknown: Located<InputDeclaration.Unknown>)
        -> InputModel.Unknown
    {
        switch unknown.value {
        case .zeroPoints: return .zeroPoints
        case .notAssessable: return .notAssessable
        case .value(let expression):
            var value = elaborate(expression, Scope(), expecting: input.type)
            if let unit = input.type.unit {
                if let own = value.type.unit, own.isBare, let constant = value.constant {
                    value = number(constant, unit, value.span)
                } else {
                    value = convert(value, to: unit, literals: true)
                }
                guard let constant = value.constant else {
                    if !value.isInvalid { typeMismatch(value, wanted: ("写明的数", "a number written out")) }
                    return .open
                }
                if let interval = input.interval,
                    !interval.contains(constant) || (constant.decimalPlaces ?? 99) > input.scale
                {
                    report(
                        .emptyRange, at: value.span, zh: "`未答时` 的值不在输入的范围或小数位内",
                        en:
                            "the value for an unanswered question lies outside the range or the decimal places of the input"
                    )
                    return .open
                }
            } else if !value.isInvalid, value.type != input.type, !input.type.isInvalid {
                typeMismatch(value, wanted: describe(input.type))
                return .open
            } else if let interval = input.interval, input.type == .date, !value.isInvalid {
                guard let day = value.constantDay else {
                    typeMismatch(value, wanted: ("写明的日期", "a date written out"))
                    return .open
                }
                guard interval.contains(Rational(Int(day.number))) else {
                    report(
                        .emptyRange, at: value.span, zh: "`未答时` 的日期不在输入的范围内",
                        en: "the date for an unanswered question lies outside the range of the input")
                    return .open
                }
            }
            return value.isInvalid ? .open : .value(value)
        }
    }

    /// `when` of an input may read other inputs, but not in a circle.
    private func checkInputCycle(_ start: Int) {
        var frontier = inputsRead(model.inputs[start].when)
        var seen: Set<Int> = []
        while let next = frontier.popFirst() {
            if next == start {
                report(
                    .cyclicDefinition, at: model.inputs[start].when?.span ?? model.inputs[start].naming.span,
                    zh: "`\(model.inputs[start].naming.chinese)` 的适用条件绕回到它自己",
                    en: "the `when` of `\(model.inputs[start].naming.id)` comes back to itself")
                model.inputs[start].when = nil
                return
            }
            if seen.insert(next).inserted, next < model.inputs.count {
                frontier.formUnion(inputsRead(model.inputs[next].when))
            }
        }
    }

    private func inputsRead(_ expression: TypedExpression?) -> Set<Int> {
        guard let expression else { return [] }
        var found: Set<Int> = []
        expression.visit { if case .input(let index) = $0.kind { found.insert(index) } }
        return found
    }
}

extension ValueType {
    var isInvalid: Bool { self == .invalid }
}

extension InputDeclaration.Unknown {
    /// True if it is more than a value.
    var isPolicy: Bool {
        if case .value = self { return false }
        return true
    }
}
