import Diagnostics

/// Writes data errors as CSV, one a row: what a platform sends back with a file that it could not take as it was.
public struct DataErrorTable: Sendable {
    public var language: MessageLanguage

    public init(language: MessageLanguage) { self.language = language }

    /// The header line.
    public var header: String {
        language == .zh
            ? "文件,场景,序号,行,列,列名,级别,代码,输入,值,说明\n"
            : "file,scene,row,line,column,column_name,severity,code,input,value,message\n"
    }

    /// One line per error and warning of the scene; empty if it has none.
    public func lines(for scene: SceneInput) -> String {
        var text = ""
        for error in scene.errors { text += line(error, scene: scene.id, severity: .error) }
        for warning in scene.warnings { text += line(warning, scene: scene.id, severity: .warning) }
        return text
    }

    /// One line.
    public func line(_ error: DataError, scene: String, severity: Diagnostic.Severity) -> String {
        let level = language == .zh ? (severity == .error ? "错误" : "警告") : severity.rawValue
        let place = error.place
        let cells = [
            place.file, scene, place.row > 0 ? String(place.row) : "", place.line > 0 ? String(place.line) : "",
            place.column > 0 ? String(place.column) : "", place.columnName, level, error.code.id,
            language == .zh ? error.inputChinese : error.input, error.value, error.message[language],
        ]
        return cells.map(DataErrorTable.cell).joined(separator: ",") + "\n"
    }

    /// A cell by RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe before it.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first), ExactDecimalText.isNumber(text) == false {
            text = "'" + text
        }
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
