import Diagnostics
import ExactNumbers
import RuleModel
import RuleSyntax
import YAMLTree

extension DiagnosticCode {
    public static let versionOverlap = DiagnosticCode("LC0614", zh: "两个版本同时有效", en: "two versions effective at once")
    public static let supersededMissing = DiagnosticCode("LC0615", zh: "被代替的版本不存在", en: "superseded version not found")

    /// All codes of whole norms side by side.
    public static let ruleLibraryCodes: [DiagnosticCode] = [.versionOverlap, .supersededMissing]
}

/// Versions of a norm beside each other: they overlap only under a declared transition.
public enum VersionOverlap {
    /// Findings about `loaded` against the other versions in its folder.
    public static func findings(for loaded: LoadedNorm, files: FileAccess = .disk) -> [Diagnostic] {
        guard let document = loaded.document, let effective = document.effective,
            let slash = loaded.path.lastIndex(of: "/")
        else { return [] }
        let folder = String(loaded.path[..<slash])
        let others = (files.list(folder) ?? []).filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".test.yaml") }.map {
            folder + "/" + $0
        }
        .filter { $0 != loaded.path }.compactMap { self.document(at: $0, files) }.filter {
            $0.id.text == document.id.text
        }
        var findings: [Diagnostic] = []
        if let superseded = document.supersedes, !others.contains(where: { $0.version?.value == superseded.value }) {
            findings.append(
                Diagnostic(
                    .supersededMissing, .warning,
                    Message(
                        zh: "旁边没有版本 `\(superseded.value)`；旧版要与新版放在一起，已发的标识才能重新计算",
                        en:
                            "there is no version `\(superseded.value)` beside this one; keep it, so that labels given under it can be computed again"
                    ),
                    at: superseded.span))
        }
        for other in others {
            guard let theirs = other.effective?.value, theirs.overlaps(effective.value),
                theirs.lowerBound < effective.value.lowerBound
            else { continue }
            let end = min(theirs.upperBound, effective.value.upperBound)
            if document.supersedes?.value == other.version?.value, let transition = document.transition,
                transition.until.value >= end
            {
                continue
            }
            let version = other.version?.value ?? ""
            findings.append(
                Diagnostic(
                    .versionOverlap, .error,
                    Message(
                        zh: "到 \(end) 为止版本 `\(version)` 也有效；请缩短一方的有效期，或写 `代替: \"\(version)\"` 和到 \(end) 的 `过渡:`",
                        en:
                            "version `\(version)` is effective until \(end) too; shorten one, or write `supersedes: \"\(version)\"` and a `transition:` until \(end)"
                    ),
                    at: effective.span))
        }
        return findings
    }

    static func document(at path: String, _ files: FileAccess) -> NormDocument? {
        guard let bytes = files.read(path) else { return nil }
        var bag = DiagnosticBag()
        guard let root = YAMLLoader.load(bytes, file: SourceID(0), into: &bag),
            DocumentParser.documentKind(of: root) == .norm
        else {
            return nil
        }
        return DocumentParser.parseNorm(root, source: bytes, into: &bag).0
    }
}
