import Foundation

/// Runs the command that was built together with the tests.
enum Command {
    struct Outcome {
        var code: Int32
        var output: String
        var errors: String
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The binary beside the test bundle; nil if there is none.
    static let binary: URL? = {
        let running = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        let loaded = Bundle.allBundles.map(\.bundleURL)
        let folders = ([running] + loaded).flatMap { [$0, $0.deletingLastPathComponent()] }
        let candidates = (folders + [root.appendingPathComponent(".build/debug")]).map {
            $0.appendingPathComponent("lowcarbon")
        }
        return candidates.first { url in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
                && FileManager.default.isExecutableFile(atPath: url.path)
        }
    }()

    /// Runs the command in the root of the package, with Chinese or English messages as the environment says.
    static func run(
        _ arguments: [String], input: String = "", in folder: URL = root, locale: String = "C"
    ) throws -> Outcome {
        guard let binary else { return Outcome(code: -1, output: "", errors: "no binary") }
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var environment = ["LANG": locale, "PATH": "/usr/bin:/bin", "HOME": "/tmp", "TZ": "UTC"]
        for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] { environment[name] = ProcessInfo.processInfo.environment[name] }
        process.environment = environment
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("lowcarbon-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        func file(_ name: String, _ text: String) throws -> FileHandle {
            let url = scratch.appendingPathComponent(name)
            try Data(text.utf8).write(to: url)
            return try FileHandle(forUpdating: url)
        }
        process.standardInput = try file("in", input)
        process.standardOutput = try file("out", "")
        process.standardError = try file("err", "")
        try process.run()
        process.waitUntilExit()
        func read(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: scratch.appendingPathComponent(name)), as: UTF8.self)
        }
        return Outcome(code: process.terminationStatus, output: try read("out"), errors: try read("err"))
    }

    /// Makes a folder with files for the time of `body`.
    static func inFolder<Value>(_ files: [String: String], _ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lowcarbon-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let url = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return try body(folder)
    }
}
