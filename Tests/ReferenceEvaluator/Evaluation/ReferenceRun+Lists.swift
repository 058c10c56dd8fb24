import ExactNumbers
import RuleSyntax

/// Functions of lists that a norm writes out, and of whole numbers. Not covered: functions of durations, of texts by
/// pattern, of values in a list; the checker settles most of them without an answer.
extension ReferenceRun {
    func ofList(_ function: String, _ values: [ReferenceValue]) -> ReferenceValue {
        guard let first = values.first else { return .failure("\(function) of nothing") }
        func elements(_ value: ReferenceValue) -> [ReferenceValue]? {
            if case .known(.list(let elements)) = value { return elements }
            return nil
        }
        switch function {
        case "append":
            guard let list = elements(first) else { return first }
            return .known(.list(list + values.dropFirst()))
        case "concatenate":
            let lists = values.compactMap(elements)
            return lists.count == values.count ? .known(.list(lists.flatMap { $0 })) : .failure("no list")
        case "sublist", "insert before", "remove", "list replace":
            guard let list = elements(first) else { return first }
            return changed(function, list, values)
        default: break
        }
        guard let list = values.count == 1 || function == "list contains" ? elements(first) : values else {
            return first
        }
        switch function {
        case "flatten":
            func flat(_ list: [ReferenceValue]) -> [ReferenceValue] { list.flatMap { elements($0).map(flat) ?? [$0] } }
            return .known(.list(flat(list)))
        case "median":
            return .strict(list) { _ in
                let sorted = list.sorted { self.compare(.less, $0, $1) == .boolean(true) }
                guard let unit = list[0].quantity?.unit else { return .failure("median of no numbers") }
                let ends = [sorted[(list.count - 1) / 2], sorted[list.count / 2]].compactMap {
                    $0.quantity?.converted(to: unit)?.amount
                }
                guard ends.count == 2, let middle = (ends[0] + ends[1]).divided(by: ExactFraction(2)) else {
                    return .failure("median of no numbers")
                }
                return .number(middle, unit)
            }
        case "reverse": return .known(.list(list.reversed()))
        case "all": return junction(.and, list)
        case "any": return junction(.or, list)
        case "list contains":
            guard values.count == 2 else { return .failure("list contains") }
            return junction(.or, list.map { compare(.equal, $0, values[1]) })
        default:
            return list.dropFirst().reduce(list.first ?? .failure("product of nothing")) {
                arithmetic(.multiply, $0, $1)
            }
        }
    }

    /// Places count from 1.
    private func changed(_ function: String, _ list: [ReferenceValue], _ values: [ReferenceValue]) -> ReferenceValue {
        var list = list
        guard values.count >= 2, let place = values[1].quantity?.amount.whole, place >= 1, place <= list.count else {
            return .failure("no such place")
        }
        switch (function, values.count) {
        case ("remove", 2): list.remove(at: place - 1)
        case ("insert before", 3): list.insert(values[2], at: place - 1)
        case ("list replace", 3): list[place - 1] = values[2]
        case ("sublist", 2): list.removeFirst(place - 1)
        case ("sublist", 3):
            guard let length = values[2].quantity?.amount.whole else { return .failure("no length") }
            list = Array(list.dropFirst(place - 1).prefix(length))
        default: return .failure("no function \(function) of \(values.count)")
        }
        return .known(.list(list))
    }

    func remainder(_ function: String, _ values: [ReferenceValue]) -> ReferenceValue {
        .strict(values) { known in
            guard case .number(let value) = known.first else { return .failure("remainder of no number") }
            if function == "modulo" {
                guard known.count == 2, case .number(let given) = known[1],
                    let divisor = value.unit.map({ given.converted(to: $0) }) ?? given,
                    let ratio = value.amount.divided(by: divisor.amount)
                else { return .failure("remainder by zero") }
                let whole = ratio.rounded(to: 0, mode: .floor)
                return .known(.number(Quantity(value.amount - whole * divisor.amount, value.unit)))
            }
            let shifted = function == "odd" ? value.amount - ExactFraction(1) : value.amount
            guard let half = shifted.divided(by: ExactFraction(2)) else { return .failure("half") }
            return .boolean(half.isWhole)
        }
    }
}
