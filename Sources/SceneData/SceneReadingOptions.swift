import Diagnostics
import ExactNumbers

/// How a file of scenes is written.
public enum SceneFormat: String, Sendable, Equatable, CaseIterable {
    case yaml, json, jsonLines, csv

    /// By the extension of a file name; nil if it is none of `.yaml .yml .json .jsonl .ndjson .csv`, with or without a
    /// further `.gz` or `.zst`.
    public init?(fileName: String) {
        let name = CompressionKind.stripped(fileName)
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "yaml", "yml": self = .yaml
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonLines
        case "csv": self = .csv
        default: return nil
        }
    }
}

/// What the caller says about a file of scenes.
public struct SceneReadingOptions: Sendable {
    /// Day of assessment for scenes that name none.
    public var defaultAsOf: CalendarDay?
    /// Day of assessment of every scene, whatever it names itself.
    public var fixedAsOf: CalendarDay?
    /// Field whose date is the day of assessment (besides `as_of` 评价日); may be an input too.
    public var asOfField: String?
    /// Fields that name the scene, besides `scene` 场景 and `id` 编号; may be inputs too.
    public var idFields: [String] = ["record_id"]
    /// Fields that are left unread without an error.
    public var ignoredFields: Set<String> = []
    /// Most errors kept per scene; one more says how many there were besides.
    public var errorLimit = 20
    /// Most warnings kept per scene.
    public var warningLimit = 20
    /// Longest scene in bytes (a line, an element of an array, a row).
    public var sceneByteLimit = 16 << 20
    /// Longest cell of a CSV in bytes; a quote that is never closed ends here.
    public var cellByteLimit = 64 << 10
    /// Deepest nesting of a JSON scene.
    public var depthLimit = 64
    /// Bytes of whole records that are read as one block.
    public var blockBytes = 1 << 20
    /// Whether a file that begins as gzip or zstd data does is read as what it holds.
    public var unpacks = true
    /// How a CSV is written; with a column map it says for itself, and only what is not nil here goes before it.
    public var csv = CSVOptions()

    public init() {}
}

extension SceneFormat {
    /// The format said, or else that of the file's name; a file read through a map is a CSV, the standard input JSON Lines.
    static func of(_ path: String, _ format: SceneFormat?, isMapped: Bool) throws(SceneFileError) -> SceneFormat {
        if let format { return format }
        if isMapped { return .csv }
        if path == "-" { return .jsonLines }
        if let found = SceneFormat(fileName: path) { return found }
        throw SceneFileError.unreadable(
            path,
            Message(
                zh: "无法从文件名 `\(path)` 看出格式：请用 .yaml .json .jsonl .ndjson 或 .csv（可再加 .gz 或 .zst）",
                en:
                    "the name `\(path)` does not tell the format: use .yaml .json .jsonl .ndjson or .csv, or these with .gz or .zst"
            ))
    }
}
