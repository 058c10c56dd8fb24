import ArgumentParser
import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler

/// Finds, checks and compiles the norm that a command names.
enum NormArgument {
    /// The compiled norm; findings go to the error output, and errors among them end the command with code 1.
    static func compile(
        _ name: String, rules: String, on day: CalendarDay?, isRenewal: Bool = false, language: MessageLanguage
    ) throws -> CompiledNorm {
        try sound(name, rules: rules, on: day, isRenewal: isRenewal, language: language).compiled
    }

    /// The same with the norm as it was loaded.
    static func sound(
        _ name: String, rules: String, on day: CalendarDay?, isRenewal: Bool = false, language: MessageLanguage
    ) throws -> (loaded: LoadedNorm, compiled: CompiledNorm) {
        let loaded = try load(name, rules: rules, on: day, isRenewal: isRenewal, language: language)
        if let compiled = loaded.compiled, !loaded.hasErrors { return (loaded, compiled) }
        let renderer = TextRenderer(language: language, isColoured: Console.isInteractiveError)
        Console.error(renderer.render(loaded.diagnostics.filter { $0.severity == .error }, in: loaded.sources))
        throw ExitCode(1)
    }

    static func load(
        _ name: String, rules: String, on day: CalendarDay?, isRenewal: Bool = false, language: MessageLanguage
    ) throws -> LoadedNorm {
        let library = RuleLibrary(folder: rules)
        guard let path = library.resolve(name, on: day, isRenewal: isRenewal),
            let loaded = NormLoader(rulesFolder: rules).load(path)
        else {
            let known = library.norms.joined(separator: ", ")
            throw ValidationError(
                language == .zh
                    ? "没有规范 `\(name)`；可用：\(known.isEmpty ? "（\(rules)/ 下没有规范）" : known)，或给出文件路径"
                    : "there is no norm `\(name)`; there are: \(known.isEmpty ? "(none under \(rules)/)" : known), or give the path of a file"
            )
        }
        return loaded
    }
}
