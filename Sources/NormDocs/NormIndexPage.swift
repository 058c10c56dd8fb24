import Diagnostics

/// The page that lists all norms with their versions.
public struct NormIndexPage: Sendable {
    private let pages: [NormPage]

    /// - Parameter pages: of all norms, each with its versions, oldest first.
    public init(_ pages: [NormPage]) { self.pages = pages }

    /// The page as UTF-8.
    public func html(_ language: MessageLanguage, links: NormLinks) -> [UInt8] {
        func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
        let title = say("低碳评价规范", "Low-carbon evaluation norms")
        var order: [String] = []
        for page in pages where !order.contains(page.id) { order.append(page.id) }
        let items = order.map { id -> HTML in
            let versions = pages.filter { $0.id == id }
            let name = versions.last?.title(language) ?? id
            return .tag(
                "article", ["class": "item", "id": id], .tag("h2", [:], .text(name + " "), .tag("code", [:], text: id)),
                .tag(
                    "ul", [:],
                    versions.reversed().map { page in
                        .tag(
                            "li", [:],
                            .link(
                                links.norm(page.id, page.version, language),
                                .text(say("\(page.version) 版", "Version \(page.version)"))),
                            .text(
                                say(
                                    "，\(page.status(.zh))，\(page.effective.lowerBound) 至 \(page.effective.upperBound)",
                                    ", \(page.status(.en)), \(page.effective.lowerBound) to \(page.effective.upperBound)"
                                )))
                    }))
        }
        let head = PageFrame.head(title: title, links: links, address: links.index)
        let body: [HTML] = [
            PageFrame.skip(language),
            .tag(
                "header", [:],
                .tag("p", ["class": "top"], PageFrame.languageSwitch(language, links, address: links.index)),
                .tag("h1", [:], text: title)),
            .tag(
                "main", ["id": "part-main"],
                items.isEmpty ? [.tag("p", [:], text: say("没有规范。", "There is no norm."))] : items),
            PageFrame.foot(language),
        ]
        return HTMLWriter.document(language: PageFrame.code(language), head: head, body: body)
    }
}
