import ArgumentParser
import Diagnostics
import LowCarbonRules

/// The norm files that paths, folders and ids stand for.
enum RuleFiles {
    static func find(_ names: [String], rules: String, language: MessageLanguage) throws -> [String] {
        let files = FileAccess.disk
        var found: [String] = []
        for name in names {
            if let entries = files.list(name) {
                found += walk(name, entries)
            } else if files.read(name) != nil {
                found.append(name)
            } else {
                let versions = RuleLibrary(folder: rules).versions(of: name)
                guard !versions.isEmpty else {
                    throw ValidationError(language == .zh ? "没有文件、文件夹或规范 `\(name)`" : "there is no file, folder or norm `\(name)`")
                }
                found += versions
            }
        }
        return found
    }

    private static func walk(_ folder: String, _ entries: [String]) -> [String] {
        entries.flatMap { entry -> [String] in
            let path = folder + "/" + entry
            if let inner = FileAccess.disk.list(path) { return walk(path, inner) }
            return entry.hasSuffix(".yaml") && !entry.hasSuffix(".test.yaml") ? [path] : []
        }
    }
}
