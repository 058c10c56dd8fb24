import Foundation
import Testing

/// `lowcarbon docs` as its users meet it.
@Suite struct DocsCommandTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "lowcarbon-docs-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func pagesOfTheShippedNorms() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let outcome = try Command.run(["docs", "rules", "--out", folder.path])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.hasPrefix("4 norms, 11 files in "))
        for file in ["index.html", "index.en.html", "style.css", "hotel/2026.1.zh.html", "scenic-spot/2026.1.en.html"] {
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(file).path), "\(file)")
        }
        let again = try Command.run(["docs", "hotel", "--out", folder.path, "--language", "en"], locale: "zh_CN.UTF-8")
        #expect(again.output.hasPrefix("1 个规范，3 个文件"))
    }

    @Test func mistakesAreNamed() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let broken = folder.appendingPathComponent("broken.yaml")
        try Data("norm: broken\n".utf8).write(to: broken)
        let outcome = try Command.run(["docs", "hotel", broken.path, "--out", folder.path + "/pages"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("error[LC"))
        #expect(outcome.output.hasPrefix("1 norm, 5 files"))
        #expect(try Command.run(["docs", "nowhere", "--out", folder.path]).code == 2)
        #expect(try Command.run(["docs", "rules/factors", "--out", folder.path]).code == 2)
        #expect(try Command.run(["docs", "hotel", "--out", broken.path]).code == 1)
    }
}
