import Diagnostics
import ExactNumbers
import RuleSyntax

/// Points between anchors.
extension NormChecker {
    func interpolate(
        _ syntax: CriterionDeclaration.Interpolation, _ full: Rational, _ declaration: CriterionDeclaration,
        _ scope: Scope
    ) -> TypedExpression {
        let span = declaration.name.span
        let subject = elaborate(syntax.of, scope)
        guard !subject.isInvalid, numeric(subject) != nil else { return .invalid(span) }
        guard !isDamagedHere else { return .invalid(span) }
        guard syntax.anchors.count >= 2 else {
            report(.anchorOrder, at: syntax.span, zh: "插值至少要两个锚点", en: "interpolation needs at least two anchors")
            return .invalid(span)
        }
        guard syntax.clamps else {
            report(
                .anchorOrder, at: syntax.span, zh: "请写明锚点之外怎么办：`范围外: 取端点`",
                en: "say what holds outside the anchors: `outside: clamp`")
            return .invalid(span)
        }
        var anchors: [(at: TypedExpression, points: TypedExpression)] = []
        for anchor in syntax.anchors {
            let at = convert(elaborate(anchor.at, scope), besides: subject)
            let points = convert(elaborate(anchor.points, scope), to: .none, literals: false)
            guard !at.isInvalid, !points.isInvalid else { return .invalid(span) }
            anchors.append((at, points))
        }
        guard let rising = direction(anchors, syntax) else { return .invalid(span) }
        if !rising { anchors.reverse() }
        return piecewise(subject, anchors, span, full, declaration)
    }

    /// True if the positions rise, false if they fall; nil after a finding.
    func direction(
        _ anchors: [(at: TypedExpression, points: TypedExpression)], _ syntax: CriterionDeclaration.Interpolation
    ) -> Bool? {
        var rising: Bool?
        for (index, pair) in zip(anchors, anchors.dropFirst()).enumerated() {
            guard let a = pair.0.at.interval, let b = pair.1.at.interval else { continue }
            let difference = provenOrder(pair.0.at, pair.1.at) ?? (b + -a)
            let up: Bool
            if difference.isPositive {
                up = true
            } else if difference.isNegative {
                up = false
            } else if let parameter = parameter(of: pair.1.at), failedProofs.contains(parameter) {
                return nil
            } else {
                report(
                    .anchorOrder, at: syntax.anchors[index + 1].span, zh: "不能证明这个锚点与上一个不重合；参数表可加 `须证: 甲 < 乙`",
                    en:
                        "this anchor cannot be proved to differ from the one above; a table can state it with `prove: a < b`"
                )
                return nil
            }
            if let known = rising, known != up {
                report(
                    .anchorOrder, at: syntax.anchors[index + 1].span, zh: "锚点的位置要一路上升或一路下降",
                    en: "positions of anchors go all up or all down")
                return nil
            }
            rising = up
        }
        return rising
    }

    private func parameter(of value: TypedExpression) -> Int? {
        if case .lookup(let lookup) = value.kind { return model.lookups[lookup].parameter }
        return nil
    }

    /// The range of `b − a` where both are columns of one table: taken row by row.
    func provenOrder(_ a: TypedExpression, _ b: TypedExpression) -> Interval? {
        guard case .lookup(let first) = a.kind, case .lookup(let second) = b.kind,
            model.lookups[first].parameter == model.lookups[second].parameter,
            case .choice(let left, _) = model.lookups[first].value.kind,
            case .choice(let right, _) = model.lookups[second].value.kind,
            left.count == right.count
        else { return nil }
        var result: Interval?
        for (one, other) in zip(left, right) {
            guard one.condition == other.condition, let p = one.value.interval, let q = other.value.interval else {
                return nil
            }
            let difference = q + -p
            result = result.map { $0.union(difference) } ?? difference
        }
        return result
    }

    /// Linear between neighbours, the end values outside.
    private func piecewise(
        _ subject: TypedExpression, _ anchors: [(at: TypedExpression, points: TypedExpression)], _ span: Span,
        _ full: Rational,
        _ declaration: CriterionDeclaration
    ) -> TypedExpression {
        var rows: [TypedExpression.Row] = []
        func below(_ end: TypedExpression) -> TypedExpression {
            TypedExpression(
                .compare(.lessOrEqual, subject, end), type: .boolean,
                mayNotApply: subject.mayNotApply || end.mayNotApply, span: span)
        }
        rows.append(.init(condition: below(anchors[0].at), value: anchors[0].points))
        for (low, high) in zip(anchors, anchors.dropFirst()) {
            rows.append(.init(condition: below(high.at), value: line(subject, low, high, span)))
        }
        let last = anchors[anchors.count - 1].points
        var interval = last.interval
        for anchor in anchors {
            if let own = anchor.points.interval { interval = interval.map { $0.union(own) } ?? own }
        }
        interval?.places = nil
        let value = TypedExpression(
            .choice(rows, otherwise: last), type: .number(.none), interval: interval, mayNotApply: subject.mayNotApply,
            span: span)
        if let place = declaration.points?.span, let high = interval?.high, high.value != full {
            report(
                .fullPoints, high.value > full ? .error : .warning, at: place, zh: "锚点最高 \(high.value) 分，满分却写 \(full)",
                en: "the anchors go up to \(high.value) points, but the criterion says \(full)")
        }
        return value
    }

    /// `p0 + (x − x0) × (p1 − p0) ÷ (x1 − x0)`.
    private func line(
        _ x: TypedExpression, _ low: (at: TypedExpression, points: TypedExpression),
        _ high: (at: TypedExpression, points: TypedExpression),
        _ span: Span
    ) -> TypedExpression {
        func minus(_ a: TypedExpression, _ b: TypedExpression, within bounds: Interval?) -> TypedExpression {
            if let p = a.constant, let q = b.constant, let unit = a.type.unit { return number(p - q, unit, span) }
            var interval = bounds
            if interval == nil, let i = a.interval, let j = b.interval { interval = i + -j }
            return TypedExpression(
                .subtract(a, b), type: a.type, interval: interval, mayNotApply: a.mayNotApply || b.mayNotApply,
                span: span)
        }
        var inside = x
        if let own = x.interval, let from = low.at.interval, let to = high.at.interval {
            inside.interval = own.intersection(Interval(low: from.low, high: to.high, places: own.places))
        }
        let run = minus(high.at, low.at, within: provenOrder(low.at, high.at))
        let rise = minus(high.points, low.points, within: nil)
        var part = minus(inside, low.at, within: nil)
        if var interval = part.interval {
            interval.low = interval.low.flatMap { $0.value < .zero ? .init(.zero) : $0 }
            part.interval = interval
        }
        var result = quotient(product(part, rise, span), run, span)
        if let p = low.points.interval, let q = high.points.interval {
            result = total([low.points, result], span)
            var interval = p.union(q)
            interval.places = nil
            result.interval = interval
        }
        return result
    }
}
