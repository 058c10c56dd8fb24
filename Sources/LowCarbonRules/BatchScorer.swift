import ColumnEngine
import ExactNumbers
import RuleCompiler
import RuleProgram
import SceneData

/// Scores up to a block of scenes at a time. Results are those of `SceneScorer`, to the last digit. Not safe to share between
/// threads; make one per thread.
public final class BatchScorer {
    /// Tells the result of the scene that `show` was called for: status, grade, multiplier, score, sections, criteria and unknown
    /// inputs, as far as the plan's detail goes, but neither facts nor explanations.
    public let scorer: SceneScorer
    private let columns: ColumnInterpreter
    private let batch: ColumnBatch
    private let readout: ColumnReadout
    private var heads: [SceneHead] = []
    /// Bits of the inputs that each scene does not answer, `width` words a scene.
    private var unanswered: [UInt64] = []
    private let width: Int
    /// What entries of lists leave unanswered, scene by scene; where that of each scene ends.
    private var entries: [UnansweredEntry] = []
    private var entryEnds: [Int] = []
    #if DEBUG
        private var check: BlockCheck
    #endif

    /// Scenes of one block.
    public static let capacity = ColumnBatch.block

    public init(_ plan: BatchPlan) {
        scorer = SceneScorer(plan.norm)
        columns = ColumnInterpreter(plan.columns)
        batch = ColumnBatch(schema: plan.norm.program.schema, capacity: BatchScorer.capacity)
        readout = ColumnReadout(columns, plan.reduced, slots: plan.slots, in: scorer.interpreter)
        width = InputBits.words(plan.norm.program.schema)
        #if DEBUG
            check = BlockCheck(plan)
        #endif
        heads.reserveCapacity(BatchScorer.capacity)
        unanswered.reserveCapacity(BatchScorer.capacity * width)
    }

    /// Scenes put in since the last `removeAll`.
    public var count: Int { heads.count }

    /// Takes all scenes out.
    public func removeAll() {
        batch.removeAll()
        #if DEBUG
            check.removeAll()
        #endif
        heads.removeAll(keepingCapacity: true)
        unanswered.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        entryEnds.removeAll(keepingCapacity: true)
    }

    /// Puts a scene behind the others; false, and nothing done, where there is no room.
    public func append(_ scene: borrowing SceneInput) -> Bool {
        guard batch.append(scene.record) else { return false }
        #if DEBUG
            check.append(scene)
        #endif
        heads.append(SceneHead(scene))
        InputBits.append(scene.record.states, to: &unanswered)
        scene.record.appendUnanswered(to: &entries)
        entryEnds.append(entries.count)
        return true
    }

    /// Evaluates the scenes.
    public func run() {
        runColumns()
        #if DEBUG
            let found = differences()
            assert(found.isEmpty, "columns differ from the scalar interpreter: \(found.joined(separator: "; "))")
        #endif
    }

    func runColumns() {
        _ = columns.run(batch, from: 0)
        readout.begin()
    }

    #if DEBUG
        /// Where the block just run differs from the scalar interpreter, or that has a value out of its bounds.
        func differences() -> [String] { check.differences(shown: scorer.interpreter) { readout.show($0) } }
    #endif

    /// What the file says of a scene.
    public func head(_ row: Int) -> SceneHead { heads[row] }

    /// Lets `scorer` tell the result of a scene.
    public func show(_ row: Int) {
        readout.show(row)
        let first = row * width
        for word in 0..<width { scorer.unanswered[word] = unanswered[first + word] }
        scorer.unansweredEntries.replaceSubrange(
            0..<scorer.unansweredEntries.count, with: entries[(row > 0 ? entryEnds[row - 1] : 0)..<entryEnds[row]])
        scorer.settle(on: heads[row].day, isValid: heads[row].errors.isEmpty)
    }
}
