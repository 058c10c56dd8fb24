import Diagnostics
import ExactNumbers
import RuleSyntax

/// Numbers brought to one unit, by the rules of semantics.md, "Which unit an expression has".
extension NormChecker {
    /// Brings two numbers to one unit. A bare literal takes the unit of the other side where `literals` allows it; 0 always may.
    func unify(
        _ a: TypedExpression, _ b: TypedExpression, at span: Span, literals: Bool
    ) -> (TypedExpression, TypedExpression, Unit)? {
        guard !a.isInvalid, !b.isInvalid else { return nil }
        guard let left = numeric(a), let right = numeric(b) else { return nil }
        let isOdd = a.constant != nil && b.constant != nil && (left.isDuration || right.isDuration)
        if let value = b.constant, right.isBare, !isOdd, value.isZero || (literals && !left.isPercent) {
            return read(b, in: left, beside: a).map { (a, $0, left) }
        }
        if let value = a.constant, left.isBare, !isOdd, value.isZero || (literals && !right.isPercent) {
            return read(a, in: right, beside: b).map { ($0, b, right) }
        }
        if let factor = right.conversion(to: left) {
            if factor.decimalPlaces == nil, let inverse = left.conversion(to: right), inverse.decimalPlaces != nil {
                let unit = right.joined(with: left)
                return (scaled(a, by: inverse, to: unit), scaled(b, by: .one, to: unit), unit)
            }
            let unit = left.joined(with: right)
            return (scaled(a, by: .one, to: unit), scaled(b, by: factor, to: unit), unit)
        }
        if left.dimensions.isEmpty && right.dimensions.isEmpty {
            bareBesidePercent(left.percent == 0 ? a : b, beside: left.percent == 0 ? b : a, at: span)
            return nil
        }
        report(
            .unitMismatch, at: span, zh: "两边单位不同：\(name(left).zh) 与 \(name(right).zh)，不能相加、相减或比较",
            en:
                "the sides have different units, \(name(left).en) and \(name(right).en): they cannot be added or compared",
            labels: [
                .init(span: a.span, text: Message(zh: name(left).zh, en: name(left).en)),
                .init(span: b.span, text: Message(zh: name(right).zh, en: name(right).en)),
            ])
        return nil
    }

    func name(_ unit: Unit) -> (zh: String, en: String) {
        unit.isBare ? ("无单位", "no unit") : ("`\(unit.text)`", "`\(unit.text)`")
    }

    /// Times an exact factor, now in `unit`.
    func scaled(_ value: TypedExpression, by factor: Rational, to unit: Unit) -> TypedExpression {
        if factor == .one {
            var same = value
            same.type = .number(unit)
            return same
        }
        if let constant = value.constant { return number(constant * factor, unit, value.span) }
        return TypedExpression(
            .scaled(value, by: factor), type: .number(unit), interval: value.interval?.scaled(by: factor),
            mayNotApply: value.mayNotApply, span: value.span)
    }

    /// `value` in the unit that its place declares, or a finding.
    func convert(_ value: TypedExpression, to unit: Unit, literals: Bool) -> TypedExpression {
        convert(value, to: unit, literals: literals, beside: nil)
    }

    /// `value` in the unit of `other`, which stands beside it, or a finding.
    func convert(_ value: TypedExpression, besides other: TypedExpression) -> TypedExpression {
        guard !other.isInvalid, let unit = numeric(other) else { return .invalid(value.span) }
        return convert(value, to: unit, literals: true, beside: other)
    }

    private func convert(
        _ value: TypedExpression, to unit: Unit, literals: Bool, beside other: TypedExpression?
    ) -> TypedExpression {
        guard !value.isInvalid else { return value }
        guard let own = numeric(value) else { return .invalid(value.span) }
        if let constant = value.constant, own.isBare, constant.isZero || (literals && !unit.isPercent) {
            return read(value, in: unit, beside: other) ?? .invalid(value.span)
        }
        let place = other == nil ? unit : unit.joined(with: own)
        if let factor = own.conversion(to: unit) { return scaled(value, by: factor, to: place) }
        guard own.dimensions.isEmpty, unit.dimensions.isEmpty else {
            report(
                .unitMismatch, at: value.span,
                zh: "这里要\(unit.isBare ? "无单位的数" : "以 `\(unit.text)` 计的值")，写的是\(name(own).zh)",
                en:
                    "this place takes \(unit.isBare ? "a number without unit" : "a value in `\(unit.text)`"), but this has \(name(own).en)"
            )
            return .invalid(value.span)
        }
        if let other, !own.isPercent, !unit.isPercent {
            bareBesidePercent(
                own.percent == 0 ? value : other, beside: own.percent == 0 ? other : value, at: value.span)
            return .invalid(value.span)
        }
        // A declared place says which of the two is meant: `10 * share * share` points are plain points.
        if other == nil, own.percent != 0, !own.isPercent {
            return scaled(value, by: own.factor / unit.factor, to: unit)
        }
        let isCertain = other.map { isDeclaredPercent($0) } ?? true
        report(
            .barePercent, at: value.span, zh: "这里要\(unit.isPercent ? "百分数，如 `30 %`" : "纯数，不是百分数")",
            en: unit.isPercent
                ? "this place takes a percentage, such as `30 %`"
                : "this place takes a bare number, not a percentage",
            fixIts: unit.isPercent && isCertain
                ? certainPercentage(value).map { [replacement(value.span, by: $0, isCertain: true)] } ?? [] : [])
        return .invalid(value.span)
    }

    /// Values brought to the unit of the first that is no bare number written out; nil after a finding.
    func sameUnit(_ values: [TypedExpression]) -> [TypedExpression]? {
        guard !values.contains(where: \.isInvalid) else { return nil }
        guard
            let lead = values.first(where: { $0.constant == nil || !($0.type.unit?.isBare ?? false) }) ?? values.first,
            numeric(lead) != nil
        else { return nil }
        let converted = values.map { convert($0, besides: lead) }
        return converted.contains(where: \.isInvalid) ? nil : joinedUnits(converted)
    }

    /// Values that have been brought to one unit, each knowing how all of them were spelled.
    func joinedUnits(_ values: [TypedExpression]) -> [TypedExpression] {
        let units = values.compactMap(\.type.unit)
        guard let first = units.first, units.count == values.count else { return values }
        let unit = units.first { $0.spelling == .mixed } ?? units.first { $0.spelling != .certain } ?? first
        return values.map { scaled($0, by: .one, to: unit) }
    }
}
