import Foundation
import Testing

/// The files of the tutorial are written and its commands are run, in order.
@Suite struct TutorialTests {
    @Test func commandsOfTheTutorial() throws {
        let workspace = try Workspace()
        var count = 0
        for block in DocumentBlock.blocks(of: try Workspace.page("tutorial.zh.md")) {
            let place = "tutorial.zh.md:\(block.line)"
            switch block.language {
            case "yaml":
                let file = try #require(block.options["file"], "\(place): a file of the tutorial has a name")
                let text = try block.options["from"].map { FragmentMerge.merge(block.text, into: try workspace.read($0)) }
                try workspace.write(text ?? block.text, to: file)
            case "console":
                for session in sessions(block.lines) {
                    count += 1
                    let words = session.command.split(separator: " ").map(String.init)
                    #expect(words.first == "lowcarbon", "\(place)")
                    let output = lines(try workspace.run(Array(words.dropFirst())))
                    #expect(matches(output, session.output), "\(place): \(session.command)\n\(output.joined(separator: "\n"))")
                }
            default: Issue.record("\(place): blocks of the tutorial are `yaml` or `console`")
            }
        }
        #expect(count > 10)
    }

    /// Commands after `$ `, each with the lines printed.
    private func sessions(_ text: [String]) -> [(command: String, output: [String])] {
        var sessions: [(command: String, output: [String])] = []
        for line in text {
            if line.hasPrefix("$ ") {
                sessions.append((String(line.dropFirst(2)), []))
            } else if !sessions.isEmpty {
                sessions[sessions.count - 1].output.append(line)
            }
        }
        return sessions.map { ($0.command, lines($0.output.joined(separator: "\n"))) }
    }

    /// Lines without blanks at their ends and empty lines at both ends.
    private func lines(_ text: String) -> [String] {
        let all = text.components(separatedBy: "\n").map { line in
            String(line.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
        }
        return Array(all.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed())
    }

    /// A line `…` stands for any number of lines.
    private func matches(_ output: [String], _ wanted: [String]) -> Bool {
        guard let first = wanted.first else { return output.isEmpty }
        if first == "…" {
            let rest = Array(wanted.dropFirst())
            return (0...output.count).contains { matches(Array(output.dropFirst($0)), rest) }
        }
        return output.first == first && matches(Array(output.dropFirst()), Array(wanted.dropFirst()))
    }
}
