import RuleProgram

/// A reduced program as passes over columns.
public struct ColumnPlan: Sendable {
    let program: RuleProgram
    var steps: [ColumnStep] = []
    /// Where each register stands.
    var places: [Place] = []
    /// Bytes of memory for registers of the plan's own.
    var arena = 0
    /// Where each slot's value and state can be read after a run; nil for slots that no result needs.
    var slots: [ColumnValue?] = []

    /// Memory that a register stands for.
    enum Place: Sendable, Equatable {
        case zeros, ones
        /// Offset into the memory of the plan.
        case arena(Int)
        case fieldValues(Int), fieldLow(Int), fieldHigh(Int), fieldEvidence(Int)
        case claim(Int)
        case asOf
    }

    /// Plans a program for its results and `slots`.
    public init(_ reduced: ReducedProgram, keeping slots: [Int32] = []) {
        program = reduced.program
        var planner = ColumnPlanner(reduced)
        planner.plan(keeping: program.outcome.slots + slots)
        steps = planner.steps
        places = planner.places
        self.slots = planner.values
        let kept = Set(
            (program.outcome.slots + slots).flatMap { slot in
                planner.values[Int(slot)].map { [$0.register, $0.low, $0.high] } ?? []
            })
        arena = RegisterAllocation(steps, lanes: planner.lanes, kept: kept.union(planner.fixed)).assign(&places)
    }
}

/// A value in columns: a register of a lane or a constant, and the two bits of its state.
struct ColumnValue: Sendable {
    var lane: ColumnLane
    var register: Int32 = 0
    /// The same value in every row.
    var constant: Int128?
    /// Registers of the low and the high bit of the state.
    var low: Int32
    var high: Int32
}
