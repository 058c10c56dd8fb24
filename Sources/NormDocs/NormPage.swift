import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleSyntax

/// The public page of a norm: its methodology as the rules say it, in Chinese or English. No script, one stylesheet.
public struct NormPage: Sendable {
    /// A version of the norm, for the list of versions.
    public struct Version: Sendable {
        public var version: String
        /// Days on which it is effective.
        public var effective: ClosedRange<CalendarDay>?
        public init(version: String, effective: ClosedRange<CalendarDay>?) {
            self.version = version
            self.effective = effective
        }
    }

    /// Id of the norm.
    public let id: String
    /// Version of the norm.
    public let version: String
    private let norm: LoadedNorm
    private let compiled: CompiledNorm
    private let versions: [Version]
    private let earlier: (norm: LoadedNorm, compiled: CompiledNorm)?

    /// The page of `norm`; nil if the norm has errors, so that there is nothing to rely on.
    ///
    /// - Parameters:
    ///   - norm: the norm as it was loaded.
    ///   - others: other versions of the same norm, in any order; those with errors, and other norms, are left out.
    public init?(_ norm: LoadedNorm, beside others: [LoadedNorm] = []) {
        guard !norm.hasErrors, let compiled = norm.compiled else { return nil }
        let document = compiled.model.document
        self.norm = norm
        self.compiled = compiled
        id = document.id.text
        version = document.version?.value ?? ""
        let own = Version(version: version, effective: document.effective?.value)
        var known = [(own, norm, compiled)]
        for other in others where !other.hasErrors {
            guard let model = other.compiled, model.model.document.id.text == document.id.text,
                let name = model.model.document.version?.value, !known.contains(where: { $0.0.version == name })
            else { continue }
            known.append((Version(version: name, effective: model.model.document.effective?.value), other, model))
        }
        func start(_ version: Version) -> Int32 { version.effective?.lowerBound.number ?? 0 }
        known.sort { (start($0.0), $0.0.version) < (start($1.0), $1.0.version) }
        versions = known.map(\.0)
        let before = known.prefix { $0.0.version != own.version }.last
        if let old = document.supersedes?.value {
            earlier = known.first { $0.0.version == old && old != own.version }.map { ($0.1, $0.2) }
        } else {
            earlier = before.map { ($0.1, $0.2) }
        }
    }

    /// Title of the norm, or else its id.
    public func title(_ language: MessageLanguage) -> String {
        let title = compiled.model.document.title
        return (language == .zh ? title?.zh ?? title?.en : title?.en ?? title?.zh) ?? id
    }

    /// Status of the norm in words.
    public func status(_ language: MessageLanguage) -> String {
        guard let status = compiled.model.document.status?.value,
            let word = KeywordList.normStatuses.keyword(for: status)
        else { return "" }
        return language == .zh ? word.zh : word.en
    }

    /// Days on which the norm is effective.
    public var effective: ClosedRange<CalendarDay> { compiled.model.effective }

    /// The page as UTF-8.
    ///
    /// - Parameters:
    ///   - language: of the page; texts that the norm has in the other language only are marked as such.
    ///   - links: where the other pages stand, seen from this one.
    public func html(_ language: MessageLanguage, links: NormLinks) -> [UInt8] {
        DeepStack.run { page(language, links) }
    }

    private func page(_ language: MessageLanguage, _ links: NormLinks) -> [UInt8] {
        let writer = NormWriter(norm, compiled, language, links)
        let before = earlier.map { NormWriter($0.norm, $0.compiled, language, links) }
        let parts = [
            writer.summary(), writer.gates(), writer.sections(), writer.bonus(), writer.grades(), writer.multiplier(),
            writer.questions(), writer.facts(), writer.parameters(), writer.sourceList(),
            writer.history(versions, after: before),
        ]
        let head = PageFrame.head(
            title: title(language) + " · " + version, links: links,
            address: { links.norm(id, version, $0) })
        let body: [HTML] = [
            PageFrame.skip(language), writer.header(), writer.contents(parts),
            .tag("main", ["id": "part-main"], parts), PageFrame.foot(language),
        ]
        return HTMLWriter.document(language: PageFrame.code(language), head: head, body: body)
    }
}
