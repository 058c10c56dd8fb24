import Diagnostics
import RuleProgram

/// A file of JSON Lines or CSV as blocks of whole records, for scoring on several threads: one thread at a time takes the next block, and
/// each reads the scenes of its block with a parser of its own.
public final class SceneBlockReader: @unchecked Sendable {
    private let plan: BlockPlan
    private let splitter: BlockSplitter
    private let file: FileSource

    /// Opens a file; `-` is the standard input. Nil if its format (YAML, JSON) is not read in blocks.
    ///
    /// - Throws: as `SceneReader` does.
    public init?(
        path: String, schema: InputSchema, options: SceneReadingOptions = SceneReadingOptions(),
        map: BoundColumnMap? = nil
    ) throws(SceneFileError) {
        let format = try SceneFormat.of(path, nil, isMapped: map != nil)
        guard format == .jsonLines || format == .csv else { return nil }
        file = try FileSource.open(path)
        plan = try BlockPlan(
            source: file, format: format, file: path, schema: schema, options: options, map: map)
        guard let splitter = plan.splitter else { return nil }
        self.splitter = splitter
    }

    /// Fills `block` with the next records; false at the end. Never on two threads at once.
    public func next(into block: SceneBlock) -> Bool { splitter.next(into: block) }

    /// Goes on where a block of an earlier run ended. Before the first block only.
    ///
    /// - Throws: if the file cannot be read as far.
    public func skip(to position: BlockPosition, path: String) throws(SceneFileError) {
        do throws(ByteSourceError) {
            try splitter.skip(to: position)
        } catch {
            throw SceneFileError.unreadable(
                path, Message(zh: "无法读取：\(error.reason.zh)", en: "cannot read it: \(error.reason.en)"),
                code: error.code)
        }
    }

    /// A parser for one thread.
    public func makeParser() -> SceneBlockParser? { plan.makeParser().map { SceneBlockParser($0) } }

    /// Bytes of the file as it is stored; 0 where that is not known.
    public var size: Int { file.size }

    /// Share of the file that has been read, 0 to 1; nil where its size is not known.
    public var progress: Double? {
        file.size > 0 ? Swift.min(1, Double(file.position) / Double(file.size)) : nil
    }
}

/// Reads the scenes of blocks, on one thread.
public final class SceneBlockParser {
    private let parser: any BlockParser

    init(_ parser: any BlockParser) { self.parser = parser }

    /// Takes a block, which must stay until its last scene is read.
    public func begin(_ block: SceneBlock) { parser.begin(block) }

    /// Reads the next scene of the block into `scene`, which keeps its storage; false at the block's end.
    public func next(into scene: inout SceneInput) -> Bool { parser.next(into: &scene) }

    /// Rows left out so far, by the filter of a column map.
    public var rowsFiltered: Int { parser.rowsFiltered }
    /// Rows of a CSV without any content so far.
    public var rowsBlank: Int { parser.rowsBlank }
}
