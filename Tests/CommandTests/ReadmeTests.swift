import Foundation
import Testing

/// What each README shows is what the command does.
@Suite struct ReadmeTests {
    private func blocks(_ name: String) throws -> [String] {
        let text = try String(contentsOf: Command.root.appendingPathComponent(name), encoding: .utf8)
        return text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    @Test(arguments: [("README.md", "shop", "zh"), ("README.zh.md", "小店", "en")])
    func firstNorm(readme: String, id: String, other: String) throws {
        let blocks = try blocks(readme)
        try #require(blocks.count == 2)
        let files = ["rules/\(id)/1.yaml": blocks[0], "rules/\(id)/1.test.yaml": blocks[1]]
        try Command.inFolder(files) { (folder: URL) throws in
            let check = try Command.run(["check", id], in: folder)
            #expect(check.code == 0, "\(check.output)")
            #expect(check.output.contains(" 0 errors, 0 warnings"), "\(check.output)")
            let test = try Command.run(["test", id], in: folder)
            #expect(test.code == 0, "\(test.output)")
            #expect(test.output.contains("3 passed, 0 failed"))
            let coverage = try Command.run(["test", id, "--coverage"], in: folder)
            #expect(coverage.output.contains("not reached: "))
            let format = try Command.run(["fmt", "--check", "rules"], in: folder)
            #expect(format.code == 0, "\(format.output)\(format.errors)")
            #expect(try Command.run(["fmt", "--language", other, "rules/\(id)"], in: folder).code == 0)
            #expect(try Command.run(["fmt", "--check", "rules"], in: folder).code == 0)
            #expect(try Command.run(["check", id], in: folder).code == 0)
            #expect(try Command.run(["test", id], in: folder).code == 0)
            let back = other == "zh" ? "en" : "zh"
            #expect(try Command.run(["fmt", "--language", back, "rules/\(id)"], in: folder).code == 0)
            let norm = try String(contentsOf: folder.appendingPathComponent("rules/\(id)/1.yaml"), encoding: .utf8)
            #expect(norm == blocks[0])
        }
    }

    /// The table under the first commands, down to the line with `…`.
    @Test func firstScores() throws {
        let text = try String(contentsOf: Command.root.appendingPathComponent("README.md"), encoding: .utf8)
        let shown = try #require(
            text.components(separatedBy: "```\n").first { $0.contains("…\n") && $0.contains("───") }
        )
        .components(separatedBy: "\n").prefix { $0 != "…" }
        let folder = Command.root.appendingPathComponent("scenes/hotel")
        let scenes = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        let paths = scenes.sorted().map { "scenes/hotel/\($0)" }
        let output = try Command.run(["score", "hotel"] + paths + ["--as-of", "2026-10-01"]).output
        #expect(shown.count > 4)
        #expect(output.hasPrefix(shown.joined(separator: "\n") + "\n"), "\(output)")
    }
}
