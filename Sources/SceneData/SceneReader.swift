import Diagnostics
import ExactNumbers
import RuleProgram

/// The scenes of one file, in order, one for every record that is there, whatever is wrong with it.
///
/// Memory stays within a few blocks for JSON, JSON Lines and CSV, however long the file; YAML is read whole.
public final class SceneReader {
    /// The schema that the records are laid out by.
    public let schema: InputSchema
    private let stream: any SceneStream
    /// Scenes given out so far.
    public private(set) var sceneCount = 0
    /// Of these, with errors.
    public private(set) var invalidCount = 0

    /// Rows left out by the filter of the column map.
    public var rowsFiltered: Int { stream.rowsFiltered }
    /// Rows of a CSV without any content.
    public var rowsBlank: Int { stream.rowsBlank }

    private var file: FileSource?

    /// Share of the file that has been read, 0 to 1; nil where its size is not known.
    public var progress: Double? {
        guard let file, file.size > 0 else { return nil }
        return Swift.min(1, Double(file.position) / Double(file.size))
    }

    /// Opens a file by its extension; `-` is the standard input, as JSON Lines unless `format` says otherwise.
    /// Files compressed with gzip or zstd are read as what they hold.
    ///
    /// - Throws: `SceneFileError` if the file cannot be read, or a CSV's header lacks what is needed.
    public convenience init(
        path: String, schema: InputSchema, options: SceneReadingOptions = SceneReadingOptions(),
        format: SceneFormat? = nil,
        map: BoundColumnMap? = nil
    ) throws(SceneFileError) {
        let format = try SceneFormat.of(path, format, isMapped: map != nil)
        let source = try FileSource.open(path)
        try self.init(source: source, format: format, file: path, schema: schema, options: options, map: map)
        file = source
    }

    /// Reads scenes from bytes in memory.
    ///
    /// - Throws: as for a file.
    public convenience init(
        bytes: [UInt8], format: SceneFormat, file: String, schema: InputSchema,
        options: SceneReadingOptions = SceneReadingOptions(),
        map: BoundColumnMap? = nil
    ) throws(SceneFileError) {
        try self.init(
            source: MemorySource(bytes), format: format, file: file, schema: schema, options: options, map: map)
    }

    init(
        source: any ByteSource, format: SceneFormat, file: String, schema: InputSchema, options: SceneReadingOptions,
        map: BoundColumnMap?
    ) throws(SceneFileError) {
        self.schema = schema
        let plan = try BlockPlan(
            source: source, format: format, file: file, schema: schema, options: options, map: map)
        if let splitter = plan.splitter, let parser = plan.makeParser() {
            stream = BlockStream(splitter, parser: parser)
            return
        }
        let buffer = plan.buffer
        let builder = SceneBuilder(schema: schema, options: options, file: file)
        if format == .json {
            stream = JSONStream(buffer, builder: builder)
            return
        }
        while buffer.readMore(), buffer.window.count <= YAMLStream.byteLimit {}
        if let failure = buffer.failure {
            throw SceneFileError.unreadable(
                file,
                Message(zh: "无法读取：\(failure.reason.zh)", en: "cannot read it: \(failure.reason.en)"),
                code: failure.code)
        }
        stream = YAMLStream(Array(buffer.window), builder: builder)
    }

    /// Reads the next scene into `scene`, which keeps its storage; false at the end.
    public func next(into scene: inout SceneInput) -> Bool {
        guard stream.next(into: &scene) else { return false }
        sceneCount += 1
        if !scene.errors.isEmpty { invalidCount += 1 }
        return true
    }

    /// Hands every scene to `body`; the scene is valid during the call only (copy what is to be kept).
    public func forEach<Failure: Error>(_ body: (borrowing SceneInput) throws(Failure) -> Void) throws(Failure) {
        var scene = SceneInput(schema: schema)
        while next(into: &scene) { try body(scene) }
    }
}

extension SceneReader: Sequence, IteratorProtocol {
    /// The next scene, with storage of its own.
    public func next() -> SceneInput? {
        var scene = SceneInput(schema: schema)
        return next(into: &scene) ? scene : nil
    }
}
