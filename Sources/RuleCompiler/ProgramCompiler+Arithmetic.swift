import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

/// Exact arithmetic on numbers in slots. Every result is proved to fit 128 bits.
extension ProgramCompiler {
    private static let limit = BigInt(Int128.max)

    /// A proved result slot; reports once and goes on with harmless bounds where it does not fit.
    private func fit(
        _ opcode: Opcode, _ a: Int32, _ b: Int32, _ low: BigInt, _ high: BigInt, mode: UInt8 = 0, _ site: Site
    ) -> (slot: Int32, low: BigInt, high: BigInt) {
        guard low >= -ProgramCompiler.limit, high <= ProgramCompiler.limit else {
            report(low, high, site)
            return (constant(0), 0, 0)
        }
        return (emit(opcode, a, b, mode: mode, low: low, high: high), low, high)
    }

    /// Where a number is made, for messages.
    struct Site {
        var span: Span
        var operands: [TypedExpression] = []
    }

    private func report(_ low: BigInt, _ high: BigInt, _ site: Site) {
        guard reportedSites.insert(site.span).inserted else { return }
        let digits = max(String(low.magnitude).count, String(high.magnitude).count)
        bag.add(
            Diagnostic(
                .tooWide, .error,
                Message(
                    zh: "这里精确计算可能要 \(digits) 位数字，超出能证明的 38 位；请在某一步写明修约，例如 `修约(…, 4)` 或 `修约: 4`",
                    en:
                        "exact numbers here may need \(digits) digits, more than the 38 that can be proved to fit; name a rounding on the way, such as `round(…, 4)` or `round: 4`"
                ),
                at: site.span,
                labels: site.operands.map {
                    .init(
                        span: $0.span,
                        text: Message(
                            zh: "范围 `\($0.interval?.description ?? "")`",
                            en: "ranges over `\($0.interval?.description ?? "")`"))
                }))
    }

    func constant(_ value: Rational) -> Number {
        if let places = value.decimalPlaces {
            let mantissa = value.numerator * BigInt(10).power(places) / value.denominator
            return Number(numerator: constant(mantissa), scale: places, low: mantissa, high: mantissa, denominator: nil)
        }
        return Number(
            numerator: constant(value.numerator), scale: 0, low: value.numerator, high: value.numerator,
            denominator: .init(slot: constant(value.denominator), low: value.denominator, high: value.denominator))
    }

    private func constant(_ value: Rational, _ site: Site) -> Number {
        let made = constant(value)
        return fits(made, site) ? made : constant(.zero)
    }

    /// False, with a finding, for a constant beyond 128 bits.
    func fits(_ number: Number, _ site: Site) -> Bool {
        let most = max(number.high, number.denominator?.high ?? 0)
        guard number.low < -ProgramCompiler.limit || most > ProgramCompiler.limit else { return true }
        report(number.low, most, site)
        return false
    }

    /// The value, where both slots are constants.
    func value(_ number: Number) -> Rational? {
        guard number.low == number.high, isConstant(number.numerator) else { return nil }
        let divisor = number.denominator.map { $0.constant ?? 0 } ?? 1
        guard divisor > 0 else { return nil }
        return Rational(number.low, divisor * BigInt(10).power(number.scale))
    }

    /// The same number at a larger scale.
    func align(_ number: Number, to scale: Int, _ site: Site) -> Number {
        guard scale > number.scale else { return number }
        let result = times(number, BigInt(10).power(scale - number.scale), scale: scale, site)
        note(result, .same(slot(number)), of: number)
        return result
    }

    /// Numerator times a positive whole constant.
    func times(_ number: Number, _ factor: BigInt, scale: Int, _ site: Site) -> Number {
        var result = number
        result.scale = scale
        guard factor != 1 else { return result }
        if value(number) != nil {
            guard (number.low * factor).magnitude <= ProgramCompiler.limit.magnitude else {
                report(number.low * factor, number.high * factor, site)
                return result
            }
            result.low = number.low * factor
            result.high = result.low
            result.numerator = constant(result.low)
            return result
        }
        guard factor <= ProgramCompiler.limit else {
            report(number.low * factor, number.high * factor, site)
            return result
        }
        let made = fit(.multiply, number.numerator, constant(factor), number.low * factor, number.high * factor, site)
        (result.numerator, result.low, result.high) = made
        return result
    }

    /// Product of two integer slots with bounds.
    func product(
        _ a: (slot: Int32, low: BigInt, high: BigInt), _ b: (slot: Int32, low: BigInt, high: BigInt), _ site: Site
    ) -> (slot: Int32, low: BigInt, high: BigInt) {
        if a.low == 1, a.high == 1, isConstant(a.slot) { return b }
        if b.low == 1, b.high == 1, isConstant(b.slot) { return a }
        if a.low == a.high, b.low == b.high, isConstant(a.slot), isConstant(b.slot),
            (a.low * b.low).magnitude <= ProgramCompiler.limit.magnitude
        {
            return (constant(a.low * b.low), a.low * b.low, a.low * b.low)
        }
        let all = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
        return fit(.multiply, a.slot, b.slot, all.min() ?? 0, all.max() ?? 0, site)
    }

    func numerator(_ number: Number) -> (slot: Int32, low: BigInt, high: BigInt) {
        (number.numerator, number.low, number.high)
    }

    func parts(_ divisor: Number.Denominator) -> (slot: Int32, low: BigInt, high: BigInt) {
        (divisor.slot, divisor.low, divisor.high)
    }

    private func multiply(_ a: Number.Denominator?, _ b: Number.Denominator?, _ site: Site) -> Number.Denominator? {
        guard let a else { return b }
        guard let b else { return a }
        let made = product(parts(a), parts(b), site)
        return .init(slot: made.slot, low: max(made.low, 1), high: max(made.high, 1))
    }

    func multiply(_ a: Number, _ b: Number, _ site: Site) -> Number {
        if let x = value(a), let y = value(b) { return constant(x * y, site) }
        if let x = value(a) { return scale(b, by: x, site) }
        if let y = value(b) { return scale(a, by: y, site) }
        let made = product(numerator(a), numerator(b), site)
        let result = Number(
            numerator: made.slot, scale: a.scale + b.scale, low: made.low, high: made.high,
            denominator: multiply(a.denominator, b.denominator, site))
        note(result, .multiply(slot(a), slot(b)), of: a, b)
        return result
    }

    /// Times an exact constant, with as small integers as it takes.
    func scale(_ number: Number, by factor: Rational, _ site: Site) -> Number {
        if factor == .one { return number }
        if let own = value(number) { return constant(own * factor, site) }
        if factor.isZero {
            // Nothing, but not known where the number is not.
            let made = product(numerator(number), (constant(0), 0, 0), site)
            return Number(numerator: made.slot, scale: 0, low: made.low, high: made.high, denominator: nil)
        }
        let whole = factor
        var factor = factor
        var result = number
        if let divisor = number.denominator?.constant {
            factor = factor * Rational(1, divisor)
            result.denominator = nil
        }
        var mantissa = factor.numerator
        var scale = number.scale
        if let places = factor.decimalPlaces {
            mantissa = factor.numerator * BigInt(10).power(places) / factor.denominator
            scale += places
        } else {
            let divisor = Number.Denominator(
                slot: constant(factor.denominator), low: factor.denominator, high: factor.denominator)
            result.denominator = multiply(result.denominator, divisor, site)
        }
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        let made = product(numerator(result), (constant(mantissa), mantissa, mantissa), site)
        (result.numerator, result.low, result.high) = made
        result.scale = scale
        note(result, .scale(slot(number), .init(whole)), of: number)
        return result
    }

    func add(_ a: Number, _ b: Number, _ site: Site, subtracting: Bool = false) -> Number {
        if let x = value(a), let y = value(b) { return constant(subtracting ? x - y : x + y, site) }
        if let y = value(b), y.isZero { return a }
        if let x = value(a), x.isZero, !subtracting { return b }
        let scale = max(a.scale, b.scale)
        var x = align(a, to: scale, site)
        var y = align(b, to: scale, site)
        let divisor: Number.Denominator?
        if x.denominator == y.denominator {
            divisor = x.denominator
        } else if let p = x.denominator?.constant ?? (x.denominator == nil ? 1 : nil),
            let q = y.denominator?.constant ?? (y.denominator == nil ? 1 : nil)
        {
            let common = p / p.greatestCommonDivisor(with: q) * q
            x = times(x, common / p, scale: scale, site)
            y = times(y, common / q, scale: scale, site)
            divisor = .init(slot: constant(common), low: common, high: common)
        } else {
            divisor = multiply(x.denominator, y.denominator, site)
            let (left, right) = (x.denominator, y.denominator)
            if let right { (x.numerator, x.low, x.high) = product(numerator(x), parts(right), site) }
            if let left { (y.numerator, y.low, y.high) = product(numerator(y), parts(left), site) }
        }
        let low = subtracting ? x.low - y.high : x.low + y.low
        let high = subtracting ? x.high - y.low : x.high + y.high
        let made = fit(subtracting ? .subtract : .add, x.numerator, y.numerator, low, high, site)
        let result = Number(numerator: made.slot, scale: scale, low: made.low, high: made.high, denominator: divisor)
        note(result, subtracting ? .subtract(slot(a), slot(b)) : .add(slot(a), slot(b)), of: a, b)
        return result
    }

    func negate(_ a: Number) -> Number {
        if let own = value(a) { return constant(-own) }
        let result = Number(
            numerator: emit(.negate, a.numerator, low: -a.high, high: -a.low), scale: a.scale, low: -a.high,
            high: -a.low,
            denominator: a.denominator)
        note(result, .negate(slot(a)), of: a)
        return result
    }

    /// The checker has proved that `b` is above or below 0 throughout; `isNegative` says which.
    func divide(_ a: Number, _ b: Number, isNegative: Bool, _ site: Site) -> Number {
        if let y = value(b), !y.isZero { return scale(a, by: .one / y, site) }
        if isNegative { return divide(negate(a), negate(b), isNegative: false, site) }
        var divisor = Number.Denominator(slot: b.numerator, low: max(b.low, 1), high: max(b.high, 1))
        var top = a
        if let below = b.denominator {
            (top.numerator, top.low, top.high) = product(numerator(top), parts(below), site)
        }
        if b.scale > a.scale {
            top = times(top, BigInt(10).power(b.scale - a.scale), scale: 0, site)
        } else {
            top.scale = a.scale - b.scale
        }
        if let own = a.denominator { divisor = multiply(own, divisor, site) ?? divisor }
        let joined = emit(.join, top.numerator, b.numerator, low: top.low, high: top.high)
        let result = Number(numerator: joined, scale: top.scale, low: top.low, high: top.high, denominator: divisor)
        note(result, .divide(slot(a), slot(b)), of: a, b)
        return result
    }

    /// Bounds of the numerator from the range that the checker knows.
    ///
    /// `isNoted`: the range holds wherever the slots of the number stand for something, so also where another place shares them.
    func tighten(_ number: Number, _ interval: Interval?, isNoted: Bool = false) -> Number {
        guard let interval, value(number) == nil else { return number }
        if isNoted { noteRange(number, interval) }
        var result = number
        let most = number.denominator?.high ?? 1
        let least = number.denominator?.low ?? 1
        if let low = interval.low?.value {
            let bound = (low >= .zero ? low * Rational(least) : low * Rational(most)).ceiled(places: number.scale)
            result.low = max(result.low, bound)
        }
        if let high = interval.high?.value {
            let bound = (high >= .zero ? high * Rational(most) : high * Rational(least)).floored(places: number.scale)
            result.high = min(result.high, bound)
        }
        if result.low > result.high { return number }
        return result
    }

    func round(_ number: Number, places: Int, mode: RoundingMode, _ site: Site) -> Number {
        if number.denominator == nil, number.scale <= places { return number }
        var top = number
        var divisor: (slot: Int32, low: BigInt, high: BigInt) =
            number.denominator.map { parts($0) } ?? (constant(1), 1, 1)
        if places >= number.scale {
            top = times(top, BigInt(10).power(places - number.scale), scale: places, site)
        } else {
            let factor = BigInt(10).power(number.scale - places)
            divisor = product(divisor, (constant(factor), factor, factor), site)
        }
        let least = max(divisor.low, 1)
        func bound(_ value: BigInt, _ extra: BigInt) -> BigInt {
            let nearest =
                value >= 0
                ? value / (extra > 0 ? least : max(divisor.high, 1))
                : value / (extra > 0 ? max(divisor.high, 1) : least)
            return nearest + extra
        }
        let low = bound(top.low, -1)
        let high = bound(top.high, 1)
        let index = UInt8(RoundingMode.allCases.firstIndex(of: mode) ?? 0)
        let slot = emit(.divide, top.numerator, divisor.slot, mode: index, low: low, high: high)
        let result = Number(numerator: slot, scale: places, low: low, high: high, denominator: nil)
        note(result, .round(self.slot(number), mode: index), of: number)
        return result
    }
}
