import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax
import YAMLTree

/// Calls of the built-in functions and of parameters with arguments.
extension NormChecker {
    func call(
        _ function: Name, _ arguments: [Expression.Argument], _ scope: Scope, _ span: Span, expecting: ValueType?
    ) -> TypedExpression {
        if case .parameter(let index)? = symbols[function.text] {
            noteUse(model.parameters[index].naming, at: function.span)
            return lookup(index, column: nil, arguments: arguments, span, scope)
        }
        guard let canonical = Vocabulary.canonicalFunction(function.text) else {
            guard !lacksImports else { return .invalid(span) }
            noSuch(
                .unknownFunction, function.text, at: function.span,
                among: Vocabulary.functions.flatMap { [$0.en, $0.zh] } + symbols.keys,
                zh: "没有函数或参数表 `\(function.text)`", en: "no function or parameter table `\(function.text)`")
            return .invalid(span)
        }
        let named = Dictionary(
            arguments.compactMap { argument in argument.label.map { ($0.text, argument.value) } },
            uniquingKeysWith: { first, _ in first })
        guard let positional = inOrder(arguments, canonical, function) else { return .invalid(span) }
        let empty = named["empty"] ?? named["空列表"]
        switch canonical {
        case "sum", "min", "max", "mean", "count":
            return aggregateCall(canonical, positional, empty: empty, scope, function, span)
        case "abs":
            guard let value = single(positional, scope, function) else { return .invalid(span) }
            guard let unit = numeric(value) else { return .invalid(span) }
            if let constant = value.constant { return number(constant < .zero ? -constant : constant, unit, span) }
            var interval: Interval?
            if let own = value.interval {
                interval = own.isNotNegative ? own : (-own).maximum(own).maximum(.point(.zero))
            }
            return TypedExpression(
                .absolute(value), type: value.type, interval: interval, mayNotApply: value.mayNotApply, span: span)
        case "floor" where positional.count == 2, "ceiling" where positional.count == 2: fallthrough
        case "decimal", "round half up", "round half down", "round up", "round down":
            return standardRounding(canonical, positional, scope, function, span)
        case "round", "floor", "ceiling": return rounding(canonical, positional, scope, function, span)
        case "clamp":
            guard let values = numbers(positional, scope, count: 3, function) else { return .invalid(span) }
            let lower = extreme(.greatest, [values[0], values[1]], span)
            return extreme(.least, [lower, values[2]], span)
        case "at_least":
            guard let first = positional.first, positional.count >= 2 else {
                return wrongArguments(function, "至少(个数, 甲, 乙, …)", "at_least(count, a, b, …)")
            }
            let count = elaborate(first, scope)
            let tests = positional.dropFirst().map { boolean($0, scope) }
            guard let needed = count.constant, needed.denominator == 1, needed > .zero,
                !tests.contains(where: \.isInvalid)
            else {
                if !count.isInvalid, !tests.contains(where: \.isInvalid) {
                    typeMismatch(count, wanted: ("一个写明的整数", "a whole number written out"))
                }
                return .invalid(span)
            }
            return TypedExpression(.atLeast(Int(needed.numerator), tests), type: .boolean, span: span)
        case "applicable":
            guard let value = single(positional, scope, function) else { return .invalid(span) }
            return applicable(value, span)
        case "met_share":
            return metShare(positional.first ?? named["tag"] ?? named["标签"], empty: empty, scope, function, span)
        case "convert":
            guard positional.count == 2 else { return wrongArguments(function, "换算(值, 单位)", "convert(value, unit)") }
            let value = elaborate(positional[0], scope)
            guard let unit = unitArgument(positional[1]), !value.isInvalid else { return .invalid(span) }
            if let own = value.type.unit, own.dimensions.isEmpty, unit.dimensions.isEmpty {
                return scaled(value, by: own.factor / unit.factor, to: unit).at(span)
            }
            return convert(value, to: unit, literals: false).at(span)
        case "years_between", "months_between", "days_between", "year", "month", "day":
            return dateFunction(canonical, positional, scope, function, span)
        default:
            let values = positional.map { elaborate($0, scope) }
            guard !values.contains(where: \.isInvalid) else { return .invalid(span) }
            return momentValue(canonical, values, span) ?? numberFunction(canonical, values, function, span)
                ?? dateValue(canonical, values, function, span)
                ?? textFunction(canonical, values, function, span) ?? listFunction(canonical, values, function, span)
                ?? wrongArguments(function, "\(function.text)(…)", "\(function.text)(…)")
        }
    }

    /// What is put together applies where all its parts do.
    private func applicable(_ value: TypedExpression, _ span: Span) -> TypedExpression {
        unrolled += (value.elements?.count ?? 0) + (value.entries?.count ?? 0)
        guard isBounded(span) else { return .invalid(span) }
        switch value.kind {
        case .list(let elements): return all(elements.map { applicable($0, span) }, span)
        case .context(let entries): return all(entries.map { applicable($0.value, span) }, span)
        case .range(let ends): return both(applicable(ends.low, span), applicable(ends.high, span), span)
        default: return TypedExpression(.applicable(value), type: .boolean, span: span)
        }
    }

    func wrongArguments(_ function: Name, _ zh: String, _ en: String) -> TypedExpression {
        report(.wrongArguments, at: function.span, zh: "写法应为 `\(zh)`", en: "it is written `\(en)`")
        return .invalid(function.span)
    }

    private func single(_ arguments: [Expression], _ scope: Scope, _ function: Name) -> TypedExpression? {
        guard arguments.count == 1 else {
            _ = wrongArguments(function, "\(function.text)(值)", "\(function.text)(value)")
            return nil
        }
        let value = elaborate(arguments[0], scope)
        return value.isInvalid ? nil : value
    }

    /// Arguments brought to one unit.
    func numbers(_ arguments: [Expression], _ scope: Scope, count: Int?, _ function: Name) -> [TypedExpression]? {
        guard count == nil || arguments.count == count, !arguments.isEmpty else {
            let list = (0..<(count ?? 2)).map { ["a", "b", "c"][$0] }.joined(separator: ", ")
            _ = wrongArguments(function, "\(function.text)(\(list))", "\(function.text)(\(list))")
            return nil
        }
        let values = arguments.map { elaborate($0, scope) }
        return sameUnit(values)
    }

    /// Least or greatest of numbers of one unit.
    func extreme(_ function: TypedExpression.Aggregate.Function, _ values: [TypedExpression], _ span: Span)
        -> TypedExpression
    {
        var interval = values[0].interval
        for value in values.dropFirst() {
            if let own = interval, let other = value.interval {
                interval = function == .least ? own.minimum(other) : own.maximum(other)
            }
        }
        let constants = values.compactMap(\.constant)
        if constants.count == values.count, let best = function == .least ? constants.min() : constants.max(),
            let unit = values[0].type.unit
        {
            return number(best, unit, span)
        }
        return TypedExpression(
            function == .least ? .minimum(values) : .maximum(values), type: values[0].type, interval: interval,
            mayNotApply: values.contains(where: \.mayNotApply), span: span)
    }

    private func rounding(
        _ canonical: String, _ arguments: [Expression], _ scope: Scope, _ function: Name, _ span: Span
    ) -> TypedExpression {
        var places = 0
        var mode = model.rounding
        if canonical == "round" {
            guard arguments.count == 2 || arguments.count == 3 else {
                return wrongArguments(function, "修约(值, 小数位)", "round(value, places)")
            }
            guard let wanted = elaborate(arguments[1], scope).constant, wanted.denominator == 1, wanted >= .zero,
                wanted <= Rational(12)
            else {
                return wrongArguments(function, "修约(值, 2)", "round(value, 2)")
            }
            places = Int(wanted.numerator)
            if arguments.count == 3 {
                guard let named = roundingMode(arguments[2]) else {
                    return wrongArguments(function, "修约(值, 2, 四舍五入)", "round(value, 2, half_up)")
                }
                mode = named
            }
        } else {
            guard arguments.count == 1 else {
                return wrongArguments(function, "\(function.text)(值)", "\(function.text)(value)")
            }
            mode = canonical == "floor" ? .floor : .ceiling
        }
        let value = elaborate(arguments[0], scope)
        guard !value.isInvalid, numeric(value) != nil, isCountable(value, at: function.span) else {
            return .invalid(span)
        }
        return rounded(value, places: places, mode: mode).at(span)
    }

    /// The mode that a word, bare or in quotes, spells: `half_up`, `"half up"`, 四舍五入.
    private func roundingMode(_ expression: Expression) -> RoundingMode? {
        let word: String
        switch expression.kind {
        case .name(let name): word = name
        case .text(let text): word = text.split(separator: " ").joined(separator: "_")
        default: return nil
        }
        guard let canonical = Vocabulary.canonicalRoundingMode(word) else { return nil }
        return RoundingMode(rawValue: canonical.split(separator: "_").joined(separator: " "))
    }

    /// Rounded to `places`; a value that has no more places stays as it is.
    func rounded(_ value: TypedExpression, places: Int, mode: RoundingMode) -> TypedExpression {
        if let own = value.interval?.places, own <= places { return value }
        var interval: Interval?
        if let own = value.interval {
            interval = Interval(
                low: own.low.map { .init($0.value.rounded(places: places, mode)) },
                high: own.high.map { .init($0.value.rounded(places: places, mode)) }, places: places)
        }
        return TypedExpression(
            .round(value, places: places, mode: mode), type: value.type, interval: interval,
            mayNotApply: value.mayNotApply,
            span: value.span)
    }

    private func dateFunction(
        _ canonical: String, _ arguments: [Expression], _ scope: Scope, _ function: Name, _ span: Span
    ) -> TypedExpression {
        let values = arguments.map { elaborate($0, scope) }
        guard !values.contains(where: \.isInvalid) else { return .invalid(span) }
        let needed = canonical.hasSuffix("between") ? 2 : 1
        guard values.count == needed, values.allSatisfy({ $0.type == .date }) else {
            return needed == 2
                ? wrongArguments(function, "\(function.text)(起日, 止日)", "\(function.text)(start, end)")
                : wrongArguments(function, "\(function.text)(日期)", "\(function.text)(date)")
        }
        let first = Interval.days(of: values[0])
        let mayNotApply = values.contains(where: \.mayNotApply)
        func result(_ kind: TypedExpression.DateFunction, _ low: Int, _ high: Int, _ unit: Unit) -> TypedExpression {
            TypedExpression(
                .calendar(kind, values[0], needed == 2 ? values[1] : nil), type: .number(unit),
                interval: Interval(Rational(low), Rational(high), places: 0), mayNotApply: mayNotApply, span: span)
        }
        switch canonical {
        case "year":
            return result(.yearOf, first.lowerBound.components.year, first.upperBound.components.year, .none)
        case "month": return result(.monthOf, 1, 12, .none)
        case "day": return result(.dayOf, 1, 31, .none)
        default:
            let second = Interval.days(of: values[1])
            if canonical == "days_between" {
                return result(
                    .daysBetween, Int(second.lowerBound.number - first.upperBound.number),
                    Int(second.upperBound.number - first.lowerBound.number), .none)
            }
            // More months lie between two days the earlier the first and the later the second.
            let least = CalendarDay.months(from: first.upperBound, to: second.lowerBound)
            let most = CalendarDay.months(from: first.lowerBound, to: second.upperBound)
            return canonical == "years_between"
                ? result(.yearsBetween, least / 12, most / 12, .none) : result(.monthsBetween, least, most, .none)
        }
    }

    private func metShare(
        _ tag: Expression?, empty: Expression?, _ scope: Scope, _ function: Name, _ span: Span
    ) -> TypedExpression {
        guard let tag, case .name(let text) = tag.kind else {
            return wrongArguments(function, "达标率(标签)", "met_share(tag)")
        }
        let tagged = model.criteria.indices.filter { index in
            model.criteria[index].declaration.tags.contains { $0.text == text }
        }
        guard !tagged.isEmpty else {
            let known = Set(model.criteria.flatMap { $0.declaration.tags.map(\.text) })
            noSuch(
                .unknownTag, text, at: tag.span, among: known, zh: "没有哪个评分项带标签 `\(text)`",
                en: "no criterion has the tag `\(text)`")
            return .invalid(span)
        }
        usedTags.insert(text)
        for index in tagged { elaborateCriterion(index) }
        let always = tagged.contains { !mayNotApply(criterion: $0) }
        var fallback: TypedExpression?
        if let empty {
            let value = convert(elaborate(empty, scope), to: .percent, literals: false)
            guard !value.isInvalid else { return .invalid(span) }
            fallback = scaled(value, by: Rational(1, 100), to: .none)
        } else if !always {
            report(
                .emptyList, at: span, zh: "带标签 `\(text)` 的评分项可能全都不适用，请写明那时算多少：`\(function.text)(\(text), 空列表: 100 %)`",
                en:
                    "all criteria tagged `\(text)` may turn out not to apply; say what holds then: `\(function.text)(\(text), empty: 100 %)`"
            )
            return .invalid(span)
        }
        let share = TypedExpression(
            .metShare(criteria: tagged, empty: fallback), type: .number(.none), interval: Interval(.zero, .one),
            span: span)
        return scaled(share, by: Rational(100), to: .percent)
    }

    private func unitArgument(_ expression: Expression) -> Unit? {
        switch expression.kind {
        case .text(let text):
            let quote = expression.span.end - expression.span.start > text.utf8.count ? 1 : 0
            let map = TextMap(
                file: expression.span.file, segments: [.init(text: 0, source: expression.span.start + quote)],
                sourceEnd: expression.span.end)
            return ExpressionParser.unit(LocatedText(string: text, map: map), into: &bag).flatMap { resolve($0) }
        default:
            report(
                .wrongArguments, at: expression.span, zh: "这里要一个单位，如 `kWh/m2`",
                en: "this place takes a unit such as `kWh/m2`")
            return nil
        }
    }
}
