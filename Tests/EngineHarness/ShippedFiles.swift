import Foundation

/// The rule files of the repository.
public enum ShippedFiles {
    private static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("rules")

    /// Text of a rule file by its path under `rules/`, without `.yaml`: `hotel/2026.1`.
    public static func text(_ path: String) throws -> String {
        try String(contentsOf: rules.appendingPathComponent("\(path).yaml"), encoding: .utf8)
    }

    /// Every factor file by the name that `uses:` gives it: `factors/energy`.
    public static func factors() throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: rules.appendingPathComponent("factors").path)
            .filter { $0.hasSuffix(".yaml") }.map { "factors/" + $0.dropLast(".yaml".count) }
        return Dictionary(uniqueKeysWithValues: try names.map { ($0, try text($0)) })
    }
}
