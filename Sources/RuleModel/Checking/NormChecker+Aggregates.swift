import BigInt
import Diagnostics
import RuleSyntax

/// Sums, counts and quantifiers over lists, and the same over arguments.
extension NormChecker {
    func aggregateCall(
        _ canonical: String, _ arguments: [Expression], empty: Expression?, _ scope: Scope, _ function: Name,
        _ span: Span
    ) -> TypedExpression {
        guard let first = arguments.first else {
            return wrongArguments(function, "\(function.text)(…)", "\(function.text)(…)")
        }
        if arguments.count == 1 {
            switch first.kind {
            case .iteration(let variable, let list, let body) where readsInput(list, scope):
                guard let kind = aggregateFunction(canonical) else { return .invalid(span) }
                return aggregate(kind, variable: variable, list: list, body: body, empty: empty, scope, span)
            case .filter where canonical == "count" && readsInput(first, scope):
                return aggregate(
                    .count, variable: Name("item", span: first.span), list: first, body: nil, empty: nil, scope, span)
            case .name(let text):
                if scope.constants[text] == nil, case .fact(let index)? = symbols[text], let hits = tableHits(index) {
                    noteUse(model.facts[index].naming, at: first.span)
                    let fallback = tableFallback(index).map { canonical == "count" ? number(.one, .none, span) : $0 }
                    return aggregate(canonical, hits: hits, empty: empty, fallback: fallback, scope, span)
                }
                if case .input(let index)? = symbols[text], model.inputs[index].listMax != nil, canonical == "count" {
                    _ = elaborate(first, scope)
                    return TypedExpression(
                        .listCount(input: index), type: .number(.none), interval: countInterval(index, scope),
                        mayNotApply: mayNotApply(input: index, scope), span: span)
                }
            default: break
            }
            let value = elaborate(first, scope)
            guard !value.isInvalid else { return .invalid(span) }
            if let elements = value.elements {
                return aggregate(canonical, elements, empty: empty, scope, function, span)
            }
            return aggregate(canonical, [value], empty: empty, scope, function, span)
        }
        if canonical == "count" {
            let tests = arguments.map { boolean($0, scope) }
            guard !tests.contains(where: \.isInvalid) else { return .invalid(span) }
            let rows = tests.map { test in
                TypedExpression(
                    .choice(
                        [.init(condition: test, value: number(.one, .none, test.span))],
                        otherwise: number(.zero, .none, test.span)),
                    type: .number(.none), interval: Interval(.zero, .one, places: 0), mayNotApply: test.mayNotApply,
                    span: test.span)
            }
            return total(rows, span)
        }
        return aggregate(
            canonical, arguments.map { elaborate($0, scope) }, empty: empty, scope, function, span)
    }

    /// An aggregate of values that are written out.
    private func aggregate(
        _ canonical: String, _ elements: [TypedExpression], empty: Expression?, _ scope: Scope, _ function: Name,
        _ span: Span
    ) -> TypedExpression {
        guard !elements.contains(where: \.isInvalid) else { return .invalid(span) }
        if canonical == "count" {
            if !elements.isEmpty, elements.allSatisfy({ $0.type == .boolean }) {
                report(
                    .outsideProfile, at: span,
                    zh: "`计数` 数一个列表的条目，不看它们成立与否；要数成立的几项，请写 `计数(甲, 乙, …)`",
                    en:
                        "`count` of a list counts its entries, whether or not they hold; to count those that hold, write `count(a, b, …)`"
                )
                return .invalid(span)
            }
            return number(Rational(elements.count), .none, span)
        }
        guard let first = elements.first else {
            if let empty { return elaborate(empty, scope) }
            return noSuchValue(
                span, zh: "空列表没有\(function.text)，请用 `空列表: …` 写明那时的结果",
                en: "an empty list has no `\(function.text)`; say with `empty: …` what holds then")
        }
        if first.type == .date || first.type == .text || first.type.isMoment, canonical == "min" || canonical == "max" {
            return best(elements, greatest: canonical == "max", span)
        }
        guard let values = sameUnit(elements) else { return .invalid(span) }
        switch canonical {
        case "sum": return total(values, span)
        case "mean":
            return scaled(total(values, span), by: Rational(1, BigInt(values.count)), to: values[0].type.unit ?? .none)
        default: return extreme(canonical == "min" ? .least : .greatest, values, span)
        }
    }

    private func aggregateFunction(_ canonical: String) -> TypedExpression.Aggregate.Function? {
        switch canonical {
        case "sum": return .sum
        case "count": return .count
        case "min": return .least
        case "max": return .greatest
        case "mean": return .mean
        default: return nil
        }
    }

    func total(_ values: [TypedExpression], _ span: Span) -> TypedExpression {
        balanced(values) { result, value in
            var interval: Interval?
            if let a = result.interval, let b = value.interval { interval = a + b }
            return TypedExpression(
                .add(result, value), type: result.type, interval: interval,
                mayNotApply: result.mayNotApply || value.mayNotApply, span: span)
        }
    }

    /// Values combined from left to right; many of them as a tree of little depth. There is at least one.
    func balanced(
        _ values: [TypedExpression], _ combine: (TypedExpression, TypedExpression) -> TypedExpression
    ) -> TypedExpression {
        guard values.count > 32 else { return values.dropFirst().reduce(values[0], combine) }
        let middle = values.count / 2
        return combine(
            balanced(Array(values[..<middle]), combine), balanced(Array(values[middle...]), combine))
    }

    private func countInterval(_ index: Int, _ scope: Scope) -> Interval {
        let own = Interval(.zero, Rational(model.inputs[index].listMax ?? 0), places: 0)
        return scope.narrowed[.listCount(index)].map { own.intersection($0) } ?? own
    }

    /// A loop over a list input, perhaps filtered.
    func aggregate(
        _ function: TypedExpression.Aggregate.Function, variable: Name, list: Expression, body: Expression?,
        empty: Expression?,
        _ scope: Scope, _ span: Span
    ) -> TypedExpression {
        var source = list
        var condition: Expression?
        if case .filter(let inner, let test) = list.kind { (source, condition) = (inner, test) }
        let typed = elaborate(source, scope)
        guard case .records(let input) = typed.type, model.inputs[input].listMax != nil else {
            typeMismatch(typed, wanted: ("一个列表输入", "a list input"))
            return .invalid(span)
        }
        loopCount += 1
        loopInputs[loopCount] = input
        let element = Scope.Variable(input: input, loop: loopCount)
        var inner = scope
        inner.variables[variable.text] = element
        var filter: TypedExpression?
        if let condition {
            var filterScope = inner
            filterScope.implicitVariable = element
            filterScope.variables["item"] = element
            let test = boolean(condition, filterScope)
            guard !test.isInvalid else { return .invalid(span) }
            narrow(&inner, by: test, holds: true)
            filter = test
        }
        let value: TypedExpression
        if function == .some || function == .every, let body {
            value = boolean(body, inner)
        } else if let body {
            let counted = elaborate(body, inner)
            if function == .count, counted.type == .boolean {
                report(
                    .outsideProfile, at: body.span, zh: "`计数` 数的是条目，不看这里成立与否；只数符合条件的，请写 `列表[条件]`",
                    en:
                        "`count` counts entries, whether or not this holds; to count those for which it holds, write `list[condition]`"
                )
                return .invalid(span)
            }
            value = function == .count ? number(.one, .none, counted.span) : counted
        } else {
            value = number(.one, .none, span)
        }
        guard !value.isInvalid else { return .invalid(span) }
        if function != .some, function != .every, numeric(value) == nil { return .invalid(span) }
        return close(
            function, input, element.loop, value, filter, empty, list,
            mayNotApply: typed.mayNotApply || value.mayNotApply || filter?.mayNotApply ?? false, scope, span)
    }

    private func close(
        _ function: TypedExpression.Aggregate.Function, _ input: Int, _ loop: Int, _ value: TypedExpression,
        _ filter: TypedExpression?, _ empty: Expression?, _ list: Expression, mayNotApply: Bool, _ scope: Scope,
        _ span: Span
    ) -> TypedExpression {
        var value = value
        var mayNotApply = mayNotApply
        var count = countInterval(input, scope)
        if let filter {
            let known = filteredCount(input, filter, loop).flatMap { scope.narrowed[$0] }
            count = Interval(.zero, count.high?.value ?? .zero, places: 0)
            if let known { count = count.intersection(known) }
        }
        var fallback: TypedExpression?
        if [.least, .greatest, .mean, .every].contains(function) {
            if let empty = empty ?? model.inputs[input].declaration.empty {
                let own = elaborate(empty, scope, expecting: value.type)
                let other = value.type.unit == nil ? own : convert(own, besides: value)
                guard !other.isInvalid else { return .invalid(span) }
                mayNotApply = mayNotApply || other.mayNotApply
                let both = joinedUnits([value, other])
                (value, fallback) = (both[0], both[1])
            } else if !count.isPositive {
                let printer = ExpressionPrinter(language: document.language)
                let counted = Expression(
                    .call(Name("count", span: span), [.init(label: nil, value: list)]), span: span)
                let test = printer.text(of: counted) + " > 0"
                report(
                    .emptyList, at: span, zh: "列表可能为空，请写明那时的结果：加 `空列表: …`，或先判断 `\(test)`",
                    en: "the list may be empty; say what holds then with `empty: …`, or ask `\(test)` first")
                return .invalid(span)
            }
        }
        var interval = value.interval
        let most = Rational(model.inputs[input].listMax ?? 0)
        switch function {
        case .count: interval = count
        case .sum:
            let spread = Interval(low: .init(.zero), high: .init(most), places: 0)
            interval = (value.interval ?? .point(.one)) * spread
        case .mean: interval?.places = nil
        default: break
        }
        if let own = interval, let other = fallback?.interval { interval = own.union(other) }
        let aggregate = TypedExpression.Aggregate(
            function: function, input: input, loop: loop, body: value, filter: filter, empty: fallback)
        return TypedExpression(
            .aggregate(aggregate), type: function == .count ? .number(.none) : value.type, interval: interval,
            mayNotApply: mayNotApply, span: span)
    }

    /// Aggregates over the rows that match in a table with hit policy `R`, `O` or `C`.
    ///
    /// - Parameter fallback: the result where none does, as the table has it.
    func aggregate(
        _ canonical: String, hits: [TypedExpression.Row], empty: Expression?, fallback given: TypedExpression? = nil,
        _ scope: Scope, _ span: Span
    ) -> TypedExpression {
        guard let unit = hits.first?.value.type.unit,
            let interval = hits.compactMap(\.value.interval).reduce(nil, { ($0 ?? $1).union($1) })
        else { return .invalid(span) }
        func each(_ value: (TypedExpression.Row) -> TypedExpression, otherwise: Rational, _ unit: Unit)
            -> [TypedExpression]
        {
            hits.map { row in
                let one = value(row)
                let none = number(otherwise, unit, row.condition.span)
                return TypedExpression(
                    .choice([.init(condition: row.condition, value: one)], otherwise: none), type: .number(unit),
                    interval: (one.interval ?? .point(.one)).union(.point(otherwise)),
                    mayNotApply: row.condition.mayNotApply,
                    span: row.value.span)
            }
        }
        let count = total(each({ number(.one, .none, $0.value.span) }, otherwise: .zero, .none), span)
        let sum = total(each(\.value, otherwise: .zero, unit), span)
        let simple = ["count": count, "sum": sum][canonical]
        if empty == nil, given == nil, let simple { return simple }
        var fallback: TypedExpression
        if let given {
            guard !given.isInvalid else { return given }
            fallback = given
        } else if let empty {
            let own = elaborate(empty, scope)
            fallback =
                canonical == "count"
                ? convert(own, to: .none, literals: true) : convert(own, besides: hits[0].value)
            if fallback.isInvalid { return .invalid(span) }
        } else {
            report(
                .emptyList, at: span, zh: "可能一行也不命中，请写明那时的结果：加 `空列表: …`",
                en: "no row may match; say what holds then with `empty: …`")
            return .invalid(span)
        }
        let some = TypedExpression(
            .compare(.greater, count, number(.zero, .none, span)), type: .boolean, mayNotApply: count.mayNotApply,
            span: span)
        let best: TypedExpression
        if let simple {
            best = simple
        } else if canonical == "mean" {
            let atLeastOne = extreme(.greatest, [count, number(.one, .none, span)], span)
            best = quotient(sum, atLeastOne, span)
        } else {
            let least = canonical == "min"
            let limit = (least ? interval.high : interval.low)?.value ?? .zero
            best = extreme(least ? .least : .greatest, each(\.value, otherwise: limit, unit), span)
        }
        fallback.span = span
        return TypedExpression(
            .choice([.init(condition: some, value: best)], otherwise: fallback),
            type: joinedUnits([best, fallback])[0].type,
            interval: fallback.interval.flatMap { other in best.interval.map { $0.union(other) } } ?? best.interval,
            mayNotApply: best.mayNotApply, span: span)
    }
}
