import Diagnostics
import Foundation
import LowCarbonRules

/// The folder of the package.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The text of a file of the package.
func packageText(_ path: String) throws -> String {
    try String(contentsOf: packageFolder.appendingPathComponent(path), encoding: .utf8)
}

/// A finding as tests name it.
struct Finding: Hashable, CustomStringConvertible {
    var code: String
    var line: Int
    var isError: Bool
    var message: String

    var description: String { "\(code) line \(line): \(message)" }
}

/// What the check of `text` finds, in its own file; other files by path.
func check(_ text: String, path: String = "rules/small/1.yaml", files: [String: String] = [:]) -> [Diagnostic] {
    NormLoader(files: .memory(files), rulesFolder: "rules").load(path, bytes: Array(text.utf8)).diagnostics
}

func findings(_ text: String, path: String = "rules/small/1.yaml", files: [String: String] = [:]) -> [Finding] {
    let file = SourceFile(path: path, bytes: Array(text.utf8))
    return check(text, path: path, files: files).map {
        Finding(code: $0.code.id, line: file.position(at: $0.span.start).line, isError: $0.severity == .error, message: $0.message.en)
    }
}
