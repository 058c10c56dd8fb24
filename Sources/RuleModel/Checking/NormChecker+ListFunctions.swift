import BigInt
import Diagnostics
import RuleSyntax

/// The standard's functions of lists, over lists that are written out.
extension NormChecker {
    /// Nil if `canonical` is no such function, or its arguments do not fit.
    func listFunction(_ canonical: String, _ values: [TypedExpression], _ function: Name, _ span: Span)
        -> TypedExpression?
    {
        switch canonical {
        case "append":
            guard values.count >= 2, let items = listed(values[0]) else { return nil }
            return list(items + values.dropFirst(), span)
        case "concatenate", "union":
            let parts = values.compactMap { listed($0) }
            guard !values.isEmpty, parts.count == values.count else { return nil }
            return canonical == "union" ? distinct(parts.flatMap { $0 }, span) : list(parts.flatMap { $0 }, span)
        case "all", "any", "product", "median":
            guard !values.isEmpty, let items = spread(values) else { return nil }
            return folded(canonical, items, span)
        default: break
        }
        guard let first = values.first, let items = listed(first) else { return nil }
        switch (canonical, values.count) {
        case ("list contains", 2):
            return any(items.filter { comparable($0, values[1]) }.map { equal($0, values[1], span) }, span)
        case ("reverse", 1): return list(items.reversed(), span)
        case ("distinct values", 1): return distinct(items, span)
        case ("flatten", 1): return list(flat(items), span)
        case ("index of", 2):
            var places: [TypedExpression] = []
            for (index, item) in items.enumerated() where comparable(item, values[1]) {
                let same = equal(item, values[1], span)
                guard !same.isInvalid else { return .invalid(span) }
                guard let holds = decided(same) else {
                    return mustBeConstant(item, zh: "被查找的项", en: "what is looked for")
                }
                if holds { places.append(number(Rational(index + 1), .none, span)) }
            }
            return list(places, span)
        case ("sublist", 2), ("sublist", 3):
            guard let start = constantPlace(values[1]) else { return .invalid(span) }
            let from = start > 0 ? start - 1 : items.count + start
            guard start != 0, from >= 0, from <= items.count else { return missing(start, items, span) }
            var end = items.count
            if values.count == 3 {
                guard let length = constantPlace(values[2]) else { return .invalid(span) }
                guard length >= 1, from + length <= items.count else { return missing(start + length - 1, items, span) }
                end = from + length
            }
            guard from < end else { return missing(start, items, span) }
            return list(Array(items[from..<end]), span)
        case ("insert before", 3), ("remove", 2), ("list replace", 3):
            guard let place = constantPlace(values[1]) else { return .invalid(span) }
            let position = place > 0 ? place - 1 : items.count + place
            guard place != 0, items.indices.contains(position) else { return missing(place, items, span) }
            var result = items
            switch canonical {
            case "remove": result.remove(at: position)
            case "insert before": result.insert(values[2], at: position)
            default: result[position] = values[2]
            }
            return list(result, span)
        default: return nil
        }
    }

    private func missing(_ place: Int, _ items: [TypedExpression], _ span: Span) -> TypedExpression {
        noSuchValue(
            span, zh: "列表有 \(items.count) 项，没有第 \(place) 项",
            en: "the list has \(items.count) elements, there is no element \(place)"
        )
    }

    /// The elements of a list; nil for anything else.
    private func listed(_ value: TypedExpression) -> [TypedExpression]? {
        value.type == .list || value.type == .range ? elements(of: value) : nil
    }

    /// One list, or the arguments themselves.
    private func spread(_ values: [TypedExpression]) -> [TypedExpression]? {
        if values.count == 1 { return elements(of: values[0]) }
        return values
    }

    private func folded(_ canonical: String, _ items: [TypedExpression], _ span: Span) -> TypedExpression {
        switch canonical {
        case "all", "any":
            for item in items where item.type != .boolean {
                typeMismatch(item, wanted: ("是否", "a yes or no"))
                return .invalid(span)
            }
            return canonical == "all" ? all(items, span) : any(items, span)
        default: break
        }
        guard let first = items.first else {
            return noSuchValue(span, zh: "空列表没有结果", en: "an empty list has no result")
        }
        if canonical == "product" {
            guard items.allSatisfy({ numeric($0) != nil }) else { return .invalid(span) }
            return balanced(items) { $0.isInvalid ? $0 : product($0, $1, span) }
        }
        guard let values = sameUnit(items), let unit = values[0].type.unit else { return .invalid(span) }
        let numbers = values.compactMap(\.constantNumber).sorted()
        guard numbers.count == values.count else {
            return mustBeConstant(
                values.first { $0.constantNumber == nil } ?? first, zh: "求中位数的数",
                en: "numbers of which the median is taken")
        }
        let middle = numbers.count / 2
        let value = numbers.count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / Rational(2)
        return number(value, unit, span)
    }

    private func distinct(_ items: [TypedExpression], _ span: Span) -> TypedExpression {
        var kept: [TypedExpression] = []
        for item in items {
            unrolled += kept.count / 100
            guard isBounded(span) else { return .invalid(span) }
            var isNew = true
            for other in kept where comparable(item, other) {
                let same = equal(item, other, span)
                guard !same.isInvalid else { return .invalid(span) }
                guard let holds = decided(same) else {
                    return mustBeConstant(item, zh: "去重的项", en: "elements that are compared with each other")
                }
                if holds { isNew = false }
            }
            if isNew { kept.append(item) }
        }
        return list(kept, span)
    }

    private func flat(_ items: [TypedExpression]) -> [TypedExpression] {
        items.flatMap { item in item.elements.map { flat($0) } ?? [item] }
    }
}
