import Foundation
import Testing

/// Long runs of `lowcarbon score`: threads, files of results, and going on after a break.
@Suite struct StreamingTests {
    /// Scenes with what goes wrong in long files: a line that is no JSON, an empty one, bad values.
    static let scenes: String = {
        var lines: [String] = []
        for number in 0..<40 {
            switch number {
            case 7: lines.append("{\"scene\":\"bad\",\"area\":")
            case 12: lines.append("")
            case 20: lines.append("{\"scene\":\"worse\",\"area\":\"much\",\"no_such_input\":1}")
            case 25: lines.append("{\"scene\":\"open\"}")
            default: lines.append("{\"scene\":\"s\(number)\",\"area\":\(1 + number * 23)}")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }()

    static let files = ["in.jsonl": scenes, "shop.yaml": SampleNorm.shop]

    static func arguments(_ output: String?, _ more: String...) -> [String] {
        let files = output.map { ["--output", $0, "--errors", "errors.csv", "--summary", "summary.json"] } ?? []
        return ["score", "shop.yaml", "in.jsonl", "--as-of", "2026-10-01", "--language", "en"] + files
            + ["--block-bytes", "100"] + more
    }

    /// Runs with files that may not grow beyond `limit` blocks of 512 bytes.
    static func run(_ arguments: [String], limit: Int, in folder: URL) throws -> Int32 {
        guard let binary = Command.binary else { return -1 }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "ulimit -f \(limit); exec \"$0\" \"$@\"", binary.path] + arguments
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    static func data(_ names: [String], in folder: URL) -> [Data?] {
        names.map { FileManager.default.contents(atPath: folder.appendingPathComponent($0).path) }
    }

    @Test(arguments: ["json", "csv", "table"])
    func threadsGiveTheSameBytes(_ format: String) throws {
        try Command.inFolder(Self.files) { (folder: URL) throws in
            let one = try Command.run(
                Self.arguments(nil, "--format", format, "--threads", "1"), in: folder)
            #expect(one.code == 0, "\(one.errors)")
            #expect(one.output.contains("s39"))
            for threads in ["2", "4", "9"] {
                let many = try Command.run(
                    Self.arguments(nil, "--format", format, "--threads", threads), in: folder)
                #expect(many.output == one.output, "\(threads)")
            }
        }
    }

    /// Large blocks are scored in columns, small ones scene by scene: the same bytes, whatever is wrong with some of the lines.
    @Test(arguments: ["json", "csv"], ["labels", "sections", "criteria"])
    func columnsGiveTheSameBytes(_ format: String, _ detail: String) throws {
        let many = String(repeating: Self.scenes, count: 160)
        try Command.inFolder(["in.jsonl": many, "shop.yaml": SampleNorm.shop]) { (folder: URL) throws in
            func run(_ blockBytes: Int) throws -> Command.Outcome {
                try Command.run(
                    [
                        "score", "shop.yaml", "in.jsonl", "--as-of", "2026-10-01", "--format", format, "--detail",
                        detail,
                        "--errors", "errors.csv", "--block-bytes", "\(blockBytes)",
                    ], in: folder)
            }
            #expect(many.utf8.count > 128 << 10)
            let inColumns = try run(1 << 20)
            let errors = Self.data(["errors.csv"], in: folder)
            let oneByOne = try run(10_000)
            #expect(inColumns.output == oneByOne.output && inColumns.output.contains("s39"))
            #expect(errors == Self.data(["errors.csv"], in: folder))
        }
    }

    @Test(arguments: ["labels.jsonl", "labels.csv", "labels.csv.gz", "labels.jsonl.zst"])
    func aRunThatFillsTheDiskIsResumed(_ output: String) throws {
        try Command.inFolder(Self.files) { (folder: URL) throws in
            let names = [output, "errors.csv", "summary.json"]
            let whole = try Command.run(Self.arguments(output), in: folder)
            #expect(whole.code == 0, "\(whole.errors)")
            let expected = Self.data(names, in: folder)
            let size = try #require(expected[0]).count
            var cuts = 0
            let step = max(1, size / 512 / 20)
            for limit in stride(from: 0, through: size / 512, by: step) {
                for name in names { try FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
                let code = try Self.run(
                    Self.arguments(output, "--threads", "\(1 + limit % 3)", "--note-seconds", "\(limit % 2)"),
                    limit: limit,
                    in: folder)
                #expect(code == 1)
                #expect(Self.data([output], in: folder) == [nil])
                if let partial = Self.data([output + ".partial"], in: folder)[0], !output.hasSuffix("z"),
                    !output.hasSuffix("zst")
                {
                    #expect(partial.isEmpty || partial.last == 0x0A)
                    #expect(expected[0]?.starts(with: partial) == true)
                }
                let resumed = try Command.run(Self.arguments(output, "--resume"), in: folder)
                #expect(resumed.code == 0, "\(resumed.errors)")
                #expect(Self.data(names, in: folder) == expected, "\(limit)")
                cuts += 1
            }
            #expect(cuts > 0)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(Set(left) == Set(names + ["in.jsonl", "shop.yaml"]))
        }
    }

    /// Killed at whatever moment, a run goes on to the same end.
    @Test func aKilledRunIsResumed() throws {
        let scenes = String(repeating: Self.scenes, count: 60)
        try Command.inFolder(["in.jsonl": scenes, "shop.yaml": SampleNorm.shop]) { (folder: URL) throws in
            let names = ["labels.csv", "errors.csv", "summary.json"]
            #expect(try Command.run(Self.arguments("labels.csv"), in: folder).code == 0)
            let expected = Self.data(names, in: folder)
            let binary = try #require(Command.binary)
            for (round, signal) in [SIGKILL, SIGINT, SIGTERM, SIGKILL, SIGKILL].enumerated() {
                for name in names { try FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
                let process = Process()
                process.executableURL = binary
                process.arguments = Self.arguments("labels.csv", "--note-seconds", "0", "--threads", "2")
                process.currentDirectoryURL = folder
                process.standardError = FileHandle.nullDevice
                try process.run()
                let position = folder.appendingPathComponent("labels.csv.position").path
                var waits = 0
                while process.isRunning, waits < 2000, !FileManager.default.fileExists(atPath: position) {
                    usleep(2000)
                    waits += 1
                }
                usleep(UInt32(round) * 15_000)
                kill(process.processIdentifier, signal)
                process.waitUntilExit()
                if signal != SIGKILL, process.terminationReason == .exit {
                    #expect([0, 130].contains(process.terminationStatus))
                }
                let resumed = try Command.run(Self.arguments("labels.csv", "--resume"), in: folder)
                #expect(resumed.code == 0, "\(resumed.errors)")
                #expect(Self.data(names, in: folder) == expected, "round \(round)")
            }
        }
    }

    @Test func whatDoesNotFitIsRefusedInWords() throws {
        try Command.inFolder(Self.files) { (folder: URL) throws in
            #expect(try Self.run(Self.arguments("labels.jsonl"), limit: 4, in: folder) == 1)
            let other = try Command.run(
                Self.arguments("labels.jsonl", "--resume", "--renewal"), in: folder)
            #expect(other.code == 1)
            #expect(other.errors.contains("LC0741") && other.errors.contains("--renewal"), "\(other.errors)")
            try Data((Self.scenes + "{}\n").utf8).write(to: folder.appendingPathComponent("in.jsonl"))
            let changed = try Command.run(Self.arguments("labels.jsonl", "--resume"), in: folder)
            #expect(changed.code == 1)
            #expect(changed.errors.contains("`in.jsonl` has changed"), "\(changed.errors)")
            try Data(Self.scenes.utf8).write(to: folder.appendingPathComponent("in.jsonl"))
            try FileManager.default.removeItem(at: folder.appendingPathComponent("labels.jsonl.partial"))
            let gone = try Command.run(Self.arguments("labels.jsonl", "--resume"), in: folder)
            #expect(gone.code == 1)
            #expect(gone.errors.contains("is gone"), "\(gone.errors)")
            let pipe = try Command.run(
                [
                    "score", "shop.yaml", "-", "--output",
                    "p.csv", "--resume",
                ],
                in: folder)
            #expect(pipe.code == 1)
        }
        #expect(try Command.run(["score", "hotel", "scenes/hotel/good.yaml", "--resume"]).code == 2)
        #expect(try Command.run(["score", "hotel", "scenes/hotel/good.yaml", "--output", "x.txt"]).code == 2)
        #expect(try Command.run(["score", "hotel", "scenes/hotel/good.yaml", "--threads", "0"]).code == 2)
        #expect(try Command.run(["score", "hotel", "scenes/hotel/good.yaml", "--encoding", "klingon"]).code == 2)
    }

    @Test func aFullDeviceIsTold() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        try Command.inFolder(Self.files) { (folder: URL) throws in
            let binary = try #require(Command.binary)
            let process = Process()
            process.executableURL = binary
            process.arguments = Self.arguments(nil, "--format", "csv")
            process.currentDirectoryURL = folder
            process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
            let errors = Pipe()
            process.standardError = errors
            try process.run()
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 1)
            #expect(text.contains("the disk is full") && text.contains("磁盘已满"), "\(text)")
        }
    }

    @Test func summaryAndErrorsAreWhole() throws {
        try Command.inFolder(Self.files) { (folder: URL) throws in
            var arguments = Self.arguments("labels.jsonl")
            arguments[arguments.firstIndex(of: "errors.csv") ?? 0] = "errors.jsonl"
            let outcome = try Command.run(arguments, in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("39 scenes"))
            let files = Self.data(["labels.jsonl", "errors.jsonl", "summary.json"], in: folder)
            let labels = try #require(files[0]).split(separator: 0x0A)
            #expect(labels.count == 39)
            let summary = try #require(
                try JSONSerialization.jsonObject(with: files[2] ?? Data()) as? [String: Any])
            #expect(summary["scenes"] as? Int == 39)
            let statuses = try #require(summary["status"] as? [String: Int])
            #expect(statuses.values.reduce(0, +) == 39)
            #expect(statuses["invalid"] == 2)
            let errors = try #require(files[1]).split(separator: 0x0A)
            #expect(errors.count == 3)
            for line in errors {
                let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
                #expect(
                    Set(object.keys).isSuperset(of: ["row", "column", "value", "code", "message", "line", "scene"]))
            }
        }
    }
}

extension StreamingTests {
}
