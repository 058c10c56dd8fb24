import ArgumentParser
import Diagnostics
import Foundation
import LowCarbonRules
import RuleSyntax

extension DocumentLanguage: ExpressibleByArgument {
    public init?(argument: String) {
        switch argument {
        case "zh": self = .zh
        case "en": self = .en
        default: return nil
        }
    }
}

struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Format rule files, or turn them into Chinese or English. 整理规则文件，或在中英文之间转换。",
        discussion: """
            Expressions get ASCII signs and single spaces, tables straight bars; comments stay. The files are rewritten in place.
            With --language every key, word, function and name is respelled: the norm stays the same, to the last digit,
            and turning it back gives the same bytes. A file with errors is not converted.

              lowcarbon fmt rules/hotel
              lowcarbon fmt --check rules          exit code 1 if a file is not formatted
              lowcarbon fmt --language zh rules/hotel/2026.1.yaml
            """)

    @Argument(help: "Rule files, folders, or ids of norms.")
    var paths: [String]

    @Flag(help: "Change nothing; list the files that are not formatted.")
    var check = false

    @Option(help: ArgumentHelp("Turn the files into Chinese or English.", valueName: "zh|en"))
    var language: DocumentLanguage?

    @Option(help: ArgumentHelp("Language of messages, zh or en (default: the locale's).", valueName: "zh|en"))
    var messages: MessageLanguage?

    @OptionGroup var rules: RulesOption

    func run() throws {
        let spoken = LanguageOption.choose(messages)
        var isClean = true
        for path in try RuleFiles.all(paths, rules: rules.rules, language: spoken) {
            guard let bytes = FileAccess.disk.read(path) else { continue }
            let result = RuleFormatter().format(path, bytes: bytes, language: language)
            guard let formatted = result.bytes else {
                isClean = false
                let renderer = TextRenderer(language: spoken, isColoured: Console.isInteractiveError)
                let errors = result.diagnostics.filter { $0.severity == .error }
                Console.error(renderer.render(errors, in: result.sources))
                Console.error(spoken == .zh ? "\(path)：有错误，未作改动" : "\(path): has errors and was left as it is")
                continue
            }
            guard formatted != bytes else { continue }
            if check {
                isClean = false
                Console.write(spoken == .zh ? "\(path)：尚未整理\n" : "\(path): not formatted\n")
            } else {
                try Data(formatted).write(to: URL(fileURLWithPath: path), options: .atomic)
                Console.write(spoken == .zh ? "\(path)：已整理\n" : "\(path): formatted\n")
            }
        }
        if !isClean { throw ExitCode(1) }
    }
}
