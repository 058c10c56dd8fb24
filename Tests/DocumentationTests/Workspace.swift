import Foundation
import LowCarbonRules

/// A folder of its own for the files and commands of one page.
final class Workspace {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("lowcarbon-docs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Root of the package.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The command that was built together with the tests, beside their bundle.
    private static let command: URL? = {
        let running = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        let folders = ([running] + Bundle.allBundles.map(\.bundleURL)).flatMap { [$0, $0.deletingLastPathComponent()] }
        let candidates = (folders + [package.appendingPathComponent(".build/debug")]).map { $0.appendingPathComponent("lowcarbon") }
        return candidates.first { url in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
                && FileManager.default.isExecutableFile(atPath: url.path)
        }
    }()

    static func page(_ name: String) throws -> String {
        try String(contentsOf: package.appendingPathComponent("docs/\(name)"), encoding: .utf8)
    }

    func write(_ text: String, to path: String) throws {
        let place = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    func read(_ path: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }

    /// The norm in `path`, checked.
    func load(_ path: String) -> LoadedNorm? { NormLoader().load(folder.appendingPathComponent(path).path) }

    /// Output and errors of `lowcarbon …` as a Chinese reader without colours sees them.
    func run(_ arguments: [String]) throws -> String {
        guard let command = Workspace.command else { return "the command is not built" }
        let process = Process()
        process.executableURL = command
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["LANG": "zh_CN.UTF-8", "NO_COLOR": "1", "TZ": "UTC", "PATH": "/usr/bin:/bin", "HOME": "/tmp"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
