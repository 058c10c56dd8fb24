import RuleEngine
import RuleProgram

/// Brings rows of columns back to the slots of the program that the plan came from.
public struct ColumnReadout: Sendable {
    private struct Slot {
        var original: Int32
        var value: ColumnValue
    }

    /// Slots that differ from row to row.
    private let varying: [Slot]
    /// Slots that hold the same in every row.
    private let constant: [Slot]

    /// - Parameters:
    ///   - plan: a plan of `reduced` that keeps what stands for `slots`.
    ///   - reduced: what was planned.
    ///   - slots: slots of the program that was reduced; those that it no longer needs are left out.
    public init(_ plan: ColumnPlan, _ reduced: ReducedProgram, slots: Set<Int32>) {
        let all = slots.sorted().compactMap { slot -> Slot? in
            let place = Int(reduced.map[Int(slot)])
            guard place >= 0, let value = plan.slots[place] else { return nil }
            return Slot(original: slot, value: value)
        }
        varying = all.filter { !$0.value.isSame }
        constant = all.filter(\.value.isSame)
    }

    /// Puts in what no row changes; once before the first row is shown.
    public func prepare(_ interpreter: Interpreter) {
        for slot in constant { interpreter.set(slot.original, slot.value.constant ?? 0, slot.value.sameState) }
    }

    /// Puts values and states of a row of the block just run into an interpreter of the program that was reduced, as if it had run
    /// the scene itself.
    public func show(_ row: Int, of columns: ColumnInterpreter, in interpreter: Interpreter) {
        for slot in varying {
            let value = slot.value
            interpreter.set(
                slot.original, value.constant ?? columns.number(value.register, value.lane, row),
                columns.state(value, row))
        }
    }
}

extension ColumnValue {
    /// Whether every row holds the same value in the same state.
    fileprivate var isSame: Bool { constant != nil && low <= ColumnPlanner.ones && high <= ColumnPlanner.ones }

    fileprivate var sameState: ValueState {
        let bits: UInt8 = (low == ColumnPlanner.ones ? 1 : 0) | (high == ColumnPlanner.ones ? 2 : 0)
        return ValueState(rawValue: bits) ?? .unknown
    }
}
