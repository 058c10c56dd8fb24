/// A program with fewer instructions that gives the same results.
public struct ReducedProgram: Sendable {
    public var program: RuleProgram
    /// States that each slot of `program` can be in.
    public var states: [StateSet]
    /// Slots of `program` whose highest state is the state of each slot: itself, or what a strict operation took it from.
    public var roots: [[Int32]]
    /// By slot of the original program: the slot that holds its value and state now, or -1 where nothing that is kept needs it.
    public var map: [Int32]
}

extension RuleProgram {
    /// The same program without what its results do not need, and without work that its states show to be idle: a test whether an
    /// answer is missing where it cannot be, the same step twice, a choice whose condition is settled.
    ///
    /// Every slot that is kept has the value and state it has in this program, for every record of the schema; where a state is
    /// not `known` the value counts for nothing and may differ.
    ///
    /// - Parameters:
    ///   - detail: which results to keep.
    ///   - slots: further slots to keep.
    public func reduced(to detail: ResultDetail, and slots: [Int32] = []) -> ReducedProgram {
        var reducer = ProgramReducer(self)
        reducer.rewrite(from: 0, to: instructions.count)
        return reducer.finish(outcome.limited(to: detail), and: slots)
    }
}

/// How much of a result is wanted; each holds what those before it hold.
public enum ResultDetail: String, Sendable, CaseIterable {
    /// Status, total, bonus and grade.
    case labels
    /// Sections.
    case sections
    /// Criteria and gates.
    case criteria
}

extension OutcomeLayout {
    /// The same layout without what `detail` leaves out.
    public func limited(to detail: ResultDetail) -> OutcomeLayout {
        var kept = self
        if detail != .criteria {
            kept.criteria = []
            kept.gates = []
        }
        if detail == .labels { kept.sections = [] }
        return kept
    }

    /// Every slot that a result is read from.
    public var slots: [Int32] {
        var list = gates + [grade, notAssessable, notEligible]
        for number in numbers {
            list += number.denominator < 0 ? [number.numerator] : [number.numerator, number.denominator]
        }
        return list
    }

    private var numbers: [NumberSlot] { (criteria + sections).flatMap { [$0.value, $0.of] } + [bonus, total] }

    /// The same layout over other slots.
    func mapped(_ slot: (Int32) -> Int32) -> OutcomeLayout {
        func number(_ old: NumberSlot) -> NumberSlot {
            NumberSlot(
                numerator: slot(old.numerator), denominator: old.denominator < 0 ? -1 : slot(old.denominator),
                scale: old.scale)
        }
        func score(_ old: Score) -> Score { Score(value: number(old.value), of: number(old.of)) }
        return OutcomeLayout(
            gates: gates.map(slot), criteria: criteria.map(score), sections: sections.map(score), bonus: number(bonus),
            total: number(total), grade: slot(grade), notAssessable: slot(notAssessable),
            notEligible: slot(notEligible))
    }
}
