import Diagnostics
import ExactNumbers
import RuleSyntax

/// Lists, ranges and contexts that are written out: their shape is known while the norm is checked, so that what loops over
/// them is written out too.
extension NormChecker {
    /// True if `expression` is a list input, perhaps filtered: a loop of the program.
    func readsInput(_ expression: Expression, _ scope: Scope) -> Bool {
        switch expression.kind {
        case .filter(let inner, _): return readsInput(inner, scope)
        case .name(let text):
            guard scope.constants[text] == nil, scope.variables[text] == nil, case .input(let index)? = symbols[text]
            else { return false }
            return document.inputs[index].list != nil
        default: return false
        }
    }

    func list(_ elements: [TypedExpression], _ span: Span) -> TypedExpression {
        guard !elements.contains(where: \.isInvalid) else { return .invalid(span) }
        unrolled += elements.count
        guard isBounded(span) else { return .invalid(span) }
        let marked = markingMixed(elements)
        guard isBounded(span) else { return .invalid(span) }
        return TypedExpression(
            .list(marked), type: .list, mayNotApply: elements.contains(where: \.mayNotApply), span: span)
    }

    func context(_ entries: [Expression.Entry], _ scope: Scope, _ span: Span) -> TypedExpression {
        var inner = scope
        var result: [TypedExpression.Entry] = []
        for entry in entries {
            guard !result.contains(where: { $0.name == entry.name.text }) else {
                duplicate(entry.name.text, at: entry.name.span, first: entry.name.span)
                return .invalid(span)
            }
            let value = elaborate(entry.value, inner)
            guard !value.isInvalid else { return .invalid(span) }
            inner.constants[entry.name.text] = value
            result.append(.init(name: entry.name.text, value: value))
        }
        unrolled += entries.count
        return isBounded(span) ? TypedExpression(.context(result), type: .context, span: span) : .invalid(span)
    }

    func range(_ range: RangeSyntax, _ scope: Scope, _ span: Span) -> TypedExpression {
        guard let low = range.low.map({ elaborate($0, scope) }), let high = range.high.map({ elaborate($0, scope) }),
            !low.isInvalid, !high.isInvalid
        else { return .invalid(span) }
        let ends = TypedExpression.Ends(
            low: low, lowIncluded: range.lowIncluded, high: high, highIncluded: range.highIncluded)
        return TypedExpression(.range(ends), type: .range, span: span)
    }

    /// The elements that a loop runs over; nil after a finding.
    func elements(of value: TypedExpression) -> [TypedExpression]? {
        switch value.kind {
        case _ where value.isInvalid: return nil
        case .list(let elements): return elements
        case .range(let ends): return elements(between: ends, value.span)
        default:
            if case .records = value.type {
                report(
                    .outsideProfile, at: value.span, zh: "列表输入只能用在求和、计数、`存在`、`每个` 里",
                    en: "a list input is read only inside sum, count and their like, `some` and `every`")
                return nil
            }
            return [value]
        }
    }

    func elements(between ends: TypedExpression.Ends, _ span: Span) -> [TypedExpression]? {
        guard ends.lowIncluded, ends.highIncluded else {
            report(
                .outsideProfile, at: span, zh: "逐项列出的范围要含两端，如 `1..5`",
                en: "a range that is counted through has both ends, as in `1..5`")
            return nil
        }
        let low: Int?
        let high: Int?
        if let first = ends.low.constantDay, let last = ends.high.constantDay {
            (low, high) = (Int(first.number), Int(last.number))
        } else if let first = ends.low.constantNumber, let last = ends.high.constantNumber, first.denominator == 1,
            last.denominator == 1, ends.low.type == .number(.none), ends.high.type == .number(.none)
        {
            (low, high) = (Int(exactly: first.numerator), Int(exactly: last.numerator))
        } else {
            _ = mustBeConstant(
                ends.low.isConstant ? ends.high : ends.low, zh: "逐项列出的整数范围", en: "a range that is counted through")
            return nil
        }
        guard let low, let high, low.magnitude < 1 << 40, high.magnitude < 1 << 40 else {
            unrolled += NormChecker.mostElements + 1
            _ = isBounded(span)
            return nil
        }
        unrolled += abs(high - low) + 1
        guard isBounded(span) else { return nil }
        guard low <= high || span.start >= ends.low.span.start else {
            report(
                .emptyRange, at: span, zh: "带括号的范围从小到大写",
                en: "a range in brackets goes from the lesser end to the greater")
            return nil
        }
        let numbers = low <= high ? Array(low...high) : (high...low).reversed()
        return numbers.map {
            ends.low.type == .date
                ? day(CalendarDay(number: Int32($0)), span) : number(Rational($0), ends.low.type.unit ?? .none, span)
        }
    }

    /// What a loop runs over: a list or a range, no single value.
    private func looped(_ value: TypedExpression) -> [TypedExpression]? {
        if value.type != .list, value.type != .range, !value.isInvalid, value.kind != .invalid {
            typeMismatch(value, wanted: ("列表", "a list"))
            return nil
        }
        return elements(of: value)
    }

    /// `some`, `every` over what is written out.
    func quantified(
        _ quantifier: Quantifier, _ variable: Name, _ list: Expression, _ condition: Expression, _ scope: Scope,
        _ span: Span
    ) -> TypedExpression {
        guard let elements = looped(elaborate(list, scope)) else { return .invalid(span) }
        let tests = elements.map { element in
            var inner = scope
            inner.constants[variable.text] = element
            return boolean(condition, inner)
        }
        unrolled += elements.count
        guard isBounded(span) else { return .invalid(span) }
        return quantifier == .some ? any(tests, span) : all(tests, span)
    }

    /// `for … return` over what is written out.
    func iterated(_ bindings: [Expression.Binding], _ body: Expression, _ scope: Scope, _ span: Span)
        -> TypedExpression
    {
        guard let results = results(bindings[...], body, scope) else { return .invalid(span) }
        return list(results, span)
    }

    private func results(_ bindings: ArraySlice<Expression.Binding>, _ body: Expression, _ scope: Scope)
        -> [TypedExpression]?
    {
        guard let binding = bindings.first else { return [elaborate(body, scope)] }
        guard let elements = looped(elaborate(binding.list, scope)) else { return nil }
        var all: [TypedExpression] = []
        for element in elements {
            var inner = scope
            inner.constants[binding.variable.text] = element
            if all.count <= 500 {
                inner.constants["partial"] = TypedExpression(
                    .list(markingMixed(all)), type: .list, span: binding.list.span)
            }
            guard let part = results(bindings.dropFirst(), body, inner), isBounded(binding.list.span) else {
                return nil
            }
            if part.contains(where: \.isInvalid) { return nil }
            unrolled += part.count
            all += part
        }
        return all
    }

    /// `list[condition]` or `list[2]`.
    func filtered(_ base: Expression, _ condition: Expression, _ scope: Scope, _ span: Span) -> TypedExpression {
        guard let elements = elements(of: elaborate(base, scope)) else { return .invalid(span) }
        func test(_ element: TypedExpression) -> TypedExpression {
            var inner = scope
            for entry in element.entries ?? [] { inner.constants[entry.name] = entry.value }
            inner.constants["item"] = element
            return elaborate(condition, inner)
        }
        unrolled += elements.count
        guard isBounded(span) else { return .invalid(span) }
        let lead = elements.first.map(test) ?? elaborate(condition, scope)
        guard !lead.isInvalid else { return .invalid(span) }
        if lead.type.unit != nil { return element(of: elements, at: lead, span) }
        var kept: [TypedExpression] = []
        for (index, element) in elements.enumerated() {
            let holds = index == 0 ? lead : test(element)
            guard !holds.isInvalid else { return .invalid(span) }
            guard holds.type == .boolean else {
                typeMismatch(holds, wanted: ("是否", "a yes or no"))
                return .invalid(span)
            }
            guard let truth = decided(holds) else {
                return mustBeConstant(holds, zh: "筛选的条件", en: "the condition of a filter")
            }
            if truth { kept.append(element) }
        }
        return list(kept, span)
    }

    /// The element at a place counted from 1, or from -1 backwards.
    func element(of elements: [TypedExpression], at index: TypedExpression, _ span: Span) -> TypedExpression {
        guard let place = constantPlace(index) else { return .invalid(span) }
        let position = place > 0 ? place - 1 : elements.count + place
        guard place != 0, elements.indices.contains(position) else {
            return noSuchValue(
                span, zh: "列表有 \(elements.count) 项，没有第 \(place) 项",
                en: "the list has \(elements.count) elements, there is no element \(place)")
        }
        return elements[position].at(span)
    }

    /// A whole number that is known when the norm is checked.
    func constantPlace(_ value: TypedExpression) -> Int? {
        guard !value.isInvalid else { return nil }
        guard let number = value.constantNumber, number.denominator == 1, let place = Int(exactly: number.numerator),
            place.magnitude < 1 << 40
        else {
            _ = mustBeConstant(value, zh: "这里的整数", en: "the whole number here")
            return nil
        }
        return place
    }

    /// What stands before a `.`, where it is no name of a section, parameter or list variable; nil otherwise.
    func structured(_ base: Expression, _ scope: Scope) -> TypedExpression? {
        switch base.kind {
        case .name(let text):
            if scope.constants[text] != nil { return elaborate(base, scope) }
            if scope.variables[text] != nil { return nil }
            switch symbols[text] {
            case .input(let index)? where document.inputs[index].list == nil: return elaborate(base, scope)
            case .fact?: return elaborate(base, scope)
            case nil where text == "as_of" || text == "评价日": return elaborate(base, scope)
            default: return nil
            }
        case .call(let function, _):
            if case .parameter? = symbols[function.text] { return nil }
            return elaborate(base, scope)
        default: return elaborate(base, scope)
        }
    }

    /// `base.field` of a context, a list of contexts, a date or a duration.
    func project(_ base: TypedExpression, _ field: Name, _ span: Span) -> TypedExpression {
        switch base.kind {
        case _ where base.isInvalid: return base
        case .context(let entries):
            if let entry = entries.first(where: { $0.name == field.text }) { return entry.value.at(span) }
        case .list(let elements): return list(elements.map { project($0, field, span) }, span)
        case .range(let ends):
            switch field.text {
            case "start": return ends.low
            case "end": return ends.high
            case "start included": return truth(span, ends.lowIncluded)
            case "end included": return truth(span, ends.highIncluded)
            default: break
            }
        default:
            if let part = momentPart(base, field.text, span) { return part }
            if base.type == .date, let part = datePart(base, field.text, span) { return part }
            if let part = durationPart(base, field.text, span) { return part }
        }
        unknownField(field, known: [])
        return .invalid(span)
    }

    /// The rows of a collecting table that hold, where that is known.
    func list(hits: [TypedExpression.Row], fallback: TypedExpression?, _ span: Span) -> TypedExpression {
        var values: [TypedExpression] = []
        for hit in hits {
            guard let holds = decided(hit.condition) else {
                return mustBeConstant(hit.condition, zh: "哪些行命中", en: "which rows hold")
            }
            if holds { values.append(hit.value) }
        }
        return list(values.isEmpty ? fallback.map { [$0] } ?? [] : values, span)
    }
}
