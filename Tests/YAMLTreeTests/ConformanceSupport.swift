import Foundation

/// The shared test data beside the package, or nil (said on standard output) where it is not present.
func sharedFile(_ name: String, from here: String = #filePath) -> Data? {
    let root = URL(fileURLWithPath: here).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    for base in [root.appendingPathComponent("../shared")] {
        if let data = try? Data(contentsOf: base.appendingPathComponent(name)) { return data }
    }
    print("skipped: shared/\(name) is not present beside the package")
    return nil
}

/// Records of a file of JSON lines.
func jsonLines(_ data: Data) -> [[String: Any]] {
    data.split(separator: 0x0A).compactMap {
        (try? JSONSerialization.jsonObject(with: Data($0))) as? [String: Any]
    }
}
