import Diagnostics
import Foundation
import NIOCore
import NormDocs
import RuleCompiler
import RuleModel
import RuleSyntax

/// The pages of norms, each written when it is first asked for.
final class NormPageStore: @unchecked Sendable {
    private struct Place: Hashable {
        var id: String
        var version: String
        var language: MessageLanguage
    }

    private let pages: [NormPage]
    private let links: NormLinks
    private let lock = NSLock()
    private var written: [Place: ByteBuffer] = [:]

    init(_ catalogue: NormCatalogue) {
        pages = NormSite(catalogue.ids.flatMap { catalogue.versions[$0] ?? [] }.map(\.loaded)).pages
        links = NormLinks(
            index: { "/norms?lang=\($0.rawValue)" },
            norm: { id, version, language in
                "/norms/\(NormLinks.segment(id))/\(NormLinks.segment(version))?lang=\(language.rawValue)"
            },
            stylesheet: "/norms.css")
    }

    /// The page that lists all norms.
    func index(_ language: MessageLanguage) -> ByteBuffer {
        ByteBuffer(bytes: NormIndexPage(pages).html(language, links: links))
    }

    /// The page of a version, if it is written.
    func written(_ version: ServedVersion, _ language: MessageLanguage) -> ByteBuffer? {
        let place = Place(id: version.compiled.model.document.id.text, version: version.version, language: language)
        return lock.withLock { written[place] }
    }

    /// The page of a version; written if it is not.
    func page(_ version: ServedVersion, _ language: MessageLanguage) -> ByteBuffer? {
        let id = version.compiled.model.document.id.text
        let place = Place(id: id, version: version.version, language: language)
        if let known = lock.withLock({ written[place] }) { return known }
        guard let page = pages.first(where: { $0.id == id && $0.version == version.version }) else { return nil }
        // Written outside of the lock, which those who only look wait for.
        let bytes = ByteBuffer(bytes: page.html(language, links: links))
        lock.withLock { written[place] = bytes }
        return bytes
    }
}
