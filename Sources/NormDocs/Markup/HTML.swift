/// A piece of a page. Text is escaped where it is written out and nowhere else, so no text of a norm can become markup.
indirect enum HTML: Sendable {
    case text(String)
    case element(String, [(name: String, value: String)], [HTML])
    case group([HTML])

    static let nothing = HTML.group([])

    var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .element: false
        case .group(let parts): parts.allSatisfy(\.isEmpty)
        }
    }

    /// The text without its markup.
    var plainText: String {
        switch self {
        case .text(let text): text
        case .element(_, _, let parts), .group(let parts): parts.map(\.plainText).joined()
        }
    }

    /// Targets of all links inside.
    var targets: Set<String> {
        switch self {
        case .text: []
        case .group(let parts): parts.reduce(into: []) { $0.formUnion($1.targets) }
        case .element(_, let attributes, let parts):
            parts.reduce(into: Set(attributes.filter { $0.name == "href" }.map(\.value))) { $0.formUnion($1.targets) }
        }
    }

    /// An element; attributes without a value are left out.
    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: [HTML]) -> HTML {
        .element(name, attributes.compactMap { pair in pair.value.map { (pair.key, $0) } }, content)
    }

    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: HTML...) -> HTML {
        tag(name, attributes, content)
    }

    /// An element that holds nothing but text.
    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) -> HTML {
        tag(name, attributes, [.text(text)])
    }

    static func link(_ target: String, _ content: HTML...) -> HTML { tag("a", ["href": target], content) }

    /// Parts with something between them; empty ones are left out.
    static func joined(_ parts: [HTML], by separator: String) -> HTML {
        .group(
            parts.filter { !$0.isEmpty }.enumerated().flatMap {
                $0.offset == 0 ? [$0.element] : [.text(separator), $0.element]
            })
    }
}

/// Writes pages out as UTF-8, in a form that parsers of HTML and of XML both read.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []
    private static let void: Set<String> = ["meta", "link", "br", "col", "hr", "wbr"]
    /// Elements that may begin on a line of their own without changing what is shown.
    private static let blocks: Set<String> = [
        "html", "head", "body", "meta", "link", "title", "header", "main", "footer", "nav", "section", "article", "div",
        "h1",
        "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "figure",
        "figcaption", "svg",
    ]

    /// A whole document.
    static func document(language: String, head: [HTML], body: [HTML]) -> [UInt8] {
        var writer = HTMLWriter()
        writer.bytes += Array("<!DOCTYPE html>".utf8)
        writer.write(.tag("html", ["lang": language], [.tag("head", [:], head), .tag("body", [:], body)]))
        writer.bytes.append(UInt8(ascii: "\n"))
        return writer.bytes
    }

    mutating func write(_ html: HTML) {
        switch html {
        case .text(let text): escape(text)
        case .group(let parts): for part in parts { write(part) }
        case .element(let name, let attributes, let content):
            if HTMLWriter.blocks.contains(name) { bytes.append(UInt8(ascii: "\n")) }
            bytes += Array("<\(name)".utf8)
            for (key, value) in attributes {
                bytes += Array(" \(key)=\"".utf8)
                escape(value)
                bytes.append(UInt8(ascii: "\""))
            }
            if HTMLWriter.void.contains(name) {
                bytes += Array("/>".utf8)
                return
            }
            bytes.append(UInt8(ascii: ">"))
            for part in content { write(part) }
            bytes += Array("</\(name)>".utf8)
        }
    }

    /// The one place where text becomes HTML: what has a meaning there is written as a reference, what no document may hold,
    /// or would turn the direction of what follows, as U+FFFD.
    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += Array("&amp;".utf8)
            case "<": bytes += Array("&lt;".utf8)
            case ">": bytes += Array("&gt;".utf8)
            case "\"": bytes += Array("&quot;".utf8)
            case "'": bytes += Array("&#39;".utf8)
            case "\t", "\n": bytes.append(UInt8(scalar.value))
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FFFE}",
                "\u{FFFF}":
                bytes += Array("\u{FFFD}".utf8)
            default: bytes += Array(String(scalar).utf8)
            }
        }
    }
}
