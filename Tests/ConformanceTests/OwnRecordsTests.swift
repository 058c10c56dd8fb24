import Conformance
import Foundation
import Testing

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Conformance")

/// The records of `Tests/Conformance`, whose expected values come from the documents and not from the engine.
@Suite("Own conformance records")
struct OwnRecordsTests {
    static let files =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".jsonl") }
        .sorted()

    @Test func eightFilesAreThere() {
        #expect(OwnRecordsTests.files.count == 8)
    }

    @Test(arguments: files)
    func everyRecordIsAsItSays(file: String) throws {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        var ids: Set<String> = []
        for line in text.split(separator: "\n") {
            let record = try ConformanceRecord(line: String(line))
            #expect(ids.insert(record.id).inserted, "\(record.id) twice")
            let outcome = ConformanceRunner().run(record)
            #expect(outcome.verdict == .same, "\(record.id): \(outcome.found)")
        }
        let page = try String(contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8)
        #expect(page.contains("| `\(file)` | \(ids.count) |"))
    }

    /// What is committed is what the generator writes.
    @Test func generatorWritesTheFiles() throws {
        let made = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: made) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", folder.appendingPathComponent("generate.py").path, made.path]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus != 127 else {
            print("skipped: python3 is not there")
            return
        }
        #expect(process.terminationStatus == 0)
        for file in OwnRecordsTests.files {
            let committed = try Data(contentsOf: folder.appendingPathComponent(file))
            let written = try Data(contentsOf: made.appendingPathComponent(file))
            #expect(committed == written, "\(file) is not what generate.py writes")
        }
    }
}
