import ColumnEngine
import RuleCompiler
import RuleProgram

/// How the scenes of one norm are scored by the thousand; threads share it.
public struct BatchPlan: Sendable {
    let norm: CompiledNorm
    let columns: ColumnPlan
    let readout: ColumnReadout

    /// Plans a norm. Worth it from some dozens of scenes on.
    public init(_ norm: CompiledNorm) {
        self.norm = norm
        let asked = norm.trace.inputs.values.map { value in
            switch value {
            case .plain(let slot): slot
            case .number(let slot): slot.numerator
            }
        }
        let reduced = norm.program.reduced(keepingCriteria: true, and: asked)
        columns = ColumnPlan(reduced, keeping: asked.map { reduced.map[Int($0)] })
        readout = ColumnReadout(columns, reduced, slots: Set(norm.program.outcome.slots + asked))
    }
}
