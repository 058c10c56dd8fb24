import Foundation
import ReferenceEvaluator
import Testing

/// Each random norm gives a scene one result: alone, among many, from JSON and from CSV, on one thread and on two.
@Suite struct RandomNormCommandTests {
    /// More with `LOWCARBON_SEEDS=500`: one norm in ten of them.
    private static var seeds: Range<UInt64> {
        let count = ProcessInfo.processInfo.environment["LOWCARBON_SEEDS"].flatMap { UInt64($0) } ?? 50
        return 1..<(max(1, count / 10) + 1)
    }

    @Test func everyWayGivesTheSameResult() throws {
        var scored = 0
        for seed in Self.seeds {
            let yaml = NormGenerator.norm(seed: seed)
            let norm = try ReferenceNorm(yaml: yaml)
            var generator = SceneGenerator(norm, yaml: yaml, seed: seed, unanswered: [3, 15, 40][Int(seed % 3)])
            let scenes = (0..<25).map { (name: "s\($0)", scene: generator.scene()) }
            let lines = scenes.map { $0.scene.jsonLine(name: $0.name) + "\n" }.joined()
            // Blocks from 128 KiB on are scored in columns.
            let times = 300_000 / lines.utf8.count + 1
            let csv = ReferenceScene.csv(scenes, of: norm)
            let rows = csv.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let csvTimes = 300_000 / rows[1].utf8.count + 1
            let files = [
                "norm.yaml": yaml, "few.jsonl": lines, "many.jsonl": String(repeating: lines, count: times),
                "few.csv": csv, "many.csv": rows[0] + "\n" + String(repeating: String(rows[1]), count: csvTimes),
            ]
            try Command.inFolder(files) { (folder: URL) throws in
                func results(_ file: String, _ more: String...) throws -> [Substring] {
                    let run = try Command.run(
                        ["score", "norm.yaml", file, "--format", "json", "--detail", "criteria", "--language", "en"]
                            + more, in: folder)
                    #expect(run.code == 0, "norm \(seed), \(file): \(run.errors)")
                    return run.output.split(separator: "\n")
                }
                let alone = try results("few.jsonl", "--block-bytes", "1", "--threads", "1")
                if alone.isEmpty { return }
                #expect(alone.count == scenes.count)
                let ways: [(String, [Substring])] = [
                    ("CSV", try results("few.csv", "--threads", "1")),
                    ("JSON among many", try results("many.jsonl", "--threads", "1")),
                    ("JSON on two threads", try results("many.jsonl", "--threads", "2", "--block-bytes", "140000")),
                    ("CSV on two threads", try results("many.csv", "--threads", "2", "--block-bytes", "140000")),
                ]
                for (way, found) in ways {
                    #expect(found.count % alone.count == 0 && !found.isEmpty, "norm \(seed), \(way): \(found.count)")
                    let wrong = found.enumerated().first { $0.element != alone[$0.offset % alone.count] }
                    if let wrong {
                        Issue.record(
                            "norm \(seed), \(way), \(wrong.offset): \(wrong.element)\nalone: \(alone[wrong.offset % alone.count])"
                        )
                    }
                    scored += found.count
                }
            }
        }
        #expect(scored > 0)
        print("ways of scoring: \(scored) scenes")
    }
}
