import Foundation
import ReferenceEvaluator
import Testing

/// Random norms and scenes as files, for evaluators outside this package.
struct NormExport {
    private static let folder = ProcessInfo.processInfo.environment["LOWCARBON_EXPORT"]

    /// `LOWCARBON_EXPORT=FOLDER LOWCARBON_SEEDS=1000` writes `1.yaml`, `1.jsonl` and so on; scenes answered in part and in full.
    @Test(.enabled(if: NormExport.folder != nil, "LOWCARBON_EXPORT names no folder"))
    func normsAndScenes() throws {
        let folder = URL(fileURLWithPath: try #require(Self.folder))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for seed in EngineTests.seeds {
            let yaml = NormGenerator.norm(seed: seed)
            let norm = try ReferenceNorm(yaml: yaml)
            var lines: [String] = []
            for unanswered in [0, 3, 15, 40] {
                var scenes = SceneGenerator(norm, yaml: yaml, seed: seed, unanswered: unanswered)
                for number in 1...25 { lines.append(scenes.scene().jsonLine(name: "\(unanswered)/\(number)")) }
            }
            try Data(yaml.utf8).write(to: folder.appendingPathComponent("\(seed).yaml"))
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(
                to: folder.appendingPathComponent("\(seed).jsonl"))
        }
    }
}
