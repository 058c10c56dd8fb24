/// Reads the scenes of one block after the other. Every thread has its own.
protocol BlockParser: AnyObject {
    /// Takes the block, whose bytes must stay until its last scene is read.
    func begin(_ block: SceneBlock)
    /// Reads the next scene of the block; false at its end.
    func next(into scene: inout SceneInput) -> Bool
    /// Rows read and left out on purpose, so far: by the filter of a column map, and rows without any content.
    var rowsFiltered: Int { get }
    var rowsBlank: Int { get }
}

extension BlockParser {
    var rowsFiltered: Int { 0 }
    var rowsBlank: Int { 0 }
}

/// The scenes of a whole file, block by block.
final class BlockStream: SceneStream {
    private let splitter: BlockSplitter
    private let parser: any BlockParser
    private let block = SceneBlock()
    private var isEnded = false

    init(_ splitter: BlockSplitter, parser: any BlockParser) {
        self.splitter = splitter
        self.parser = parser
        isEnded = !splitter.next(into: block)
        if !isEnded { parser.begin(block) }
    }

    func next(into scene: inout SceneInput) -> Bool {
        while !isEnded {
            if parser.next(into: &scene) { return true }
            isEnded = !splitter.next(into: block)
            if !isEnded { parser.begin(block) }
        }
        return false
    }

    var rowsFiltered: Int { parser.rowsFiltered }
    var rowsBlank: Int { parser.rowsBlank }
}
