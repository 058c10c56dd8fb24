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

    /// A text that is equal for conditions that say the same of the same thing; nil for conditions too involved to compare.
    func meaning(negated: Bool = false) -> String? {
        switch kind {
        case .not(let inner): return inner.meaning(negated: !negated)
        case .input, .fact, .element, .lookup, .listCount, .asOf:
            guard let leaf = leafMeaning else { return nil }
            return negated ? "not \(leaf)" : leaf
        case .compare(let op, let a, let b):
            guard let left = a.leafMeaning, let right = b.leafMeaning else { return nil }
            let effective = negated ? op.negated : op
            return "\(left) \(effective.rawValue) \(right)"
        default: return nil
        }
    }

    private var leafMeaning: String? {
        switch kind {
        case .input(let index): return "input \(index)"
        case .fact(let index): return "fact \(index)"
        case .lookup(let index): return "lookup \(index)"
        case .element(let loop, let field): return "element \(loop).\(field)"
        case .listCount(let index): return "count \(index)"
        case .asOf: return "as of"
        case .number(let value): return value.description
        case .boolean(let value): return value ? "true" : "false"
        case .option(let index): return "option \(index)"
        case .date(let day): return day.description
        default: return nil
        }
    }
}
