import Foundation
import SceneData

/// How far a run with `--output` has come, kept beside the output so that another run can go on from there.
struct RunPosition: Codable, Equatable {
    /// A file of scenes, so that it is known again.
    struct Input: Codable, Equatable {
        var path: String
        var bytes: Int
        /// SHA-256 of the first 64 KiB.
        var head: String
    }

    /// What must be the same for the results to fit together.
    struct Identity: Codable, Equatable {
        var program: String
        /// SHA-256 of the norm with all it imports.
        var norm: String
        var inputs: [Input]
        /// Options that change results, by name.
        var options: [String: String]
    }

    var identity: Identity
    /// The file being read, and where in it.
    var input = 0
    var offset = 0
    var row = 0
    var line = 1
    /// Bytes of whole rows written.
    var output = 0
    var errors = 0
    var summary = RunSummary()

    static func path(for output: String) -> String { output + ".position" }

    /// What an earlier run left for `output`; nil if there is nothing that can be read.
    static func read(for output: String) -> RunPosition? {
        guard let data = FileManager.default.contents(atPath: path(for: output)) else { return nil }
        return try? JSONDecoder().decode(RunPosition.self, from: data)
    }

    func write(for output: String) throws(OutputFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(self) else { return }
        try OutputFile.replace(RunPosition.path(for: output), with: Array(data) + [0x0A])
    }
}
