import ArgumentParser
import Diagnostics
import Foundation
import LowCarbonRules
import NormDocs

struct Docs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the pages of norms: the methodology, in both languages. 生成规范的公开页面。",
        discussion: """
            A page for each version of a norm: questions, gates, criteria with their bands, formulas, parameters, sources marked
            where they are provisional, and what changed since the version before. Plain HTML and one stylesheet, with an index.
            Example: lowcarbon docs rules --out pages
            """)

    enum Languages: String, ExpressibleByArgument, CaseIterable {
        case zh, en, both

        var list: [MessageLanguage] {
            switch self {
            case .zh: [.zh]
            case .en: [.en]
            case .both: [.zh, .en]
            }
        }
    }

    @Argument(help: "Norm files, ids of norms, or folders of rules.")
    var norms: [String]

    @Option(help: ArgumentHelp("Folder that the pages are written to.", valueName: "folder"))
    var out: String

    @Option(help: "Language of the pages: zh, en or both.")
    var language = Languages.both

    @OptionGroup var rules: RulesOption

    func run() throws {
        let messages = LanguageOption.choose(nil)
        let loader = NormLoader(rulesFolder: rules.rules)
        var loaded: [LoadedNorm] = []
        for path in try RuleFiles.all(norms, rules: rules.rules, language: messages)
        where !RuleFiles.isTest(path) && RuleFiles.isNorm(path) {
            if let norm = loader.load(path) { loaded.append(norm) }
        }
        guard !loaded.isEmpty else {
            throw ValidationError(messages == .zh ? "这里没有规范" : "there is no norm here")
        }
        var failed = false
        for norm in loaded where norm.hasErrors {
            let renderer = TextRenderer(language: messages, isColoured: Console.isInteractiveError)
            Console.error(renderer.render(norm.diagnostics.filter { $0.severity == .error }, in: norm.sources))
            failed = true
        }
        let site = NormSite(loaded)
        let files = site.files(language.list)
        for file in files { try write(file, messages) }
        Console.write(
            messages == .zh
                ? "\(site.pages.count) 个规范，\(files.count) 个文件写入 \(out)/\n"
                : "\(site.pages.count) \(site.pages.count == 1 ? "norm" : "norms"), \(files.count) files in \(out)/\n")
        if failed { throw ExitCode(1) }
    }

    private func write(_ file: NormSite.File, _ language: MessageLanguage) throws {
        let place = URL(fileURLWithPath: out).appendingPathComponent(file.path)
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: place, options: .atomic)
        } catch {
            Console.error(language == .zh ? "无法写入 `\(place.path)`" : "cannot write `\(place.path)`")
            throw ExitCode(1)
        }
    }
}
