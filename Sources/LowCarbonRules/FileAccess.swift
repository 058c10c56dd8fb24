import Foundation

/// How files are reached: from disk, or from anything that can answer for a path.
public struct FileAccess: Sendable {
    /// The bytes of a file; nil if it cannot be read.
    public var read: @Sendable (String) -> [UInt8]?
    /// Names in a folder, sorted; nil if there is no such folder.
    public var list: @Sendable (String) -> [String]?

    public init(
        read: @escaping @Sendable (String) -> [UInt8]?, list: @escaping @Sendable (String) -> [String]?
    ) {
        self.read = read
        self.list = list
    }

    /// Files of this machine.
    public static let disk = FileAccess(
        read: { path in FileManager.default.contents(atPath: path).map { [UInt8]($0) } },
        list: { path in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                return nil
            }
            return (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted()
        })

    /// Files held in memory, by path.
    public static func memory(_ files: [String: String]) -> FileAccess {
        FileAccess(
            read: { path in files[path].map { Array($0.utf8) } },
            list: { folder in
                let prefix = folder.isEmpty || folder == "." ? "" : folder + "/"
                let names = Set(
                    files.keys.filter { $0.hasPrefix(prefix) }.compactMap {
                        $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
                    })
                return names.isEmpty ? nil : names.sorted()
            })
    }
}
