import BigInt
import Diagnostics
import ExactNumbers
import RuleSyntax

/// The standard's functions of numbers.
extension NormChecker {
    /// `decimal`, `round half up` and their like; `floor` and `ceiling` with places.
    func standardRounding(
        _ canonical: String, _ arguments: [Expression], _ scope: Scope, _ function: Name, _ span: Span
    ) -> TypedExpression {
        let modes: [String: RoundingMode] = [
            "decimal": .halfEven, "round half up": .halfUp, "round half down": .halfDown, "round up": .up,
            "round down": .down, "floor": .floor, "ceiling": .ceiling,
        ]
        guard (1...3).contains(arguments.count), var mode = modes[canonical] else {
            return wrongArguments(function, "\(function.text)(值, 2)", "\(function.text)(value, 2)")
        }
        if arguments.count == 3 {
            guard canonical == "decimal", case .text(let word) = arguments[2].kind,
                let named = RoundingMode(
                    rawValue: word.lowercased().split(whereSeparator: { $0 == "_" || $0 == " " }).joined(separator: " ")
                )
            else { return wrongArguments(function, "\(function.text)(值, 2)", "\(function.text)(value, 2)") }
            mode = named
        }
        let value = elaborate(arguments[0], scope)
        let scale = arguments.count > 1 ? elaborate(arguments[1], scope) : number(.zero, .none, span)
        guard !value.isInvalid, !scale.isInvalid, let unit = numeric(value), isCountable(value, at: function.span)
        else {
            return .invalid(span)
        }
        guard scale.type == .number(.none) else {
            typeMismatch(scale, wanted: ("小数位数", "a number of decimal places"))
            return .invalid(span)
        }
        guard let constant = scale.constantNumber else {
            return mustBeConstant(scale, zh: "小数位数", en: "the number of decimal places")
        }
        guard let places = Int(exactly: constant.rounded(places: 0, .down).numerator), (-6111...6144).contains(places)
        else {
            return noSuchValue(scale.span, zh: "小数位数在 -6111 到 6144 之间", en: "decimal places go from -6111 to 6144")
        }
        if let own = value.constantNumber, places < 0 || places > 12 {
            return number(own.rounded(places: places, mode), unit, span)
        }
        guard places < 0 else { return rounded(value, places: min(places, 30), mode: mode).at(span) }
        guard places >= -30 else {
            return noSuchValue(
                scale.span, zh: "随答案变化的数，小数位数最少 -30", en: "for a number that varies, places go down to -30")
        }
        let factor = Rational(BigInt(10).power(-places))
        return scaled(rounded(scaled(value, by: .one / factor, to: unit), places: 0, mode: mode), by: factor, to: unit)
            .at(
                span)
    }

    /// Other functions of numbers; nil if `canonical` is none.
    func numberFunction(_ canonical: String, _ values: [TypedExpression], _ function: Name, _ span: Span)
        -> TypedExpression?
    {
        switch canonical {
        case "modulo":
            guard values.count == 2 else { return nil }
            guard values.allSatisfy({ isCountable($0, at: function.span) }),
                let (a, b, unit) = unify(values[0], values[1], at: span, literals: false)
            else { return .invalid(span) }
            let ratio = quotient(a, b, span)
            guard !ratio.isInvalid else { return ratio }
            if let x = a.constantNumber, let y = b.constantNumber {
                return number(x - y * (x / y).rounded(places: 0, .floor), unit, span)
            }
            let whole = product(rounded(ratio, places: 0, mode: .floor), b, span)
            guard let (x, y, same) = unify(a, whole, at: span, literals: false) else { return .invalid(span) }
            var interval: Interval?
            if let bound = b.interval, bound.isPositive, let high = bound.high {
                interval = Interval(low: .init(.zero), high: .init(high.value, included: false), places: nil)
            } else if let i = x.interval, let j = y.interval {
                interval = i + -j
            }
            if let p = a.interval?.places, let q = b.interval?.places { interval?.places = max(p, q) }
            return TypedExpression(
                .subtract(x, y), type: .number(same), interval: interval, mayNotApply: x.mayNotApply || y.mayNotApply,
                span: span)
        case "even", "odd":
            guard values.count == 1, let unit = numeric(values[0]) else {
                return values.count == 1 ? .invalid(span) : nil
            }
            guard isCountable(values[0], at: function.span) else { return .invalid(span) }
            guard !unit.isDuration else {
                typeMismatch(values[0], wanted: ("个数", "a number that is no duration"))
                return .invalid(span)
            }
            var value = values[0]
            if canonical == "odd" {
                if let own = value.constantNumber {
                    value = number(own - .one, unit, span)
                } else {
                    value = TypedExpression(
                        .subtract(value, number(.one, unit, span)), type: value.type,
                        interval: value.interval.map { $0 + .point(Rational(-1)) }, mayNotApply: value.mayNotApply,
                        span: span)
                }
            }
            let half = scaled(value, by: Rational(1, 2), to: unit)
            return compare(.equal, half, rounded(half, places: 0, mode: .floor), at: span, span)
        case "sqrt":
            guard values.count == 1, let unit = numeric(values[0]) else {
                return values.count == 1 ? .invalid(span) : nil
            }
            guard let own = values[0].constantNumber else {
                return mustBeConstant(values[0], zh: "开平方的数", en: "the number under a square root")
            }
            guard unit.dimensions.isEmpty, !unit.isPercent, let root = (own * unit.factor).squareRoot else {
                return noSuchValue(
                    span, zh: "`\(own)` 没有精确的平方根", en: "`\(own)` has no exact square root")
            }
            return number(root, .none, span)
        default: return nil
        }
    }

    /// `a ** b`.
    func power(_ a: TypedExpression, _ b: TypedExpression, _ span: Span) -> TypedExpression {
        guard b.type == .number(.none) else {
            typeMismatch(b, wanted: ("纯数", "a bare number"))
            return .invalid(span)
        }
        guard let exponent = b.constantNumber else { return mustBeConstant(b, zh: "指数", en: "an exponent") }
        let whole = Int(exactly: exponent.numerator) ?? 1000
        let size = a.constantNumber.map {
            max($0.numerator.magnitude.bitWidth, $0.denominator.magnitude.bitWidth) * Int(whole.magnitude)
        }
        guard exponent.denominator == 1, size.map({ $0 <= 4000 }) ?? (0...4).contains(whole) else {
            return outside(
                b.span, zh: "指数须是整数，随答案变化的数最多 4 次方", en: "an exponent is a whole number, up to 4 for what varies")
        }
        if whole < 0 {
            guard let own = a.constantNumber, !own.isZero else {
                return noSuchValue(span, zh: "零没有负数次方", en: "zero has no negative power")
            }
            let power = power(a, number(-exponent, .none, b.span), span)
            return power.isInvalid ? power : quotient(number(.one, .none, span), power, span)
        }
        var result = number(.one, .none, span)
        if whole == 0, a.constantNumber == nil { result = total([scaled(a, by: .zero, to: .none), result], span) }
        for _ in 0..<whole { result = product(result, a, span) }
        return result
    }
}

extension Rational {
    /// Nil if it is no fraction.
    var squareRoot: Rational? {
        guard self >= .zero else { return nil }
        let (top, bottom) = (numerator.squareRoot(), denominator.squareRoot())
        return top * top == numerator && bottom * bottom == denominator ? Rational(top, bottom) : nil
    }
}
