import Foundation
import Testing

/// The command as its users meet it.
@Suite struct CommandTests {
    @Test func binaryIsThere() { #expect(Command.binary != nil) }

    @Test func helpAndVersion() throws {
        let help = try Command.run(["--help"])
        #expect(help.code == 0)
        for command in ["score", "explain", "check", "test", "fmt", "points"] { #expect(help.output.contains(command)) }
        #expect(try Command.run(["--version"]).code == 0)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let script = try Command.run(["--generate-completion-script", shell])
        #expect(script.code == 0)
        for command in ["score", "explain", "check", "points"] { #expect(script.output.contains(command)) }
    }

    /// The script of bash does complete.
    @Test func bashCompletes() throws {
        let script = try Command.run(["--generate-completion-script", "bash"]).output
        let trial = """
            \(script)
            COMP_WORDS=(lowcarbon sco); COMP_CWORD=1; COMP_LINE="lowcarbon sco"; COMP_POINT=13
            _lowcarbon lowcarbon sco lowcarbon
            printf '%s\n' "${COMPREPLY[@]}"
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", trial]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(output.contains("score"), "\(output)")
    }

    @Test func publishedFileIsScoredThroughItsMap() throws {
        let arguments = [
            "score", "hotel", "scenes/maps/seattle-2015-excerpt.csv", "--map", "scenes/maps/seattle-hotels.yaml",
        ]
        let outcome = try Command.run(arguments + ["--format", "json"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count == 6)
        #expect(!outcome.output.contains("\"status\":\"invalid\""))
        #expect(outcome.errors.contains("3 rows left out"))
        #expect(try Command.run(["check", "scenes/maps"]).code == 0)
    }

    @Test func wrongUseIsTwo() throws {
        #expect(try Command.run(["scor"]).code == 2)
        #expect(try Command.run(["score"]).code == 2)
        #expect(try Command.run(["score", "no-such-norm", "scenes/hotel/good.yaml"]).code == 2)
        #expect(try Command.run(["check", "no/such/file.yaml"]).code == 2)
        #expect(try Command.run(["score", "hotel", "scenes/hotel/good.yaml", "--as-of", "tomorrow"]).code == 2)
        #expect(try Command.run(["score", "hotel", "scenes/hotel/good.yaml", "--format", "xml"]).code == 2)
    }

    @Test func shippedRulesAreSound() throws {
        let outcome = try Command.run(["check", "rules"])
        #expect(outcome.code == 0, "\(outcome.output)")
        #expect(outcome.output.contains(" 0 errors"))
    }

    @Test func shippedRulesAreFormatted() throws {
        let outcome = try Command.run(["fmt", "--check", "rules"])
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test func findingsAreOne() throws {
        try Command.inFolder(["x.yaml": "norm: x\nversoin: \"1\"\n"]) { (folder: URL) throws in
            let text = try Command.run(["check", "x.yaml"], in: folder)
            #expect(text.code == 1)
            #expect(text.output.contains("did you mean `version`?"))
            let chinese = try Command.run(["check", "x.yaml"], in: folder, locale: "zh_CN.UTF-8")
            #expect(chinese.output.contains("是不是 `version`？"))
            let json = try Command.run(["check", "x.yaml", "--format", "json"], in: folder)
            #expect(json.code == 1)
            for line in json.output.split(separator: "\n") {
                #expect((try JSONSerialization.jsonObject(with: Data(line.utf8))) is [String: Any])
            }
            let sarif = try Command.run(["check", "x.yaml", "--format", "sarif"], in: folder)
            let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
            #expect(log?["version"] as? String == "2.1.0")
            #expect(try Command.run(["fmt", "--language", "zh", "x.yaml"], in: folder).code == 1)
        }
    }

    @Test func everyKindOfFileIsChecked() throws {
        let files = [
            "factors.yaml": "factors: f\nparamters: {}\n", "points.yaml": "points: p\nverson: \"1\"\n",
            "x.test.yaml": "tests: x\ncase: {}\n", "map.yaml": "map: m\nscnee: a\n", "other.yaml": "hello: world\n",
        ]
        try Command.inFolder(files) { (folder: URL) throws in
            for name in files.keys.sorted() {
                let code = try Command.run(["check", name], in: folder).code
                #expect(code == 1, "\(name)")
            }
            let output = try Command.run(["check", "."], in: folder).output
            #expect(output.contains("checked 5 files"))
        }
    }

    @Test func pointsSettle() throws {
        let outcome = try Command.run([
            "points", "rules/points/shenzhen.yaml", "scenes/points/acts.jsonl", "--labels",
            "scenes/points/labels.jsonl",
            "--format", "json",
        ])
        #expect(outcome.code == 0 || outcome.code == 1, "\(outcome.errors)")
        #expect(!outcome.output.isEmpty)
    }
}
