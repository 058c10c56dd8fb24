import ExactNumbers
import RuleSyntax

/// Functions of lists that a norm writes out, and of whole numbers. Not covered: functions of texts, of durations, of positions
/// in a list, of named roundings; the checker settles most of them without an answer.
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
        default: break
        }
        guard let list = values.count == 1 || function == "list contains" ? elements(first) : values else {
            return first
        }
        switch function {
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
            return .boolean(half.whole != nil)
        }
    }
}
