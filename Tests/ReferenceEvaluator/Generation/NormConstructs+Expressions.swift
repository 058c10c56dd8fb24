import ExactNumbers
import RuleSyntax

extension NormConstructs {
    /// What stands in an expression; of conditions also where they stand.
    mutating func note(_ expression: Expression?, at place: String) {
        guard let expression else { return }
        switch expression.kind {
        case .number(let number, let unit):
            add(unit == nil ? "number without unit" : "number with unit")
            if unit?.factors.contains(where: { $0.symbol == "%" }) ?? false { add("number with %") }
            if number.mantissa.magnitude >= 1 << 31 { add("number of more than 32 bits") }
            if number.mantissa.magnitude >= 1 << 63 { add("number of more than 64 bits") }
            if number.mantissa.magnitude >= 1 << 126 { add("number of more than 126 bits") }
        case .text: add("text")
        case .date, .duration, .clock: add("date or duration")
        case .name, .boolean, .invalid: break
        case .member(let base, let field):
            add("member \(field.text)")
            note(base, at: place)
        case .negate(let inner):
            switch inner.kind {
            case .number: break
            case .name: add("minus of a name at \(place)")
            default: add("minus of an expression")
            }
            note(inner, at: place)
        case .not(let inner):
            add("not")
            note(inner, at: place)
        case .arithmetic(let operation, let left, let right, _):
            add(operation.rawValue)
            note([left, right], at: place)
        case .comparison(let operation, let left, let right, _):
            add(operation.rawValue)
            if case .number(let number, nil) = right.kind, number.mantissa != 0 { add("comparison with a bare number") }
            note([left, right], at: place)
        case .logic(let operation, let left, let right, _):
            add(operation.rawValue)
            note([left, right], at: place)
        case .conditional(let condition, let then, let otherwise):
            add("if")
            note([condition, then, otherwise], at: place)
        case .between(let value, let low, let high):
            add("between")
            note([value, low, high], at: place)
        case .membership(let value, _):
            add("in")
            note(value, at: place)
        case .quantified(let quantifier, _, let list, let condition):
            if case .list = list.kind {
                add("\(quantifier.rawValue) of a written list")
            } else {
                add(quantifier.rawValue)
            }
            note([list, condition], at: place)
        case .iteration(_, let list, let body):
            add("for")
            note([list, body], at: place)
        case .iterations(let bindings, let body):
            add("for of several variables")
            note(bindings.map(\.list) + [body], at: place)
        case .context(let entries):
            add("context")
            note(entries.map(\.value), at: place)
        case .list(let elements):
            add("written list")
            note(elements, at: place)
        case .range(let range): note([range.low, range.high].compactMap { $0 }, at: place)
        case .filter(let list, let condition):
            if case .number = condition.kind { add("place of a list") } else { add("filter") }
            note([list, condition], at: place)
        case .call(let function, let arguments):
            let name = Vocabulary.canonicalFunction(function.text) ?? "parameter with arguments"
            add(name)
            if name == "applicable" { add("applicable at \(place)") }
            if name == "round", arguments.count == 3 { add("round with a mode") }
            note(arguments.map(\.value), at: place)
        }
    }

    private mutating func note(_ expressions: [Expression], at place: String) {
        for expression in expressions { note(expression, at: place) }
    }
}

extension NormConstructs {
    /// What the first norms of the generator have to hold, each in several of them.
    public static let expected: [String] = [
        // Operators, and where minus stands.
        "+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "not", "if", "between", "in",
        "minus of a name at fact", "minus of a name at met", "minus of an expression", "comparison with a bare number",
        "number without unit", "number with unit", "number with %", "number of more than 32 bits",
        "number of more than 64 bits", "number of more than 126 bits", "text", "context", "date or duration",
        "range below 0",
        // Functions.
        "min", "max", "sum", "count", "mean", "abs", "round", "round with a mode", "floor", "ceiling", "clamp",
        "decimal",
        "round half up", "round half down", "round up", "round down", "modulo", "even", "odd", "convert", "at_least",
        "applicable", "met_share", "years_between", "months_between", "days_between", "year", "day of week",
        "day of year", "week of year", "month of year", "date", "member month", "member share", "list contains", "all",
        "any", "product", "append", "reverse", "sublist", "insert before", "remove", "list replace", "concatenate",
        "flatten", "string length", "substring", "parameter with arguments",
        "substring before", "substring after", "upper case", "lower case", "contains", "starts with", "ends with",
        "string", "number", "string join", "split", "matches", "replace", "index of", "distinct values", "union",
        "median", "sqrt", "month", "day", "member year", "member day", "member weekday", "member a", "member b",
        // Lists.
        "for", "for of several variables", "filter", "place of a list", "written list", "some", "every",
        "some of a written list", "every of a written list",
        // Inputs.
        "input number", "input whole", "input boolean", "input date", "input text", "input option", "input list",
        "input may_not_apply", "if_unknown value", "if_unknown value with evidence", "if_unknown value, may_not_apply",
        "if_unknown zero points", "if_unknown zero points with evidence", "if_unknown zero points, may_not_apply",
        "if_unknown not assessable", "if_unknown not assessable with evidence",
        "if_unknown not assessable, may_not_apply",
        "list empty", "field number", "field boolean", "field option", "field date", "field text",
        "field may_not_apply", "field if_unknown",
        // Facts.
        "fact context", "fact text", "fact text of a condition",
        "fact value", "fact value rounded", "fact table", "fact list", "fact list rounded", "fact collection",
        "fact collection rounded", "fact with when and needs", "value otherwise zero points",
        "value otherwise not applicable", "value otherwise not assessable", "value otherwise value",
        "value otherwise value rounded", "table otherwise zero points", "table otherwise not assessable",
        "applicable at fact when", "applicable at input when", "applicable at needs",
        "applicable at criterion when", "applicable at section when", "applicable at also", "applicable at gate when",
        "applicable at require", "applicable at met",
        // Scores.
        "met", "value", "each", "at_least", "interpolate", "bands at least", "bands above", "bands at most",
        "bands below", "default", "minimum", "deductions", "evidence_free", "criterion may_not_apply",
        "criterion if_unknown zero points", "after", "provisional", "gate otherwise not assessable",
        "gate if_unknown fail",
        "gate if_unknown not assessable", "fact table C+", "fact table C#", "fact table R", "fact table O",
        "fact table C",
        "criterion table U", "criterion table A", "criterion table F", "criterion table P", "criterion table C<",
        "criterion table C>", "criterion table without hit", "criterion round 0", "criterion round 1",
        "criterion round 2", "section round 0", "section round 1", "section round 2", "bonus round 0", "bonus round 1",
        "total round 0", "total round 1", "total round 2",
        "criterion of a part round 0", "criterion of a part round 1", "criterion of a part round 2",
        "section of a part round 0", "section of a part round 1", "section of a part round 2",
        "bonus of a part round 0", "bonus of a part round 1", "total of a part round 0", "total of a part round 1",
        "total of a part round 2", "total without range", "total range from above 0", "total range below of",
        "total range above of", "mode half up", "mode half even", "mode half down",
        "mode down", "mode up", "mode floor", "mode ceiling",
    ]
}
