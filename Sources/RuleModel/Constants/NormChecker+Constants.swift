import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax

/// Constants, and what is put together from rows and conditions.
extension NormChecker {
    func decided(_ condition: TypedExpression) -> Bool? { condition.constantTruth }

    func mustBeConstant(_ value: TypedExpression, zh: String, en: String) -> TypedExpression {
        if !value.isInvalid {
            report(
                .needsConstant, at: value.span, zh: "\(zh)在检查规则时就要定下来，不能随答案变化",
                en: "\(en) must be settled when the norm is checked, it cannot vary with the answers")
        }
        return .invalid(value.span)
    }

    func noSuchValue(_ span: Span, zh: String, en: String) -> TypedExpression {
        report(.noSuchValue, at: span, zh: zh, en: en)
        return .invalid(span)
    }

    func text(_ value: String, _ span: Span) -> TypedExpression {
        TypedExpression(.text(value), type: .text, span: span)
    }

    func day(_ day: CalendarDay, _ span: Span) -> TypedExpression {
        TypedExpression(.date(day), type: .date, interval: .point(Rational(Int(day.number))), span: span)
    }

    func duration(_ duration: ClockDuration, _ span: Span) -> TypedExpression {
        switch duration.amount {
        case .months(let months): return number(Rational(months), UnitRegistry.months, span)
        case .nanoseconds(let value):
            return number(Rational(.init(value), .init(ClockDuration.day)), UnitRegistry.days, span)
        }
    }

    func both(_ a: TypedExpression, _ b: TypedExpression, _ span: Span) -> TypedExpression {
        if case .boolean(let value) = a.kind, !b.mayNotApply { return value ? b : a }
        if case .boolean(let value) = b.kind, !a.mayNotApply { return value ? a : b }
        return TypedExpression(.both(a, b), type: .boolean, mayNotApply: a.mayNotApply || b.mayNotApply, span: span)
    }

    func either(_ a: TypedExpression, _ b: TypedExpression, _ span: Span) -> TypedExpression {
        if case .boolean(let value) = a.kind, !b.mayNotApply { return value ? a : b }
        if case .boolean(let value) = b.kind, !a.mayNotApply { return value ? b : a }
        return TypedExpression(.either(a, b), type: .boolean, mayNotApply: a.mayNotApply || b.mayNotApply, span: span)
    }

    func all(_ tests: [TypedExpression], _ span: Span) -> TypedExpression {
        tests.contains(where: \.isInvalid)
            ? .invalid(span) : balanced([truth(span)] + tests) { both($0, $1, span) }.at(span)
    }

    func any(_ tests: [TypedExpression], _ span: Span) -> TypedExpression {
        tests.contains(where: \.isInvalid)
            ? .invalid(span) : balanced([truth(span, false)] + tests) { either($0, $1, span) }.at(span)
    }

    func not(_ test: TypedExpression, _ span: Span) -> TypedExpression {
        if test.isInvalid { return test }
        if case .boolean(let value) = test.kind { return truth(span, !value) }
        return TypedExpression(.not(test), type: .boolean, mayNotApply: test.mayNotApply, span: span)
    }

    /// The value of the first row that holds. Lists and contexts are joined part by part.
    func joined(_ rows: [TypedExpression.Row], otherwise: TypedExpression?, _ span: Span) -> TypedExpression {
        var (rows, otherwise) = (rows, otherwise)
        var values = rows.map(\.value) + (otherwise.map { [$0] } ?? [])
        guard let first = values.first, !values.contains(where: \.isInvalid) else { return .invalid(span) }
        if first.type.unit != nil {
            guard let numbers = sameUnit(values) else { return .invalid(span) }
            values = numbers
            for index in rows.indices { rows[index].value = numbers[index] }
            otherwise = otherwise == nil ? nil : numbers.last
        } else if let odd = values.first(where: { $0.type != first.type }) {
            typeMismatch(odd, wanted: describe(first.type))
            return .invalid(span)
        }
        if first.isStructured || first.type == .text {
            for (index, row) in rows.enumerated() {
                guard let holds = row.condition.constantTruth else { break }
                if holds { return row.value.at(span) }
                if index == rows.count - 1, let otherwise { return otherwise.at(span) }
            }
        }
        func part(_ pick: (TypedExpression) -> TypedExpression) -> TypedExpression {
            joined(
                rows.map { .init(condition: $0.condition, value: pick($0.value)) }, otherwise: otherwise.map(pick), span
            )
        }
        switch first.kind {
        case .list(let elements) where first.type == .list:
            let lists = values.compactMap(\.elements)
            guard lists.count == values.count,
                lists.allSatisfy({ list in
                    list.count == elements.count
                        && zip(list, elements).allSatisfy {
                            $0.type == $1.type || ($0.type.unit != nil && $1.type.unit != nil)
                        }
                })
            else {
                return mustBeConstant(first.at(span), zh: "列表的长度", en: "the length of a list")
            }
            return TypedExpression(
                .list(elements.indices.map { index in part { $0.elements?[index] ?? .invalid(span) } }), type: .list,
                span: span)
        case .context(let entries):
            let names = entries.map(\.name)
            guard values.allSatisfy({ $0.entries?.map(\.name) == names }) else {
                return mustBeConstant(first.at(span), zh: "上下文的名称", en: "the names of a context")
            }
            return TypedExpression(
                .context(
                    names.indices.map { index in
                        .init(name: names[index], value: part { $0.entries?[index].value ?? .invalid(span) })
                    }), type: .context, span: span)
        case .moment: return mustBeConstant(first.at(span), zh: "时刻", en: "a time of day")
        case .range: return mustBeConstant(first.at(span), zh: "范围", en: "a range")
        default: break
        }
        if first.type == .text, let odd = values.first(where: { !$0.isStaticText }) {
            return mustBeConstant(odd, zh: "文本", en: "text")
        }
        var interval: Interval? = values[0].interval
        for value in values.dropFirst() {
            if let own = interval, let other = value.interval { interval = own.union(other) } else { interval = nil }
        }
        return TypedExpression(
            .choice(rows, otherwise: otherwise), type: values[0].type, interval: interval,
            mayNotApply: rows.contains { $0.condition.mayNotApply } || values.contains(where: \.mayNotApply), span: span
        )
    }

    /// `function` over the texts that `arguments` may be: a choice between texts gives a choice between results.
    func overTexts(
        _ arguments: [TypedExpression], _ span: Span, _ function: ([TypedExpression]) -> TypedExpression
    ) -> TypedExpression {
        guard !arguments.contains(where: \.isInvalid) else { return .invalid(span) }
        for (index, argument) in arguments.enumerated() where argument.type == .text {
            switch argument.kind {
            case .text: continue
            case .choice(let rows, let otherwise):
                func with(_ value: TypedExpression) -> TypedExpression {
                    var copy = arguments
                    copy[index] = value
                    return overTexts(copy, span, function)
                }
                unrolled += rows.count
                guard isBounded(span) else { return .invalid(span) }
                return joined(
                    rows.map { .init(condition: $0.condition, value: with($0.value)) }, otherwise: otherwise.map(with),
                    span)
            default: return mustBeConstant(argument, zh: "这里的文本", en: "the text here")
            }
        }
        return function(arguments)
    }

    /// False, with a finding, once more elements have been written out than a norm may have.
    func isBounded(_ span: Span) -> Bool {
        guard unrolled > NormChecker.mostElements else { return true }
        if unrolled < Int.max / 2 {
            unrolled = Int.max / 2
            report(
                .tooManyElements, at: span, zh: "写明的列表合起来超过 \(NormChecker.mostElements) 项，请改短",
                en: "lists written out have more than \(NormChecker.mostElements) elements; make them shorter")
        }
        return false
    }

    /// Comparison of texts of which at least one side is written out; nil for the plain case of an answer and a text.
    func compareTexts(
        _ op: ComparisonOperator, _ a: TypedExpression, _ b: TypedExpression, _ span: Span
    ) -> TypedExpression? {
        if case .text = a.kind, case .text = b.kind {
            return TypedExpression.compared(op, a, b).map { truth(span, $0) }
        }
        func isAnswer(_ value: TypedExpression) -> Bool {
            switch value.kind {
            case .input, .element: return true
            default: return false
            }
        }
        if isAnswer(a) || isAnswer(b) {
            let other = isAnswer(a) ? b : a
            if case .choice(let rows, let otherwise) = other.kind {
                func with(_ value: TypedExpression) -> TypedExpression {
                    isAnswer(a) ? compare(op, a, value, at: span, span) : compare(op, value, b, at: span, span)
                }
                return joined(
                    rows.map { .init(condition: $0.condition, value: with($0.value)) }, otherwise: otherwise.map(with),
                    span)
            }
            if isAnswer(a), isAnswer(b), case .input = a.kind, case .input = b.kind {
                return mustBeConstant(b, zh: "与答案比较的文本", en: "a text that an answer is compared with")
            }
            return nil
        }
        return overTexts([a, b], span) { self.compare(op, $0[0], $0[1], at: span, span) }
    }
}

extension TypedExpression {
    /// A text written out, or a choice between such texts.
    var isStaticText: Bool {
        switch kind {
        case .text: return true
        case .choice(let rows, let otherwise):
            return rows.allSatisfy(\.value.isStaticText) && otherwise?.isStaticText ?? true
        default: return false
        }
    }

    var elements: [TypedExpression]? {
        if case .list(let elements) = kind { return elements }
        return nil
    }

    var entries: [Entry]? {
        if case .context(let entries) = kind { return entries }
        return nil
    }
}
