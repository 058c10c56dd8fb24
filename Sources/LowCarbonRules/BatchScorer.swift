import ColumnEngine
import RuleCompiler
import RuleProgram
import SceneData

/// Scores up to a block of scenes at a time. Results are those of `SceneScorer`, to the last digit. Not safe to share between
/// threads; make one per thread.
public final class BatchScorer {
    private let plan: BatchPlan
    private let columns: ColumnInterpreter
    private let batch: ColumnBatch

    /// Scenes of one block.
    public static let capacity = ColumnBatch.block

    public init(_ plan: BatchPlan) {
        self.plan = plan
        columns = ColumnInterpreter(plan.columns)
        batch = ColumnBatch(schema: plan.norm.program.schema, capacity: BatchScorer.capacity)
    }

    /// Evaluates up to `capacity` scenes.
    public func run(_ scenes: UnsafeBufferPointer<SceneInput>) {
        batch.removeAll()
        for index in scenes.indices where batch.append(scenes[index].record) {}
        _ = columns.run(batch, from: 0)
    }

    /// Lets a scorer of the same norm tell the result of the scene at a place of the block just run: status, grade, multiplier, score,
    /// sections, criteria and unknown inputs, but neither facts nor explanations.
    public func show(_ row: Int, _ scene: borrowing SceneInput, in scorer: SceneScorer) {
        if shown !== scorer {
            plan.readout.prepare(scorer.interpreter)
            shown = scorer
        }
        plan.readout.show(row, of: columns, in: scorer.interpreter)
        scorer.settle(scene)
    }

    private var shown: SceneScorer?
}
