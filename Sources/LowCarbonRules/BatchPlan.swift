import ColumnEngine
import RuleCompiler
import RuleProgram

/// How the scenes of one norm are scored by the thousand; threads share it.
public struct BatchPlan: Sendable {
    let norm: CompiledNorm
    let reduced: ReducedProgram
    var columns: ColumnPlan
    /// Slots of the reduced program that the columns keep besides those of its results.
    let kept: [Int32]
    /// Slots of the norm's program that results are read from.
    let slots: Set<Int32>

    /// Plans a norm for results of some detail.
    public init(_ norm: CompiledNorm, detail: ResultDetail = .criteria) {
        self.norm = norm
        let asked = norm.trace.inputs.values.map { value in
            switch value {
            case .plain(let slot): slot
            case .number(let slot): slot.numerator
            }
        }
        reduced = norm.program.reduced(to: detail, and: asked)
        kept = asked.map { [reduced] in reduced.map[Int($0)] }
        columns = ColumnPlan(reduced, keeping: kept)
        slots = Set(norm.program.outcome.limited(to: detail).slots + asked)
    }
}
