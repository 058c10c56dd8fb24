extension TypedExpression {
    /// Calls `body` for this node and every node below it.
    public func visit(_ body: (TypedExpression) -> Void) {
        body(self)
        for child in children { child.visit(body) }
    }

    /// The nodes right below it.
    public var children: [TypedExpression] {
        switch kind {
        case .number, .boolean, .date, .duration, .moment, .option, .text, .input, .element, .listCount, .asOf, .fact,
            .lookup,
            .criterion,
            .section, .sectionShare, .gate, .bonus, .total, .invalid:
            return []
        case .list(let elements): return elements
        case .context(let entries): return entries.map(\.value)
        case .range(let ends): return [ends.low, ends.high]
        case .metShare(_, let empty): return empty.map { [$0] } ?? []
        case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
            .and(let a, let b),
            .or(let a, let b), .both(let a, let b), .either(let a, let b), .compare(_, let a, let b):
            return [a, b]
        case .negate(let a), .absolute(let a), .scaled(let a, _), .round(let a, _, _), .not(let a), .applicable(let a):
            return [a]
        case .minimum(let list), .maximum(let list), .atLeast(_, let list): return list
        case .choice(let rows, let otherwise):
            return rows.flatMap { [$0.condition, $0.value] } + (otherwise.map { [$0] } ?? [])
        case .aggregate(let aggregate):
            return [aggregate.body] + [aggregate.filter, aggregate.empty].compactMap { $0 }
        case .calendar(_, let a, let b): return [a] + (b.map { [$0] } ?? [])
        }
    }

    /// What it names itself, without what that reads in turn.
    public var directReads: Reads {
        var reads = Reads()
        visit { node in
            switch node.kind {
            case .input(let index), .listCount(let index): reads.inputs.insert(index)
            case .aggregate(let aggregate): reads.inputs.insert(aggregate.input)
            case .fact(let index): reads.facts.insert(index)
            case .lookup(let index): reads.lookups.insert(index)
            default: break
            }
        }
        return reads
    }
}
