import ExactNumbers
import RuleSyntax

extension TypedExpression {
    /// The parts of a conjunction.
    var conjuncts: [TypedExpression] {
        switch kind {
        case .and(let a, let b), .both(let a, let b): return a.conjuncts + b.conjuncts
        default: return [self]
        }
    }

    /// A text that is equal for conditions that say the same of the same things; nil for conditions too involved to compare.
    ///
    /// - Parameter loop: the loop whose entries are written without its number, so that filters of two loops compare.
    func meaning(negated: Bool = false, loop: Int? = nil) -> String? {
        var writer = MeaningWriter(loops: loop.map { [$0] } ?? [])
        return writer.text(of: self, negated: negated)
    }
}

/// Writes conditions so that equal ones have equal texts.
private struct MeaningWriter {
    /// Loops around what is written, the outermost first.
    var loops: [Int]
    /// Nodes that may still be written: longer conditions are not compared.
    var left = 200

    mutating func text(of expression: TypedExpression, negated: Bool = false) -> String? {
        if case .not(let inner) = expression.kind { return text(of: inner, negated: !negated) }
        left -= 1
        guard left > 0 else { return nil }
        if case .compare(let op, let a, let b) = expression.kind {
            return comparison(negated ? op.negated : op, a, b).map { "(\($0))" }
        }
        guard let head = head(of: expression) else { return nil }
        if case .aggregate(let aggregate) = expression.kind { loops.append(aggregate.loop) }
        var parts: [String] = []
        for child in expression.children {
            guard let part = text(of: child) else { return nil }
            parts.append(part)
        }
        if case .aggregate = expression.kind { loops.removeLast() }
        return (negated ? "not " : "") + head + (parts.isEmpty ? "" : "(" + parts.joined(separator: ", ") + ")")
    }

    private mutating func comparison(_ op: ComparisonOperator, _ a: TypedExpression, _ b: TypedExpression) -> String? {
        guard let left = text(of: a), let right = text(of: b) else { return nil }
        return left <= right ? "\(left) \(op.rawValue) \(right)" : "\(right) \(op.mirrored.rawValue) \(left)"
    }

    /// What a node is, without what stands below it.
    private func head(of expression: TypedExpression) -> String? {
        switch expression.kind {
        case .number(let value): return value.description
        case .boolean(let value): return value ? "true" : "false"
        case .date(let day): return day.description
        case .option(let index): return "option \(index)"
        case .text(let text): return "\"\(text)\""
        case .input(let index): return "input \(index)"
        case .element(let loop, let field):
            if let depth = loops.firstIndex(of: loop) { return "entry \(depth).\(field)" }
            return "element \(loop).\(field)"
        case .listCount(let index): return "count \(index)"
        case .asOf: return "as of"
        case .fact(let index): return "fact \(index)"
        case .lookup(let index): return "lookup \(index)"
        case .criterion(let index): return "criterion \(index)"
        case .section(let index): return "section \(index)"
        case .sectionShare(let index): return "share \(index)"
        case .gate(let index): return "gate \(index)"
        case .bonus: return "bonus"
        case .total: return "total"
        case .add: return "+"
        case .subtract: return "-"
        case .multiply: return "*"
        case .divide: return "/"
        case .negate: return "negate"
        case .absolute: return "abs"
        case .scaled(_, let factor): return "times \(factor)"
        case .minimum: return "min"
        case .maximum: return "max"
        case .round(_, let places, let mode): return "round \(places) \(mode)"
        case .and, .both: return "and"
        case .or, .either: return "or"
        case .atLeast(let count, _): return "at least \(count)"
        case .applicable: return "applicable"
        case .choice(_, let otherwise): return otherwise == nil ? "choice" : "choice else"
        case .aggregate(let loop):
            return "\(loop.function) \(loop.input) \(loop.filter != nil) \(loop.empty != nil)"
        case .calendar(let function, _, _): return "\(function)"
        case .duration, .moment, .list, .context, .range, .metShare, .compare, .not, .invalid: return nil
        }
    }
}
