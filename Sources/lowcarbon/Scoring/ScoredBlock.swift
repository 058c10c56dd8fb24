import LowCarbonRules
import SceneData

/// The results of one block, on their way from the thread that scored it to the output.
final class ScoredBlock: @unchecked Sendable {
    let block = SceneBlock()
    /// Place in the order of blocks.
    var sequence = 0
    var output = OutputBytes()
    var errors = OutputBytes()
    /// The output as it is written, where it is compressed.
    var packed: [UInt8] = []
    var packedErrors: [UInt8] = []
    var summary = RunSummary()
    var table = TableRows()
    /// Where the file goes on after the block.
    var next = BlockPosition()
    /// What the command has to say of the file it could not read on.
    var brokenOff: String?

    func clear() {
        output.removeAll()
        errors.removeAll()
        packed.removeAll(keepingCapacity: true)
        packedErrors.removeAll(keepingCapacity: true)
        summary.clear()
        table = TableRows()
        brokenOff = nil
    }
}
