import SyntaxSamples

extension NormGenerator {
    /// An amount of `measure` between two whole numbers, sometimes with a half.
    mutating func amount(_ low: Int, _ high: Int) -> String {
        let whole = random.whole(min(low, high)...max(low, high))
        return random.chance(25) && whole < high ? "\(whole).5" : "\(whole)"
    }

    /// A literal of `measure`, sometimes in another unit of the kind.
    mutating func literal(_ measure: Measure, _ low: Int, _ high: Int) -> Term {
        if let other = measure.other, random.chance(15) {
            let thousandths = random.whole(max(low, 0)...max(high, 1))
            return Term(
                text: decimal(thousandths, over: other.size) + " " + other.unit, low: thousandths, high: thousandths,
                isPlain: false)
        }
        return Term(text: measure.literal(amount(low, high)), low: low, high: high)
    }

    /// A literal beside `other`, from whose unit it may take its own.
    mutating func literal(beside other: Term, _ measure: Measure, _ low: Int, _ high: Int) -> Term {
        guard measure != .percent, other.isPlain, random.chance(25) else { return literal(measure, low, high) }
        return Term(text: amount(low, high), low: low, high: high, isBare: measure != .bare)
    }

    /// `amount ÷ size` as a decimal; `size` a power of ten.
    private func decimal(_ amount: Int, over size: Int) -> String {
        var digits = String(amount)
        let places = String(size).count - 1
        while digits.count <= places { digits = "0" + digits }
        return String(digits.dropLast(places)) + "." + String(digits.suffix(places))
    }

    /// Numbers of `measure` that can be named; `sure` leaves out what may be not applicable.
    func named(_ measure: Measure, sure: Bool) -> [NumberName] {
        numbers.filter { $0.measure == measure && !(sure && $0.mayDrop) }
    }

    mutating func reference(_ name: NumberName) -> Term {
        Term(
            text: spelled(name.names), low: name.low, high: name.high, mayDrop: name.mayDrop,
            isFraction: name.isFraction, isPlain: name.isPlain)
    }

    /// A number expression of `measure`.
    mutating func number(_ measure: Measure, depth: Int, sure: Bool) -> Term {
        let known = named(measure, sure: sure)
        if depth <= 0 || random.chance(35) {
            if let name = random.pick(known), random.chance(85) { return reference(name) }
            return literal(measure, 0, 50)
        }
        switch random.whole(0...20) {
        case 12...19:
            return computed(measure, depth: depth, sure: sure) ?? number(measure, depth: depth - 1, sure: sure)
        case 0, 1: return sum(measure, "+", depth: depth, sure: sure)
        case 2: return sum(measure, "-", depth: depth, sure: sure)
        case 3, 4: return extreme(measure, depth: depth, sure: sure)
        case 5:
            let inner = number(measure, depth: depth - 1, sure: sure)
            let factor = random.pick(["2", "0.5", "1.25", "3"]) ?? "2"
            return Term(
                text: "(\(inner.text)) * \(factor)", low: min(inner.low * 3, 0), high: inner.high * 3,
                mayDrop: inner.mayDrop, isFraction: inner.isFraction, isPlain: inner.isPlain)
        case 6:
            guard let share = random.pick(named(.percent, sure: sure)), measure != .percent, measure != .bare,
                let base = random.pick(known)
            else { return number(measure, depth: depth - 1, sure: sure) }
            return Term(
                text: "\(spelled(base.names)) * \(spelled(share.names))", low: min(base.low, 0),
                high: max(base.high, 1),
                mayDrop: base.mayDrop || share.mayDrop, isFraction: base.isFraction || share.isFraction, isPlain: false)
        case 7:
            let condition = condition(depth: 0, sure: true)
            let one = number(measure, depth: depth - 1, sure: sure)
            let two =
                random.chance(30)
                ? literal(beside: one, measure, 0, 40) : number(measure, depth: 0, sure: sure)
            return merged("if \(condition.text) then \(one.text) else \(two.text)", one, two)
        case 8:
            guard let name = random.pick(known.filter(\.isPlain)) else { return literal(measure, 0, 50) }
            let mode =
                random.chance(40)
                ? ", \"" + (random.pick(["half up", "half even", "down", "ceiling"]) ?? "up") + "\"" : ""
            return Term(
                text: "round(\(spelled(name.names)), \(random.whole(0...1))\(mode))", low: name.low,
                high: name.high + 1,
                mayDrop: name.mayDrop)
        case 9: return listNumber(measure, sure: sure) ?? number(measure, depth: depth - 1, sure: sure)
        case 10: return quotient(measure, sure: sure) ?? number(measure, depth: depth - 1, sure: sure)
        default: return dateNumber(measure, sure: sure) ?? number(measure, depth: depth - 1, sure: sure)
        }
    }

    private func merged(_ text: String, _ one: Term, _ two: Term) -> Term {
        Term(
            text: text, low: min(one.low, two.low), high: max(one.high, two.high), mayDrop: one.mayDrop || two.mayDrop,
            isFraction: one.isFraction || two.isFraction, isPlain: one.isPlain && two.isPlain)
    }

    private mutating func sum(_ measure: Measure, _ sign: String, depth: Int, sure: Bool) -> Term {
        let one = number(measure, depth: depth - 1, sure: sure)
        let two = one.isFraction ? literal(measure, 0, 20) : number(measure, depth: 0, sure: sure)
        var result = merged("(\(one.text)) \(sign) (\(two.text))", one, two)
        result.low = sign == "+" ? one.low + two.low : one.low - two.high
        result.high = sign == "+" ? one.high + two.high : one.high - two.low
        return result
    }

    private mutating func extreme(_ measure: Measure, depth: Int, sure: Bool) -> Term {
        let one = number(measure, depth: depth - 1, sure: sure)
        let two =
            one.isFraction || random.chance(30)
            ? literal(beside: one, measure, 0, 50) : number(measure, depth: 0, sure: sure)
        switch random.whole(0...3) {
        case 0: return merged("min(\(one.text), \(two.text))", one, two)
        case 1: return merged("max(\(one.text), \(two.text))", one, two)
        case 2 where two.isBare == false:
            var result = merged("abs((\(one.text)) - (\(two.text)))", one, two)
            result.low = 0
            result.high = max(abs(one.high - two.low), abs(two.high - one.low))
            return result
        default:
            var result = one
            let (low, high) = (literal(beside: one, measure, 1, 1), literal(beside: one, measure, 40, 40))
            result.text = "clamp(\(one.text), \(low.text), \(high.text))"
            result.isPlain = one.isPlain && low.isPlain && high.isPlain
            (result.low, result.high) = (1, 40)
            return result
        }
    }

    private mutating func quotient(_ measure: Measure, sure: Bool) -> Term? {
        if measure == .intensity {
            let areas = named(.area, sure: sure).filter { $0.low > 0 && !$0.isFraction }
            let energies = named(.energy, sure: sure).filter { !$0.isFraction }
            guard let area = random.pick(areas), let energy = random.pick(energies) else { return nil }
            return quotient(energy, area)
        }
        guard measure == .bare else { return nil }
        let below = numbers.filter { $0.low > 0 && !$0.isFraction && !(sure && $0.mayDrop) }
        guard let divisor = random.pick(below) else { return nil }
        let above = named(divisor.measure, sure: sure).filter { !$0.isFraction }
        guard let dividend = random.pick(above) else { return nil }
        return quotient(dividend, divisor)
    }

    private mutating func quotient(_ dividend: NumberName, _ divisor: NumberName) -> Term {
        Term(
            text: "\(spelled(dividend.names)) / \(spelled(divisor.names))", low: min(dividend.low, 0),
            high: dividend.high,
            mayDrop: dividend.mayDrop || divisor.mayDrop, isFraction: true)
    }
}
