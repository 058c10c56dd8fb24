import Diagnostics
import ExactNumbers
import RuleSyntax

/// Where a bare number takes the unit of what it stands beside, and where a function counts in a unit: both ask here whether
/// that unit can be read in one way only.
extension NormChecker {
    /// A bare number written out, as one of `unit`; nil after a finding. 0 is 0 in every unit.
    func read(_ literal: TypedExpression, in unit: Unit, beside other: TypedExpression?) -> TypedExpression? {
        guard let value = literal.constant else { return nil }
        guard unit.spelling != .certain, !value.isZero else { return number(value, unit, literal.span) }
        guard askedUnits.insert(literal.span).inserted else { return nil }
        let fix = fix(unit, literal: value)
        report(
            unit.spelling == .mixed ? .numberBesideMixed : .numberBesidePercentProduct, at: literal.span,
            zh: "`\(value)` 没有写单位，而旁边的值\(reason(unit).zh)；请\(fix.zh)",
            en: "`\(value)` has no unit, and the value beside it \(reason(unit).en); \(fix.en)",
            labels: other.map { [label($0)] } ?? [], notes: other.map { declareNotes($0, unit) } ?? [])
        return nil
    }

    /// Elements of a list that is written out: bare numbers take the unit of the first that is none.
    func inOneUnit(_ elements: [TypedExpression]) -> [TypedExpression] {
        func isBareNumber(_ value: TypedExpression) -> Bool { value.constant != nil && value.type.unit?.isBare == true }
        guard elements.contains(where: isBareNumber),
            let lead = elements.first(where: { !isBareNumber($0) && $0.type.unit != nil }), let unit = lead.type.unit,
            !unit.isBare, !unit.isDuration
        else { return elements }
        return elements.map { element in
            guard isBareNumber(element), let value = element.constant else { return element }
            if unit.isPercent, !value.isZero {
                bareBesidePercent(element, beside: lead, at: element.span)
                return .invalid(element.span)
            }
            return read(element, in: unit, beside: lead) ?? .invalid(element.span)
        }
    }

    /// False, with a finding at `span`, where `value` is rounded or counted in a unit that can be read in more ways than one.
    func isCountable(_ value: TypedExpression, at span: Span) -> Bool {
        guard let unit = value.type.unit, unit.spelling != .certain else { return true }
        guard askedUnits.insert(span).inserted else { return false }
        let fix = fix(unit, literal: nil)
        report(
            unit.spelling == .mixed ? .numberBesideMixed : .numberBesidePercentProduct, at: span,
            zh: "这里按单位取整或计数，而它的值\(reason(unit).zh)；请\(fix.zh)",
            en: "this counts in the unit of its value, which \(reason(unit).en); \(fix.en)", labels: [label(value)],
            notes: declareNotes(value, unit))
        return false
    }

    /// Findings where a bare number and a `%`, or a product with one, meet.
    func bareBesidePercent(_ bare: TypedExpression, beside other: TypedExpression, at span: Span) {
        let labels = [Diagnostic.Label(span: bare.span, text: Message(zh: "纯数", en: "bare number"))]
        if let unit = other.type.unit, !unit.isPercent {
            report(
                .numberBesidePercentProduct, at: span,
                zh: "一边是纯数，另一边\(reason(unit).zh)；请先用 `换算(…, %) / 100 %` 化成纯数，或两边都写成百分数",
                en:
                    "one side is a bare number, the other \(reason(unit).en); make it a bare number with `convert(…, %) / 100 %`, or write both sides as percentages",
                labels: labels, notes: declareNotes(other, unit))
            return
        }
        let isCertain = isDeclaredPercent(other)
        report(
            .barePercent, at: span,
            zh: "一边是百分数，一边是纯数；请写成\(percentage(bare, isCertain: isCertain).zh)（`%` 就是百分之一）",
            en:
                "one side is a percentage, the other a bare number; write \(percentage(bare, isCertain: isCertain).en) (`%` is exactly 1/100)",
            labels: labels,
            fixIts: isCertain
                ? certainPercentage(bare).map { [replacement(bare.span, by: $0, isCertain: true)] } ?? [] : [])
    }

    /// How a bare number may be meant as a percentage.
    private func percentage(_ bare: TypedExpression, isCertain: Bool) -> (zh: String, en: String) {
        if isCertain, let certain = certainPercentage(bare) { return (" `\(certain)`", "`\(certain)`") }
        guard let value = bare.constant else { return ("如 `30 %`", "a percentage such as `30 %`") }
        return (" `\(value * Rational(100)) %` 或 `\(value) %`", "`\(value * Rational(100)) %` or `\(value) %`")
    }

    /// Nil where a number up to 1 may be meant as a fraction.
    func certainPercentage(_ bare: TypedExpression) -> String? {
        bare.constant.flatMap { $0 > .one ? "\($0) %" : nil }
    }

    /// True if a `%` stands in the declaration of all that `value` is put together from, so that a number beside it can only be
    /// meant as a percentage. `share * 100` may be meant as the number of per cent.
    func isDeclaredPercent(_ value: TypedExpression) -> Bool {
        switch value.kind {
        case .number, .input, .element, .lookup, .sectionShare, .metShare, .criterion: return true
        case .fact(let index): return document.facts[index].unit != nil
        case .scaled(let inner, _):
            switch inner.kind {
            case .sectionShare, .metShare, .criterion: return true
            default: return false
            }
        case .add(let a, let b), .subtract(let a, let b): return isDeclaredPercent(a) && isDeclaredPercent(b)
        case .negate(let a), .absolute(let a), .round(let a, _, _): return isDeclaredPercent(a)
        case .minimum(let list), .maximum(let list): return list.allSatisfy { isDeclaredPercent($0) }
        case .aggregate(let aggregate): return isDeclaredPercent(aggregate.body)
        case .choice(let rows, let otherwise):
            return rows.allSatisfy { isDeclaredPercent($0.value) } && otherwise.map { isDeclaredPercent($0) } ?? true
        default: return false
        }
    }

    private func reason(_ unit: Unit) -> (zh: String, en: String) {
        unit.spelling == .mixed
            ? (
                "由单位不同的几部分合成（如 kWh 与 MWh），看不出按哪个单位读",
                "joins parts in different units, such as kWh and MWh, so it could be meant in either"
            )
            : (
                "是百分数与别的量相乘或相除（单位 `\(unit.text)`），读法可差一百倍",
                "is a product or quotient with a `%` (its unit is `\(unit.text)`), so it could be read a hundred times off"
            )
    }

    /// What to write: the number with its unit, or the value converted first.
    private func fix(_ unit: Unit, literal value: Rational?) -> (zh: String, en: String) {
        if unit.dimensions.isEmpty, unit.percent < 0 {
            return ("先化成纯数：`换算(…, %) / 100 %`", "make it a bare number first: `convert(…, %) / 100 %`")
        }
        let plain = unit.dimensions.isEmpty ? "%" : unit.textWithoutPercent
        // A unit that starts with `1/` cannot follow a number.
        guard let value, !plain.hasPrefix("1") else {
            return ("先写明单位：`换算(…, \(plain))`", "convert it first: `convert(…, \(plain))`")
        }
        return (
            "写出单位，如 `\(value) \(plain)`，或先写 `换算(…, \(plain))`",
            "write the number with its unit, such as `\(value) \(plain)`, or use `convert(…, \(plain))`"
        )
    }

    private func label(_ value: TypedExpression) -> Diagnostic.Label {
        let unit = value.type.unit?.text ?? ""
        return .init(span: value.span, text: Message(zh: "`\(unit)`", en: "`\(unit)`"))
    }

    /// A fact that declares its unit settles how a number beside it is read.
    private func declareNotes(_ value: TypedExpression, _ unit: Unit) -> [Message] {
        guard case .fact(let index) = value.kind, index < model.facts.count else { return [] }
        let naming = model.facts[index].naming
        let plain = unit.dimensions.isEmpty ? "\"%\"" : unit.textWithoutPercent
        return [
            Message(
                zh: "也可以在指标 `\(naming.chinese)` 里写 `单位: \(plain)`",
                en: "or give the fact `\(naming.id)` its `unit: \(plain)`")
        ]
    }

    /// Ten times what a norm may write out: each element is looked at again on every level of lists around it.
    private static let mostParts = 10 * mostElements

    /// Elements of a list. Where numbers at one place of them are of one kind in different units, what loops over the list meets
    /// them all: none of these units says how a bare number is read.
    ///
    /// Lists that hold themselves again and again (`for … return partial`) double with every level; where more parts would have
    /// to be looked at than `mostParts`, they count as too many elements of the norm.
    func markingMixed(_ elements: [TypedExpression]) -> [TypedExpression] {
        var units: [[String]: Unit] = [:]
        var mixed: Set<[String]> = []
        var parts = 0
        func collect(_ value: TypedExpression, _ place: [String]) {
            parts += 1
            guard parts <= NormChecker.mostParts else { return }
            // A bare number written out takes the unit of the others.
            if let unit = value.type.unit, value.constant == nil || !unit.isBare {
                guard let first = units[place] else {
                    units[place] = unit
                    return
                }
                if first != unit, first.conversion(to: unit) != nil { mixed.insert(place) }
            }
            for element in value.elements ?? [] { collect(element, place + ["[]"]) }
            for entry in value.entries ?? [] { collect(entry.value, place + [entry.name]) }
        }
        func marked(_ value: TypedExpression, _ place: [String]) -> TypedExpression {
            var copy = value
            if var unit = value.type.unit, mixed.contains(place), value.constant == nil || !unit.isBare {
                unit.spelling = .mixed
                copy.type = .number(unit)
            }
            switch value.kind {
            case .list(let inner): copy.kind = .list(inner.map { marked($0, place + ["[]"]) })
            case .context(let entries):
                copy.kind = .context(
                    entries.map { .init(name: $0.name, value: marked($0.value, place + [$0.name])) })
            default: break
            }
            return copy
        }
        for element in elements { collect(element, []) }
        guard parts <= NormChecker.mostParts else {
            unrolled = max(unrolled, NormChecker.mostElements + 1)
            return elements
        }
        return mixed.isEmpty ? elements : elements.map { marked($0, []) }
    }
}
