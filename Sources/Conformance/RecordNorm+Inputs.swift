import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleSyntax
import YAMLTree

/// Inputs of records as inputs of a norm.
extension RecordNorm {
    mutating func declare(_ written: String, _ value: StandardValue, _ type: String?) throws {
        let name = dialect.spelling(of: written)
        if asConstants, !value.isNull {
            add(name, .value(try literal(value)))
            return
        }
        switch value {
        case .list, .context, .duration, .moment: add(name, .value(try asked(name, value)))
        default: try ask(name, value, type)
        }
    }

    /// An expression that stands for the value, its numbers, yes or no and days asked for.
    mutating func asked(_ name: String, _ value: StandardValue) throws -> Expression {
        switch value {
        case .list(let items):
            var parts: [Expression] = []
            for (index, item) in items.enumerated() { parts.append(try asked("\(name)·\(index + 1)", item)) }
            return Expression(.list(parts), span: place())
        case .context(let entries):
            var parts: [Expression.Entry] = []
            for key in entries.keys.sorted() {
                let part = try asked("\(name)·\(key)", entries[key] ?? .null)
                parts.append(.init(name: Name(dialect.spelling(of: key), span: part.span), value: part))
            }
            return Expression(.context(parts), span: place())
        case .number, .boolean, .date:
            try ask(name, value, nil)
            return Expression(.name(name), span: place())
        default: return try literal(value)
        }
    }

    private mutating func ask(_ name: String, _ value: StandardValue, _ type: String?) throws {
        let place = place()
        var input = InputDeclaration(name: DeclaredName(key: Name(name, span: place)), span: place)
        func typed(_ name: InputDeclaration.TypeName) { input.type = Located(name, span: place) }
        switch value {
        case .boolean: typed(.boolean)
        case .string: typed(.text)
        case .date: typed(.date)
        case .number(let number) where number.isTooLong: throw Unsayable(what: "a number of more than 38 digits")
        case .number(let number):
            guard let scale = number.decimalPlaces, scale <= 12,
                (number.numerator * BigInt(10).power(scale) / number.denominator).magnitude < BigUInt(10).power(38)
            else {
                add(name, .value(try literal(value)))
                return
            }
            guard number.setRange(of: &input, scale: scale, place) else {
                throw Unsayable(what: "a number of more than 38 digits")
            }
        case .null:
            switch type {
            case "boolean", nil: typed(.boolean)
            case "string": typed(.text)
            case "date": typed(.date)
            case "number": _ = Rational.zero.setRange(of: &input, scale: 0, place)
            default: throw Unsayable(what: "an unanswered input of this type")
            }
        case .quantity, .state: throw Unsayable(what: "a unit or a state in a record without `norm`")
        default: throw Unsayable(what: "a time of day")
        }
        document.inputs.append(input)
        answers.append(Answer(name: name, value: value.isNull ? nil : value))
    }

    /// The value written out.
    private mutating func literal(_ value: StandardValue) throws -> Expression {
        let span = place()
        func made(_ kind: Expression.Kind) -> Expression { Expression(kind, span: span) }
        switch value {
        case .boolean(let flag): return made(.boolean(flag))
        case .string(let text): return made(.text(text))
        case .date(let day): return made(.date(day))
        case .duration(let duration): return made(.clock(.duration(duration)))
        case .number(let number) where number.isTooLong: throw Unsayable(what: "a number of more than 38 digits")
        case .number(let number):
            guard let decimal = ExactDecimal(number < .zero ? (-number).description : number.description) else {
                throw Unsayable(what: "a number of more than 38 digits")
            }
            let magnitude = made(.number(decimal, unit: nil))
            return number < .zero ? made(.negate(magnitude)) : magnitude
        case .list(let items):
            var parts: [Expression] = []
            for item in items { parts.append(try literal(item)) }
            return made(.list(parts))
        case .context(let entries):
            var parts: [Expression.Entry] = []
            for key in entries.keys.sorted() {
                let part = try literal(entries[key] ?? .null)
                parts.append(.init(name: Name(dialect.spelling(of: key), span: part.span), value: part))
            }
            return made(.context(parts))
        case .moment(_, let text):
            guard let moment = Moment(text) else {
                throw Unsayable(what: "a time zone, or a year of other than four digits")
            }
            return made(.clock(.moment(moment)))
        case .null: throw Unsayable(what: "null")
        case .quantity, .state: throw Unsayable(what: "a unit or a state in a record without `norm`")
        }
    }
}
