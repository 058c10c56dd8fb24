import Diagnostics
import Foundation

/// Writes the certain mends of a file's findings, as far as each makes the file better.
struct Mending {
    /// Where norms and factor files are found by id.
    var rules: String

    /// The file after its mends, with what was changed said on the error output; the file as it was if none helps.
    func mend(
        _ loaded: CheckedFile, after earlier: SourceMap, _ language: MessageLanguage
    ) throws -> CheckedFile {
        var best = loaded
        var said: [String] = []
        let candidates = loaded.diagnostics.filter { isOwn($0, of: loaded) }
        if let (mended, applied) = attempt(candidates, on: best) {
            best = mended
            said = applied.map { line($0, in: loaded, language) }
        } else {
            // One of them does harm: each is tried by itself, by what is found then.
            var refused: Set<String> = []
            while let next = best.diagnostics.first(where: { isOwn($0, of: best) && !refused.contains(key($0)) }) {
                if let (mended, _) = attempt([next], on: best) {
                    said.append(line(next, in: best, language))
                    best = mended
                } else {
                    refused.insert(key(next))
                }
            }
        }
        guard !said.isEmpty, let file = best.sources[best.file] else { return loaded }
        try Data(file.bytes).write(to: URL(fileURLWithPath: loaded.path), options: .atomic)
        for text in said { Console.error(text) }
        return CheckedFile.read(loaded.path, rules: rules, after: earlier) ?? best
    }

    /// The file with the mends of `findings`; nil if they cannot be applied or leave as many errors and warnings.
    private func attempt(_ findings: [Diagnostic], on loaded: CheckedFile) -> (CheckedFile, [Diagnostic])? {
        guard !findings.isEmpty, let file = loaded.sources[loaded.file] else { return nil }
        let (bytes, applied) = Diagnostic.applyFixIts(of: findings, to: file.bytes, file: loaded.file)
        guard !applied.isEmpty,
            let mended = CheckedFile.read(loaded.path, bytes: bytes, rules: rules, after: SourceMap())
        else {
            return nil
        }
        let wanted = Set(applied.map(\.code))
        let left = mended.diagnostics.filter { wanted.contains($0.code) }.count
        let before = loaded.diagnostics.filter { wanted.contains($0.code) }.count
        let others = mended.diagnostics.filter { !wanted.contains($0.code) && $0.severity == .error }.count
        let othersBefore = loaded.diagnostics.filter { !wanted.contains($0.code) && $0.severity == .error }.count
        // A file that could not be read before may show what was hidden until then.
        let couldBeRead = loaded.diagnostics.contains { !$0.code.id.hasPrefix("LC00") } || loaded.compiled != nil
        guard left <= before - applied.count, !couldBeRead || others <= othersBefore else { return nil }
        return (mended, applied)
    }

    private func isOwn(_ finding: Diagnostic, of loaded: CheckedFile) -> Bool {
        guard let fixIt = finding.fixIts.first, fixIt.isCertain else { return false }
        return fixIt.edits.allSatisfy { $0.span.file == loaded.file }
    }

    private func key(_ finding: Diagnostic) -> String { "\(finding.code.id) \(finding.message.en)" }

    private func line(_ finding: Diagnostic, in loaded: CheckedFile, _ language: MessageLanguage) -> String {
        let place = loaded.sources[loaded.file].map { $0.position(at: finding.span.start) }
        let title = finding.fixIts.first?.title[language] ?? ""
        let number = place.map { ":\($0.line)" } ?? ""
        return language == .zh
            ? "\(loaded.path)\(number) 已改：\(finding.code.id) \(title)"
            : "\(loaded.path)\(number) mended: \(finding.code.id) \(title)"
    }
}
