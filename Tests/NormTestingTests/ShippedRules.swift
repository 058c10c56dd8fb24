import Foundation
import LowCarbonRules

/// The rule files of the package.
enum ShippedRules {
    static let root: String = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Paths of files under `rules/`, without tests.
    static let files: [String] = walk(root + "/rules").filter { !$0.hasSuffix(".test.yaml") }

    static let tests: [String] = walk(root + "/rules").filter { $0.hasSuffix(".test.yaml") }

    private static func walk(_ folder: String) -> [String] {
        (FileAccess.disk.list(folder) ?? []).flatMap { entry -> [String] in
            let path = folder + "/" + entry
            if FileAccess.disk.list(path) != nil { return walk(path) }
            return path.hasSuffix(".yaml") ? [path] : []
        }
    }
}
