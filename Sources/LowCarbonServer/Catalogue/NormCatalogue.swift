import Diagnostics
import ExactNumbers
import LowCarbonRules
import NormDocs
import RuleAnalysis
import RuleCompiler
import RuleModel
import RuleSyntax

/// One version of a norm, checked, compiled and ready to score.
public struct ServedVersion: Sendable {
    /// The norm's id: the name of its folder.
    public let id: String
    /// As the norm says, such as `2026.1`.
    public let version: String
    /// Model, program and trace.
    public let compiled: CompiledNorm
    /// The file it was read from, with its document.
    public let loaded: LoadedNorm
    /// SHA-256 over the files it was read from.
    public let digest: String
    let pool: WorkerPool
    let forms: [MessageLanguage: Questionnaire]

    init(id: String, loaded: LoadedNorm, compiled: CompiledNorm, budget: Int) {
        self.id = id
        self.loaded = loaded
        self.compiled = compiled
        version = compiled.model.document.version?.value ?? ""
        digest = loaded.contentDigest
        pool = WorkerPool(AnalyzedNorm(compiled), budget: budget)
        var forms: [MessageLanguage: Questionnaire] = [:]
        for language in MessageLanguage.allCases {
            forms[language] = QuestionnaireMaker(id: id, norm: compiled, language: language).make()
        }
        self.forms = forms
    }

    /// The questions in a language.
    func form(_ language: MessageLanguage) -> Questionnaire {
        forms[language] ?? QuestionnaireMaker(id: id, norm: compiled, language: language).make()
    }

    func title(_ language: MessageLanguage) -> String {
        let title = compiled.model.document.title
        return (language == .zh ? title?.zh ?? title?.en : title?.en ?? title?.zh) ?? id
    }

    var isDraft: Bool {
        switch compiled.model.document.status?.value {
        case .draft?, .consultation?, nil: return true
        default: return false
        }
    }
}

/// A file that could not be served, with what is wrong.
public struct RefusedNorm: Sendable {
    /// Where it stands.
    public var path: String
    /// The loaded file with its findings; nil if it could not be read.
    public var loaded: LoadedNorm?
}

/// Every norm of a rules folder in all its versions, compiled once.
public struct NormCatalogue: Sendable {
    /// Versions by norm, the oldest first.
    public let versions: [String: [ServedVersion]]
    /// Files with errors; they are not served.
    public let refused: [RefusedNorm]
    /// The rules folder.
    public let folder: String

    /// Ids, sorted.
    public var ids: [String] { versions.keys.sorted() }

    /// Loads, checks and compiles everything under `library`.
    ///
    /// - Parameters:
    ///   - library: the rules folder.
    ///   - budget: program steps that one search for bounds may take.
    public init(_ library: RuleLibrary, budget: Int = ServiceLimits().analysisSteps) {
        var versions: [String: [ServedVersion]] = [:]
        var refused: [RefusedNorm] = []
        let loader = NormLoader(files: library.files, rulesFolder: library.folder)
        for id in library.norms {
            var found: [ServedVersion] = []
            for path in library.versions(of: id) {
                guard let loaded = loader.load(path) else {
                    refused.append(RefusedNorm(path: path, loaded: nil))
                    continue
                }
                if let compiled = loaded.compiled, !loaded.hasErrors {
                    found.append(ServedVersion(id: id, loaded: loaded, compiled: compiled, budget: budget))
                } else {
                    refused.append(RefusedNorm(path: path, loaded: loaded))
                }
            }
            found.sort { $0.compiled.model.effective.lowerBound < $1.compiled.model.effective.lowerBound }
            if !found.isEmpty { versions[id] = found }
        }
        self.versions = versions
        self.refused = refused
        folder = library.folder
    }

    /// The version that counts on `day`: the latest effective then, or in a transition the one the norm says; the newest if
    /// none is effective. Nil if there is no such norm.
    public func version(of id: String, on day: CalendarDay, isRenewal: Bool = false) -> ServedVersion? {
        guard let all = versions[id] else { return nil }
        guard let latest = all.last(where: { $0.compiled.model.effective.contains(day) }) else { return all.last }
        let document = latest.compiled.model.document
        if let transition = document.transition, day <= transition.until.value, let old = document.supersedes,
            (isRenewal ? transition.renewals : transition.first)?.value == .old,
            let earlier = all.first(where: { $0.version == old.value })
        {
            return earlier
        }
        return latest
    }
}
