import Diagnostics

/// What all pages have around their content.
enum PageFrame {
    static func head(title: String, links: NormLinks, alternates: [(MessageLanguage, String)]) -> [HTML] {
        [
            .tag("meta", ["charset": "utf-8"]),
            .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .tag("title", [:], text: title),
            .tag("link", ["rel": "stylesheet", "href": links.stylesheet]),
        ]
            + alternates.map { language, address in
                .tag("link", ["rel": "alternate", "hreflang": language == .zh ? "zh-CN" : "en", "href": address])
            }
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
