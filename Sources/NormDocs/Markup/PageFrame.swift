import Diagnostics

/// What all pages have around their content.
enum PageFrame {
    static func head(title: String, links: NormLinks, address: (MessageLanguage) -> String) -> [HTML] {
        [
            .tag("meta", ["charset": "utf-8"]),
            .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .tag("title", [:], text: title),
            .tag("link", ["rel": "stylesheet", "href": links.stylesheet]),
        ]
            + links.languages.map { language in
                .tag("link", ["rel": "alternate", "hreflang": code(language), "href": address(language)])
            }
    }

    /// The language as HTML names it.
    static func code(_ language: MessageLanguage) -> String { language == .zh ? "zh-CN" : "en" }

    /// The way to the same page in the other language, if there is one.
    static func languageSwitch(_ language: MessageLanguage, _ links: NormLinks, address: (MessageLanguage) -> String)
        -> HTML
    {
        let other: MessageLanguage = language == .zh ? .en : .zh
        guard links.languages.contains(other) else { return .nothing }
        return .tag(
            "a", ["class": "switch", "lang": code(other), "hreflang": code(other), "href": address(other)],
            text: other == .zh ? "中文" : "English")
    }

    /// For those who go through a page by keyboard.
    static func skip(_ language: MessageLanguage) -> HTML {
        .tag("a", ["class": "skip", "href": "#part-main"], text: language == .zh ? "跳到正文" : "Skip to the content")
    }

    static func foot(_ language: MessageLanguage) -> HTML {
        .tag(
            "footer", [:],
            .tag(
                "p", [:],
                text: language == .zh
                    ? "本页由规则文件直接生成，与评分所用的规则是同一份。"
                    : "This page is made from the rule files themselves, the same that scenes are scored with."))
    }
}
