import ExactNumbers

/// How a file of scenes is written.
public enum SceneFormat: String, Sendable, Equatable, CaseIterable {
    case yaml, json, jsonLines, csv

    /// By the extension of a file name; nil if it is none of `.yaml .yml .json .jsonl .ndjson .csv`.
    public init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        switch fileName[fileName.index(after: dot)...].lowercased() {
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
    /// Bytes read from the file at once.
    public var blockBytes = 1 << 20

    public init() {}
}
