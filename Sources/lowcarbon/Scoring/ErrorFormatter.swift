import Diagnostics
import LowCarbonRules
import SceneData

/// Writes data errors, one a line: as CSV, or as JSON Lines with the same keys.
struct ErrorFormatter {
    private let language: MessageLanguage
    private let isJSON: Bool
    private let table: DataErrorTable

    init(path: String, _ language: MessageLanguage) {
        self.language = language
        isJSON = ErrorFormatter.isJSON(path)
        table = DataErrorTable(language: language)
    }

    private static func isJSON(_ path: String) -> Bool { SceneFormat(fileName: path) == .jsonLines }

    /// True if the name tells how to write it.
    static func isKnown(_ path: String) -> Bool { isJSON(path) || SceneFormat(fileName: path) == .csv }

    var header: [UInt8] { isJSON ? [] : Array(table.header.utf8) }

    func add(_ scene: SceneHead, _ errors: [DataError], to out: inout OutputBytes) {
        for error in errors { add(error, scene.id, .error, to: &out) }
        for warning in scene.warnings { add(warning, scene.id, .warning, to: &out) }
    }

    private func add(
        _ error: DataError, _ scene: String, _ severity: Diagnostic.Severity, to out: inout OutputBytes
    ) {
        guard isJSON else { return out.append(table.line(error, scene: scene, severity: severity)) }
        func text(_ key: String, _ value: String) {
            out.append(key)
            out.jsonString(value)
        }
        let place = error.place
        text("{\"file\":", place.file)
        text(",\"scene\":", scene)
        out.append(",\"row\":\(place.row),\"line\":\(place.line),\"column\":\(place.column)")
        text(",\"column_name\":", place.columnName)
        text(",\"severity\":", severity.rawValue)
        text(",\"code\":", error.code.id)
        text(",\"input\":", error.input)
        text(",\"value\":", error.value)
        text(",\"message\":", error.message[language])
        out.append("}\n")
    }
}
