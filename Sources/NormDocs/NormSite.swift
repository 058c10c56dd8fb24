import Diagnostics
import LowCarbonRules

/// The pages of norms as files that any server can hand out.
public struct NormSite: Sendable {
    /// A file of the site, below its folder.
    public struct File: Sendable {
        public var path: String
        public var bytes: [UInt8]
    }

    /// Pages that are written, in the order of the index.
    public let pages: [NormPage]

    /// - Parameter norms: loaded norms, versions beside each other; those with errors are left out.
    public init(_ norms: [LoadedNorm]) {
        pages = norms.compactMap { norm in NormPage(norm, beside: norms.filter { $0.path != norm.path }) }
    }

    /// Pages in each of `languages`, the stylesheet, and an index in each; `index.html` is in the first of them.
    public func files(_ languages: [MessageLanguage]) -> [File] {
        var files = [File(path: "style.css", bytes: Array(NormPage.stylesheet.utf8))]
        let index = NormIndexPage(pages)
        let (top, below) = (
            NormLinks.files(depth: 0, languages: languages), NormLinks.files(depth: 1, languages: languages)
        )
        for language in languages {
            files.append(File(path: top.index(language), bytes: index.html(language, links: top)))
            for page in pages {
                let path =
                    NormLinks.fileName(page.id) + "/" + NormLinks.fileName(page.version) + ".\(language.rawValue).html"
                files.append(File(path: path, bytes: page.html(language, links: below)))
            }
        }
        return files
    }
}
