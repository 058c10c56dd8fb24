import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// What makes a scene not assessable: needs that fail, series that do not reach, answers that had to be given.
extension Explainer {
    /// Causes among what the gates, criteria and grades that count read, each once, in the order of the norm.
    func causes() -> [ProgramTrace.Failure] {
        var found: [ProgramTrace.Failure] = []
        for index in model.gates.indices {
            let gate = model.gates[index]
            if gate.isProvisional { continue }
            let isReached = gate.after.allSatisfy { before in
                mark(norm.program.outcome.gates[before]) == .met && isConsidered(before)
            }
            if isReached { causes(gate.whenReads, &found) }
            if isConsidered(index) { causes(gate.ownReads, &found) }
        }
        for index in model.criteria.indices {
            let criterion = model.criteria[index]
            causes(criterion.whenReads, &found)
            let slot = norm.program.outcome.criteria[index].value
            if interpreter.state(slot.numerator) != .notApplicable { causes(criterion.ownReads, &found) }
        }
        for grade in model.grades { causes(grade.reads, &found) }
        return found
    }

    private func isConsidered(_ gate: Int) -> Bool {
        trace.considered.indices.contains(gate) ? mark(trace.considered[gate]) == .met : true
    }

    private func causes(_ reads: Reads, _ found: inout [ProgramTrace.Failure]) {
        func add(_ failure: ProgramTrace.Failure) {
            if !found.contains(failure) { found.append(failure) }
        }
        for index in reads.inputs.sorted() where model.inputs[index].ifUnknown == .notAssessable {
            if record.states[index] == .unknown, trace.inputs[index].map({ state($0) == .unknown }) ?? true {
                add(.input(index))
            }
        }
        for index in reads.lookups.sorted() {
            causes(model.lookups[index].reads, &found)
            if let slot = trace.available[index], mark(slot) == .unmet { add(.lookup(index)) }
        }
        for index in reads.facts.sorted() { causes(ofFact: index, &found) }
    }

    /// What is not read, since a condition before it fails, causes nothing.
    private func causes(ofFact index: Int, _ found: inout [ProgramTrace.Failure]) {
        let fact = model.facts[index]
        causes(fact.whenReads, &found)
        if let when = fact.declaration.when, mark(trace.tests[when.span]) != .met { return }
        causes(fact.needsReads, &found)
        guard let needs = trace.needs[index] else { return causes(fact.valueReads, &found) }
        switch mark(needs) {
        case .met: causes(fact.valueReads, &found)
        case .unmet:
            causes(fact.otherwiseReads, &found)
            if case .notAssessable? = fact.otherwise, !found.contains(.fact(index)) { found.append(.fact(index)) }
        case .unknown, .notApplicable, .none: break
        }
    }
}
