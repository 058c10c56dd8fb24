import RuleSyntax

/// What a gate does to the status.
struct GateOutcome: Equatable, Sendable {
    var state: ReferenceResult.GateState
    /// It counts and is not met.
    var fails: Tri
    /// It counts and is met, so that gates after it are considered.
    var opens: Tri
    /// Not met means not assessable, not only not eligible.
    var blocksAssessment: Bool
    var flags: Flags
}

extension ReferenceRun {
    func gate(_ index: Int) -> GateOutcome {
        if let done = gates[index] { return done }
        let declaration = norm.gates[index]
        var outcome = GateOutcome(
            state: .unknown, fails: .maybe, opens: .maybe, blocksAssessment: false, flags: Flags())
        let key = "gate \(index)"
        guard underway.insert(key).inserted else {
            fault("\(declaration.name.id) goes in a circle")
            return outcome
        }
        defer { underway.remove(key) }

        var considered = Tri.yes
        for name in declaration.after {
            guard case .gate(let earlier)? = names.symbols[name.text] else { continue }
            considered = considered.and(gate(earlier).opens)
        }
        let condition = settled(declaration.when, failed: .yes) ?? (.yes, Flags())
        let applies = condition.holds
        let require = traced(declaration.require) ?? Outcome(value: .failure("gate without a condition"))
        if case .failure(let reason) = require.value, applies != .no, considered != .no {
            fault("\(declaration.name.id): \(reason)")
        }
        outcome.flags = condition.flags
        outcome.flags.merge(require.flags)
        outcome.flags = outcome.flags.guarded(by: considered.and(applies))

        let holds = require.value.standing == .notApplicable ? Tri.yes : require.value.tri
        var passes = applies.negated.or(holds)
        outcome.blocksAssessment = declaration.otherwise?.value == .notAssessable
        if passes == .maybe {
            switch declaration.ifUnknown?.value {
            case .fail:
                passes = .no
                outcome.blocksAssessment = false
            case .notAssessable:
                passes = .no
                outcome.blocksAssessment = true
            case .open, nil: break
            }
        }
        outcome.fails = considered.and(passes.negated)
        outcome.opens = considered.and(passes)
        switch (considered, passes) {
        case (.no, _): outcome.state = .notConsidered
        case (.yes, .yes): outcome.state = .passed
        case (.yes, .no): outcome.state = .failed
        default: outcome.state = .unknown
        }
        gates[index] = outcome
        return outcome
    }
}
