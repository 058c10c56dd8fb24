import RuleModel

/// Which questions are read, and which of them decide whether a criterion applies.
extension AnalysisPlan {
    /// Inputs that are read, through facts and lookups too.
    static func inputs(_ reads: Reads, _ model: NormModel) -> Set<Int> {
        var inputs = Set(reads.inputs)
        for fact in reads.facts { inputs.formUnion(model.facts[fact].reads.inputs) }
        for lookup in reads.lookups { inputs.formUnion(model.lookups[lookup].reads.inputs) }
        return inputs
    }

    /// Inputs that an expression reads, through facts and lookups too.
    static func inputs(of expression: TypedExpression?, _ model: NormModel) -> Set<Int> {
        expression.map { inputs($0.directReads, model) } ?? []
    }

    /// Per question: the criteria whose applicability may depend on it, through a `when`, an input that may not apply or a fact that
    /// drops out. `criteria` names those whose points depend on it too.
    static func applicability(_ model: NormModel) -> [[Int]] {
        let deciders = model.criteria.map { self.deciders(of: $0, model) }
        return model.inputs.indices.map { field in deciders.indices.filter { deciders[$0].contains(field) } }
    }

    private static func deciders(of criterion: CriterionModel, _ model: NormModel) -> Set<Int> {
        var result = inputs(criterion.whenReads, model)
        for fact in criterion.reads.facts {
            result.formUnion(inputs(model.facts[fact].whenReads, model))
            if model.facts[fact].otherwise == .notApplicable {
                result.formUnion(inputs(model.facts[fact].needsReads, model))
            }
        }
        var waiting = inputs(criterion.reads, model).union(result).filter { model.inputs[$0].mayNotApply }
        while let input = waiting.popFirst() {
            let read = inputs(of: model.inputs[input].when, model)
            waiting.formUnion(read.subtracting(result).filter { model.inputs[$0].mayNotApply })
            result.formUnion(read)
            result.insert(input)
        }
        return result
    }
}
