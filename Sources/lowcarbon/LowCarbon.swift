import ArgumentParser

/// The command: `lowcarbon score hotel scenes/hotel/*.yaml`.
@main
struct LowCarbon: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lowcarbon",
        abstract: "Check, test and apply low-carbon evaluation norms. 低碳评价规则：检查、测试、评分。",
        discussion: """
            A norm is a YAML file. Start with

              lowcarbon check rules/hotel                        is the norm sound?
              lowcarbon score hotel scenes/hotel/*.yaml          what do scenes score?
              lowcarbon test hotel                               does it give what its authors expect?

            NORM is a file, or the id of a norm under `rules/`: hotel, restaurant, scenic-spot, supermarket.
            Exit codes: 0 all is well, 1 findings, 2 wrong use.
            Completion for your shell: lowcarbon --generate-completion-script bash (or zsh, fish).
            """,
        version: "0.1.0",
        subcommands: [
            Score.self, Explain.self, Bounds.self, Ask.self, PathCommand.self, Check.self, TestNorms.self, Format.self,
            Docs.self, Points.self, Serve.self, ConformanceCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var served = command as? any AsyncParsableCommand {
                try await served.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            Self.exit(withError: code)
        } catch {
            let code = exitCode(for: error)
            if code == .success { Self.exit(withError: error) }
            Console.error(fullMessage(for: error))
            Self.exit(withError: ExitCode(2))
        }
    }
}
