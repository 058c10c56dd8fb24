import ArgumentParser
import Diagnostics
import Foundation
import LowCarbonRules
import RuleSyntax
import YAMLTree

/// The rule files that paths, folders and ids stand for.
enum RuleFiles {
    /// Files of every kind: norms, factors, points rules, tests, maps.
    static func all(_ names: [String], rules: String, language: MessageLanguage) throws -> [String] {
        let files = FileAccess.disk
        var found: [String] = []
        for name in names {
            if let entries = files.list(name) {
                found += walk(trimmed(name), entries)
            } else if files.read(name) != nil {
                found.append(name)
            } else {
                guard !RuleLibrary(folder: rules).versions(of: name).isEmpty,
                    let entries = files.list(rules + "/" + name)
                else {
                    throw ValidationError(
                        language == .zh ? "没有文件、文件夹或规范 `\(name)`" : "there is no file, folder or norm `\(name)`")
                }
                found += walk(rules + "/" + name, entries)
            }
        }
        var seen: Set<String> = []
        found = found.filter { seen.insert($0).inserted }
        guard !found.isEmpty else {
            let list = names.map { "`\($0)`" }
            throw ValidationError(
                language == .zh
                    ? "\(list.joined(separator: "、")) 里没有规则文件（.yaml）"
                    : "there is no rule file (.yaml) in \(list.joined(separator: ", "))")
        }
        return found
    }

    /// Test files; a norm's file stands for the tests beside it.
    static func tests(_ names: [String], rules: String, language: MessageLanguage) throws -> [String] {
        var seen: Set<String> = []
        return try all(names, rules: rules, language: language).compactMap { path in
            let test =
                isTest(path) || !path.hasSuffix(".yaml") ? path : String(path.dropLast(".yaml".count)) + ".test.yaml"
            guard isTest(test), FileAccess.disk.read(test) != nil, seen.insert(test).inserted else { return nil }
            return test
        }
    }

    /// True if the first key of the file says that it is a norm.
    static func isNorm(_ path: String) -> Bool {
        var bag = DiagnosticBag()
        guard let bytes = FileAccess.disk.read(path), let root = YAMLLoader.load(bytes, file: SourceID(0), into: &bag)
        else {
            return false
        }
        return DocumentParser.documentKind(of: root) == .norm
    }

    static func isTest(_ path: String) -> Bool { path.hasSuffix(".test.yaml") }

    private static func trimmed(_ folder: String) -> String {
        folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    /// Rule files below a folder; a link to a folder that is above it is not followed.
    private static func walk(_ folder: String, _ entries: [String], above: Set<String> = []) -> [String] {
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        guard !above.contains(real) else { return [] }
        return entries.flatMap { entry -> [String] in
            let path = folder + "/" + entry
            if let inner = FileAccess.disk.list(path) { return walk(path, inner, above: above.union([real])) }
            return entry.hasSuffix(".yaml") ? [path] : []
        }
    }
}
