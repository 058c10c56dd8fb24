import ExactNumbers
import RuleSyntax

/// How bare numbers are read: `docs/semantics.md` §5.
extension ReferenceRun {
    /// The value of `expression`; a bare number written out takes the unit of its column's header, else that of `other`.
    func operand(
        _ expression: Expression, beside other: ReferenceValue, header: RuntimeUnit? = nil, in scope: Scope
    ) -> ReferenceValue {
        let value = value(of: expression, in: scope)
        if let header { return adopting(header, value) }
        guard isBareNumber(expression), let unit = other.quantity?.unit, unit != .percent else { return value }
        return adopting(unit, value)
    }

    /// Values that stand for each other, as the branches of `if` do: bare numbers written out take the unit of the others.
    func alike(_ expressions: [Expression], in scope: Scope) -> [ReferenceValue] {
        let values = expressions.map { value(of: $0, in: scope) }
        guard expressions.contains(where: isBareNumber),
            let lead = expressions.first(where: { !isBareNumber($0) }), let unit = spelledUnit(lead, in: scope),
            unit != .percent
        else { return values }
        return zip(expressions, values).map { isBareNumber($0) ? adopting(unit, $1) : $1 }
    }

    /// A number, or what is computed from numbers, all written without a unit.
    func isBareNumber(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .number(_, let unit): return unit == nil
        case .negate(let inner): return isBareNumber(inner)
        case .arithmetic(_, let left, let right, _): return isBareNumber(left) && isBareNumber(right)
        default: return false
        }
    }

    /// The unit that an expression has by the norm alone, whatever the answers; nil if it is no number or not covered.
    func spelledUnit(_ expression: Expression, in scope: Scope) -> RuntimeUnit? {
        switch expression.kind {
        case .number(_, let unit): return self.unit(unit)
        case .negate(let inner): return spelledUnit(inner, in: scope)
        case .arithmetic(let operation, let left, let right, _):
            let one = spelledUnit(left, in: scope)
            let two = spelledUnit(right, in: scope)
            switch operation {
            case .subtract where isDay(left) && isDay(right): return RuntimeUnit.symbol("d", nominal: [])
            case .add where isDay(left) || isDay(right), .subtract where isDay(left): return nil
            case .add, .subtract: return isBareNumber(left) ? two : one
            case .multiply, .divide:
                guard let one, let two else { return nil }
                return Quantity(.one, one).combined(Quantity(.one, two), sign: operation == .multiply ? 1 : -1)?.unit
            case .power: return nil
            }
        case .conditional(_, let then, let otherwise): return spelledUnit([then, otherwise], in: scope)
        case .name(let name):
            if let bound = scope.variables[name] { return bound.quantity?.unit }
            switch names.symbols[name] {
            case .input(let index): return unit(norm.inputs[index].unit)
            case .fact(let index):
                if let unit = norm.facts[index].unit { return self.unit(unit) }
                guard case .value(let body)? = norm.facts[index].body else { return nil }
                return spelledUnit(body, in: Scope())
            case .parameter(let index): return unit(names.parameters[index].declaration.unit)
            default: return nil
            }
        case .member: return value(of: expression, in: scope).quantity?.unit
        case .call(let function, let arguments):
            if case .parameter(let index)? = names.symbols[function.text] {
                return unit(names.parameters[index].declaration.unit)
            }
            let plain = arguments.filter { $0.label == nil }.map(\.value)
            switch Vocabulary.canonicalFunction(function.text) {
            case "min", "max", "clamp", "sum", "mean", "median": return spelledUnit(plain, in: scope)
            case "abs", "round", "floor", "ceiling", "decimal", "round half up", "round half down", "round up",
                "round down", "modulo", "append", "concatenate", "reverse", "sublist", "insert before", "remove",
                "list replace", "flatten":
                return plain.first.flatMap { spelledUnit($0, in: scope) }
            default: return value(of: expression, in: scope).quantity?.unit
            }
        case .list(let elements): return spelledUnit(elements, in: scope)
        case .filter(let list, _): return spelledUnit(list, in: scope)
        default: return nil
        }
    }

    /// Whether `expression` is a day by the norm alone.
    private func isDay(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .date: return true
        case .arithmetic(.add, let left, let right, _): return isDay(left) || isDay(right)
        case .arithmetic(.subtract, let left, let right, _): return isDay(left) && !isDay(right)
        case .call(let function, let arguments):
            return Vocabulary.canonicalFunction(function.text) == "date" && !arguments.isEmpty
        case .name(let name):
            switch names.symbols[name] {
            case .input(let index): return norm.inputs[index].type?.value == .date
            case .fact(let index):
                guard case .value(let body)? = norm.facts[index].body else { return false }
                return isDay(body)
            case nil: return name == "as_of" || name == "评价日"
            default: return false
            }
        default: return false
        }
    }

    private func spelledUnit(_ parts: [Expression], in scope: Scope) -> RuntimeUnit? {
        (parts.first { !isBareNumber($0) } ?? parts.first).flatMap { spelledUnit($0, in: scope) }
    }
}
