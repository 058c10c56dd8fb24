import Foundation
import Testing

/// `lowcarbon points` by its exit codes and with what cannot be read.
@Suite struct PointsCommandTests {
    private let rules = "rules/points/shenzhen.yaml"

    @Test func exampleOfTheHelp() throws {
        let outcome = try Command.run([
            "points", rules, "scenes/points/acts.jsonl", "--labels", "scenes/points/labels.jsonl", "--format", "json",
        ])
        #expect(outcome.code == 1, "some acts of the example are refused: \(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count == 20)
        #expect(try Command.run(["points", "--help"]).output.contains("scenes/points/acts.jsonl"))
    }

    @Test func whatCannotBeReadIsOne() throws {
        for arguments in [
            [rules, "none.jsonl"], ["none.yaml", "scenes/points/acts.jsonl"],
            [rules, "scenes/points/acts.jsonl", "--labels", "none.jsonl"],
            [rules, "scenes/points/acts.jsonl", "--earlier", "none.jsonl"],
        ] {
            let outcome = try Command.run(["points"] + arguments)
            #expect(outcome.code == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("none."))
        }
    }

    @Test func wrongUseIsTwo() throws {
        #expect(try Command.run(["points"]).code == 2)
        #expect(try Command.run(["points", rules, "scenes/points/acts.jsonl", "--format", "xml"]).code == 2)
    }

    @Test func allSettledIsNought() throws {
        let outcome = try Command.run(["points", "rules/points/lvya.yaml", "scenes/points/lvya-acts.csv"])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    @Test func runsGoOnFromAnEarlierLedger() throws {
        let acts = try String(
            contentsOf: Command.root.appendingPathComponent("scenes/points/acts.jsonl"), encoding: .utf8
        )
        .split(separator: "\n")
        try Command.inFolder([
            "first.jsonl": acts.prefix(8).joined(separator: "\n") + "\n",
            "second.jsonl": acts.dropFirst(8).joined(separator: "\n") + "\n",
        ]) { (folder: URL) throws in
            let labels = ["--labels", "scenes/points/labels.jsonl", "--format", "json"]
            let first = try Command.run(["points", rules, folder.path + "/first.jsonl"] + labels)
            try Data(first.output.utf8).write(to: folder.appendingPathComponent("ledger.jsonl"))
            let second = try Command.run(
                ["points", rules, folder.path + "/second.jsonl", "--earlier", folder.path + "/ledger.jsonl"] + labels)
            let whole = try Command.run(["points", rules, "scenes/points/acts.jsonl"] + labels)
            func points(_ text: String) -> [Substring] {
                text.split(separator: "\n").compactMap { $0.split(separator: "\"points\":").last }
            }
            #expect(points(first.output + second.output) == points(whole.output))
        }
    }
}
