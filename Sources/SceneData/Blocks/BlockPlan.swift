import Diagnostics
import RuleProgram

/// How one file is cut into blocks and read: what all its parsers share.
struct BlockPlan {
    let buffer: BlockBuffer
    /// Nil for formats that are not cut into blocks (YAML, JSON).
    let splitter: BlockSplitter?
    private let format: SceneFormat
    private let file: String
    private let schema: InputSchema
    private let options: SceneReadingOptions
    private let map: BoundColumnMap?
    private var dialect = CSVDialect()
    private var headers: [String] = []
    private var columns: MappedColumns?

    /// Opens a source: decompresses and converts it, and reads the header of a CSV.
    init(
        source: any ByteSource, format: SceneFormat, file: String, schema: InputSchema, options: SceneReadingOptions,
        map: BoundColumnMap?
    ) throws(SceneFileError) {
        self.format = format
        self.file = file
        self.schema = schema
        self.options = options
        self.map = map
        if format == .csv { dialect = (map?.map.csv ?? CSVDialect()).with(options.csv) }
        buffer = BlockBuffer(
            try BlockPlan.text(source, dialect: dialect, file: file, unpacks: options.unpacks),
            blockBytes: options.blockBytes)
        if buffer.skipByteOrderMark() {
            throw SceneFileError.unreadable(
                file,
                Message(zh: "文件是 UTF-16 或二进制：请另存为 UTF-8", en: "the file is UTF-16 or binary: save it as UTF-8"),
                code: .notUTF8)
        }
        switch format {
        case .yaml, .json: splitter = nil
        case .jsonLines:
            let splitter = BlockSplitter(buffer, records: nil, options: options)
            splitter.position = BlockPosition(offset: buffer.offset)
            self.splitter = splitter
        case .csv:
            let records = CSVRecordReader(buffer, delimiter: dialect.delimiter, options: options)
            headers = try CSVHeader.read(records, skipping: dialect.skipRows, file: file)
            let place = DataPlace(file: file, line: records.line)
            if let map { columns = try MappedColumns(map, headers: headers, place: place) }
            records.settle()
            let splitter = BlockSplitter(buffer, records: records, options: options)
            splitter.position = BlockPosition(offset: buffer.offset, line: records.nextLine)
            self.splitter = splitter
        }
    }

    /// The bytes of the source as UTF-8 text.
    private static func text(
        _ source: any ByteSource, dialect: CSVDialect, file: String, unpacks: Bool
    ) throws(SceneFileError) -> any ByteSource {
        var result: any ByteSource = source
        do throws(ByteSourceError) {
            let peeking = try PeekingSource(source, count: 4)
            result = peeking
            switch unpacks ? CompressionKind(firstBytes: peeking.peeked) : nil {
            case .gzip: result = GzipSource(peeking)
            case .zstd: result = ZstdSource(peeking)
            case nil: break
            }
        } catch {
            throw SceneFileError.unreadable(
                file, Message(zh: "无法读取：\(error.reason.zh)", en: "cannot read it: \(error.reason.en)"),
                code: error.code)
        }
        guard let encoding = dialect.encoding else { return result }
        guard let transcoding = TranscodingSource(result, from: encoding) else {
            throw SceneFileError.unreadable(
                file, Message(zh: "系统不认识编码 `\(encoding)`", en: "the system knows no encoding `\(encoding)`"))
        }
        return transcoding
    }

    /// A parser of its own for one thread; nil for formats that are not cut into blocks.
    func makeParser() -> (any BlockParser)? {
        guard splitter != nil else { return nil }
        let builder = SceneBuilder(schema: schema, options: options, file: file)
        if format == .jsonLines { return JSONLinesParser(builder: builder) }
        if let map, let columns {
            return CSVMappedParser(builder: builder, dialect: dialect, headers: headers, map: map, columns: columns)
        }
        return CSVFlatParser(builder: builder, dialect: dialect, headers: headers)
    }
}
