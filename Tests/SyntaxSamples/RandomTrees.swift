import Diagnostics
import ExactNumbers
import RuleSyntax

/// Any tree that the grammar can give, places aside.
public struct RandomTrees {
    var random: SplitMix64
    private let nowhere = Span(file: SourceID(0), start: 0, end: 0)

    public init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Trees chosen by `bytes`, so that a fuzzer steers them.
    public init(bytes: [UInt8]) { random = SplitMix64(bytes: bytes) }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
    private mutating func coin() -> Bool { Bool.random(using: &random) }
    private mutating func name() -> Name {
        Name(pick(["a", "b", "floor_area", "用电量", "非化石占比", "x1", "a·b", "_", "如果夜床数", "year", "count"]), span: nowhere)
    }
    private func node(_ kind: Expression.Kind) -> Expression { Expression(kind, span: nowhere) }

    public mutating func unit() -> UnitSyntax {
        let symbols = ["kWh", "m2", "%", "a", "guest-night", "gCO2e", "人次"]
        func factor(_ symbol: String, _ exponent: Int) -> UnitSyntax.Factor {
            UnitSyntax.Factor(symbol: symbol, exponent: exponent, span: nowhere)
        }
        var factors: [UnitSyntax.Factor] = []
        for _ in 0..<Int.random(in: 1...2, using: &random) { factors.append(factor(pick(symbols), 1)) }
        for _ in 0..<Int.random(in: 0...2, using: &random) { factors.append(factor(pick(symbols), -1)) }
        return UnitSyntax(factors: factors, span: nowhere)
    }

    private mutating func number() -> Expression {
        let value = ExactDecimal(
            mantissa: Int128(Int.random(in: 0...99_999, using: &random)), scale: Int.random(in: 0...3, using: &random))
        return node(.number(value, unit: coin() ? unit() : nil))
    }

    private mutating func leaf() -> Expression {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return number()
        case 2: return node(.text(pick(["", "R290", "a\"b\\c", "甲\n乙", "\u{1}|"])))
        case 3: return node(.boolean(coin()))
        case 4: return node(.date(CalendarDay(number: Int32.random(in: -100_000...100_000, using: &random))))
        case 5:
            return node(
                .duration(
                    CalendarDuration(
                        months: Int.random(in: 0...30, using: &random), days: Int.random(in: 0...40, using: &random))))
        default: return node(.name(name().text))
        }
    }

    public mutating func range(_ depth: Int) -> RangeSyntax {
        RangeSyntax(
            low: expression(depth - 1), lowIncluded: coin(), high: expression(depth - 1), highIncluded: coin(),
            span: nowhere)
    }

    private mutating func test(_ depth: Int) -> UnaryTest {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return UnaryTest(.compare(pick(ComparisonOperator.allCases), expression(depth - 1)), span: nowhere)
        case 1: return UnaryTest(.range(range(depth)), span: nowhere)
        default:
            let value = expression(depth - 1)
            if case .range(let range) = value.kind { return UnaryTest(.range(range), span: nowhere) }
            return UnaryTest(.equals(value), span: nowhere)
        }
    }

    public mutating func tests(_ depth: Int) -> UnaryTests {
        var list: [UnaryTest] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) { list.append(test(depth)) }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return UnaryTests(.any, span: nowhere)
        case 1: return UnaryTests(.not(list), span: nowhere)
        default: return UnaryTests(.anyOf(list), span: nowhere)
        }
    }

    public mutating func expression(_ depth: Int) -> Expression {
        guard depth > 0 else { return leaf() }
        func next() -> Int { depth - 1 }
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return leaf()
        case 1: return node(.member(expression(next()), name()))
        case 2: return node(.negate(expression(next())))
        case 3, 4: return node(.not(expression(next())))
        case 5, 6:
            return node(
                .arithmetic(
                    pick([.add, .subtract, .multiply, .divide]), expression(next()), expression(next()),
                    operatorSpan: nowhere))
        case 7:
            let exponent = node(.number(ExactDecimal(Int.random(in: 0...4, using: &random)), unit: nil))
            return node(.arithmetic(.power, expression(next()), exponent, operatorSpan: nowhere))
        case 8, 9:
            return node(
                .comparison(
                    pick(ComparisonOperator.allCases), expression(next()), expression(next()), operatorSpan: nowhere))
        case 10, 11:
            return node(.logic(pick([.and, .or]), expression(next()), expression(next()), operatorSpan: nowhere))
        case 12: return node(.conditional(if: expression(next()), then: expression(next()), else: expression(next())))
        case 13: return node(.between(expression(next()), low: expression(next()), high: expression(next())))
        case 14: return node(.membership(expression(next()), tests(next())))
        case 15:
            return node(
                .quantified(
                    pick([.some, .every]), variable: name(), list: expression(next()), condition: expression(next())))
        case 16: return node(.iteration(variable: name(), list: expression(next()), body: expression(next())))
        case 17:
            var arguments: [Expression.Argument] = []
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let label = coin() ? Name(pick(["empty", "tag", "mode"]), span: nowhere) : nil
                arguments.append(Expression.Argument(label: label, value: expression(next())))
            }
            return node(.call(Name(pick(["count", "max", "heat_value", "修约", "相隔年数"]), span: nowhere), arguments))
        case 18:
            var elements: [Expression] = []
            for _ in 0..<Int.random(in: 0...3, using: &random) { elements.append(expression(next())) }
            return coin() ? node(.list(elements)) : node(.range(range(depth)))
        default: return node(.filter(expression(next()), expression(next())))
        }
    }
}
