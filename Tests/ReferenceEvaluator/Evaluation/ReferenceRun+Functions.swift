import Diagnostics
import ExactNumbers
import RuleSyntax
import YAMLTree

extension ReferenceRun {
    private static let functionWords: [String: String] = [
        "最小": "min", "最大": "max", "求和": "sum", "计数": "count", "平均": "mean", "绝对值": "abs", "修约": "round",
        "向下取整": "floor", "向上取整": "ceiling", "夹取": "clamp", "至少": "at_least", "相隔年数": "years_between",
        "相隔月数": "months_between", "相隔天数": "days_between", "年": "year", "月": "month", "日": "day",
        "适用": "applicable", "达标率": "met_share", "换算": "convert", "全部成立": "all", "任一成立": "any", "乘积": "product",
        "列表包含": "list contains", "倒序": "reverse", "合并": "concatenate", "追加": "append", "取余": "modulo", "为偶数": "even",
        "为奇数": "odd",
    ]

    func call(_ name: String, _ arguments: [Expression.Argument], in scope: Scope) -> ReferenceValue {
        if case .parameter(let index)? = names.symbols[name] {
            return parameter(index, arguments: arguments.map(\.value), column: nil, in: scope)
        }
        let function = Self.functionWords[name] ?? name
        let plain = arguments.filter { $0.label == nil }.map(\.value)
        let empty = arguments.first { ["empty", "空列表"].contains($0.label?.text) }?.value
        switch function {
        case "sum" where isPartOfList(plain): return partialSum(plain[0], in: scope)
        case "min", "max", "sum", "count", "mean":
            let values = plain.count > 1 ? alike(plain, in: scope) : plain.map { value(of: $0, in: scope) }
            let stand = empty ?? (plain.count == 1 ? declaredEmpty(plain[0]) : nil)
            return aggregate(function, values, empty: stand.map { value(of: $0, in: scope) })
        case "applicable":
            guard let first = plain.first else { return .failure("applicable of nothing") }
            switch normally({ value(of: first, in: scope).standing }) {
            case .known, .unknown: return .boolean(true)
            case .open: return .missing(.unknown)
            case .notApplicable: return .boolean(false)
            }
        case "at_least":
            let values = plain.map { value(of: $0, in: scope) }
            guard let first = values.first else { return .failure("at_least of nothing") }
            return .strict([first]) { known in
                guard case .number(let count) = known[0], let wanted = count.amount.whole else {
                    return .failure("count")
                }
                return atLeast(
                    wanted, Array(values.dropFirst()),
                    beside: normally { plain.dropFirst().map { value(of: $0, in: scope) } })
            }
        case "met_share": return normally { metShare(arguments, empty: empty.map { value(of: $0, in: scope) }) }
        case "convert":
            guard plain.count == 2, let unit = unit(spelledBy: plain[1]) else { return .failure("convert") }
            return .strict([value(of: plain[0], in: scope)]) { values in
                guard case .number(let quantity) = values[0], (quantity.unit ?? unit).dimensions == unit.dimensions,
                    let amount = quantity.base.divided(by: unit.factor)
                else { return .failure("no conversion") }
                return .number(amount, unit)
            }
        case "round": return rounding(plain, in: scope)
        case "list contains" where plain.count == 2:
            let list = value(of: plain[0], in: scope)
            guard case .known(.list(let elements)) = list, let first = elements.first else {
                return ofList(function, [list, value(of: plain[1], in: scope)])
            }
            return ofList(function, [list, operand(plain[1], beside: first, in: scope)])
        case "all", "any", "product", "median", "list contains", "reverse", "concatenate", "append", "sublist",
            "insert before", "remove", "list replace", "flatten":
            return ofList(function, plain.map { value(of: $0, in: scope) })
        case "modulo", "even", "odd":
            return remainder(function, plain.map { value(of: $0, in: scope) })
        case "clamp": return .strict(alike(plain, in: scope)) { values in simple(function, values) }
        default:
            return .strict(plain.map { value(of: $0, in: scope) }) { values in simple(function, values) }
        }
    }

    /// The `empty` of the list input that `expression` reads.
    private func declaredEmpty(_ expression: Expression) -> Expression? {
        switch expression.kind {
        case .name(let name):
            guard case .input(let index)? = names.symbols[name] else { return nil }
            return norm.inputs[index].empty
        case .filter(let list, _), .iteration(_, let list, _): return declaredEmpty(list)
        default: return nil
        }
    }

    private func simple(_ function: String, _ values: [ReferenceValue.Content]) -> ReferenceValue {
        switch (function, values.first, values.dropFirst().first) {
        case ("abs", .number(let quantity), nil):
            return .known(.number(quantity.amount < .zero ? Quantity(-quantity.amount, quantity.unit) : quantity))
        case ("clamp", .some(let subject), .some(let low)) where values.count == 3:
            let least = extreme([.known(subject), .known(values[2])], greatest: false)
            return extreme([least, .known(low)], greatest: true)
        case ("years_between", .date(let start), .date(let end)):
            return .whole(CalendarDay.months(from: start, to: end) / 12)
        case ("months_between", .date(let start), .date(let end)):
            return .whole(CalendarDay.months(from: start, to: end))
        case ("days_between", .date(let start), .date(let end)):
            return .whole(Int(end.number) - Int(start.number))
        default: return standard(function, values) ?? .failure("no function \(function) of \(values.count)")
        }
    }

    /// k of n: not applicable ones count as false; never open. In `when` and `also` `plain` are the same values as they stand
    /// elsewhere: where only a failed need keeps them from deciding, nothing is decided.
    /// How many hold; a failed need, not applicable among `values` and not known in `plain`, counts neither way.
    func atLeast(_ wanted: Int, _ values: [ReferenceValue], beside plain: [ReferenceValue]? = nil) -> ReferenceValue {
        for case .failure(let reason) in values { return .failure(reason) }
        let sure = values.filter { $0 == .boolean(true) }.count
        func isUndecided(_ value: ReferenceValue) -> Bool { value.standing == .unknown || value.standing == .open }
        let possible = values.filter(isUndecided).count
        let failed = zip(values, plain ?? []).filter { $0.standing == .notApplicable && isUndecided($1) }.count
        if sure >= wanted { return .boolean(true) }
        if sure + possible + failed < wanted { return .boolean(false) }
        let isHindered = sure + possible < wanted && sure + failed >= wanted
        return .missing(isHindered ? failedStanding : .unknown)
    }

    private func rounding(_ arguments: [Expression], in scope: Scope) -> ReferenceValue {
        var mode = roundingMode
        if arguments.count == 3 {
            let words: [String: RoundingMode] = [
                "half_up": .halfUp, "half_even": .halfEven, "half_down": .halfDown, "down": .down, "up": .up,
                "floor": .floor, "ceiling": .ceiling, "四舍五入": .halfUp, "四舍六入五成双": .halfEven, "五舍六入": .halfDown,
                "向零": .down, "离零": .up, "向下": .floor, "向上": .ceiling,
            ]
            var spelling = ""
            if case .name(let word) = arguments[2].kind { spelling = word }
            if case .text(let word) = arguments[2].kind { spelling = word.split(separator: " ").joined(separator: "_") }
            guard let named = words[spelling] else { return .failure("rounding mode") }
            mode = named
        }
        guard arguments.count >= 2 else { return .failure("round") }
        return .strict(arguments.prefix(2).map { value(of: $0, in: scope) }) { values in
            guard case .number(let quantity) = values[0], case .number(let places) = values[1],
                let count = places.amount.whole
            else { return .failure("round") }
            return .known(.number(Quantity(quantity.amount.rounded(to: count, mode: mode), quantity.unit)))
        }
    }

    /// The unit that the second argument of `convert` spells.
    private func unit(spelledBy expression: Expression) -> RuntimeUnit? {
        guard case .text(let text) = expression.kind else { return nil }
        let map = TextMap(file: expression.span.file, segments: [.init(text: 0, source: 0)], sourceEnd: text.utf8.count)
        var bag = DiagnosticBag()
        let syntax = ExpressionParser.unit(LocatedText(string: text, map: map), into: &bag)
        return syntax.flatMap { RuntimeUnit($0, nominal: names.nominalUnits) }
    }
}
