import Diagnostics
import Foundation
import LowCarbonRules

/// The folder of the package.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

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
        Finding(
            code: $0.code.id, line: file.position(at: $0.span.start).line, isError: $0.severity == .error,
            message: $0.message.en)
    }
}

/// `docs/diagnostics/base-norm.yaml` with the top-level blocks of `example` in place of its own; new blocks come at the end.
func smallNorm(_ example: String) throws -> String {
    var own = blocks(example)
    var lines: [Substring] = []
    for block in blocks(try packageText("docs/diagnostics/base-norm.yaml")) {
        if let index = own.firstIndex(where: { $0.key == block.key }) {
            lines += own.remove(at: index).lines
        } else {
            lines += block.lines
        }
    }
    return (lines + own.flatMap(\.lines)).joined(separator: "\n") + "\n"
}

/// Top-level blocks of a norm by their English key, with their lines, in order.
private func blocks(_ text: String) -> [(key: String, lines: [Substring])] {
    let english = [
        "章节": "sections", "输入": "inputs", "等级": "grades", "总分": "total", "选项": "options", "状态": "status",
        "有效期": "effective",
    ]
    var result: [(key: String, lines: [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !line.hasPrefix("#") {
        if let first = line.first, first != " " {
            let key = String(line.prefix { $0 != ":" })
            result.append((english[key] ?? key, [line]))
        } else if !result.isEmpty {
            result[result.count - 1].lines.append(line)
        }
    }
    return result
}

/// What is wrong with `example` as part of the small norm, against its numbered markers: `⟦1⟧` stands before the place where
/// finding 1 starts. Gives the codes by marker; a finding at no marker is under 0.
func markedFindings(_ example: String) throws -> [(marker: Int, code: String, message: String)] {
    var bytes: [UInt8] = []
    var markers: [Int: Int] = [:]
    var rest = Substring(try smallNorm(example))
    while let open = rest.range(of: "⟦"), let close = rest.range(of: "⟧") {
        bytes += Array(rest[..<open.lowerBound].utf8)
        markers[bytes.count] = Int(rest[open.upperBound..<close.lowerBound]) ?? 0
        rest = rest[close.upperBound...]
    }
    bytes += Array(rest.utf8)
    return check(String(decoding: bytes, as: UTF8.self)).filter { $0.code.id != "LC0607" }
        .map { (markers[$0.span.start] ?? 0, $0.code.id, $0.message.en) }
}
